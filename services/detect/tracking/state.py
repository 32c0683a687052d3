"""A track's state, and how many bytes it takes on the log."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from schemas.envelope import canonical
from schemas.event import ArticleId, ClaimId, Digest, TrackId
from schemas.figures import StatementAt
from schemas.flags import Flag
from schemas.statements import Reported
from schemas.verdicts import Judgement
from services.detect.tracking.live import Live, size_of


class Bearer(NamedTuple):
    """A statement that bears a claim's name: its article, and where its clause begins there."""

    article: ArticleId
    start: int


class Rolled(msgspec.Struct, frozen=True):
    """What is remembered of a claim: its name and who bears it, and its last figures, to know whether they changed."""

    claim: ClaimId
    key: ClaimId
    """What the claims of one key share: the id without an event's day."""
    version: int
    digest: Digest
    empty: bool
    """No live statement is left in it."""
    bearers: tuple[Bearer, ...] = ()
    """None of a claim that is empty, or was kept by a build that named claims anew each time."""
    members: tuple[StatementAt, ...] = ()
    """All statements that are of it, to know which join and which leave."""


class Versions(NamedTuple):
    """The highest version among some figures, and among some flags."""

    figures: int = 0
    flags: int = 0


class Track(msgspec.Struct, frozen=True, kw_only=True):
    """A track's state: bounded, and one value on the log of states."""

    track: TrackId
    applied: int = -1
    """Offset of the last record of `statements` that this state has taken in."""
    reports: tuple[Reported, ...] = ()
    firsts: tuple[Reported, ...] = ()
    verdicts: tuple[Judgement, ...] = ()
    rolled: tuple[Rolled, ...] = ()
    flags: tuple[Flag, ...] = ()
    forgotten: Versions = Versions()
    """Of the claims and flags that are no longer remembered: one of them that comes again begins above it, as whoever
    reads on knows its versions and takes no lower one for news."""

    @property
    def live(self) -> Live:
        """What its figures and flags are a function of, besides the rules and the day."""
        return Live(self.reports, self.firsts, self.verdicts)


def size(state: Track) -> int:
    """The bytes of the state in canonical form, counted part by part: after a report nearly all are as they were."""
    bare = msgspec.structs.replace(state, reports=(), firsts=(), verdicts=(), rolled=(), flags=())
    lists = (state.reports, state.firsts, state.verdicts, state.rolled, state.flags)
    return len(canonical(bare)) + sum(sum(map(size_of, items)) + max(0, len(items) - 1) for items in lists)
