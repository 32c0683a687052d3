"""What phrases mean together: a length and "ago", an hour and its day, the end of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from schemas.values import Span
from services.detect.reading.spans import day_span, fuzzy_span, slack, tolerance
from services.detect.reading.times.clock import clock
from services.detect.reading.times.holidays import Holiday, nth_weekday
from services.detect.reading.times.lengths import Length, length
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind, dated, lasting
from services.detect.reading.times.periods import DAY, Grain, edge_of, period
from services.detect.reading.times.relative import ending_now


def _away(found: Found, lasted: Length, day: dt.date, sign: int, *, exact: bool = False) -> Meaning | None:
    """The date so long after or before a day, as precisely as its unit names it."""
    if not lasted.is_counted:
        value = "PAST_REF" if sign < 0 else "FUTURE_REF"
        return Meaning(Sort.NONE, TimeKind.DATE, value)
    there = lasted.from_day(day, sign)
    if lasted.is_timed:
        return Meaning(Sort.NONE, TimeKind.TIME, f"{there}TXX:XX", day_span(there), period(Grain.DAY, there))
    named = period(Grain.DAY if exact else lasted.grain, there)
    about = found.has("about")
    core, outer = tolerance(lasted.days) if about else (dt.timedelta(0), slack(lasted.unit_days))
    if exact:
        outer = core
    return dated(named, span=fuzzy_span(there - outer, there + outer, there - core, there + core))


def _ago(found: Found, moment: Moment) -> Meaning | None:
    return _away(found, found.length(), moment.spoken, -1)


def _ago_on_a_day(found: Found, moment: Moment) -> Meaning | None:
    """As "a year ago today", "two weeks ago on Monday": the day of that name which is nearest."""
    named, there = found.meaning("day"), found.length().from_day(moment.spoken, -1)
    if named.first == moment.spoken:
        return dated(period(Grain.DAY, there))
    if found.item("day").rule != "weekday":
        return named
    back = (there.weekday() - named.first.weekday() + 3) % 7 - 3
    return dated(period(Grain.DAY, there - back * DAY))


def _from_now(found: Found, moment: Moment) -> Meaning | None:
    return _away(found, found.length(), moment.spoken, 1)


def _within(found: Found, moment: Moment) -> Meaning | None:
    """As "in two weeks": then, where what is to come is spoken of; up to now, where it has not been; else how long."""
    if found.future:
        return _away(found, found.length(), moment.spoken, 1)
    return ending_now(found.length(), moment, about=found.has("about")) if found.ends_now else lasting(found.length())


def _later(found: Found, moment: Moment) -> Meaning | None:
    """As "three days later", from the date last named; without one, only a length earlier says when."""
    sign = 1 if found.words.anchored[found.lower("which")] > 0 else -1
    if moment.reference is None:
        return _away(found, found.length(), moment.spoken, sign)
    start = moment.reference.latest if sign > 0 else moment.reference.earliest
    return _away(found, found.length(), start, sign, exact=moment.reference.earliest == moment.reference.latest)


def _from_a_date(found: Found, _moment: Moment) -> Meaning | None:
    """As "three days after January 12", "two weeks before Christmas"."""
    sign = found.words.anchored[found.lower("which")]
    anchor = found.meaning("anchor")
    start = anchor.first if sign < 0 or anchor.span is None else anchor.span.latest
    return _away(found, found.length(), start, sign, exact=True)


def _day_by_a_date(found: Found, _moment: Moment) -> Meaning | None:
    sign = found.words.anchored[found.lower("which")]
    return dated(period(Grain.DAY, found.meaning("anchor").first + sign * DAY))


def _lasting(found: Found, moment: Moment) -> Meaning | None:
    """As "for about two weeks", "the past three days": up to now; but "will last for two weeks" has no dates."""
    lasted = found.length("length" if found.has("length") else "time")
    if not found.has("length") and found.future:
        return lasting(lasted)._replace(sort=Sort.NONE)
    return ending_now(lasted, moment, about=found.has("about"))


def _coming(found: Found, moment: Moment) -> Meaning | None:
    return _starting_now(found.length(), moment)


def _starting_now(lasted: Length, moment: Moment) -> Meaning:
    """As "the next three days": from tomorrow on."""
    if not lasted.is_counted or lasted.is_timed:
        return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value)
    span = Span(moment.spoken + DAY, lasted.from_day(moment.spoken, 1))
    return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value, span)


def _counted_past_units(found: Found, moment: Moment) -> Meaning | None:
    return ending_now(_counted(found), moment, about=False)


def _counted_coming_units(found: Found, moment: Moment) -> Meaning | None:
    return _starting_now(_counted(found), moment)


def _counted(found: Found) -> Length:
    return length(found.amount("count"), found.words.units[found.lower("unit")])


def _bounded_length(found: Found, _moment: Moment) -> Meaning | None:
    """As "more than four decades", "less than a year ago": how long at least or at most."""
    return lasting(found.length())._replace(sort=Sort.NONE)


def _edge(found: Found, _moment: Moment) -> Meaning | None:
    """As "early December", "the end of 1989": the period's value, and about a third of its days."""
    named = found.meaning("period")
    if named.period is None:
        return None
    return named._replace(span=edge_of(named.period, found.words.edges[found.lower("edge")]))


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


def _week_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    return dated(period(Grain.WEEK, found.meaning("day").first))


def _week_of_a_year(found: Found, _moment: Moment) -> Meaning | None:
    year = found.meaning("period").first.year
    return dated(period(Grain.WEEK, dt.date.fromisocalendar(year, found.whole("nth"), 1)))


def _nth_of_a_period(found: Found, _moment: Moment) -> Meaning | None:
    """As "the first Monday of September", "the third month of 2021", "the last week of this month"."""
    within = found.meaning("period").period
    if within is None:
        return None
    unit = found.item("unit")
    count = found.words.ordinals.get(found.lower("nth"))
    nth = -1 if count is None and found.item("nth").token.number is None else found.whole("nth")
    if unit.meaning is not None:
        if unit.last - unit.first > 1:  # no bare weekday
            return None
        weekday = unit.meaning.first.weekday()
        return dated(period(Grain.DAY, nth_weekday(within.first.year, within.first.month, weekday, nth)))
    name, many = found.words.units[unit.token.lower]
    if many != 1 or name not in (Grain.DAY, Grain.WEEK, Grain.MONTH, Grain.QUARTER):
        return None
    grain = Grain(name)
    start = period(grain, within.last if nth < 0 else within.first)
    if grain is Grain.WEEK and nth > 0 and start.first + 3 * DAY < within.first:
        start = start.shifted(1)  # ISO 8601's first week has the first Thursday
    there = start if nth < 0 else start.shifted(nth - 1)
    return dated(there) if within.first <= there.last and there.first <= within.last else None


def _holiday_of_a_year(found: Found, _moment: Moment) -> Meaning | None:
    known = _holiday(found)
    return None if known is None else dated(period(Grain.DAY, known.on(found.meaning("year").first.year)), Sort.HOLIDAY)


def _holiday(found: Found) -> Holiday | None:
    """The holiday that the rule of its day names; None for one whose year is said already."""
    return found.words.holidays.get(found.item("day").rule.partition(": ")[2])


def _weekend_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    named = found.meaning("weekend").period
    if named is None or named.grain is not Grain.WEEKEND:
        return None
    return _around(found.meaning("day").first, Grain.WEEKEND)


def _unit_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    return _around(found.meaning("day").first, Grain.WEEKEND if found.lower("unit") == "weekend" else Grain.WEEK)


def _around(day: dt.date, grain: Grain) -> Meaning:
    """The week or weekend of a day; a Monday's weekend is that before it."""
    within = period(grain, day)
    return dated(within.shifted(-1) if grain is Grain.WEEKEND and day.weekday() <= 1 else within)


def _last_or_next_holiday(found: Found, moment: Moment) -> Meaning | None:
    step = found.words.which[found.lower("which")]
    known = _holiday(found)
    if known is None:
        return None
    days = [known.on(moment.spoken.year + years) for years in (-1, 0, 1)]
    if step < 0:
        day = max(day for day in days if day < moment.spoken)
    elif step > 0:
        day = min(day for day in days if day > moment.spoken)
    else:
        day = days[1]
    return dated(period(Grain.DAY, day), Sort.HOLIDAY)


def _set_with_an_hour(found: Found, _moment: Moment) -> Meaning | None:
    """As "every Monday at 4 pm"."""
    often, hour = found.meaning("set").value, found.meaning("clock").value
    days = often.partition("T")[0] if often.startswith("XXXX") else ""
    return Meaning(Sort.NONE, TimeKind.SET, f"{days}{hour}")


def _day_of_every_month(found: Found, _moment: Moment) -> Meaning | None:
    if found.meaning("set").value != length(Decimal(1), ("month", 1)).value:
        return None
    return Meaning(Sort.NONE, TimeKind.SET, f"XXXX-XX-{found.whole('day'):02}")


JOINED: Final[Mapping[str, Read]] = {
    "ago": _ago,
    "ago on a day": _ago_on_a_day,
    "from now": _from_now,
    "within": _within,
    "later": _later,
    "from a date": _from_a_date,
    "day by a date": _day_by_a_date,
    "lasting": _lasting,
    "coming": _coming,
    "counted past units": _counted_past_units,
    "counted coming units": _counted_coming_units,
    "bounded length": _bounded_length,
    "edge": _edge,
    "part and day": _part_and_day,
    "clock and day": _clock_and_day,
    "day and hour": _day_and_hour,
    "the same": _the_same,
    "week of a year": _week_of_a_year,
    "week of a day": _week_of_a_day,
    "nth of a period": _nth_of_a_period,
    "holiday of a year": _holiday_of_a_year,
    "weekend of a day": _weekend_of_a_day,
    "unit of a day": _unit_of_a_day,
    "last or next holiday": _last_or_next_holiday,
    "set with an hour": _set_with_an_hour,
    "day of every month": _day_of_every_month,
}
"""What rules mean that join phrases."""
