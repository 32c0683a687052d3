"""What lies within a period or around a day: the meanings of "the first Monday of May", "the week of May 3"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from services.detect.reading.times.holidays import nth_weekday
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, dated
from services.detect.reading.times.periods import DAY, Grain, period


def _week_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    return dated(period(Grain.WEEK, found.meaning("day").first))


def _week_of_a_year(found: Found, _moment: Moment) -> Meaning | None:
    year = found.meaning("period").first.year
    return dated(period(Grain.WEEK, dt.date.fromisocalendar(year, found.whole("nth"), 1)))


def _nth_of_a_period(found: Found, _moment: Moment) -> Meaning | None:
    """As "the first Monday of September", "the third month of 2021", "the last week of this month"."""
    within = found.meaning("period").period
    if within is None:
        return None
    unit = found.item("unit")
    count = found.words.ordinals.get(found.lower("nth"))
    nth = -1 if count is None and found.item("nth").token.number is None else found.whole("nth")
    if unit.meaning is not None:
        if unit.last - unit.first > 1:  # no bare weekday
            return None
        weekday = unit.meaning.first.weekday()
        return dated(period(Grain.DAY, nth_weekday(within.first.year, within.first.month, weekday, nth)))
    name, many = found.words.units[unit.token.lower]
    if many != 1 or name not in (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER):
        return None
    grain = Grain(name)
    start = period(grain, within.last if nth < 0 else within.first)
    if grain is Grain.WEEK and nth > 0 and start.first + 3 * DAY < within.first:
        start = start.shifted(1)  # ISO 8601's first week has the first Thursday
    there = start if nth < 0 else start.shifted(nth - 1)
    return dated(there) if within.first <= there.last and there.first <= within.last else None


def _weekend_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    named = found.meaning("weekend").period
    if named is None or named.grain is not Grain.WEEKEND:
        return None
    return _around(found.meaning("day").first, Grain.WEEKEND)


def _unit_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    return _around(found.meaning("day").first, Grain.WEEKEND if found.lower("unit") == "weekend" else Grain.WEEK)


def _around(day: dt.date, grain: Grain) -> Meaning:
    """The week or weekend of a day; a Monday's weekend is that before it."""
    within = period(grain, day)
    return dated(within.shifted(-1) if grain is Grain.WEEKEND and day.weekday() <= 1 else within)


WITHIN: Final[Mapping[str, Read]] = {
    "week of a year": _week_of_a_year,
    "week of a day": _week_of_a_day,
    "nth of a period": _nth_of_a_period,
    "weekend of a day": _weekend_of_a_day,
    "unit of a day": _unit_of_a_day,
}
"""What rules mean that name a part of a period, or the period of a day."""
