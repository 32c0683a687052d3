"""Days and months: the meanings of phrases that the calendar names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from typing import Final

from schemas.values import Precision, Span
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind, dated
from services.detect.reading.times.periods import DAY, Grain, period
from services.detect.reading.times.tense import Way
from services.detect.reading.times.years import of_two_digits

_CENTURY: Final = 100
_AGAINST_TENSE: Final = 3
"""How many times as far a date lies that the tense speaks against."""
_SIGN: Final = re.compile(r"\D")


def _date_in_digits(found: Found, moment: Moment) -> Meaning | None:
    """As "2025-01-09", "10/23/1996" (month first, unless there is no such month)."""
    one, two, three = (int(part) for part in _SIGN.split(found.item("date").token.text))
    if one > 31:
        return dated(period(Grain.DAY, dt.date(one, two, three)))
    month, day = (one, two) if one <= 12 else (two, one)
    year = three if three >= _CENTURY else of_two_digits(three, moment.spoken)
    return dated(period(Grain.DAY, dt.date(year, month, day)))


def _month_and_day_in_digits(found: Found, moment: Moment) -> Meaning | None:
    one, two = found.whole("month"), found.whole("day")
    month, day = (one, two) if one <= 12 else (two, one)
    return dated(period(Grain.DAY, _nearest((month, day), moment.spoken, found.way)))


def _dotted_date(found: Found, _moment: Moment) -> Meaning | None:
    day, _, month = found.item("dotted").token.text.partition(".")
    return dated(period(Grain.DAY, dt.date(found.whole("year"), int(month), int(day))))


def _calendar_day(found: Found, moment: Moment) -> Meaning | None:
    month, day = found.words.months[found.lower("month")], found.whole("day")
    if found.has("year"):
        return dated(period(Grain.DAY, dt.date(found.whole("year"), month, day)))
    if found.has("which"):
        return dated(period(Grain.DAY, _by_which(found, moment, (month, day))))
    return dated(period(Grain.DAY, _nearest((month, day), moment.spoken, found.way)))


def _by_which(found: Found, moment: Moment, named: tuple[int, int]) -> dt.date:
    """As "last October 23", "next May 12": strictly before or after the day of speaking; "this", within its year."""
    step = found.words.which[found.lower("which")]
    dates = _dates(named, moment.spoken)
    if step == 0:
        return next(date for date in dates if date.year == moment.spoken.year)
    if step < 0:
        return max(date for date in dates if date < moment.spoken)
    return min(date for date in dates if date > moment.spoken)


def _dates(named: tuple[int, int], spoken: dt.date) -> list[dt.date]:
    """The dates of a month and day in the years around."""
    around = range(max(dt.MINYEAR, spoken.year - 1), min(dt.MAXYEAR, spoken.year + 1) + 1)
    leap = range(max(dt.MINYEAR, spoken.year - 4), min(dt.MAXYEAR, spoken.year + 4) + 1)
    return _existing(named, around) or _existing(named, leap)


def _existing(named: tuple[int, int], years: Iterable[int]) -> list[dt.date]:
    found = []
    for year in years:
        try:
            found.append(dt.date(year, *named))
        except ValueError:  # no such day in that year
            continue
    return found


def _nearest(named: tuple[int, int], spoken: dt.date, said: Way) -> dt.date:
    """The date of that name nearest to the moment of speaking; where the tense says a side, it counts less far there.

    Raises:
        ValueError: the calendar has no such day.
    """
    return min(_dates(named, spoken), key=lambda date: _distance((date - spoken).days, said))


def _distance(ahead: int, said: Way) -> int:
    return abs(ahead) * (_AGAINST_TENSE if ahead * said < 0 else 1)


def _weekday_and_day(found: Found, moment: Moment) -> Meaning | None:
    """As "Monday the 13th": the nearest month that has it so."""
    weekday, day = found.words.weekdays[found.lower("weekday")], found.whole("day")
    start = period(Grain.MONTH, moment.spoken)
    months = [start.shifted(step).first for step in sorted(range(-12, 13), key=abs)]
    dates = [date for first in months for date in _existing((first.month, day), [first.year])]
    fitting = (date for date in dates if date.weekday() == weekday)
    date = next(fitting, None)
    return None if date is None else dated(period(Grain.DAY, date))


def _days_of_a_month(found: Found, moment: Moment) -> Meaning | None:
    """As "January 9-11": one interval, as ISO 8601 writes it."""
    month = found.words.months[found.lower("month")]
    day, until = found.whole("day"), found.whole("until")
    if found.has("year"):
        first = dt.date(found.whole("year"), month, day)
    else:
        first = _nearest((month, day), moment.spoken, found.way)
    last = first.replace(day=until)
    if last <= first:
        return None
    return Meaning(Sort.DAY, TimeKind.DATE, f"{first}/{last}", Span(first, last, Precision.DAY))


def _month(found: Found, moment: Moment) -> Meaning | None:
    month = found.words.months[found.lower("month") or found.items[found.start].token.lower]
    if found.has("year"):
        year = found.whole("year")
    elif not found.has("which"):
        year = _year_of_month(month, moment.spoken, found.way)
    else:
        step = found.words.which[found.lower("which")]
        by_name = found.match.named["which"] < found.match.named["month"]  # "last October", not "October last year"
        year = _strictly(month, moment.spoken, step) if by_name else moment.spoken.year + step
    return dated(period(Grain.MONTH, dt.date(year, month, 1)))


def _strictly(month: int, spoken: dt.date, step: int) -> int:
    """The year of "last" or "next" month of a name: before or after the month of speaking."""
    if step < 0:
        return spoken.year - (month >= spoken.month)
    return spoken.year + (step > 0 and month <= spoken.month)


def _year_of_month(month: int, spoken: dt.date, said: Way) -> int:
    """The year of a bare month: past, unless the tense says otherwise; and not what has just been, or soon comes."""
    back, ahead = (spoken.month - month) % 12, (month - spoken.month) % 12
    if said is Way.UNSAID:
        said = Way.PAST
    if _distance(-back, said) <= _distance(ahead, said):
        return spoken.year - (month > spoken.month)
    return spoken.year + (month < spoken.month)


def _weekday(found: Found, moment: Moment) -> Meaning | None:
    wanted, spoken = found.words.weekdays[found.lower("weekday")], moment.spoken
    back = (spoken.weekday() - wanted) % 7
    on = (wanted - spoken.weekday()) % 7
    step = found.words.which[found.lower("which")] if found.has("which") else None
    if step is None:
        date = spoken + on * DAY if found.future else spoken - back * DAY
    elif step < 0:
        date = spoken - (back or 7) * DAY
    elif step > 0:
        date = spoken + (on or 7) * DAY
    else:
        date = spoken + (wanted - spoken.weekday()) * DAY
    return dated(period(Grain.DAY, date))


def _weekday_of_a_week(found: Found, moment: Moment) -> Meaning | None:
    week = period(Grain.WEEK, moment.spoken).shifted(found.words.which[found.lower("which")])
    return dated(period(Grain.DAY, week.first + found.words.weekdays[found.lower("weekday")] * DAY))


def _day_of_a_month_from_now(found: Found, moment: Moment) -> Meaning | None:
    """As "the 21st of last month"."""
    month = period(Grain.MONTH, moment.spoken).shifted(found.words.which[found.lower("which")])
    return dated(period(Grain.DAY, month.first.replace(day=found.whole("day"))))


def _day_from_today(found: Found, moment: Moment) -> Meaning | None:
    return dated(period(Grain.DAY, moment.spoken + found.words.days[found.lower("day")] * DAY))


def _two_days_from_today(found: Found, moment: Moment) -> Meaning | None:
    return dated(period(Grain.DAY, moment.spoken + (-2 if found.has("back") else 2) * DAY))


def holiday(found: Found, moment: Moment) -> Meaning | None:
    """The holiday nearest to the moment of speaking, on the side that the tense says."""
    name = found.match.rule.name.partition(": ")[2]
    days = _of_years(name, found, moment.spoken)
    day = min(days, key=lambda date: _distance((date - moment.spoken).days, found.way))
    return dated(period(Grain.DAY, day), Sort.HOLIDAY)


def _of_years(name: str, found: Found, spoken: dt.date) -> list[dt.date]:
    years = range(max(dt.MINYEAR, spoken.year - 1), min(dt.MAXYEAR - 1, spoken.year + 1) + 1)
    return [found.words.holidays[name].on(year) for year in years]


DATES: Final[Mapping[str, Read]] = {
    "date in digits": _date_in_digits,
    "month and day in digits": _month_and_day_in_digits,
    "dotted date": _dotted_date,
    "calendar day": _calendar_day,
    "weekday and day": _weekday_and_day,
    "days of a month": _days_of_a_month,
    "month": _month,
    "weekday": _weekday,
    "weekday of a week": _weekday_of_a_week,
    "day of a month from now": _day_of_a_month_from_now,
    "day from today": _day_from_today,
    "two days from today": _two_days_from_today,
}
"""What rules mean that name a date by the calendar."""
