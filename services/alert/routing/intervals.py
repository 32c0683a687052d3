"""Named times of the day, the week, the month and the year, and until when they last.

A moment lies in an interval if it lies in one of its periods, and in a period if every field that is given has a range
with it. Ranges of times leave out their end, all others include it. Days may count from a month's end: -1 is its last.

Source: Alertmanager documentation, "Configuration", sections `<time_interval>` and `<time_interval_spec>`.
"""

from __future__ import annotations

import calendar
import datetime as dt
import heapq
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final, NamedTuple
from zoneinfo import ZoneInfo

import msgspec

from services.alert.routing.clocks import DAY, minutes, zone

_WEEKDAYS: Final = tuple(name.lower() for name in calendar.day_name)
_MONTHS: Final = ("", *(name.lower() for name in calendar.month_name[1:]))

_Range = tuple[int, int]
"""Both ends included."""


class TimeRange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Times of the day from `start_time` up to `end_time`, as HH:MM; 24:00 is the day's end."""

    start_time: str | int
    end_time: str | int

    def __post_init__(self) -> None:
        if self.first >= self.last:
            raise ValueError(
                f"times from {self.start_time} to {self.end_time}: the end must come after the start; "
                "write what crosses midnight as two ranges, up to 24:00 and from 00:00 on"
            )

    @property
    def first(self) -> int:
        """In minutes of the day."""
        return minutes(self.start_time)

    @property
    def last(self) -> int:
        """In minutes of the day, left out itself."""
        return minutes(self.end_time)


class Period(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Times at which all fields hold that are given; a range is written "first:last"."""

    times: tuple[TimeRange, ...] = ()
    weekdays: tuple[str, ...] = ()
    days_of_month: tuple[str | int, ...] = ()
    months: tuple[str | int, ...] = ()
    years: tuple[str | int, ...] = ()
    location: str = "UTC"
    """Whose clock it is, by its name in the IANA time zone database."""

    def __post_init__(self) -> None:
        _Parsed.of(self)

    def contains(self, moment: dt.datetime) -> bool:
        """Whether the moment lies in it."""
        here = _Parsed.of(self)
        local = moment.astimezone(here.zone)
        minute = local.hour * 60 + local.minute
        return here.has_day(local.date()) and _is_in(minute, [(each.first, each.last - 1) for each in self.times])


class TimeInterval(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Periods under one name, by which routes are muted or active."""

    name: str
    time_intervals: tuple[Period, ...]

    def contains(self, moment: dt.datetime) -> bool:
        """Whether the moment lies in one of them."""
        return any(period.contains(moment) for period in self.time_intervals)


def changes(intervals: Iterable[TimeInterval], after: dt.datetime, days: int) -> Iterator[dt.datetime]:
    """Moments after this one, in order: all at which one of them may begin or end within so many days."""
    periods = {period for interval in intervals for period in interval.time_intervals}
    every = heapq.merge(*(_edges(period, after, days) for period in periods))
    return (moment for moment in every if after < moment <= after + dt.timedelta(days=days))


def _edges(period: Period, after: dt.datetime, days: int) -> Iterator[dt.datetime]:
    """The starts of days and the ends of times; on a day on which the clock is changed, every minute."""
    clock = zone(period.location)
    edges = sorted({0, *(edge % DAY for each in period.times for edge in (each.first, each.last))})
    first = after.astimezone(clock).date()
    for day in (first + dt.timedelta(days=number) for number in range(days + 2)):
        start, end = (dt.datetime.combine(day + dt.timedelta(days=more), dt.time(), clock) for more in (0, 1))
        if start.utcoffset() == end.utcoffset():
            yield from (start.astimezone(dt.UTC) + dt.timedelta(minutes=edge) for edge in edges)
        else:
            length = (end.astimezone(dt.UTC) - start.astimezone(dt.UTC)) // dt.timedelta(minutes=1)
            yield from (start.astimezone(dt.UTC) + dt.timedelta(minutes=minute) for minute in range(length))


class _Parsed(NamedTuple):
    """A period with its fields read."""

    zone: ZoneInfo
    weekdays: tuple[_Range, ...]
    days: tuple[_Range, ...]
    months: tuple[_Range, ...]
    years: tuple[_Range, ...]

    @staticmethod
    @lru_cache
    def of(period: Period) -> _Parsed:
        """Read the fields.

        Raises:
            ValueError: saying what is wrong with one.
        """
        return _Parsed(
            zone(period.location),
            tuple(_range(text, _weekday) for text in period.weekdays),
            tuple(_days(text) for text in period.days_of_month),
            tuple(_range(text, _month) for text in period.months),
            tuple(_range(text, _year) for text in period.years),
        )

    def has_day(self, day: dt.date) -> bool:
        last_day = calendar.monthrange(day.year, day.month)[1]
        days = [(_from_start(first, last_day), _from_start(last, last_day)) for first, last in self.days]
        return (
            _is_in(day.isoweekday() % 7, self.weekdays)
            and _is_in(day.day, days)
            and _is_in(day.month, self.months)
            and _is_in(day.year, self.years)
        )


def _from_start(day: int, last_day: int) -> int:
    return day if day > 0 else last_day + 1 + day


def _is_in(number: int, ranges: Iterable[_Range]) -> bool:
    """Whether one of the ranges has it; without any, all numbers are meant."""
    known = tuple(ranges)
    return not known or any(first <= number <= last for first, last in known)


def _range(text: str | int, read: Callable[[str], int]) -> _Range:
    first, _, last = str(text).partition(":")
    found = read(first), read(last or first)
    if found[0] > found[1]:
        raise ValueError(f"{text!r} ends before it begins; write it as two ranges")
    return found


def _days(text: str | int) -> _Range:
    """Counted from the month's end if below 0: they end before they begin if they do so in the longest month."""
    begin, _, end = str(text).partition(":")
    first, last = _day(begin), _day(end or begin)
    if first < 0 < last:
        raise ValueError(f"{text!r}: days from the month's end on cannot end with one from its beginning")
    if (first if first > 0 else 32 + first) > (last if last > 0 else 32 + last):
        raise ValueError(f"{text!r} ends before it begins")
    return first, last


def _day(text: str) -> int:
    number = _number(text)
    if number is None or not 1 <= abs(number) <= 31:
        raise ValueError(f"{text!r} is no day of the month: write 1 to 31, or -31 to -1, ranges in quotes ('1:5')")
    return number


def _weekday(text: str) -> int:
    """The week begins on Sunday, which is 0."""
    if text.lower() not in _WEEKDAYS:
        raise ValueError(f"{text!r} is no weekday: write its name, sunday to saturday")
    return (_WEEKDAYS.index(text.lower()) + 1) % 7


def _month(text: str) -> int:
    number = _MONTHS.index(text.lower()) if text.lower() in _MONTHS else _number(text)
    if number is None or not 1 <= number <= 12:
        raise ValueError(f"{text!r} is no month: write its name, or 1 to 12")
    return number


def _year(text: str) -> int:
    number = _number(text)
    if number is None or not 1 <= number <= 9999:
        raise ValueError(f"{text!r} is no year")
    return number


def _number(text: str) -> int | None:
    return int(text) if text.removeprefix("-").isdecimal() else None
