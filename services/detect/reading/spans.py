"""The calendar arithmetic behind expressions of time: spans of dates, reckoned from the moment of speaking."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Final

from schemas.values import Precision, Span
from services.detect.reading.vocabulary import ENGLISH, vocabulary

_UNITS: Final[dict[str, int]] = vocabulary(ENGLISH, "times")["units"]


def day_span(day: dt.date) -> Span:
    """The span of one day."""
    return Span(day, day, Precision.DAY)


def month_span(year: int, month: int) -> Span:
    """The span of a calendar month."""
    return Span(dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1]), Precision.MONTH)


def year_span(year: int) -> Span:
    """The span of a calendar year."""
    return Span(dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR)


def fuzzy_span(earliest: dt.date, latest: dt.date, core_earliest: dt.date, core_latest: dt.date) -> Span:
    """A span with a core, or one precise to the day where the two are the same."""
    if (earliest, latest) == (core_earliest, core_latest):
        return Span(earliest, latest, Precision.DAY)
    return Span(earliest, latest, Precision.ABOUT, core_earliest, core_latest)


def nearest_date(month: int, day: int, spoken: dt.date, *, future: bool) -> dt.date | None:
    """The date of that name nearest to the moment of speaking, on the side that the tense says."""
    dates = [date for year in range(spoken.year - 1, spoken.year + 2) if (date := _date(year, month, day)) is not None]
    if future:
        dates = [date for date in dates if date >= spoken] or dates
    return min(dates, key=lambda date: abs(date - spoken), default=None)


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:  # no such day in that year
        return None


def earlier(spoken: dt.date, count: int, unit: str) -> dt.date:
    """The date that many units before.

    Raises:
        ValueError, OverflowError: it lies before the calendar's first day.
    """
    if unit != "month":
        return spoken - dt.timedelta(days=_UNITS[unit] * count)
    months = spoken.year * 12 + spoken.month - 1 - count
    year, month = months // 12, months % 12 + 1
    return dt.date(year, month, min(spoken.day, calendar.monthrange(year, month)[1]))


def slack(unit: str) -> dt.timedelta:
    """How far "two weeks ago", said without "about", may be off: a seventh of the unit."""
    return dt.timedelta(days=_UNITS[unit] // 7)


def tolerance(count: int, unit: str) -> tuple[dt.timedelta, dt.timedelta]:
    """Core and outer tolerance of "about N units": a tenth of it and a quarter, each at least a day."""
    length = count * _UNITS[unit]
    return dt.timedelta(days=max(1, length // 10)), dt.timedelta(days=max(1, length // 4))
