"""How long each host lives, what comes in meanwhile and what fails: drawn by a seed.

places, shuffled ─▶ lives: flags before the start and after it, faults of Slack and of the mail server, the kill
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from random import Random
from typing import Final, NamedTuple, TypeVar

from bench.kills.host import STEPS
from services.demo.mailbox import MailFault
from services.demo.slack import Fault

T = TypeVar("T")

MOMENT: Final = "a random moment"
ASKING: Final[dict[str, Fault | MailFault]] = {
    "Slack does not answer": Fault.NO_ANSWER,
    "Slack has it, and does not answer": Fault.NO_ANSWER_STORED,
    "the mail server does not answer": MailFault.NO_ANSWER,
    "the mail server has it, and does not answer": MailFault.NO_ANSWER_STORED,
}
"""Places of a kill on the other side, by the fault that shows that it is reached."""
PLACES: Final = (*STEPS, *ASKING)
APART: Final = dt.timedelta(minutes=5)
"""From one life to the next, by the hosts' clock: as long as the longest pause between two attempts."""
_DOWN: Final = dt.timedelta(hours=1) // APART
"""Lives in which Slack, or the mail server, is down."""
_PERIOD: Final = 60
"""Lives in which that happens once."""
_LONGEST: Final = 2.0
"""Seconds of a life that ends at a random moment, at most."""
_PASSING: Final = tuple(fault for fault in MailFault if fault not in {MailFault.REFUSED, MailFault.UNKNOWN})
"""A mail that is refused for good has failed: it is not lost."""
_MOST_FAULTS: Final = 3
_ALL: Final = 1_000
"""More attempts than there are in a life."""


class Life(NamedTuple):
    """One host's, from its start to its kill."""

    place: str
    seconds: float
    """After which it is killed, where the place is a moment."""
    before: int
    """Flags that come before it starts."""
    during: int
    slack: tuple[Fault | None, ...]
    """What befalls its posts and edits in turn."""
    mail: tuple[MailFault, ...]


def places(kills: int, random: Random) -> list[str]:
    """Where to kill: at the steps half of all times, each as often as the others, but once at least; shuffled."""
    at_steps = PLACES * max(1, kills // (2 * len(PLACES)))
    chosen = [*at_steps, *[MOMENT] * (kills - len(at_steps))][:kills]
    random.shuffle(chosen)
    return chosen


def lives(kills: int, seed: int) -> Iterator[Life]:
    """Every life of a run."""
    random = Random(seed)  # noqa: S311 - an example, no secret
    began, slack_down = 0, False
    for number, place in enumerate(places(kills, random)):
        if number % _PERIOD == 0:
            began, slack_down = number + random.randrange(_PERIOD - _DOWN), random.random() < 0.5
        down = began <= number < began + _DOWN
        slack = [Fault.SERVER_ERROR] * _ALL if down and slack_down else _some(random, [None, *Fault])
        mail = [MailFault.BUSY] * _ALL if down and not slack_down else _some(random, _PASSING)
        awaited = ASKING.get(place)
        yield Life(
            place,
            random.uniform(0, _LONGEST),
            random.choice((1, 1, 2)),
            random.choice((0, 0, 1)),
            (awaited,) if isinstance(awaited, Fault) else tuple(slack),
            (awaited,) if isinstance(awaited, MailFault) else tuple(mail),
        )


def _some(random: Random, faults: Sequence[T]) -> list[T]:
    return random.choices(faults, k=random.randrange(_MOST_FAULTS + 1))
