"""Days and months: the meanings of phrases that the calendar names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from schemas.values import Precision, Span
from services.detect.reading.times.holidays import Yearly
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind, dated
from services.detect.reading.times.periods import DAY, Grain, Period, period
from services.detect.reading.times.tense import Way
from services.detect.reading.times.yearly import distance, nearest
from services.detect.reading.times.years import of_two_digits

_CENTURY: Final = 100
_SIGN: Final = re.compile(r"\D")


def _date_in_digits(found: Found, moment: Moment) -> Meaning | None:
    """As "2025-01-09", "20250109", "9.1.2025" (dots: day first), "10/23/96" (else month first)."""
    written = found.item("date").token.text
    if written.isdecimal():
        return dated(period(Grain.DAY, dt.date.fromisoformat(written)))
    one, two, three = (int(part) for part in _SIGN.split(written))
    if one > 31:
        return dated(period(Grain.DAY, dt.date(one, two, three)))
    month, day = (two, one) if "." in written or one > 12 else (one, two)
    year = three if three >= _CENTURY else of_two_digits(three, moment.spoken)
    return dated(period(Grain.DAY, dt.date(year, month, day)))


def _month_and_day_in_digits(found: Found, moment: Moment) -> Meaning | None:
    one, two = _below_a_stroke(found) if found.has("date") else (found.whole("month"), found.whole("day"))
    month, day = (one, two) if one <= 12 else (two, one)
    return nearest(Yearly(month, day), moment.spoken, found.way)


def _below_a_stroke(found: Found) -> tuple[int, int]:
    """Both numbers of what is a date here though it may be a fraction elsewhere: "3/4".

    Raises:
        ValueError: it is written otherwise ("¾").
    """
    one, two = found.item("date").token.text.split("/")
    return int(one), int(two)


def _calendar_day(found: Found, moment: Moment) -> Meaning | None:
    month, day = found.words.months[found.lower("month")], found.whole("day")
    if found.has("year"):
        return dated(period(Grain.DAY, dt.date(found.whole("year"), month, day)))
    return nearest(Yearly(month, day), moment.spoken, found.way)


def _weekday_and_day(found: Found, moment: Moment) -> Meaning | None:
    """As "Monday the 13th": the nearest month that has it so."""
    weekday, day = found.words.weekdays[found.lower("weekday")], found.whole("day")
    this = period(Grain.MONTH, moment.spoken)
    for step in sorted(range(-12, 13), key=abs):
        there = _day_of(this.shifted(step), day)
        if there is not None and there.weekday() == weekday:
            return dated(period(Grain.DAY, there))
    return None


def _day_of(month: Period, day: int) -> dt.date | None:
    """So many days into a month; None where it is shorter."""
    there = month.first + (day - 1) * DAY
    return there if there <= month.last else None


def _days_of_a_month(found: Found, moment: Moment) -> Meaning | None:
    """As "January 9-11", "the 9th to 11th of next month": one interval, as ISO 8601 writes it."""
    day, until = found.whole("day"), found.whole("until")
    if found.has("which"):
        first = _month_from_now(found, moment).replace(day=day)
    elif found.has("year"):
        first = dt.date(found.whole("year"), found.words.months[found.lower("month")], day)
    else:
        first = nearest(Yearly(found.words.months[found.lower("month")], day), moment.spoken, found.way).first
    last = first.replace(day=until)
    if last <= first:
        return None
    return Meaning(Sort.DAY, TimeKind.DATE, f"{first}/{last}", Span(first, last, Precision.DAY))


def _month(found: Found, moment: Moment) -> Meaning | None:
    month = found.words.months[found.lower("month") or found.items[found.start].token.lower]
    if found.has("year"):
        return dated(period(Grain.MONTH, dt.date(found.whole("year"), month, 1)))
    year = _year_of_month(month, moment.spoken, found.way)
    return dated(period(Grain.MONTH, dt.date(year, month, 1)), yearly=Yearly(month, 1))


def _year_of_month(month: int, spoken: dt.date, said: Way) -> int:
    """The year of a bare month: past, unless the tense says otherwise; and not what has just been, or soon comes."""
    back, ahead = (spoken.month - month) % 12, (month - spoken.month) % 12
    if said is Way.UNSAID:
        said = Way.PAST
    if distance(-back, said) <= distance(ahead, said):
        return spoken.year - (month > spoken.month)
    return spoken.year + (month < spoken.month)


def _weekday(found: Found, moment: Moment) -> Meaning | None:
    """As "Monday", "next Monday" (that of next week), "the coming Monday" (the first from now on)."""
    wanted, spoken = found.words.weekdays[found.lower("weekday")], moment.spoken
    back = (spoken.weekday() - wanted) % 7
    on = (wanted - spoken.weekday()) % 7
    step = found.words.which[found.lower("which")] if found.has("which") else None
    if step is None:
        date = spoken + on * DAY if found.future else spoken - back * DAY
    elif found.lower("which") in found.words.nearby:
        date = spoken + (on or 7) * DAY if step > 0 else spoken - (back or 7) * DAY
    else:
        date = spoken + (wanted - spoken.weekday() + 7 * step) * DAY
    return dated(period(Grain.DAY, date))


def _day_of_a_month_from_now(found: Found, moment: Moment) -> Meaning | None:
    """As "the 21st of last month"."""
    return dated(period(Grain.DAY, _month_from_now(found, moment).replace(day=found.whole("day"))))


def _month_from_now(found: Found, moment: Moment) -> dt.date:
    return period(Grain.MONTH, moment.spoken).shifted(found.words.which[found.lower("which")]).first


def _day_of_some_month(found: Found, moment: Moment) -> Meaning | None:
    """As "on the 15th": the nearest on the side that the tense says."""
    this, day = period(Grain.MONTH, moment.spoken), found.whole("day")
    dates = [there for step in (-1, 0, 1) if (there := _day_of(this.shifted(step), day)) is not None]
    there = min(dates, key=lambda date: distance((date - moment.spoken).days, found.way))
    return dated(period(Grain.DAY, there))


def _weekday_after_next(found: Found, moment: Moment) -> Meaning | None:
    """As "Monday after next", "Tuesday week"."""
    on = (found.words.weekdays[found.lower("weekday")] - moment.spoken.weekday()) % 7
    return dated(period(Grain.DAY, moment.spoken + ((on or 7) + 7) * DAY))


def _weekdays_from_now(found: Found, moment: Moment) -> Meaning | None:
    """As "two Mondays ago", "three Fridays from now"."""
    count, wanted = found.whole("count"), found.words.weekdays[found.lower("weekday")]
    on = (wanted - moment.spoken.weekday()) % 7 or 7
    back = (moment.spoken.weekday() - wanted) % 7 or 7
    ahead = on + (count - 1) * 7 if found.has("ahead") else -back - (count - 1) * 7
    return dated(period(Grain.DAY, moment.spoken + ahead * DAY))


def _weekday_from_the_date_named(found: Found, moment: Moment) -> Meaning | None:
    """As "the following Monday": from the day last named, or of speaking."""
    step, wanted = found.words.anchored[found.lower("which")], found.words.weekdays[found.lower("weekday")]
    named = moment.spoken if moment.reference is None else moment.reference.latest
    if step == 0:
        return dated(period(Grain.DAY, named + (wanted - named.weekday()) * DAY))
    ahead = (wanted - named.weekday()) % 7 or 7 if step > 0 else -((named.weekday() - wanted) % 7 or 7)
    return dated(period(Grain.DAY, named + ahead * DAY))


def _day_from_today(found: Found, moment: Moment) -> Meaning | None:
    return dated(period(Grain.DAY, moment.spoken + found.words.days[found.lower("day")] * DAY))


def _two_days_from_today(found: Found, moment: Moment) -> Meaning | None:
    return dated(period(Grain.DAY, moment.spoken + (-2 if found.has("back") else 2) * DAY))


DATES: Final[Mapping[str, Read]] = {
    "date in digits": _date_in_digits,
    "month and day in digits": _month_and_day_in_digits,
    "calendar day": _calendar_day,
    "weekday and day": _weekday_and_day,
    "days of a month": _days_of_a_month,
    "month": _month,
    "weekday": _weekday,
    "day of a month from now": _day_of_a_month_from_now,
    "day of some month": _day_of_some_month,
    "weekday after next": _weekday_after_next,
    "weekdays from now": _weekdays_from_now,
    "weekday from the date named": _weekday_from_the_date_named,
    "day from today": _day_from_today,
    "two days from today": _two_days_from_today,
}
"""What rules mean that name a date by the calendar."""
