"""What lies within a period or around a day: the meanings of "the first Monday of May", "the week of May 3"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from schemas.values import Span
from services.detect.reading.spans import day_span
from services.detect.reading.times.holidays import nth_weekday
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind, dated
from services.detect.reading.times.periods import DAY, Grain, Period, period
from services.detect.reading.times.yearly import in_year


def _day_of_a_week(found: Found, _moment: Moment) -> Meaning | None:
    """As "Wednesday evening next week", "last week on Tuesday": that weekday in the week."""
    day, week = found.meaning("day"), found.meaning("week").period
    if day.period is None or day.yearly is not None or week is None or week.grain is not Grain.WEEK:
        return None
    date = week.first + day.first.weekday() * DAY
    return dated(period(Grain.DAY, date)) if day.sort is Sort.DAY else _moved(day, date)


def _moved(hours: Meaning, day: dt.date) -> Meaning:
    """The same hours on another day."""
    value = hours.value.replace(str(hours.first), str(day))
    return replace(hours, value=value, span=day_span(day), period=period(Grain.DAY, day))


def _hours_of_a_weekday_and_its_date(found: Found, _moment: Moment) -> Meaning | None:
    """As "Monday night, Feb. 3"."""
    there, day = found.meaning("there"), found.meaning("day")
    if day.period is None or day.period.grain is not Grain.DAY or "/" in there.value:
        return None
    return _moved(there, day.first) if there.first.weekday() == day.first.weekday() else None


def _week_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    return dated(period(Grain.WEEK, found.meaning("day").first))


def _calendar_week(found: Found, moment: Moment) -> Meaning | None:
    year = found.whole("year") if found.has("year") else moment.spoken.year
    return dated(period(Grain.WEEK, dt.date.fromisocalendar(year, found.whole("nth"), 1)))


def _week_of_a_year(found: Found, _moment: Moment) -> Meaning | None:
    year = found.meaning("period").first.year
    return dated(period(Grain.WEEK, dt.date.fromisocalendar(year, found.whole("nth"), 1)))


def _outer(found: Found, moment: Moment) -> Period | None:
    """The period of which something is said to be a part; "the month" is that of speaking."""
    if not found.has("within"):
        return found.meaning("period").period
    return period(found.grain("within"), moment.spoken)


def _nth_of_a_period(found: Found, moment: Moment) -> Meaning | None:
    """As "the first Monday of September", "the third month of 2021", "the last week of this month"."""
    within, unit = _outer(found, moment), found.item("unit")
    if within is None:
        return None
    count = found.words.ordinals.get(found.lower("nth"))
    nth = -1 if count is None and found.item("nth").token.number is None else found.whole("nth")
    if unit.meaning is not None:
        if unit.last - unit.first > 1:  # no bare weekday
            return None
        weekday = unit.meaning.first.weekday()
        return dated(period(Grain.DAY, nth_weekday(within.first.year, within.first.month, weekday, nth)))
    grain = found.grain()
    start = period(grain, within.last if nth < 0 else within.first)
    if grain is Grain.WEEK and nth > 0 and start.first + 3 * DAY < within.first:
        start = start.shifted(1)  # ISO 8601's first week has the first Thursday
    if grain is Grain.WEEKEND and start.first < within.first:
        start = start.shifted(1)
    there = start if nth < 0 else start.shifted(nth - 1)
    return dated(there) if within.first <= there.last and there.first <= within.last else None


def _hours_on_a_day_of_a_period(found: Found, _moment: Moment) -> Meaning | None:
    """As "the first Monday 1pm to 3pm of next month"."""
    there, within = found.meaning("unit"), found.meaning("period").period
    if within is None or within.grain is not Grain.MONTH:
        return None
    nth = found.whole("nth") if found.words.ordinals.get(found.lower("nth")) or found.item("nth").token.number else -1
    return _moved(there, nth_weekday(within.first.year, within.first.month, there.first.weekday(), nth))


def _last_of_a_period(found: Found, moment: Moment) -> Meaning | None:
    """As "the last Friday of March", "the last week of this month"."""
    within, said = _outer(found, moment), found.item("last")
    if within is None or said.meaning is None or said.meaning.period is None or not said.rule.startswith("last "):
        return None
    there = said.meaning.period
    if there.grain is Grain.DAY and said.rule == "last weekday":
        return dated(period(Grain.DAY, within.last - (within.last.weekday() - there.first.weekday()) % 7 * DAY))
    if said.rule != "last unit":
        return None
    last = period(there.grain, within.last)
    if there.grain is Grain.WEEKEND and last.last > within.last:
        last = last.shifted(-1)
    return dated(last) if last.first >= within.first else None


def _length_within_a_period(found: Found, _moment: Moment) -> Meaning | None:
    """As "the first three months of 2024", "the last ten days of May"."""
    within, lasted = found.meaning("period").period, found.length()
    if within is None or not lasted.is_counted or lasted.is_timed:
        return None
    is_last = found.lower("edge") in found.words.last_words
    first = lasted.from_day(within.last + DAY, -1) if is_last else within.first
    span = Span(first, within.last if is_last else lasted.from_day(within.first, 1) - DAY)
    return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value, span)


def _weekend_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    named = found.meaning("weekend").period
    if named is None or named.grain is not Grain.WEEKEND:
        return None
    return _around(_its_day(found).first, Grain.WEEKEND)


def _unit_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    return _around(_its_day(found).first, Grain.WEEKEND if found.lower("unit") == "weekend" else Grain.WEEK)


def _its_day(found: Found) -> Meaning:
    """The day remembered, in the year that is said with it."""
    day = found.meaning("day")
    return in_year(day, found.meaning("year").first.year) if found.has("year") else day


def _around(day: dt.date, grain: Grain) -> Meaning:
    """The week or weekend of a day; a Monday's weekend is that before it."""
    within = period(grain, day)
    return dated(within.shifted(-1) if grain is Grain.WEEKEND and day.weekday() <= 1 else within)


WITHIN: Final[Mapping[str, Read]] = {
    "week of a year": _week_of_a_year,
    "calendar week": _calendar_week,
    "day of a week": _day_of_a_week,
    "weekday's hours and its date": _hours_of_a_weekday_and_its_date,
    "week of a day": _week_of_a_day,
    "nth of a period": _nth_of_a_period,
    "hours on a day of a period": _hours_on_a_day_of_a_period,
    "last of a period": _last_of_a_period,
    "length within a period": _length_within_a_period,
    "weekend of a day": _weekend_of_a_day,
    "unit of a day": _unit_of_a_day,
}
"""What rules mean that name a part of a period, or the period of a day."""
