"""What Recognizers-Text resolves dates and times to, and how TIMEX3 says the same.

The set resolves to a TIMEX of its own and to values or ends; a day whose year is not said, to the one before and the
one after. TIMEX3 has one value, and marks neither bounds ("before Friday") nor which end of a period is meant. So what
is compared lets pass: any value that the case allows, or its TIMEX, also with its year filled in; the time itself for
what is before or after it; a range's last day inclusive or exclusive, and the ends of a range of months or years by
their first days; a range by its beginning and its length, as ISO 8601 also writes one, and one of hours or minutes
up to or from the moment by its length alone; a day's last second by the day; lengths by how long they are, where
"some days" are the set's three; parts of the day by the hours that the set gives them, whole or half.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from bench.reading.reader import When

_LAST_SECOND: Final = " 23:59:59"
_ZEROS: Final = re.compile(r"(?::00)+(?=$|/)")
_LENGTH: Final = re.compile(r"(\d*\.?\d+|X)(WE|[YQMWDHS])")
_UNITS: Final = {"Y": 12, "Q": 3, "M": 1}
_SECONDS: Final = {"WE": 172_800, "W": 604_800, "D": 86_400, "H": 3600, "S": 1}
_SOME: Final = 3
"""How many "some days" are to the set."""
_HOURS: Final = {"MO": (8, 12), "AF": (12, 16), "EV": (16, 20), "NI": (20, 24), "DT": (8, 18)}
"""When a part of the day begins and ends in the set."""
_WRITTEN: Final = re.compile(r"(\d{4})(?:-(Q|H|SP|SU|FA|WI)?(\d{1,2})?)?")
_OF_A_YEAR: Final = {"Q": 3, "H": 6}


def readings(value: dict[str, str]) -> Iterator[str]:
    """Every way in which the set tells one resolution: its TIMEX, its value, its ends, what it bounds."""
    timex = value.get("timex", "")
    ends = timex.strip("()").split(",")
    begins, until, told = value.get("start", ""), value.get("end", ""), value.get("value", "")
    yield from (_plain(timex), _plain(told), f"{_plain(ends[0])}/{_plain(ends[1])}" if len(ends) > 1 else "")
    if len(ends) > 2:
        yield from (f"{_plain(first)}/{_plain(ends[2])}" for first in (ends[0], begins) if first)
        yield _plain(ends[2]) if ends[2].startswith("PT") else ""
    if timex.startswith("XXXX-") and (day := begins or until or told)[:4].isdigit():
        yield _plain(day[:4] + timex[4:])
    if begins or until:
        yield f"{_plain(begins)}/{_plain(until)}"
    if value.get("Mod"):
        yield from (_plain(end) for end in (begins, until) if end)
    if told.endswith(_LAST_SECOND):
        yield told.removesuffix(_LAST_SECOND)


def told(time: When) -> Iterator[str]:
    """Every way in which the set may tell a time found: its TIMEX, its day, its ends, what it bounds."""
    if time.value is not None:
        yield _plain(time.value)
        yield from _by_hours(time.value)
        if "/" in time.value:
            first, last = (_period(end) for end in time.value.split("/", 1))
            if first and last:
                yield from (f"{first[0]}/{end}" for end in last)
        elif period := _period(time.value):
            yield "/".join(period)
    if time.earliest is not None and (days := days_of(time)) is not None:
        yield from (f"{time.earliest}/{last}" for last in (days[1], time.latest, ""))
        yield from (f"/{time.latest}", f"/{time.earliest}", f"{days[1]}/")
        if time.earliest == time.latest:
            yield time.earliest


def days_of(time: When) -> tuple[str, str] | None:
    """The first day of a time found, and the first after it."""
    if time.earliest is None or time.latest is None:
        return None
    return time.earliest, (dt.date.fromisoformat(time.latest) + dt.timedelta(days=1)).isoformat()


def _plain(value: str) -> str:
    """A moment without the set's zeros ("2016-11-08 08:00:00" → "2016-11-08T08"); a length as long as it lasts."""
    return _lasts(value) if value.startswith("P") else _ZEROS.sub("", value.replace(" ", "T"))


def _lasts(value: str) -> str:
    """A length in months and seconds: "P1Y6M" and "P1.5Y" → "18 months"; other values as they are."""
    days, _, hours = value[1:].partition("T")
    parts = [(count, unit) for count, unit in _LENGTH.findall(days)]
    parts += [(count, "minutes" if unit == "M" else unit) for count, unit in _LENGTH.findall(hours)]
    months = seconds = Decimal(0)
    for written, unit in parts:
        count = Decimal(_SOME if written == "X" else written)
        if unit in _UNITS:
            months += count * _UNITS[unit]
        else:
            seconds += count * (60 if unit == "minutes" else _SECONDS[unit])
    return f"{months.normalize():f} months {seconds.normalize():f} seconds" if parts else value


def _by_hours(value: str) -> Iterator[str]:
    day, _, part = value.partition("T")
    if part not in _HOURS:
        return
    begins, ends = _HOURS[part]
    middle = (begins + ends) // 2
    for first, last in ((begins, ends), (begins, middle), (middle, ends)):
        yield f"{day}T{first:02}/{day}T{'23:59:59' if last == 24 else f'{last:02}'}"


def _period(value: str) -> tuple[str, str] | None:
    """A year's, half's, quarter's, month's, decade's or century's first day, and the first after it."""
    if re.fullmatch(r"\d{3}X|\d\dXX", value):
        year, many = int(value.replace("X", "0")), 10 ** value.count("X")
        return f"{year:04}-01-01", f"{year + many:04}-01-01"
    match = _WRITTEN.fullmatch(value)
    if match is None or (match[2] and match[2] not in _OF_A_YEAR) or (match[2] and not match[3]):
        return None
    months = 12 if match[3] is None else _OF_A_YEAR.get(match[2], 1)
    first = int(match[1]) * 12 + (0 if match[3] is None else (int(match[3]) - 1) * months)
    ends = (f"{month // 12:04}-{month % 12 + 1:02}-01" for month in (first, first + months))
    return next(ends), next(ends)
