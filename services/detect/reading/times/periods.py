"""Periods of the calendar: the day, week, month, … that a date lies in, as TIMEX3 values and as spans.

Weeks are ISO 8601's; seasons are those north of the equator, and winter goes by the year that it begins in.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Final

from msgspec import Struct

from schemas.values import Precision, Span

DAY: Final = dt.timedelta(days=1)
_SATURDAY: Final = 5
_SEASONS: Final = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


class Grain(StrEnum):
    """How long a period is."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


_MONTHS: Final = {
    Grain.MONTH: 1,
    Grain.QUARTER: 3,
    Grain.SEASON: 3,
    Grain.HALF: 6,
    Grain.YEAR: 12,
    Grain.DECADE: 120,
    Grain.CENTURY: 1200,
}
_DAYS: Final = {Grain.DAY: 1, Grain.WEEK: 7, Grain.WEEKEND: 7}
_PRECISION: Final = {
    Grain.DAY: Precision.DAY,
    Grain.WEEK: Precision.WEEK,
    Grain.WEEKEND: Precision.WEEK,
    Grain.YEAR: Precision.YEAR,
    Grain.DECADE: Precision.YEAR,
    Grain.CENTURY: Precision.YEAR,
}


GRAINS: Final = {(grain.value, 1): grain for grain in Grain} | {
    ("year", 10): Grain.DECADE,
    ("year", 100): Grain.CENTURY,
}
"""Of units as a vocabulary has them: what they are called, and how many of it they are."""


class Period(Struct, frozen=True, order=True):
    """A period by its first day."""

    grain: Grain
    first: dt.date

    @property
    def last(self) -> dt.date:
        """Its last day."""
        if self.grain is Grain.WEEKEND:
            return self.first + DAY
        if (days := _DAYS.get(self.grain)) is not None:
            return self.first + (days - 1) * DAY
        if (self.first.year, self.first.month + _MONTHS[self.grain]) > (dt.MAXYEAR, 12):
            return dt.date.max
        return months_on(self.first, _MONTHS[self.grain]) - DAY

    @property
    def span(self) -> Span:
        """Its days."""
        return Span(self.first, self.last, _PRECISION.get(self.grain, Precision.MONTH))

    @property
    def value(self) -> str:
        """Its TIMEX3 value."""
        return _VALUES[self.grain](self.first)

    def nth_day(self, nth: int) -> dt.date | None:
        """Its first, second, … day; None where it has not so many."""
        day = self.first + (nth - 1) * DAY
        return day if day <= self.last else None

    def shifted(self, count: int) -> Period:
        """The period that many later, or earlier.

        Raises:
            ValueError, OverflowError: it lies outside the calendar.
        """
        if (days := _DAYS.get(self.grain)) is not None:
            return Period(self.grain, self.first + count * days * DAY)
        return Period(self.grain, months_on(self.first, count * _MONTHS[self.grain]))


def period(grain: Grain, day: dt.date) -> Period:
    """The period in which a day lies; the weekend is that of its week.

    Raises:
        ValueError, OverflowError: it begins before the calendar does.
    """
    match grain:
        case Grain.DAY:
            first = day
        case Grain.WEEK:
            first = day - day.weekday() * DAY
        case Grain.WEEKEND:
            first = day + (_SATURDAY - day.weekday()) * DAY
        case Grain.SEASON:
            first = months_on(day.replace(day=1), -(day.month % 3))
        case Grain.DECADE:
            first = dt.date(day.year - day.year % 10, 1, 1)
        case Grain.CENTURY:
            first = dt.date(day.year - day.year % 100, 1, 1)
        case _:
            first = dt.date(day.year, (day.month - 1) // _MONTHS[grain] * _MONTHS[grain] + 1, 1)
    return Period(grain, first)


def months_on(day: dt.date, count: int) -> dt.date:
    """The same day that many months on, or the month's last where it has no such day.

    Raises:
        ValueError: it lies outside the calendar.
    """
    months = day.year * 12 + day.month - 1 + count
    year, month = months // 12, months % 12 + 1
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise ValueError(f"no year {year}")
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _week(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


_VALUES: Final[Mapping[Grain, Callable[[dt.date], str]]] = {
    Grain.DAY: dt.date.isoformat,
    Grain.WEEK: _week,
    Grain.WEEKEND: lambda day: f"{_week(day)}-WE",
    Grain.MONTH: lambda day: f"{day.year:04}-{day.month:02}",
    Grain.QUARTER: lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    Grain.SEASON: lambda day: f"{day.year:04}-{_SEASONS[day.month]}",
    Grain.HALF: lambda day: f"{day.year:04}-H{(day.month + 5) // 6}",
    Grain.YEAR: lambda day: f"{day.year:04}",
    Grain.DECADE: lambda day: f"{day.year // 10:03}X",
    Grain.CENTURY: lambda day: f"{day.year // 100:02}XX",
}


def edge_of(there: Period, edge: str) -> Span:
    """About a third of a period's days: those at its `start`, `mid` or `end`; all of them for any other word."""
    first, last = there.first, there.last
    third = (last - first + DAY) // 3
    match edge:
        case "start":
            return Span(first, first + third, Precision.ABOUT)
        case "mid":
            return Span(first + third, last - third, Precision.ABOUT)
        case "end":
            return Span(last - third, last, Precision.ABOUT)
        case _:
            return there.span
