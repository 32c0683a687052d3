"""What a run has told in the end: final figures and open flags, without what the order of arrival decides."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from schemas.event import ClaimId, Event, FlagId
from schemas.figures import FiguresRolled
from schemas.flags import Flag, FlagEvent, FlagState
from tests.detect.examples import moment

EARLY = moment("1970-01-01")


def figures_told(events: Iterable[Event]) -> dict[ClaimId, FiguresRolled]:
    """The last figures of every claim that is not empty, as of version 0."""
    last = {event.claim: event for event in events if isinstance(event, FiguresRolled)}
    return {
        claim: msgspec.structs.replace(event, version=0, rolled_at=EARLY)
        for claim, event in last.items()
        if event.statements
    }


def flags_told(events: Iterable[Event]) -> dict[FlagId, Flag]:
    """Every flag that is open at the end, as of version 0."""
    last = {event.flag.flag: event.flag for event in events if isinstance(event, FlagEvent)}
    return {key: msgspec.structs.replace(flag, version=0) for key, flag in last.items() if flag.state is FlagState.OPEN}
