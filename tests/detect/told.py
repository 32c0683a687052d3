"""What a run has told in the end: final figures and open flags, without what the order of arrival decides.

It decides when what was told, and by which of its articles a claim was first known: that is its name from then on, and
its flags' (`tests/detect/tracking/test_names.py`). `unnamed` leaves names out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from schemas.envelope import canonical
from schemas.event import ClaimId, Event, FlagId
from schemas.figures import FiguresRolled
from schemas.flags import Flag, FlagEvent, FlagState
from tests.detect.examples import moment

EARLY = moment("1970-01-01")


def figures_told(events: Iterable[Event]) -> dict[ClaimId, FiguresRolled]:
    """The last figures of every claim that is not empty, as of version 0."""
    last = {event.claim: event for event in events if isinstance(event, FiguresRolled)}
    return {
        claim: msgspec.structs.replace(event, version=0, rolled_at=EARLY, joined=(), left=())
        for claim, event in last.items()
        if event.statements
    }


def flags_told(events: Iterable[Event]) -> dict[FlagId, Flag]:
    """Every flag that is open at the end, as of version 0."""
    last = {event.flag.flag: event.flag for event in events if isinstance(event, FlagEvent)}
    return {key: msgspec.structs.replace(flag, version=0) for key, flag in last.items() if flag.state is FlagState.OPEN}


def names_told(events: Iterable[Event]) -> tuple[set[ClaimId], set[FlagId]]:
    """The names of all claims and flags that were told of: they depend on what came first (docs/decisions/0008)."""
    told = list(events)
    claims = {event.claim for event in told if isinstance(event, FiguresRolled)}
    return claims, {event.flag.flag for event in told if isinstance(event, FlagEvent)}


class Unnamed(NamedTuple):
    """Figures and open flags in canonical form without names: how often each is there."""

    figures: Counter[bytes]
    flags: Counter[bytes]


def unnamed(figures: Mapping[ClaimId, FiguresRolled], flags: Mapping[FlagId, Flag]) -> Unnamed:
    """Without the ids of claims and flags, and of flags without what they are filed under."""
    nobody, nothing = ClaimId(""), FlagId("")
    bare = (msgspec.structs.replace(flag, claim=nobody, flag=nothing) for flag in without_labels(flags).values())
    return Unnamed(
        Counter(canonical(msgspec.structs.replace(item, claim=nobody)) for item in figures.values()),
        Counter(map(canonical, bare)),
    )


def without_labels(flags: Mapping[FlagId, Flag]) -> dict[FlagId, Flag]:
    """Title, place and tags may be earlier ones, as new ones alone are not told."""
    return {key: msgspec.structs.replace(flag, title="", place=None, tags=()) for key, flag in flags.items()}


def ended_so(events: Iterable[Event]) -> Unnamed:
    """What a run ended in, without names."""
    made = list(events)
    return unnamed(figures_told(made), flags_told(made))
