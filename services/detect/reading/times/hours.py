"""Hours and parts of the day with their days: the meanings of "9 a.m. Monday", "every Monday at 4 pm"."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from services.detect.reading.spans import day_span
from services.detect.reading.times.clock import clock
from services.detect.reading.times.lengths import length
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind
from services.detect.reading.times.periods import Grain, period


def _part_and_day(found: Found, _moment: Moment) -> Meaning | None:
    day = found.meaning("day")
    return _of_day(day, found.meaning("part").value)


def _of_day(day: Meaning, time: str) -> Meaning | None:
    """An hour or part of a day, with its day."""
    if day.period is None or day.period.grain is not Grain.DAY:
        return None
    date = day.period.first
    return Meaning(
        Sort.MOMENT,
        TimeKind.TIME,
        "/".join(f"{date}{hour}" for hour in time.split("/")),
        day_span(date),
        period(Grain.DAY, date),
    )


def _clock_and_day(found: Found, _moment: Moment) -> Meaning | None:
    return _of_day(found.meaning("day"), found.meaning("clock").value)


def _day_and_hour(found: Found, _moment: Moment) -> Meaning | None:
    """As "last night at 8": the hour of that part of the day."""
    day, hour = found.meaning("day"), found.whole("hour")
    late = day.value.endswith(("AF", "EV", "NI")) and 3 < hour < 12
    time = clock(hour + 12 * late)
    return None if time is None else _of_day(day, time.value)


def _the_same(found: Found, _moment: Moment) -> Meaning | None:
    return found.meaning("part")


def _set_with_an_hour(found: Found, _moment: Moment) -> Meaning | None:
    """As "every Monday at 4 pm"."""
    often, hour = found.meaning("set").value, found.meaning("clock").value
    days = often.partition("T")[0] if often.startswith("XXXX") else ""
    return Meaning(Sort.NONE, TimeKind.SET, f"{days}{hour}")


def _day_of_every_month(found: Found, _moment: Moment) -> Meaning | None:
    if found.meaning("set").value != length(Decimal(1), ("month", 1)).value:
        return None
    return Meaning(Sort.NONE, TimeKind.SET, f"XXXX-XX-{found.whole('day'):02}")


HOURS: Final[Mapping[str, Read]] = {
    "part and day": _part_and_day,
    "clock and day": _clock_and_day,
    "day and hour": _day_and_hour,
    "the same": _the_same,
    "set with an hour": _set_with_an_hour,
    "day of every month": _day_of_every_month,
}
"""What rules mean that join hours and days."""
