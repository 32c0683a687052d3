"""Hours of the day, parts of the day, and how often: the meanings of phrases finer or other than dates.

An hour without a day has a value (T22:30) and no span; with its day it is that day's (2025-01-30T22:30).
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from services.detect.reading.times.lengths import length
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind
from services.detect.reading.times.periods import DAY
from services.detect.reading.times.relative import part_of

_NOON: Final = 12
_UNDATED_WEEK: Final = "XXXX-WXX"
_AFTERNOON: Final = {"AF": 0, "EV": 0, "NI": 3}
"""Parts of the day whose hours of the clock, above this one, are those after noon."""


def clock(hour: int, minute: int = 0, second: int | None = None) -> Meaning | None:
    """The meaning of an hour without its day."""
    if hour > 24 or minute > 59:
        return None
    seconds = "" if second is None else f":{second:02}"
    return Meaning(Sort.CLOCK, TimeKind.TIME, f"T{hour:02}:{minute:02}{seconds}")


def _clock(found: Found, _moment: Moment) -> Meaning | None:
    """As "8:30 a.m.", "8.30pm", "4 in the morning", "ten o'clock"."""
    hour, minute, *second = _digits(found, "hour" if found.has("hour") else "clock" if found.has("clock") else "dotted")
    if found.has("minute"):
        minute = found.whole("minute")
    if found.has("half"):
        hour = _hour(hour, found.words.halves[found.lower("half")])
    elif found.has("part"):
        hour = hour_in(found.words.parts[found.lower("part")], hour)
    return clock(hour, minute, *second)


def hour_of(found: Found, name: str) -> Meaning | None:
    """An hour by its number alone, "8" or "10.15", whose minutes are two digits."""
    minutes = found.item(name).token.text.partition(".")[2]
    return clock(*_digits(found, name)) if len(minutes) in (0, 2) else None


def hour_in(part: str, hour: int) -> int:
    """The hour of the day that an hour of the clock is in a part of the day: 9 in the evening is 21."""
    return hour + _NOON if _AFTERNOON.get(part, _NOON) < hour < _NOON else hour


def _clock_of_four_digits(found: Found, _moment: Moment) -> Meaning | None:
    """As "0630 hours", "1140 a.m.", "340pm"."""
    written = found.item("four").token.text
    if not written.isdecimal() or not 3 <= len(written) <= 4 or (len(written) == 3 and not found.has("half")):
        return None
    hour = int(written[:-2])
    return clock(_hour(hour, found.words.halves[found.lower("half")]) if found.has("half") else hour, int(written[-2:]))


def _digits(found: Found, name: str) -> list[int]:
    """Hour and minute, and the second where it is written: "7", "7:30", "7.30"."""
    written = found.item(name).token.text
    if ":" in written or "." in written:
        return [int(part) for part in written.replace(".", ":").split(":")]
    return [found.whole(name), 0]


def _hour(hour: int, half: int) -> int:
    """The hour of the day of an hour before or after noon."""
    return hour % _NOON + half if 1 <= hour <= _NOON else hour


def _hours_between(found: Found, _moment: Moment) -> Meaning | None:
    """As "5 to 6 pm": both ends in the half of the day that is said, unless that turns them around."""
    (begins, minute, *_), (ends, until, *_) = _digits(found, "from"), _digits(found, "until")
    half = found.words.halves[found.lower("half")] if found.has("half") else None
    first = found.words.halves[found.lower("first_half")] if found.has("first_half") else half
    if first is not None:
        begins = _hour(begins, first)
    ends = ends if half is None else _hour(ends, half)
    if (begins, minute) > (ends, until):
        begins, ends = (begins - _NOON, ends) if half == _NOON and begins >= _NOON else (begins, ends + _NOON)
    start, end = clock(begins, minute), clock(ends, until)
    if start is None or end is None:
        return None
    return start._replace(value=f"{start.value}/{end.value}")


def _past_an_hour(found: Found, _moment: Moment) -> Meaning | None:
    """As "half past seven", "10 past 9", "a quarter to six in the evening"."""
    said = "to" if found.has("to") else "minute"
    share = found.words.fractions.get(found.lower(said))
    minute = found.whole(said) if share is None else int(60 * float(share))
    named = found.words.clock_words.get(found.lower("hour"))
    hour = found.whole("hour") if named is None else named
    if found.has("half"):
        hour = _hour(hour, found.words.halves[found.lower("half")])
    elif found.has("part"):
        hour = hour_in(found.words.parts[found.lower("part")], hour)
    return clock((hour - 1) % 24, 60 - minute) if found.has("to") else clock(hour, minute)


def _noon_or_midnight(found: Found, _moment: Moment) -> Meaning | None:
    return clock(found.words.clock_words[found.lower("word")])


def _part_of_a_day(found: Found, moment: Moment) -> Meaning | None:
    """As "this morning", "last night"; without "this" or "last", of a day that other words name."""
    if not found.has("which"):
        part = found.words.parts[found.items[found.start].token.lower]
        return Meaning(Sort.PART, TimeKind.TIME, f"T{part}")
    part = found.words.parts[found.lower("part")]
    return part_of(moment.spoken + found.words.which[found.lower("which")] * DAY, part)


def _part_of_today(found: Found, moment: Moment) -> Meaning | None:
    return part_of(moment.spoken, found.words.parts[found.lower("part")])


def _part_of_the_day_after_next(found: Found, moment: Moment) -> Meaning | None:
    """As "the night before last"."""
    part = found.words.parts[found.lower("part")]
    return part_of(moment.spoken + (-2 if found.has("back") else 2) * DAY, part)


def _small_hours(_found: Found, _moment: Moment) -> Meaning | None:
    return Meaning(Sort.PART, TimeKind.TIME, "TMO")


def _part_of_some_day(found: Found, _moment: Moment) -> Meaning | None:
    part = found.words.parts[found.items[found.start].token.lower]
    return Meaning(Sort.PART, TimeKind.TIME, f"T{part}", loose=True)


def _every_unit(found: Found, _moment: Moment) -> Meaning | None:
    """As "each year", "twice a week"."""
    unit = found.words.units[found.lower("unit")]
    if unit == ("weekend", 1):
        return Meaning(Sort.SET, TimeKind.SET, f"{_UNDATED_WEEK}-WE")
    return Meaning(Sort.SET, TimeKind.SET, length(Decimal(1), unit).value)


def _every_so_many(found: Found, _moment: Moment) -> Meaning | None:
    """As "every two years", "every other day", "every third week"."""
    count = found.whole("count")
    unit, many = found.words.units[found.lower("unit")]
    return Meaning(Sort.SET, TimeKind.SET, length(Decimal(count), (unit, many)).value)


def _every_weekday(found: Found, _moment: Moment) -> Meaning | None:
    weekday = found.words.weekdays[found.lower("weekday")]
    part = f"T{found.words.parts[found.lower('part')]}" if found.has("part") else ""
    return Meaning(Sort.SET, TimeKind.SET, f"{_UNDATED_WEEK}-{weekday + 1}{part}")


def _every_day_of_the_week(_found: Found, _moment: Moment) -> Meaning | None:
    return Meaning(Sort.SET, TimeKind.SET, f"{_UNDATED_WEEK}-WD")


def _every_month(found: Found, _moment: Moment) -> Meaning | None:
    return Meaning(Sort.SET, TimeKind.SET, f"XXXX-{found.words.months[found.lower('month')]:02}")


def _every_part_of_the_day(found: Found, _moment: Moment) -> Meaning | None:
    return Meaning(Sort.SET, TimeKind.SET, f"T{found.words.parts[found.lower('part')]}")


CLOCK: Final[Mapping[str, Read]] = {
    "clock": _clock,
    "hours between": _hours_between,
    "clock of four digits": _clock_of_four_digits,
    "past an hour": _past_an_hour,
    "noon or midnight": _noon_or_midnight,
    "part of a day": _part_of_a_day,
    "part of some day": _part_of_some_day,
    "part of today": _part_of_today,
    "part of the day after next": _part_of_the_day_after_next,
    "small hours": _small_hours,
    "every unit": _every_unit,
    "every so many units": _every_so_many,
    "every weekday": _every_weekday,
    "every day of the week": _every_day_of_the_week,
    "every month": _every_month,
    "every part of the day": _every_part_of_the_day,
}
"""What rules mean that name hours and parts of the day, or how often."""
