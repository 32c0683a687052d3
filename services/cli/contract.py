"""The JSON forms of `claimwatch read` and `claimwatch check`, which others build on: they keep what they have.

Numbers are JSON numbers here, and offsets count characters of `text`. A unit is a singular name in British spelling,
or the counted noun where no unit stands; `counted` is that noun and what the figure is about.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

import msgspec

from schemas.articles import ArticlePublished, ArticleRevised, BodyKind, DateBasis, Revision
from schemas.envelope import digest
from schemas.event import ArticleId, Event
from schemas.figures import FiguresRolled
from schemas.flags import FlagEvent
from schemas.statements import DayCame, Part, Reported, RulesTaken, Statement
from schemas.watch import Rules
from services.detect.reading.fold import ReadingFold
from services.detect.reading.quantities.about import abouts
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.statements import Reading, read
from services.detect.reading.times import Time
from services.detect.reading.tracks import build, track_of
from services.detect.tracking.fold import TrackingFold

Line = dict[str, Any]

_ANCHORS: Final = (dt.datetime(1971, 2, 3, tzinfo=dt.UTC), dt.datetime(2002, 9, 17, tzinfo=dt.UTC))
"""Of a text without a date: only what reads the same from two unlike days does not depend on one."""


class Text(msgspec.Struct, frozen=True):
    """A line of input of `read`."""

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    published_at: str | None = None

    def __post_init__(self) -> None:
        if self.published_at is not None:
            moment(self.published_at)


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


def moment(given: str) -> dt.datetime:
    """An aware moment from ISO 8601, UTC where no zone is said; a date is its midnight.

    Raises:
        ValueError: it is neither.
    """
    try:
        found = dt.datetime.fromisoformat(given)
    except ValueError as fault:
        raise ValueError(
            f"{given!r} is no ISO 8601 date or moment, such as 2025-01-30 or 2025-01-30T12:00:00Z"
        ) from fault
    return found.astimezone(dt.UTC) if found.tzinfo is not None else found.replace(tzinfo=dt.UTC)


def read_line(given: Text) -> Line:
    """What `read` writes for a text."""
    if given.published_at is not None:
        return _read(given, moment(given.published_at))
    line, other = (_read(given, anchor) for anchor in _ANCHORS)
    return _without_dates(line, other) | {"title": _without_dates(line["title"], other["title"])}


def _without_dates(line: Line, other: Line) -> Line:
    """A reading without what another day of publication would change."""
    for ours, theirs in zip(line["times"], other["times"], strict=False):
        if (ours["earliest"], ours["latest"]) != (theirs["earliest"], theirs["latest"]):
            ours["earliest"] = ours["latest"] = None
            if ours["value"] != theirs["value"]:
                ours["value"] = None
    for statement, counterpart in zip(line["statements"], other["statements"], strict=False):
        if statement["as_of"] != counterpart["as_of"]:
            statement["as_of"] = None
        for part in ("figure", "subject", "track"):
            statement[part] = _undated(statement[part], counterpart[part])
    return line


def _undated(ours: Any, theirs: Any) -> Any:
    """What is the same from both anchors; None for what is not, within objects field by field."""
    if isinstance(ours, dict) and isinstance(theirs, dict):
        if ours.get("kind") == theirs.get("kind") == "span" and ours != theirs:
            return ours | dict.fromkeys(("earliest", "latest", "core_earliest", "core_latest"))
        return {name: _undated(ours[name], theirs.get(name)) for name in ours}
    return ours if ours == theirs else None


def _read(given: Text, published_at: dt.datetime) -> Line:
    readings = list(_readings(given, published_at))
    body = [reading for part, reading in readings if part is Part.BODY]
    title = [reading for part, reading in readings if part is Part.TITLE]
    return {"id": given.id, **_part(given.text, body), "title": _part(given.title, title)}


def _part(text: str, readings: list[Reading]) -> Line:
    """What a part says; offsets count characters of that part."""
    return {
        "quantities": [
            _quantity(text, quantity, about)
            for reading in readings
            for quantity, about in zip(reading.quantities, abouts(reading.sentence, reading.quantities), strict=True)
        ],
        "times": [_time(text, time) for reading in readings for time in reading.times],
        "statements": [_statement(statement) for reading in readings for statement in reading.statements],
    }


def _readings(given: Text, published_at: dt.datetime) -> Iterator[tuple[Part, Reading]]:
    return read(given.title, given.text, given.outlet, published_at)


def _quantity(text: str, quantity: Quantity, about: str | None) -> Line:
    return {
        "start": quantity.start,
        "end": quantity.end,
        "text": text[quantity.start : quantity.end],
        "low": _number(quantity.low),
        "best": _number(quantity.best),
        "high": _number(quantity.high),
        "modality": quantity.modality.value,
        "direction": quantity.direction.value if quantity.direction else None,
        "unit": quantity.unit or quantity.counted,
        "counted": ", ".join(filter(None, (quantity.counted, about))) or None,
    }


def _time(text: str, time: Time) -> Line:
    return {
        "start": time.start,
        "end": time.end,
        "text": text[time.start : time.end],
        "type": time.kind.value,
        "value": time.value,
        "earliest": time.span.earliest.isoformat() if time.span is not None else None,
        "latest": time.span.latest.isoformat() if time.span is not None else None,
    }


def _statement(statement: Statement) -> Line:
    line: Line = plain(statement)
    keep = ("start", "end", "quote", "figure", "subject", "as_of", "chain", "factuality")
    return {name: line[name] for name in keep} | {"track": track_of(statement)}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def plain(value: object) -> Any:
    """A value of the log as JSON types, its decimals as numbers."""
    return _numbers(msgspec.to_builtins(value, builtin_types=(Decimal,)))


def _numbers(value: Any) -> Any:
    if isinstance(value, Decimal):
        return _number(value)
    if isinstance(value, dict):
        return {key: _numbers(item) for key, item in value.items()}
    return [_numbers(item) for item in value] if isinstance(value, list | tuple) else value


def check_lines(articles: Sequence[Article], rules: Rules) -> Iterator[Line]:
    """What `check` writes: statements and flag events as articles are taken by publication, then the figures."""
    figures: dict[str, FiguresRolled] = {}
    for event in events_of(articles, rules):
        if isinstance(event, Reported):
            yield from _statements(event)
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
