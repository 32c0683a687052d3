"""What reaches from one time to another: years, months and days between two, lengths up to a date or from one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from schemas.values import Precision, Span
from services.detect.reading.times.meaning import Found, Item, Meaning, Moment, Read, Sort, TimeKind, dated
from services.detect.reading.times.periods import DAY, Grain, period
from services.detect.reading.times.yearly import in_year

_CENTURY: Final = 100
_OF_A_WEEK: Final = "day of a week"
_EDGE: Final = "edge of a period"
"""Rules of which a time's own may be."""


def _between(found: Found, _moment: Moment) -> Meaning | None:
    """As "2014-2018", "June-August 1992": one interval, as ISO 8601 writes it."""
    first, last = found.meaning("period"), found.meaning("until")
    if first.span is None or last.span is None:
        return None
    if first.yearly is not None and (last.yearly is None or first.span.earliest > last.span.latest):
        first = _before(first, last.span.earliest)
    elif last.yearly is not None and first.yearly is None:
        last = _first_from(last, first.first)
    elif _is_bare_weekday(found.item("until")):
        last = _on_or_after(last, first)
    if first.span is None or last.span is None or first.span.earliest > last.span.latest or first.sort is not last.sort:
        return None
    span = Span(first.span.earliest, last.span.latest, last.span.precision)
    return Meaning(Sort.PERIOD, TimeKind.DATE, f"{first.value}/{last.value}", span)


def _before(named: Meaning, day: dt.date) -> Meaning:
    """What comes each year in the year of a day, or where that is after it, in the year before."""
    there = in_year(named, day.year)
    return there if there.first <= day else in_year(named, day.year - 1)


def _first_from(named: Meaning, day: dt.date) -> Meaning:
    """What comes each year, from a day on: the second of "3 January 2017 to mid-February"."""
    there = in_year(named, day.year)
    there = there if there.first >= day else in_year(named, day.year + 1)
    if there.period is None or named.span is None or named.period is None:
        return there
    early, late = named.span.earliest - named.period.first, named.period.last - named.span.latest
    return replace(
        there, span=replace(named.span, earliest=there.period.first + early, latest=there.period.last - late)
    )


def _beginning_of_a_range(found: Found, _moment: Moment) -> Meaning | None:
    """The first of "from January to March 2024", "May 28 to June 2, 2020"."""
    return _before(found.meaning("time"), found.meaning("end").first)


def _weekday_that_begins_a_range(found: Found, _moment: Moment) -> Meaning | None:
    """The first of "from Monday to Wednesday last week": the last such weekday before one that is told so."""
    begin, end = found.meaning("time"), found.meaning("end")
    is_told = found.item("end").rule == _OF_A_WEEK or end.first < begin.first
    if not _is_bare_weekday(found.item("time")) or _is_bare_weekday(found.item("end")) or not is_told:
        return None
    return dated(period(Grain.DAY, end.first - (end.first.weekday() - begin.first.weekday()) % 7 * DAY))


def _first_of_two(found: Found, _moment: Moment) -> Meaning | None:
    """The first of "October and November of 2023", whose year is said with the second."""
    if "year" not in found.item("end").rule and found.item("end").rule != _EDGE:
        return None
    return _before(found.meaning("time"), found.meaning("end").first)


def _end_of_a_range(found: Found, _moment: Moment) -> Meaning | None:
    """The second of "from Monday to Friday", "from late November to mid-March", where by itself it lies before."""
    begin, end = found.meaning("begin"), found.meaning("time")
    if end.yearly is not None and (begin.yearly is None or end.first < begin.first):
        return _first_from(end, begin.first)
    if end.first >= begin.first:
        return None
    return _on_or_after(end, begin) if _is_bare_weekday(found.item("time")) else None


def _is_bare_weekday(item: Item) -> bool:
    return item.rule == "weekday"


def _on_or_after(weekday: Meaning, begin: Meaning) -> Meaning:
    """The first such weekday from the beginning of a range on."""
    ahead = (weekday.first.weekday() - begin.first.weekday()) % 7
    return dated(period(Grain.DAY, begin.first + ahead * DAY))


def _years_with_the_second_cut_short(found: Found, _moment: Moment) -> Meaning | None:
    """As "2019-20"; where the second is no later year, a month as ISO 8601 writes it: "2015-12"."""
    year, token = found.whole("year"), found.item("until").token
    if len(token.text) != 2 or token.start != found.items[found.start + 1].token.end:
        return None
    short = int(token.text)
    if short <= year % _CENTURY:
        return dated(period(Grain.MONTH, dt.date(year, short, 1)))
    until = year - year % _CENTURY + short
    span = Span(dt.date(year, 1, 1), dt.date(until, 12, 31), Precision.YEAR)
    return Meaning(Sort.PERIOD, TimeKind.DATE, f"{year}/{until}", span)


def _day_of_that_month(found: Found, _moment: Moment) -> Meaning | None:
    """As the 25 of "April 24 and 25"."""
    named = found.meaning("before" if found.has("before") else "named").first
    number = found.items[found.end - 1].token.number
    if number is None or number.best is None:
        return None
    day = named.replace(day=int(number.best))
    return dated(period(Grain.DAY, day)) if (day > named) == found.has("before") else None


def _since(found: Found, moment: Moment) -> Meaning | None:
    """As "since October": from then on, up to now; where it lies ahead, only its own days."""
    named = found.meaning("time")
    if named.span is None or named.span.earliest > moment.spoken:
        return replace(named, sort=Sort.NONE)
    latest = min(named.span.latest, moment.spoken)
    span = Span(named.span.earliest, moment.spoken, named.span.precision, latest, moment.spoken)
    return replace(named, sort=Sort.NONE, span=span, backwards=True)


def _length_up_to_a_date(found: Found, _moment: Moment) -> Meaning | None:
    """As "the three months ended 30 September"."""
    lasted, end = found.length("time"), found.meaning("end").span
    if end is None or not lasted.is_counted or lasted.is_timed:
        return None
    span = Span(lasted.from_day(end.latest + DAY, -1), end.latest)
    return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value, span)


def _length_from_a_date(found: Found, _moment: Moment) -> Meaning | None:
    first, lasted = found.meaning("anchor").first, found.length()
    return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value, Span(first, lasted.from_day(first, 1)))


RANGES: Final[Mapping[str, Read]] = {
    "between": _between,
    "beginning of a range": _beginning_of_a_range,
    "weekday that begins a range": _weekday_that_begins_a_range,
    "first of two of a year": _first_of_two,
    "end of a range": _end_of_a_range,
    "years with the second cut short": _years_with_the_second_cut_short,
    "day of that month": _day_of_that_month,
    "since": _since,
    "length up to a date": _length_up_to_a_date,
    "length from a date": _length_from_a_date,
}
"""What rules mean that join two times to one that reaches from the first to the second."""
