"""Hours and parts of the day with their days: the meanings of "9 a.m. Monday", "last night at 8"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final

from msgspec.structs import replace

from services.detect.reading.spans import day_span
from services.detect.reading.times.clock import clock, digits, hour_in, hour_of
from services.detect.reading.times.dates import date_in_digits, day_of_some_month
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind, dated
from services.detect.reading.times.periods import DAY, Grain, period
from services.detect.reading.times.tense import Way
from services.detect.reading.times.weekdays import weekday

_TWELVE: Final = "12"
"""Noon or midnight, as it is said."""


def _part_and_day(found: Found, _moment: Moment) -> Meaning | None:
    """As "Monday night"; "the night of March 3-4" is that of the first."""
    day = found.meaning("day")
    if day.period is None and day.span is not None and day.span.latest - day.span.earliest == DAY:
        day = dated(period(Grain.DAY, day.first))
    return _of_day(day, found.meaning("part").value)


def _half_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    """As "Monday pm"."""
    return _of_day(found.meaning("day"), "TAF" if found.words.halves[found.lower("half")] else "TMO")


def _part_of_a_day_of_some_month(found: Found, moment: Moment) -> Meaning | None:
    """As "the evening of the 25th"."""
    day = day_of_some_month(found, moment)
    return None if day is None else _of_day(day, f"T{found.words.parts[found.lower('part')]}")


def hour_of_day(hour: str, day: dt.date) -> Meaning:
    """An hour by its value, or hours from one to another, on a day."""
    return _on(day, hour.split("/"))


def _of_day(day: Meaning, time: str) -> Meaning | None:
    """An hour or part of a day, or what reaches from one to another, with its day; after midnight it is the next."""
    if day.period is None or day.period.grain is not Grain.DAY:
        return None
    date, part = day.period.first, day.value.partition("T")[2]
    return _on(date, [_told(hour, part) for hour in time.split("/")])


def _on(day: dt.date, hours: Sequence[str]) -> Meaning:
    value = "/".join(f"{day + (hour < hours[0]) * DAY}{hour}" for hour in hours)
    return Meaning(Sort.MOMENT, TimeKind.TIME, value, day_span(day), period(Grain.DAY, day))


def _told(time: str, part: str) -> str:
    """A time of the clock in a part of the day: "T08:15" in the evening is "T20:15", but twelve stays twelve."""
    hour = time[1:3]
    return f"T{hour_in(part, int(hour)):02}{time[3:]}" if hour.isdecimal() and hour != _TWELVE else time


def _clock_and_day(found: Found, _moment: Moment) -> Meaning | None:
    time = found.meaning("clock").value
    if found.has("part"):
        time = "/".join(_told(hour, found.meaning("part").value[1:]) for hour in time.split("/"))
    return _of_day(found.meaning("day"), time)


def _day_and_hour(found: Found, _moment: Moment) -> Meaning | None:
    """As "last night at 8", "at 7 this morning", "at 10.15 on Friday"."""
    time = hour_of(found, "hour")
    if time is None:
        return None
    told = _told(time.value, found.meaning("part").value[1:]) if found.has("part") else time.value
    return _of_day(found.meaning("day"), told)


def _day_and_hour_to_come(found: Found, moment: Moment) -> Meaning | None:
    """As "Monday at 2.30", but what "closed Monday at 2.30" is a price."""
    minutes = found.item("hour").token.text.partition(".")[2]
    return None if found.way is Way.PAST or len(minutes) != 2 else _day_and_hour(found, moment)


def _day_and_hour_in_words(found: Found, _moment: Moment) -> Meaning | None:
    """As "March third nine thirty"."""
    time = clock(found.whole("hour"), found.whole("minute"))
    return None if time is None else _of_day(found.meaning("day"), time.value)


def _moment_in_digits(found: Found, moment: Moment) -> Meaning | None:
    """As "2014-12-12T12:33:39-08:00", "20141212T123339Z"; where it was so late is not reckoned with."""
    written = found.item("basic").token.text if found.has("basic") else ""
    if len(written) % 2:
        return None
    parts = [int(written[k : k + 2]) for k in range(0, len(written), 2)] or digits(found, "clock")
    day, time = date_in_digits(found, moment), clock(*parts)
    return None if day is None or time is None else _of_day(day, time.value)


def _hour_of_a_part(found: Found, _moment: Moment) -> Meaning | None:
    """As "in the evening at 8", "in the afternoon at 4:30"."""
    time = found.meaning("clock") if found.has("clock") else clock(found.whole("hour"))
    return None if time is None else replace(time, value=_told(time.value, found.meaning("part").value[1:]))


def _hours_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    """As "10:30 to 3 on May 5", "this evening from 7 to 9": the second is not before the first."""
    begins = found.meaning("clock") if found.has("clock") else clock(found.whole("from"))
    ends = found.meaning("until") if found.has("until") else clock(found.whole("hour"))
    if begins is None or ends is None:
        return None
    if ends.value < begins.value and found.has("hour"):
        ends = clock(found.whole("hour") + 12)
    return None if ends is None else _of_day(found.meaning("day"), f"{begins.value}/{ends.value}")


def _beginning_of_a_range_of_hours(found: Found, moment: Moment) -> Meaning | None:
    """The first of "from 2 pm till tomorrow 4:30 pm": today's."""
    end, today = found.meaning("end"), dated(period(Grain.DAY, moment.spoken))
    if "/" in end.value or not today.first < end.first <= today.first + DAY:
        return None
    return _of_day(today, found.meaning("time").value)


def _end_of_a_range_of_hours(found: Found, _moment: Moment) -> Meaning | None:
    """The second of "between 2:00 tomorrow and 4:00": on the day of the first, or the next where it is earlier."""
    begin, end = found.meaning("begin"), found.meaning("time").value
    if "/" in begin.value:
        return None
    is_next = end < f"T{begin.value.partition('T')[2]}"
    return _of_day(dated(period(Grain.DAY, begin.first + is_next * DAY)), end)


def _hours_of_a_day_to_come(found: Found, moment: Moment) -> Meaning | None:
    """As "from 8 to 10 tonight", but what "rose from 8 to 10 last night" is a count."""
    return None if found.way is Way.PAST else _hours_of_a_day(found, moment)


def _hours_of_a_weekday_to_come(found: Found, moment: Moment) -> Meaning | None:
    """As "Monday 3-8", but what "won Monday 3-2" is a score."""
    day = weekday(found, moment)
    begins, ends = found.whole("from"), found.whole("hour")
    start, end = clock(begins), clock(ends if ends > begins else ends + 12)
    if day is None or start is None or end is None or found.way is Way.PAST:
        return None
    return _of_day(day, f"{start.value}/{end.value}")


def _hour_and_clock_between(found: Found, _moment: Moment) -> Meaning | None:
    """As "from five to half past six pm": the first, too, is after noon where that is before the second."""
    begins, until = found.whole("from"), found.meaning("until")
    if "/" in until.value:
        return None
    later = clock(begins + 12)
    start = later if later is not None and later.value < until.value else clock(begins)
    return None if start is None else replace(start, value=f"{start.value}/{until.value}")


def _clocks_between(found: Found, _moment: Moment) -> Meaning | None:
    first, last = found.meaning("clock"), found.meaning("until")
    return None if "/" in first.value + last.value else replace(first, value=f"{first.value}/{last.value}")


def _the_same(found: Found, _moment: Moment) -> Meaning | None:
    return found.meaning("part")


HOURS: Final[Mapping[str, Read]] = {
    "part and day": _part_and_day,
    "half of a day": _half_of_a_day,
    "part of a day of some month": _part_of_a_day_of_some_month,
    "clock and day": _clock_and_day,
    "day and hour": _day_and_hour,
    "day and hour in words": _day_and_hour_in_words,
    "moment in digits": _moment_in_digits,
    "day and hour to come": _day_and_hour_to_come,
    "hour of a part": _hour_of_a_part,
    "hours of a day": _hours_of_a_day,
    "hours of a day to come": _hours_of_a_day_to_come,
    "hours of a weekday to come": _hours_of_a_weekday_to_come,
    "beginning of a range of hours": _beginning_of_a_range_of_hours,
    "end of a range of hours": _end_of_a_range_of_hours,
    "clocks between": _clocks_between,
    "hour and clock between": _hour_and_clock_between,
    "the same": _the_same,
}
"""What rules mean that join hours and days."""
