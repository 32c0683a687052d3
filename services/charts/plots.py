"""Statements as marks on a chart or bars on a calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from schemas.event import ArticleId
from schemas.flags import Grade
from schemas.values import Figure, Modality, Presence, Quantity, Span
from services.charts.chart import BandPoint, Bar, Mark, PresenceChart, QuantityChart


class Stated(NamedTuple):
    """A figure that somebody asserts, and whether it is at odds with others."""

    published_at: dt.datetime
    outlet: str
    source: str
    """On whose word."""
    ours: bool
    words: str
    figure: Figure
    as_of: Span
    article: ArticleId
    revision: int
    at_odds: Grade | None
    """The worst grade of the open flags that rest on it."""


class Setting(NamedTuple):
    """What a chart says besides its statements."""

    title: str
    hidden: int = 0
    """How many older statements there are."""
    known_at: dt.datetime | None = None


def quantity_chart(setting: Setting, stated: Sequence[Stated], band: tuple[BandPoint, ...] = ()) -> QuantityChart:
    """What is asserted of a quantity, oldest first as `stated` is.

    A factor ("halved") has no place among the numbers.
    """
    quantities = [(each, each.figure) for each in stated if isinstance(each.figure, Quantity)]
    marks = [
        Mark(
            published_at=each.published_at,
            as_of=each.as_of,
            low=figure.low,
            best=figure.best,
            high=figure.high,
            modality=figure.modality,
            outlet=each.outlet,
            source=each.source,
            ours=each.ours,
            words=each.words,
            article=each.article,
            revision=each.revision,
            at_odds=each.at_odds,
        )
        for each, figure in quantities
        if figure.modality is not Modality.RELATIVE
    ]
    units = [figure.unit for _, figure in quantities]
    return QuantityChart(
        title=setting.title,
        unit=max(sorted({unit for unit in units if unit}), key=units.count, default=None),
        band=band,
        marks=tuple(marks),
        hidden=setting.hidden,
        known_at=setting.known_at,
    )


def presence_chart(setting: Setting, stated: Sequence[Stated]) -> PresenceChart:
    """What is asserted of a presence or of a day, oldest first as `stated` is."""
    bars = [
        Bar(
            seen=figure.seen if isinstance(figure, Presence) else None,
            span=figure if isinstance(figure, Span) else figure.span,
            published_at=each.published_at,
            outlet=each.outlet,
            source=each.source,
            ours=each.ours,
            words=each.words,
            article=each.article,
            revision=each.revision,
            at_odds=each.at_odds,
        )
        for each in stated
        if not isinstance(figure := each.figure, Quantity)
    ]
    return PresenceChart(title=setting.title, bars=tuple(bars), hidden=setting.hidden, known_at=setting.known_at)
