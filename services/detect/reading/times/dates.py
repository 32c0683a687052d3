"""Days and months: the meanings of phrases that the calendar names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from schemas.values import Precision, Span
from services.detect.reading.times.holidays import Yearly
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind, dated
from services.detect.reading.times.periods import DAY, Grain, period
from services.detect.reading.times.tense import Way
from services.detect.reading.times.yearly import distance, nearest
from services.detect.reading.times.years import of_the_two, of_two_digits

_CENTURY: Final = 100
_SHARES: Final = frozenset((2, 3, 4, 8, 16))
"""What recipes and rulers divide by."""
_SIGN: Final = re.compile(r"\D")
_CUT_SHORT: Final = re.compile(r"\d\d-\d\d-\d\d")


def date_in_digits(found: Found, moment: Moment) -> Meaning | None:
    """As "2025-01-09", "20250109", "9.1.2025" (dots: day first), "10/23/96" (else month first)."""
    written = found.item("date").token.text
    if written.isdecimal():
        return dated(period(Grain.DAY, dt.date.fromisoformat(written)))
    one, two, three = (int(part) for part in _SIGN.split(written))
    if one > 31:
        return dated(period(Grain.DAY, dt.date(one, two, three)))
    month, day = (two, one) if ("." in written and two <= 12) or one > 12 else (one, two)
    year = three if three >= _CENTURY else of_two_digits(three, moment.spoken)
    return dated(period(Grain.DAY, dt.date(year, month, day)))


def _date_in_digits_cut_short(found: Found, moment: Moment) -> Meaning | None:
    """As "27-06-24", which is written like scores: every part has two digits, and nothing stands between."""
    parts = found.items[found.start : found.end]
    written = "".join(item.token.text for item in parts)
    if parts[-1].token.end - parts[0].token.start != len(written) or not _CUT_SHORT.fullmatch(written):
        return None
    one, two, year = (int(part) for part in _SIGN.split(written))
    month, day = (two, one) if one > 12 else (one, two)
    return dated(period(Grain.DAY, dt.date(of_two_digits(year, moment.spoken), month, day)))


def _month_and_day_in_digits(found: Found, moment: Moment) -> Meaning | None:
    one, two = _on_both_sides(found, "date")
    month, day = (one, two) if one <= 12 else (two, one)
    return nearest(Yearly(month, day), moment.spoken, found.way)


def _weekday_month_and_day_in_digits(found: Found, moment: Moment) -> Meaning | None:
    """As "Friday 7-6": where the nearest is that weekday, which tells it from hours and scores."""
    named = _month_and_day_in_digits(found, moment)
    weekday = found.words.weekdays[found.lower("weekday")]
    return named if named is not None and named.first.weekday() == weekday else None


def _days_in_digits(found: Found, moment: Moment) -> Meaning | None:
    """As "5/6 - 5/9"; what may be shares of a whole, "1/2 to 3/4", is no time."""
    (one, two), (three, four) = _on_both_sides(found, "date"), _on_both_sides(found, "until")
    if {two, four} <= _SHARES:
        return None
    month, day = (one, two) if max(one, three) <= 12 else (two, one)
    until, last = (three, four) if max(one, three) <= 12 else (four, three)
    first = nearest(Yearly(month, day), moment.spoken, found.way).first
    return _days(first, dt.date(first.year + (until < month), until, last))


def _on_both_sides(found: Found, name: str) -> tuple[int, int]:
    """Both numbers around a stroke or a hyphen, which is in their token, as in a fraction, or between theirs.

    Raises:
        ValueError: it is written otherwise ("¾").
    """
    at = found.match.named[name]
    written = found.items[at].token.text
    if written.isdecimal():
        written = "".join(item.token.text for item in found.items[at : at + 3])
    one, two = _SIGN.split(written)
    return int(one), int(two)


def _calendar_day(found: Found, moment: Moment) -> Meaning | None:
    month, day = found.words.months[found.lower("month")], found.whole("day")
    if found.has("year") or found.has("two"):
        year = found.whole("year") if found.has("year") else of_the_two(found, moment)
        return dated(period(Grain.DAY, dt.date(year, month, day)))
    return nearest(Yearly(month, day), moment.spoken, found.way)


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
    return _days(first, last)


def _days(first: dt.date, last: dt.date) -> Meaning | None:
    if last <= first:
        return None
    return Meaning(Sort.DAY, TimeKind.DATE, f"{first}/{last}", Span(first, last, Precision.DAY))


def _month(found: Found, moment: Moment) -> Meaning | None:
    if found.has("number"):
        month = found.whole("number")
    else:
        month = found.words.months[found.lower("month") or found.items[found.start].token.lower]
    if found.has("year") or found.has("two"):
        year = found.whole("year") if found.has("year") else of_two_digits(found.whole("two"), moment.spoken)
        return dated(period(Grain.MONTH, dt.date(year, month, 1)))
    year = _year_of_month(month, moment.spoken, found.way)
    return dated(period(Grain.MONTH, dt.date(year, month, 1)), yearly=Yearly(month, 1))


def _month_and_year_cut_short(found: Found, moment: Moment) -> Meaning | None:
    """As "in Jun-24"."""
    return _month(found, moment) if len(found.item("two").token.text) == 2 else None


def _year_of_month(month: int, spoken: dt.date, said: Way) -> int:
    """The year of a bare month: past, unless the tense says otherwise; and not what has just been, or soon comes."""
    back, ahead = (spoken.month - month) % 12, (month - spoken.month) % 12
    if said is Way.UNSAID:
        said = Way.PAST
    if distance(-back, said) <= distance(ahead, said):
        return spoken.year - (month > spoken.month)
    return spoken.year + (month < spoken.month)


def _day_of_a_month_from_now(found: Found, moment: Moment) -> Meaning | None:
    """As "the 21st of last month"."""
    return dated(period(Grain.DAY, _month_from_now(found, moment).replace(day=found.whole("day"))))


def _month_from_now(found: Found, moment: Moment) -> dt.date:
    step = found.words.which[found.lower("which")] if found.has("which") else 0
    return period(Grain.MONTH, moment.spoken).shifted(step).first


def day_of_some_month(found: Found, moment: Moment) -> Meaning | None:
    """As "on the 15th": the nearest on the side that the tense says."""
    this, day = period(Grain.MONTH, moment.spoken), found.whole("day")
    dates = [there for step in (-1, 0, 1) if (there := this.shifted(step).nth_day(day)) is not None]
    there = min(dates, key=lambda date: distance((date - moment.spoken).days, found.way))
    return dated(period(Grain.DAY, there))


def _day_from_today(found: Found, moment: Moment) -> Meaning | None:
    return dated(period(Grain.DAY, moment.spoken + found.words.days[found.lower("day")] * DAY))


def _two_days_from_today(found: Found, moment: Moment) -> Meaning | None:
    return dated(period(Grain.DAY, moment.spoken + (-2 if found.has("back") else 2) * DAY))


DATES: Final[Mapping[str, Read]] = {
    "date in digits": date_in_digits,
    "date in digits, cut short": _date_in_digits_cut_short,
    "month and day in digits": _month_and_day_in_digits,
    "weekday, month and day in digits": _weekday_month_and_day_in_digits,
    "days in digits": _days_in_digits,
    "calendar day": _calendar_day,
    "days of a month": _days_of_a_month,
    "month": _month,
    "month and year cut short": _month_and_year_cut_short,
    "day of a month from now": _day_of_a_month_from_now,
    "day of some month": day_of_some_month,
    "day from today": _day_from_today,
    "two days from today": _two_days_from_today,
}
"""What rules mean that name a date by the calendar."""
