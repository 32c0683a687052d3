"""Hours of the day: the meanings of "8:30 a.m.", "half past seven", "5 to 6 pm".

An hour without a day has a value (T22:30) and no span; with its day it is that day's (2025-01-30T22:30).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind
from services.detect.reading.times.tense import Way

_NOON: Final = 12
_AFTERNOON: Final = {"AF": 0, "EV": 0, "NI": 3}
"""Parts of the day whose hours of the clock, above this one, are those after noon."""
_OF_MIDNIGHT: Final = frozenset(("MO", "NI"))
"""Those in which twelve is midnight."""


def clock(hour: int, minute: int = 0, second: int | None = None) -> Meaning | None:
    """The meaning of an hour without its day."""
    if hour > 24 or minute > 59:
        return None
    seconds = "" if second is None else f":{second:02}"
    return Meaning(Sort.CLOCK, TimeKind.TIME, f"T{hour:02}:{minute:02}{seconds}")


def _clock(found: Found, _moment: Moment) -> Meaning | None:
    """As "8:30 a.m.", "8.30pm", "4 in the morning", "ten o'clock"."""
    hour, minute, *second = digits(found, "hour" if found.has("hour") else "clock" if found.has("clock") else "dotted")
    if found.has("minute"):
        minute = found.whole("minute")
    if found.has("half"):
        hour = _hour(hour, found.words.halves[found.lower("half")])
    elif found.has("part"):
        hour = hour_in(found.words.parts[found.lower("part")], hour)
    return clock(hour, minute, *second)


def _clock_written_on(found: Found, moment: Moment) -> Meaning | None:
    """As "3:15p", whose letter touches it."""
    letter, before = found.item("half").token, found.item("clock").token
    return _clock(found, moment) if letter.start == before.end else None


def _hour_to_come(found: Found, _moment: Moment) -> Meaning | None:
    """As "meet me at 5"; but "beat us at 5" is no hour."""
    return None if found.way is Way.PAST else hour_of(found, "hour")


def _hours_to_come(found: Found, moment: Moment) -> Meaning | None:
    """As "open from 9 to 5"."""
    return None if found.way is Way.PAST else _hours_between(found, moment)


def hour_of(found: Found, name: str) -> Meaning | None:
    """An hour by its number alone, "8" or "10.15", whose minutes are two digits."""
    minutes = found.item(name).token.text.partition(".")[2]
    return clock(*digits(found, name)) if len(minutes) in (0, 2) else None


def hour_in(part: str, hour: int) -> int:
    """The hour of the day that an hour of the clock is in a part of the day: 9 in the evening is 21."""
    if hour == _NOON and part in _OF_MIDNIGHT:
        return 0
    return hour + _NOON if _AFTERNOON.get(part, _NOON) < hour < _NOON else hour


def _clock_of_four_digits(found: Found, _moment: Moment) -> Meaning | None:
    """As "0630 hours", "1140 a.m.", "340pm"."""
    written = found.item("four").token.text
    if (
        not written.isdecimal()
        or not 3 <= len(written) <= 4
        or (len(written) == 3 and not (found.has("half") or found.has("part")))
    ):
        return None
    hour = int(written[:-2])
    if found.has("part"):
        hour = hour_in(found.words.parts[found.lower("part")], hour)
    return clock(_hour(hour, found.words.halves[found.lower("half")]) if found.has("half") else hour, int(written[-2:]))


def _clock_with_a_nought(found: Found, moment: Moment) -> Meaning | None:
    """As "0630 hours"; without its nought they are hours of work or of travel."""
    return _clock_of_four_digits(found, moment) if found.item("four").token.text.startswith("0") else None


def digits(found: Found, name: str) -> list[int]:
    """Hour and minute, and the second where it is written: "7", "7:30", "7.30".

    Raises:
        ValueError: it is another number ("7.5").
    """
    written = found.item(name).token.text
    if "." in written and len(written.partition(".")[2]) != 2:
        raise ValueError(f"{written!r} has no minutes")
    if ":" in written or "." in written:
        return [int(part) for part in written.replace(".", ":").split(":")]
    return [found.whole(name), 0]


def _hour(hour: int, half: int) -> int:
    """The hour of the day of an hour before or after noon."""
    return hour % _NOON + half if 1 <= hour <= _NOON else hour


def _hours_between(found: Found, _moment: Moment) -> Meaning | None:
    """As "5 to 6 pm": both ends in the half of the day that is said, unless that turns them around."""
    (begins, minute, *second), (ends, until, *last) = digits(found, "from"), digits(found, "until")
    half = found.words.halves[found.lower("half")] if found.has("half") else None
    first = found.words.halves[found.lower("first_half")] if found.has("first_half") else half
    if found.has("part"):
        part = found.words.parts[found.lower("part")]
        begins, ends = hour_in(part, begins), hour_in(part, ends)
    begins = begins if first is None else _hour(begins, first)
    ends = ends if half is None else _hour(ends, half)
    if (begins, minute) > (ends, until) and (half is None or not found.has("first_half")):
        if half == _NOON <= begins:
            begins -= _NOON
        elif first is None or half is not None or ends + _NOON > begins:  # "11 pm to 3" ends on the next day
            ends += _NOON
    start, end = clock(begins, minute, *second), clock(ends, until, *last)
    if start is None or end is None:
        return None
    return replace(start, value=f"{start.value}/{end.value}")


def _hours_until_a_word(found: Found, moment: Moment) -> Meaning | None:
    """As "9 am to noon", "8 pm until midnight"."""
    hour, minute, *second = digits(found, "from")
    start = clock(_hour(hour, found.words.halves[found.lower("half")]), minute, *second)
    end = _noon_or_midnight(found, moment)
    return None if start is None or end is None else replace(start, value=f"{start.value}/{end.value}")


def _hours_from_a_word(found: Found, moment: Moment) -> Meaning | None:
    """As "noon to 3", "between noon and 2:30", "midnight until 6 a.m."."""
    start, (hour, minute, *second) = _noon_or_midnight(found, moment), digits(found, "until")
    hour = _hour(hour, found.words.halves[found.lower("half")]) if found.has("half") else hour
    end = clock(hour, minute, *second)
    if start is not None and end is not None and end.value < start.value and not found.has("half"):
        end = clock(hour + _NOON, minute, *second)
    return None if start is None or end is None else replace(start, value=f"{start.value}/{end.value}")


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


CLOCK: Final[Mapping[str, Read]] = {
    "clock": _clock,
    "clock written on": _clock_written_on,
    "hours between": _hours_between,
    "hour to come": _hour_to_come,
    "hours to come": _hours_to_come,
    "hours until noon or midnight": _hours_until_a_word,
    "hours from noon or midnight": _hours_from_a_word,
    "clock of four digits": _clock_of_four_digits,
    "clock of four digits with a nought": _clock_with_a_nought,
    "past an hour": _past_an_hour,
    "noon or midnight": _noon_or_midnight,
}
"""What rules mean that name hours of the day."""
