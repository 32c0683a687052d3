"""A claim's statements as marks on a chart or bars on a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from schemas.flags import Grade
from schemas.statements import Factuality
from schemas.values import Modality, Presence, Quantity, Span
from services.dashboard.views.charts import BandPoint, Bar, Mark, PresenceChart, QuantityChart
from services.dashboard.views.claims import StatementRow

Odds = Mapping[tuple[str, int, str], Grade]
"""By article, revision and words: the worst grade of the open flags that rest on a statement."""


class Setting(NamedTuple):
    """What a chart says besides its statements."""

    title: str
    odds: Odds
    ours: Collection[str]
    """The newsroom's own outlets."""
    hidden: int
    """How many older statements there are."""
    known_at: dt.datetime | None


def quantity_chart(setting: Setting, statements: Sequence[StatementRow], band: tuple[BandPoint, ...]) -> QuantityChart:
    """What is asserted of a quantity, oldest first; `statements` come newest first.

    A factor ("halved") has no place among the numbers.
    """
    marks = [
        Mark(
            published_at=row.published_at,
            as_of=row.statement.as_of.span,
            low=figure.low,
            best=figure.best,
            high=figure.high,
            modality=figure.modality,
            outlet=row.outlet,
            source=_source(row),
            ours=row.outlet in setting.ours,
            words=row.statement.quote,
            article=row.article,
            revision=row.revision,
            at_odds=setting.odds.get(_key(row)),
        )
        for row in _asserted(statements)
        if isinstance(figure := row.statement.figure, Quantity) and figure.modality is not Modality.RELATIVE
    ]
    units = [row.statement.figure.unit for row in statements if isinstance(row.statement.figure, Quantity)]
    return QuantityChart(
        title=setting.title,
        unit=max(sorted({unit for unit in units if unit}), key=units.count, default=None),
        band=band,
        marks=tuple(marks),
        hidden=setting.hidden,
        known_at=setting.known_at,
    )


def presence_chart(setting: Setting, statements: Sequence[StatementRow]) -> PresenceChart:
    """What is asserted of a presence or of a day, oldest first; `statements` come newest first."""
    bars = []
    for row in _asserted(statements):
        figure = row.statement.figure
        if isinstance(figure, Quantity):
            continue
        bars.append(
            Bar(
                seen=figure.seen if isinstance(figure, Presence) else None,
                span=figure if isinstance(figure, Span) else figure.span,
                published_at=row.published_at,
                outlet=row.outlet,
                source=_source(row),
                ours=row.outlet in setting.ours,
                words=row.statement.quote,
                article=row.article,
                revision=row.revision,
                at_odds=setting.odds.get(_key(row)),
            )
        )
    return PresenceChart(title=setting.title, bars=tuple(bars), hidden=setting.hidden, known_at=setting.known_at)


def _asserted(statements: Sequence[StatementRow]) -> list[StatementRow]:
    return [row for row in reversed(statements) if row.statement.factuality is Factuality.ASSERTED]


def _source(row: StatementRow) -> str:
    return row.statement.chain[-1] if row.statement.chain else row.outlet


def _key(row: StatementRow) -> tuple[str, int, str]:
    return row.article, row.revision, row.statement.quote
