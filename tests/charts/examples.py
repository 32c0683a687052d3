"""The desk's first story as its charts draw it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from schemas.event import ArticleId
from schemas.flags import Grade
from schemas.values import Modality, Precision, Span
from services.charts.chart import BandPoint, Bar, Mark, PresenceChart, QuantityChart


def at(day: int) -> dt.datetime:
    return dt.datetime(2025, 1, day, 9, tzinfo=dt.UTC)


def mark(
    day: int,
    edges: tuple[int | None, int | None, int | None],
    modality: Modality = Modality.EXACT,
    outlet: str = "Example Times",
    at_odds: Grade | None = None,
    *,
    ours: bool = False,
) -> Mark:
    low, best, high = (None if edge is None else Decimal(edge) for edge in edges)
    return Mark(
        published_at=at(day),
        as_of=Span(at(day).date(), at(day).date()),
        low=low,
        best=best,
        high=high,
        modality=modality,
        outlet=outlet,
        source="officials",
        ours=ours,
        words=f"{edges[1]} troops",
        article=ArticleId("a"),
        revision=1,
        at_odds=at_odds,
    )


def quantities(*marks: Mark) -> QuantityChart:
    first, last = (
        BandPoint(at=at(3), low=Decimal(10_000), high=Decimal(10_000)),
        BandPoint(at=at(20), low=Decimal(9_500), high=None),
    )
    return QuantityChart(
        title="Foreign troops", unit=None, band=(first, last) if marks else (), marks=marks, hidden=0, known_at=None
    )


TROOPS = quantities(
    mark(3, (10_000, 10_000, 10_000)),
    mark(6, (10_000, 10_000, None), Modality.AT_LEAST, "Courier"),
    mark(12, (11_000, 11_500, 12_000), Modality.RANGE, "The Herald", Grade.TENSION),
    mark(14, (9_500, 10_000, 10_500), Modality.ABOUT, "Our Paper", ours=True),
    mark(20, (None, 13_000, 13_000), Modality.AT_MOST, "Gazette"),
    mark(20, (12_000, 12_000, 12_000), Modality.EXACT, "Wire", Grade.CONFLICT),
)


def bar(seen: bool | None, january: tuple[int, int], said: int, outlet: str, at_odds: Grade | None = None) -> Bar:
    days = [dt.date(2025, 1, day) for day in january]
    fuzzy = Span(days[0], days[1], Precision.ABOUT, days[0] + dt.timedelta(days=2), days[1])
    return Bar(
        seen=seen,
        span=Span(*days) if seen else fuzzy,
        published_at=at(said),
        outlet=outlet,
        source="a spokesman",
        ours=False,
        words="not seen for two weeks",
        article=ArticleId("a"),
        revision=1,
        at_odds=at_odds,
    )


def spans(*bars: Bar) -> PresenceChart:
    return PresenceChart(title="Foreign troops seen", bars=bars, hidden=0, known_at=None)


SEEN = spans(
    bar(True, (19, 22), 22, "Example Times", Grade.CONFLICT),
    bar(False, (16, 30), 30, "Courier", Grade.CONFLICT),
    bar(False, (10, 31), 31, "The Herald"),
)
