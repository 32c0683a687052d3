"""Spans of dates: one day, fuzzy ones, and how far wordings may be off."""

from __future__ import annotations

import datetime as dt

from schemas.values import Precision, Span


def day_span(day: dt.date) -> Span:
    """The span of one day."""
    return Span(day, day, Precision.DAY)


def fuzzy_span(earliest: dt.date, latest: dt.date, core_earliest: dt.date, core_latest: dt.date) -> Span:
    """A span with a core, or one precise to the day where the two are the same."""
    if (earliest, latest) == (core_earliest, core_latest):
        return Span(earliest, latest, Precision.DAY)
    return Span(earliest, latest, Precision.ABOUT, core_earliest, core_latest)


def slack(unit_days: int) -> dt.timedelta:
    """How far "two weeks ago", said without "about", may be off: a seventh of the unit."""
    return dt.timedelta(days=unit_days // 7)


def tolerance(days: int) -> tuple[dt.timedelta, dt.timedelta]:
    """Core and outer tolerance of "about N units": a tenth of it and a quarter, each at least a day."""
    return dt.timedelta(days=max(1, days // 10)), dt.timedelta(days=max(1, days // 4))
