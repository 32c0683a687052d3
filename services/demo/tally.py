"""What has happened so far, as a fold over the log's events: the end's summary, and titles for what names a claim."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from schemas.articles import FeedFetched
from schemas.event import ArticleId, ClaimId, Event, FlagId, TrackId
from schemas.figures import FiguresRolled
from schemas.flags import Flag, FlagEvent
from schemas.notices import NoticeDelivered, NoticeFailed
from schemas.rejects import Rejected
from schemas.statements import Reported


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """Counts and last states. A repeated event changes nothing, except that polls have no identity."""

    polls: int = 0
    new: int = 0
    revised: int = 0
    outlets: frozenset[str] = frozenset()
    """That published something."""
    statements: Mapping[tuple[TrackId, ArticleId], int] = {}
    """Of each article's last report in each track."""
    figures: Mapping[ClaimId, FiguresRolled] = {}
    flags: Mapping[FlagId, Flag] = {}
    """Each flag at its last version."""
    delivered: Mapping[str, str] = {}
    """The channel of each delivery that was a message of its own."""
    receipts: Mapping[tuple[str, str], str] = {}
    """The delivery that came first with each channel's receipt: one that comes with it later has edited it."""
    failed: frozenset[str] = frozenset()
    """Deliveries given up."""
    refused: frozenset[str] = frozenset()
    """What was refused, by place."""

    def title(self, claim: ClaimId) -> str:
        """The claim's title; its id before its first figures."""
        return self.figures[claim].title if claim in self.figures else claim


def count(tally: Tally, event: Event) -> Tally:
    """The tally after one more event; what it does not count leaves it as it is."""
    replace = msgspec.structs.replace
    match event:
        case FeedFetched():
            tally = replace(
                tally, polls=tally.polls + 1, new=tally.new + event.new, revised=tally.revised + event.revised
            )
            if event.new or event.revised:
                tally = replace(tally, outlets=tally.outlets | {event.outlet})
        case Reported():
            reported = {(event.track, event.article): len(event.statements)}
            tally = replace(tally, statements={**tally.statements, **reported})
        case FiguresRolled():
            tally = replace(tally, figures={**tally.figures, event.claim: event})
        case FlagEvent():
            tally = replace(tally, flags={**tally.flags, event.flag.flag: event.flag})
        case NoticeDelivered():
            place = event.channel, event.receipt
            receipts = {place: event.delivery, **tally.receipts}
            if receipts[place] == event.delivery:
                tally = replace(tally, delivered={**tally.delivered, event.delivery: event.channel}, receipts=receipts)
        case NoticeFailed():
            tally = replace(tally, failed=tally.failed | {event.delivery})
        case Rejected():
            tally = replace(tally, refused=tally.refused | {event.where})
    return tally
