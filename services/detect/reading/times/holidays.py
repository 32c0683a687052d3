"""What comes each year, from the year to its day: days of the calendar, and holidays as a vocabulary has them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Any, NamedTuple

from services.detect.reading.times.periods import DAY


class Yearly(NamedTuple):
    """A date that is fixed, a weekday of a month (the -1st is its last), or days from Easter."""

    month: int = 0
    day: int = 0
    weekday: int = 0
    which: int = 0
    after: int = 0

    def on(self, year: int) -> dt.date:
        """Its date in a year.

        Raises:
            ValueError, OverflowError: it has none.
        """
        if not self.month:
            return easter(year) + self.after * DAY
        if not self.which:
            return dt.date(year, self.month, self.day)
        return nth_weekday(year, self.month, self.weekday, self.which) + self.after * DAY


def holidays(table: Mapping[str, Mapping[str, Any]]) -> dict[str, Yearly]:
    """The holidays of a vocabulary, by their wordings."""
    fixed = {name: Yearly(month, day) for name, (month, day) in table["fixed"].items()}
    moving = {
        name: Yearly(month, weekday=weekday, which=which, after=after)
        for name, (month, weekday, which, after) in table["weekday"].items()
    }
    return fixed | moving | {name: Yearly(after=days) for name, days in table["easter"].items()}


def nth_weekday(year: int, month: int, weekday: int, which: int) -> dt.date:
    """The first, second, … weekday of a month; the -1st is its last.

    Raises:
        ValueError: the month has not so many.
    """
    days = calendar.monthrange(year, month)[1]
    found = [day for day in range(1, days + 1) if dt.date(year, month, day).weekday() == weekday]
    if which > len(found):
        raise ValueError(f"{year}-{month:02} has no {which}th of that weekday")
    return dt.date(year, month, found[which - 1 if which > 0 else which])


def easter(year: int) -> dt.date:
    """Easter Sunday of the western churches (after Meeus, Astronomical Algorithms, 1991, chapter 8)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
