"""Where every source of the data ended, and what was made of it: folds over the log's events."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import msgspec

from bench.incidents.articles import Sourced
from bench.incidents.rendering import SUMMARY, source_of
from schemas.articles import ArticlePublished, BodyKind, FeedFetched, Revision
from schemas.event import ArticleId, ClaimId, Event, FlagId, TrackId
from schemas.figures import FiguresRolled
from schemas.flags import Flag, FlagEvent, FlagRaised
from schemas.notices import NoticeEvent
from schemas.rejects import Rejected
from schemas.statements import DayCame, Reported


class Ledger:
    """What the log holds. Events that come again change nothing but the polls' count."""

    def __init__(self) -> None:
        self.articles: dict[str, tuple[BodyKind, str]] = {}
        """By the data's id: what of it is in the log."""
        self.revised = 0
        self.rejects: dict[tuple[str, str], str] = {}
        """(reason, where) → detail."""
        self.polls = 0
        self.statements: dict[tuple[TrackId, ArticleId], int] = {}
        self.figures: dict[ClaimId, FiguresRolled] = {}
        self.raised: dict[FlagId, Flag] = {}
        """Each flag as it was first raised."""
        self.flags: dict[FlagId, Flag] = {}
        """Each flag at its last version."""
        self.notices: dict[tuple[str, str], NoticeEvent] = {}
        self.day: DayCame | None = None

    def take(self, event: Event) -> None:
        """Count one event."""
        match event:
            case Revision():
                self.revised += not isinstance(event, ArticlePublished)
                self.articles[source_of(event.url) or event.url] = event.body_kind, event.body
            case Rejected():
                self.rejects[event.reason, event.where] = event.detail
            case FeedFetched():
                self.polls += 1
            case Reported():
                self.statements[event.track, event.article] = len(event.statements)
            case DayCame():
                self.day = event if self.day is None or event.day > self.day.day else self.day
            case FiguresRolled():
                self.figures[event.claim] = event
            case FlagEvent():
                self._flag(event)
            case NoticeEvent():
                self.notices[event.delivery, event.type] = event

    def _flag(self, event: FlagEvent) -> None:
        known = self.flags.get(event.flag.flag)
        if isinstance(event, FlagRaised):
            self.raised.setdefault(event.flag.flag, event.flag)
        if known is None or known.version <= event.flag.version:
            self.flags[event.flag.flag] = event.flag

    def unaccounted(self, sources: Iterable[str]) -> list[str]:
        """The ids that are neither in `articles` nor in `rejects`."""
        refused = {source_of(where) for _, where in self.rejects}
        return sorted(id_ for id_ in sources if id_ not in self.articles and id_ not in refused)


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What a run came to."""

    sources: int
    """Different ids in the data."""
    in_articles: int
    only_in_rejects: int
    unaccounted: tuple[str, ...]
    bodies: dict[str, int]
    bodies_as_in_data: dict[str, str]
    """Those whose length, without white space, is within a tenth of the data's; by where they were read from."""
    revised: int
    polls: int
    articles_with_statements: int
    statements: int
    tracks: int
    claims: int
    claims_live_at_end: int
    """With a statement in the window that ends at the last tick."""
    raised: int
    raised_by_rule_and_grade: dict[str, int]
    """By the grade with which each was first raised."""
    at_end_by_state: dict[str, int]
    notices: dict[str, int]
    """By kind and channel."""
    rejects: dict[str, int]
    """By service and reason."""


def account(ledger: Ledger, articles: Iterable[Sourced]) -> Account:
    """The figures of a ledger, against the data."""
    sources = {article.id: article for article in articles}
    missing = ledger.unaccounted(sources)
    held = sum(id_ in ledger.articles for id_ in sources)
    stated = {key: count for key, count in ledger.statements.items() if count}
    return Account(
        sources=len(sources),
        in_articles=held,
        only_in_rejects=len(sources) - held - len(missing),
        unaccounted=tuple(missing),
        bodies=_counted(kind.value for kind, _ in ledger.articles.values()),
        bodies_as_in_data=_as_in_data(ledger, sources.values()),
        revised=ledger.revised,
        polls=ledger.polls,
        articles_with_statements=len({article for _, article in stated}),
        statements=sum(stated.values()),
        tracks=len({track for track, _ in stated}),
        claims=len(ledger.figures),
        claims_live_at_end=sum(figures.statements > 0 for figures in ledger.figures.values()),
        raised=len(ledger.raised),
        raised_by_rule_and_grade=_counted(f"{flag.rule}, {flag.grade}" for flag in ledger.raised.values()),
        at_end_by_state=_counted(flag.state.value for flag in ledger.flags.values()),
        notices=_counted(f"{kind}, {event.channel}" for (_, kind), event in ledger.notices.items()),
        rejects=_counted(reason for reason, _ in ledger.rejects),
    )


def as_long_as(body: str, text: str) -> bool:
    """Whether a body is about as long as the text that it was made from, white space aside."""
    has, had = len("".join(body.split())), len("".join(text.split()))
    return abs(has - had) * 10 <= had


def _as_in_data(ledger: Ledger, articles: Iterable[Sourced]) -> dict[str, str]:
    verdicts: dict[str, list[bool]] = {"feed": [], "page": []}
    for article in articles:
        if article.id in ledger.articles:
            where = "page" if article.summary_only or len(article.text) <= SUMMARY else "feed"
            verdicts[where].append(as_long_as(ledger.articles[article.id][1], article.text))
    return {where: f"{sum(found)} of {len(found)}" for where, found in verdicts.items()}


def _counted(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
