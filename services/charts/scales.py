"""From values to places on a drawing, and the ticks that a reader finds round."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from itertools import chain, count, islice
from typing import NamedTuple


class Scale(NamedTuple):
    """Values between `low` and `high` on places between `start` and `end`, in proportion; low < high."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value; what lies beyond an end is put at it."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


def span_of(values: Sequence[float], margin: float) -> tuple[float, float]:
    """From the least to the greatest value, with a margin (a share of the distance) on both sides; never empty."""
    low, high = min(values), max(values)
    room = (high - low) * margin or abs(high) * margin or 1.0
    return low - room, high + room


def days_around(days: Sequence[float], margin: float, fewest: int = 3) -> tuple[float, float]:
    """From the first day to the last, with a margin (a share of the time between) on both sides; so many at least."""
    first, last = min(days), max(days)
    room = max((last - first) * margin, (fewest - (last - first)) / 2)
    return first - room, last + room


def number_ticks(low: float, high: float, most: int) -> list[float]:
    """At most so many round numbers within [low, high]: 1, 2 or 5 times a power of ten apart (Heckbert, 1990)."""
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough)
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)]


def day_ticks(first: dt.date, last: dt.date, most: int) -> list[dt.date]:
    """At most so many days within [first, last], as evenly apart as a calendar has it: days, weeks, months, years."""
    tried = chain(
        (_every(first, last, days) for days in (1, 2, 7, 14)),
        (_firsts(first, last, months) for months in (1, 2, 3, 6, 12, 24, 60)),
        (_firsts(first, last, 120 << doubled) for doubled in count()),
    )
    return next(ticks for ticks in (list(islice(some, most + 1)) for some in tried) if len(ticks) <= most)


def day_label(day: dt.date, first: dt.date, last: dt.date) -> str:
    """The day as an axis shows it: with the year only where there is more than one."""
    if first.year == last.year:
        return f"{day.day} {day:%b}"
    return f"{day:%b %Y}" if day.day == 1 else f"{day.day} {day:%b %Y}"


def _every(first: dt.date, last: dt.date, step: int) -> Iterator[dt.date]:
    """Every so many days; weeks begin on Monday."""
    day = first if step < 7 else first + dt.timedelta(days=-first.weekday() % 7)
    while day <= last:
        yield day
        day += dt.timedelta(days=step)


def _firsts(first: dt.date, last: dt.date, months: int) -> Iterator[dt.date]:
    """The first day of every so many months, counted from January of year 1."""
    month = -(-(first.year * 12 + first.month - (first.day == 1)) // months) * months
    while (year := month // 12) <= last.year:
        day = dt.date(year, month % 12 + 1, 1)
        if day > last:
            return
        yield day
        month += months
