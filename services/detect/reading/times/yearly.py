"""What comes each year, where its year is not said: the nearest to the moment of speaking, or as other words say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

from services.detect.reading.spans import fuzzy_span
from services.detect.reading.times.holidays import Yearly
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, dated
from services.detect.reading.times.periods import DAY, Grain, Period, period
from services.detect.reading.times.tense import Way

_AGAINST_PAST: Final = 3
_AGAINST_FUTURE: Final = 10
"""How many times as far a date lies that the tense speaks against: what was may yet be told of a day to come."""


def nearest(each: Yearly, spoken: dt.date, said: Way) -> Meaning:
    """The day nearest to the moment of speaking; where the tense says a side, what lies there is nearer.

    Raises:
        ValueError: the calendar has no such day.
    """
    day = min(_days(each, spoken), key=lambda date: distance((date - spoken).days, said))
    return _told(each, period(Grain.DAY, day), yearly=each)


def _told(each: Yearly, there: Period, yearly: Yearly | None = None) -> Meaning:
    """What it means in one year."""
    span = fuzzy_span(there.first - DAY, there.last + DAY, there.first, there.last) if each.is_sighted else None
    return dated(there, span, yearly)


def distance(ahead: int, said: Way) -> int:
    """How far off something counts that lies so far ahead, or back where it is negative."""
    if ahead * said >= 0:
        return abs(ahead)
    return abs(ahead) * (_AGAINST_FUTURE if said is Way.FUTURE else _AGAINST_PAST)


def in_year(named: Meaning, year: int) -> Meaning:
    """What comes each year in one of them.

    Raises:
        ValueError: it has none.
    """
    if named.yearly is None or named.period is None:
        raise ValueError(f"{named.value} does not come each year")
    return _told(named.yearly, period(named.period.grain, named.yearly.on(year)))


def holiday(found: Found, moment: Moment) -> Meaning | None:
    """As "Christmas", "Labor Day"."""
    return nearest(found.words.holidays[found.match.rule.name.partition(": ")[2]], moment.spoken, found.way)


def _of_a_year(found: Found, _moment: Moment) -> Meaning | None:
    """As "Christmas 2024", "May 3 of last year", "the summer of '69"."""
    return in_year(found.meaning("named"), found.meaning("year").first.year)


def _last_or_next(found: Found, moment: Moment) -> Meaning | None:
    """As "last October", "next Christmas": wholly before or after the day of speaking; "this May", within its year."""
    named, spoken = found.meaning("named"), moment.spoken
    step = found.words.which[found.lower("which")]
    if named.period is None or named.yearly is None:
        return None
    there = [period(named.period.grain, day) for day in _days(named.yearly, spoken)]
    return _told(named.yearly, _chosen(there, spoken, step))


def _chosen(there: Iterable[Period], spoken: dt.date, step: int) -> Period:
    if step == 0:
        return min(it for it in there if it.first.year == spoken.year)
    if step < 0:
        return max(it for it in there if it.last < spoken)
    return min(it for it in there if it.first > spoken)


def _days(each: Yearly, spoken: dt.date) -> list[dt.date]:
    """Its days in the years around, or in those around that have it."""
    return _existing(each, spoken.year, 1) or _existing(each, spoken.year, 4)


def _existing(each: Yearly, year: int, reach: int) -> list[dt.date]:
    found = []
    for other in range(year - reach, year + reach + 1):
        try:
            found.append(each.on(other))
        except (ValueError, OverflowError):  # no such day in that year, or no such year
            continue
    return found


ON_A_YEAR: Final[Mapping[str, Read]] = {
    "of a year": _of_a_year,
    "last or next of a name": _last_or_next,
}
"""What rules mean that say in which year."""
