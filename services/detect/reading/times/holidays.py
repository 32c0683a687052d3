"""What comes each year, from the year to its day: days of the calendar, and holidays as a vocabulary has them."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from services.detect.reading.times.feasts import FEASTS, SIGHTED
from services.detect.reading.times.periods import DAY


class Yearly(Struct, frozen=True):
    """A date that is fixed, a weekday of a month (the -1st is its last), or days from a feast that moves."""

    month: int = 0
    day: int = 0
    weekday: int = 0
    which: int = 0
    after: int = 0
    feast: str = ""

    @property
    def is_sighted(self) -> bool:
        """Whether it is kept a day sooner here and a day later there."""
        return self.feast in SIGHTED

    def on(self, year: int) -> dt.date:
        """Its date in a year.

        Raises:
            ValueError, OverflowError: it has none.
        """
        if self.feast:
            return FEASTS[self.feast](year) + self.after * DAY
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
    told = {name: Yearly(after=days, feast=feast) for feast in FEASTS for name, days in table[feast].items()}
    return fixed | moving | told


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
