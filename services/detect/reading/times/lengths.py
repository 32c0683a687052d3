"""Lengths of time: how many of which units, as TIMEX3 values, and counted from a day."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from itertools import pairwise
from typing import Final

from msgspec import Struct

from schemas.values import exact
from services.detect.reading.times.periods import DAY, Grain, months_on

_LETTERS: Final = {
    "year": "Y",
    "quarter": "Q",
    "season": "Q",
    "month": "M",
    "week": "W",
    "weekend": "WE",
    "day": "D",
    "hour": "TH",
    "minute": "TM",
    "second": "TS",
}
_MONTHS: Final = {"year": 12, "quarter": 3, "season": 3, "month": 1}
_HOURS: Final = {"week": 168, "weekend": 168, "day": 24, "hour": 1}
_SECONDS: Final = {"hour": 3600, "minute": 60, "second": 1}
_GRAINS: Final = {"year": Grain.YEAR, "month": Grain.MONTH, "quarter": Grain.QUARTER}
_DAYS_A_MONTH: Final = Decimal(365) / 12


class Length(Struct, frozen=True):
    """Some units of time, of each so many; no count where a wording names the units only ("for weeks")."""

    parts: tuple[tuple[Decimal | None, str], ...]

    @property
    def unit(self) -> str:
        """The smallest unit named."""
        return self.parts[-1][1]

    @property
    def value(self) -> str:
        """The TIMEX3 value: P2W, PT5H30M, P1Y6M, PXD."""
        written, timed = "P", False
        for count, unit in _in_whole_units(self.parts):
            letters = _LETTERS[unit]
            if letters.startswith("T") and not timed:
                written, timed = f"{written}T", True
            written += f"{'X' if count is None else exact(count)}{letters.removeprefix('T')}"
        return written

    @property
    def grain(self) -> Grain:
        """How precisely a date this far away is named: "two years ago" is a year, "two weeks ago" a day."""
        count, unit = self.parts[-1]
        whole = count is None or count % 1 == 0
        return _GRAINS.get(unit, Grain.DAY) if whole or unit != "year" else Grain.MONTH

    @property
    def is_timed(self) -> bool:
        """Whether it is counted in hours or less."""
        return _LETTERS[self.unit].startswith("T")

    @property
    def is_counted(self) -> bool:
        """Whether it says how many."""
        return all(count is not None for count, _ in self.parts)

    @property
    def falls(self) -> bool:
        """Whether each unit is shorter than the one before, as in what is one length: "two hours and ten minutes"."""
        sizes = list(_LETTERS)
        order = [sizes.index(unit) for _, unit in self.parts]
        return all(longer < shorter for longer, shorter in pairwise(order))

    @property
    def days(self) -> int:
        """How many days it is, about."""
        return int(sum((count or 0) * _days(unit) for count, unit in self.parts))

    @property
    def unit_days(self) -> int:
        """How many days the smallest unit lasts, at least one."""
        return max(1, int(_days(self.unit)))

    def from_day(self, day: dt.date, sign: int) -> dt.date:
        """The day so long after (sign 1) or before (sign -1) a day; parts of a day do not count.

        Raises:
            ValueError, OverflowError: it lies outside the calendar.
        """
        for count, unit in self.parts:
            many = (count or 0) * sign
            if unit in _MONTHS:
                months = many * _MONTHS[unit]
                day = months_on(day, int(months)) + int(months % 1 * _DAYS_A_MONTH) * DAY
            else:
                day += int(many * Decimal(_HOURS.get(unit, 0)) / 24) * DAY
        return day

    def from_hour(self, hour: dt.datetime, sign: int) -> dt.datetime:
        """The moment so long after (sign 1) or before (sign -1) another.

        Raises:
            ValueError, OverflowError: it lies outside the calendar.
        """
        timed = [(count or 0, unit) for count, unit in self.parts if unit in _SECONDS]
        whole = Length(tuple((count, unit) for count, unit in self.parts if unit not in _SECONDS))
        there = dt.datetime.combine(whole.from_day(hour.date(), sign), hour.time())
        return there + sign * dt.timedelta(seconds=float(sum(count * _SECONDS[unit] for count, unit in timed)))


def length(count: Decimal | None, unit: tuple[str, int]) -> Length:
    """So many of a unit that a word names; each may be several of the unit that it is reckoned in."""
    name, many = unit
    return Length(((None if count is None else count * many, name),))


def _days(unit: str) -> Decimal:
    if unit in _MONTHS:
        return _MONTHS[unit] * _DAYS_A_MONTH
    return Decimal(_HOURS.get(unit, 0)) / 24


def _in_whole_units(parts: tuple[tuple[Decimal | None, str], ...]) -> tuple[tuple[Decimal | None, str], ...]:
    """As TIMEX3 writes halves: 5.5 hours are 5 hours 30 minutes, half a year is 6 months."""
    count, unit = parts[-1]
    if unit == "year" and count is not None and count < 1 and count * 12 % 1 == 0:
        return (*parts[:-1], (count * 12, "month"))
    if unit != "hour" or count is None or count % 1 == 0 or (count * 60) % 1:
        return parts
    hours, minutes = (count // 1, unit), (count % 1 * 60, "minute")
    return (*parts[:-1], *((hours,) if count > 1 else ()), minutes)
