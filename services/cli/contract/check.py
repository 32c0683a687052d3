"""What `claimwatch check` writes of articles: statements and flag events as they come, then each claim's figures."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import msgspec

from schemas.articles import ArticlePublished, ArticleRevised, BodyKind, DateBasis, Revision
from schemas.envelope import digest
from schemas.event import ArticleId, Event, stands_elsewhere
from schemas.figures import FiguresRolled
from schemas.flags import FlagEvent
from schemas.statements import DayCame, Reported, RulesTaken
from schemas.watch import Rules
from services.cli.contract.values import Line, plain
from services.cli.moments import moment
from services.detect.reading.fold import ReadingFold
from services.detect.reading.tracks import build
from services.detect.tracking.fold import TrackingFold


class Article(msgspec.Struct, frozen=True):
    """A line of input of `check`."""

    id: str
    outlet: str
    title: str
    text: str
    published_at: str
    url: str = ""

    def __post_init__(self) -> None:
        moment(self.published_at)

    @property
    def at(self) -> dt.datetime:
        """The moment of publication."""
        return moment(self.published_at)


def check_lines(articles: Sequence[Article], rules: Rules) -> Iterator[Line]:
    """What `check` writes: statements, each once, and flag events as articles come by publication, then the figures."""
    figures: dict[str, FiguresRolled] = {}
    for event in events_of(articles, rules):
        if isinstance(event, Reported):
            yield from () if stands_elsewhere(event.track) else _statements(event)
        elif isinstance(event, FlagEvent):
            yield {"type": "flag", "event": type(event).type, **plain(event.flag)}
        elif isinstance(event, FiguresRolled):
            figures[event.claim] = event
    for claim in sorted(figures):
        yield {"type": "figures", **plain(figures[claim])}


def events_of(articles: Sequence[Article], rules: Rules) -> Iterator[Event]:
    """What is reported of the articles, taken by publication with a tick at each new day, and what comes of it."""
    reading, tracking = ReadingFold(), TrackingFold(build())
    revisions: dict[str, Revision] = {}
    offset = 0
    day: dt.date | None = None
    start = min((article.at for article in articles), default=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))
    tracking.apply(offset, RulesTaken(partition=0, rules=rules, decided_at=start))
    for article in sorted(articles, key=lambda item: (item.at, item.id)):
        before = revisions.get(article.id)
        revision = _revision(article, before)
        if before is not None and before.digest == revision.digest:
            continue
        revisions[article.id] = revision
        records: list[DayCame | Reported] = []
        if day != article.at.date():
            day = article.at.date()
            records.append(DayCame(partition=0, day=day))
        records += [event for event in reading.apply(0, revision).events if isinstance(event, Reported)]
        for record in records:
            offset += 1
            if isinstance(record, Reported):
                yield record
            yield from tracking.apply(offset, record).events


def _statements(report: Reported) -> Iterator[Line]:
    for statement in report.statements:
        where = {"article": report.article, "outlet": report.outlet, "published_at": report.published_at.isoformat()}
        yield {"type": "statement", **where, "track": report.track, **plain(statement)}


def _revision(article: Article, before: Revision | None) -> Revision:
    """The article as ingest would have published it, or as a revision where its id came before."""
    at = article.at
    content: Line = {
        "article": ArticleId(article.id),
        "outlet": article.outlet,
        "feed": "",
        "url": article.url,
        "title": article.title,
        "body": article.text,
        "body_kind": BodyKind.FULL,
        "dated_by": DateBasis.FEED,
        "digest": digest(article.title, article.text),
        "captures": (),
    }
    if before is None:
        return ArticlePublished(revision=1, published_at=at, **content)
    return ArticleRevised(
        revision=before.revision + 1, published_at=before.published_at, revised_at=at, previous=before.digest, **content
    )
