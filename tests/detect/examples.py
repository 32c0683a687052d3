"""Articles and reports of invented outlets, for all tests of detect."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from schemas.articles import ArticlePublished, ArticleRevised, BodyKind, DateBasis
from schemas.event import ArticleId, Digest, TrackId
from schemas.statements import AsOf, Factuality, Part, Reported, Scope, Statement, Subject
from schemas.values import Figure, Measure, Modality, Precision, Presence, Quantity, Span
from services.detect.reading.marks import marks
from services.detect.reading.vocabulary import ENGLISH

TRACK = TrackId("actor/north korea/soldier")
DEPLOYED = Subject("soldier", "North Korea", "deployed", "Kursk", None)
KILLED = Subject("soldier", "North Korea", "killed", "Kursk", None)
SEEN = Subject("soldier", "North Korea", "seen", "Kursk", None)


def moment(day: str, hour: int = 12) -> dt.datetime:
    return dt.datetime.combine(dt.date.fromisoformat(day), dt.time(hour), dt.UTC)


def published(
    article: str, body: str, day: str = "2025-01-30", outlet: str = "Example Times", title: str = ""
) -> ArticlePublished:
    return ArticlePublished(
        article=ArticleId(article),
        revision=1,
        outlet=outlet,
        feed="http://127.0.0.1/feed",
        url=f"http://127.0.0.1/{article}",
        title=title,
        body=body,
        body_kind=BodyKind.FULL,
        published_at=moment(day),
        dated_by=DateBasis.FEED,
        digest=Digest("0" * 64),
        captures=(),
    )


def revised(first: ArticlePublished, body: str, revision: int = 2) -> ArticleRevised:
    return ArticleRevised(
        article=first.article,
        revision=revision,
        outlet=first.outlet,
        feed=first.feed,
        url=first.url,
        title=first.title,
        body=body,
        body_kind=first.body_kind,
        published_at=first.published_at,
        dated_by=first.dated_by,
        digest=Digest("1" * 64),
        captures=(),
        previous=first.digest,
        revised_at=first.published_at + dt.timedelta(hours=3),
    )


def quantity(
    best: int | None,
    modality: Modality = Modality.EXACT,
    *,
    low: int | None = None,
    high: int | None = None,
    measure: Measure = Measure.STOCK,
) -> Quantity:
    """As its wording opens it: `best` both ends of an exact one, one end of a bound."""
    ends: dict[str, Decimal | None] = {
        "low": Decimal(low) if low is not None else None,
        "best": Decimal(best) if best is not None else None,
        "high": Decimal(high) if high is not None else None,
    }
    if best is not None and modality not in (Modality.AT_MOST, Modality.LESS_THAN):
        ends["low"] = ends["low"] if low is not None else Decimal(best)
    if best is not None and modality not in (Modality.AT_LEAST, Modality.MORE_THAN):
        ends["high"] = ends["high"] if high is not None else Decimal(best)
    return Quantity(**ends, modality=modality, measure=measure)  # type: ignore[arg-type]  # three decimals by name


def day_span(day: str) -> Span:
    return Span(dt.date.fromisoformat(day), dt.date.fromisoformat(day), Precision.DAY)


def statement(
    figure: Figure | int,
    subject: Subject = DEPLOYED,
    *,
    day: str = "2025-01-30",
    source: str | None = "US officials",
    outlet: str = "Example Times",
    scope: Scope = Scope.WHOLE,
    factuality: Factuality = Factuality.ASSERTED,
    as_of: Span | None = None,
    first_hand: bool = False,
    quote: str = "the words",
    start: int = 0,
) -> Statement:
    value = quantity(figure) if isinstance(figure, int) else figure
    chain = (outlet,) if source is None else (outlet, source)
    held = as_of or (value.span if isinstance(value, Presence) else day_span(day))
    return Statement(
        part=Part.BODY,
        start=start,
        end=start + len(quote),
        quote=quote,
        figure=value,
        subject=subject,
        scope=scope,
        as_of=AsOf(held, dt.date.fromisoformat(day), "published"),
        chain=chain,
        first_hand=first_hand,
        factuality=factuality,
        marks=marks(quote, subject.action, (), chain, ENGLISH),
    )


def report(
    article: str,
    *statements: Statement,
    day: str = "2025-01-30",
    hour: int = 12,
    outlet: str | None = None,
    revision: int = 1,
    track: TrackId = TRACK,
    corrects: bool = False,
) -> Reported:
    """A report of one article; its outlet is that of its statements, unless said."""
    return Reported(
        track=track,
        article=ArticleId(article),
        revision=revision,
        outlet=outlet or (statements[0].chain[0] if statements else "Example Times"),
        url=f"http://127.0.0.1/{article}",
        title=f"Article {article}",
        published_at=moment(day, hour),
        statements=statements,
        build="test",
        corrects=corrects,
    )
