"""Where each host dies and which faults befall it meanwhile: drawn by a seed.

places, shuffled ─▶ lives: the kill, faults of Slack and of the mail server before it
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from itertools import cycle, islice
from random import Random
from typing import Final, NamedTuple, TypeVar

from bench.kills.places import ASKING, MOMENT, NAMED, Place, Victim
from services.demo.mailbox import MailFault
from services.demo.slack import Fault

T = TypeVar("T")

APART: Final = dt.timedelta(minutes=5)
"""From one alert host to the next, by their clocks: as long as the longest pause between two attempts."""
_AT_PLACES: Final = 0.6
"""Of all kills; the others are at random moments."""
_DOWN: Final = dt.timedelta(hours=1) // APART
"""Alert hosts for which Slack, or the mail server, is down."""
_PERIOD: Final = 60
"""Alert hosts for one time when that happens."""
_LONGEST: Final = {Victim.DETECT: 0.5, Victim.ALERT: 2.0}
"""Seconds until a random moment, at most."""
_PASSING: Final = tuple(fault for fault in MailFault if fault not in {MailFault.REFUSED, MailFault.UNKNOWN})
"""A mail that is refused for good has failed: it is not lost."""
_MOST_FAULTS: Final = 3
_ALL: Final = 1_000
"""More attempts than there are in a life."""


class Life(NamedTuple):
    """What goes on until a host is killed; the other one lives on."""

    place: Place
    seconds: float
    """After which it is killed, where the place is a moment."""
    slack: tuple[Fault | None, ...]
    """What befalls its posts and edits in turn."""
    mail: tuple[MailFault, ...]


def places(kills: int, random: Random, victims: Collection[Victim] = tuple(Victim)) -> list[Place]:
    """Where to kill: at each named place as often as at the others, but once at least, else at a moment; shuffled."""
    there = [place for place in NAMED if place.victim in victims]
    named = there * max(1, int(kills * _AT_PLACES) // len(there))
    moments = cycle(Place(victim, MOMENT) for victim in victims)
    chosen = [*named, *islice(moments, max(0, kills - len(named)))][:kills]
    random.shuffle(chosen)
    return chosen


def lives(kills: int, seed: int, victims: Collection[Victim] = tuple(Victim)) -> Iterator[Life]:
    """Every life of a run in which these are killed."""
    random = Random(seed)  # noqa: S311 - an example, no secret
    alerts, began, slack_down = 0, 0, False
    for place in places(kills, random, victims):
        if place.victim is Victim.ALERT:
            if alerts % _PERIOD == 0:
                began, slack_down = alerts + random.randrange(_PERIOD - _DOWN), random.random() < 0.5
            alerts += 1
        down = began <= alerts < began + _DOWN
        slack = [Fault.SERVER_ERROR] * _ALL if down and slack_down else _some(random, [None, *Fault])
        mail = [MailFault.BUSY] * _ALL if down and not slack_down else _some(random, _PASSING)
        awaited = ASKING.get(place.at)
        yield Life(
            place,
            random.uniform(0, _LONGEST[place.victim]),
            (awaited,) if isinstance(awaited, Fault) else tuple(slack),
            (awaited,) if isinstance(awaited, MailFault) else tuple(mail),
        )


def _some(random: Random, faults: Sequence[T]) -> list[T]:
    return random.choices(faults, k=random.randrange(_MOST_FAULTS + 1))
