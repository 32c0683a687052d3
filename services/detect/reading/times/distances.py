"""So long before or after a moment: the meanings of "two weeks ago", "in three days", "a month after Easter"."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from schemas.values import Span
from services.detect.reading.spans import day_span, fuzzy_span, slack, tolerance
from services.detect.reading.times.daytime import part_of
from services.detect.reading.times.hours import hour_of_day
from services.detect.reading.times.lengths import Length
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind, dated, lasting
from services.detect.reading.times.periods import DAY, Grain, Period, period
from services.detect.reading.times.relative import ending_now
from services.detect.reading.times.yearly import in_year

_AT_AN_HOUR: Final = re.compile(r"[-\d]+T\d\d:\d\d(?::\d\d)?")
_FINENESS: Final = {Grain.YEAR: 0, Grain.QUARTER: 1, Grain.MONTH: 1, Grain.DAY: 2}


def _away_from_now(found: Found, moment: Moment, sign: int) -> Meaning | None:
    """The date, or where the hour of speaking is known the moment, so long after or before it."""
    lasted = found.length()
    if not lasted.is_counted or not lasted.is_timed or moment.hour is None:
        return _away(found, lasted, moment.spoken, sign)
    return _at(lasted.from_hour(dt.datetime.combine(moment.spoken, moment.hour), sign), lasted)


def _at(there: dt.datetime, lasted: Length) -> Meaning:
    """A moment, as precisely as a length counts it."""
    value = there.isoformat(timespec="seconds" if lasted.unit == "second" else "minutes")
    return Meaning(Sort.NONE, TimeKind.TIME, value, day_span(there.date()), period(Grain.DAY, there.date()))


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
    return dated(named, fuzzy_span(there - outer, there + outer, there - core, there + core))


def _ago(found: Found, moment: Moment) -> Meaning | None:
    return _away_from_now(found, moment, -1)


def _less_than_ago(found: Found, moment: Moment) -> Meaning | None:
    """As "less than a month ago": since then."""
    there = _away_from_now(found, moment, -1)
    if there is None or there.span is None:
        return there
    return replace(there, span=Span(there.span.earliest, moment.spoken, there.span.precision))


def _away_on_a_day(found: Found, moment: Moment) -> Meaning | None:
    """As "a year ago today", "Monday two weeks from now": the day of that name which is nearest."""
    sign = 1 if found.has("ahead") else -1
    named, there = found.meaning("day"), found.length().from_day(moment.spoken, sign)
    if named.first == moment.spoken:
        return dated(period(Grain.DAY, there))
    if found.item("day").rule == "day from today":
        return dated(period(Grain.DAY, found.length().from_day(named.first, sign)))
    if found.item("day").rule != "weekday":
        return named
    back = (there.weekday() - named.first.weekday() + 3) % 7 - 3
    return dated(period(Grain.DAY, there - back * DAY))


def _away_in_a_period(found: Found, moment: Moment) -> Meaning | None:
    """As "a year ago this week": the week, month or quarter that was so long ago."""
    named = found.meaning("period").period
    if named is None or not named.first <= moment.spoken <= named.last:
        return None
    return dated(period(named.grain, found.length().from_day(moment.spoken, -1)))


def _from_now(found: Found, moment: Moment) -> Meaning | None:
    return _away_from_now(found, moment, 1)


def _from_now_at_an_hour(found: Found, moment: Moment) -> Meaning | None:
    """As "in two days at 4 pm"."""
    lasted, clock = found.length(), found.meaning("clock").value
    if not lasted.is_counted or lasted.is_timed or "/" in clock:
        return None
    return hour_of_day(clock, lasted.from_day(moment.spoken, 1))


def _within(found: Found, moment: Moment) -> Meaning | None:
    """As "within two weeks": from now on, where what is to come is spoken of; else as "in two weeks"."""
    lasted = found.length()
    if not found.future or not lasted.is_counted or lasted.is_timed:
        return _in(found, moment)
    span = Span(moment.spoken, lasted.from_day(moment.spoken, 1))
    return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value, span)


def _in(found: Found, moment: Moment) -> Meaning | None:
    """As "in two weeks": then, where what is to come is spoken of; up to now, where it has not been; else how long."""
    if found.future:
        return _away_from_now(found, moment, 1)
    return ending_now(found.length(), moment, about=found.has("about")) if found.ends_now else lasting(found.length())


def _later(found: Found, moment: Moment) -> Meaning | None:
    """As "three days later", from the date last named; without one, only a length earlier says when."""
    sign = 1 if found.words.anchored[found.lower("which")] > 0 else -1
    if moment.reference is None:
        return _away_from_now(found, moment, sign)
    start = moment.reference.latest if sign > 0 else moment.reference.earliest
    return _away(found, found.length(), start, sign, exact=moment.reference.earliest == moment.reference.latest)


def _from_a_date(found: Found, moment: Moment) -> Meaning | None:
    """As "three days after January 12", "two weeks before Christmas"."""
    sign = found.words.anchored[found.lower("which")]
    anchor, lasted = found.meaning("anchor"), found.length()
    if found.has("year"):
        anchor = in_year(anchor, found.meaning("year").first.year)
    if anchor.sort in (Sort.MONTH, Sort.YEAR):
        return _from_a_period(anchor.period, lasted, sign)
    if found.has("ahead") and found.item("anchor").rule == "weekday" and anchor.first < moment.spoken:
        anchor = dated(period(Grain.DAY, anchor.first + 7 * DAY))  # "a week from Sunday"
    start = anchor.first if sign < 0 or anchor.span is None else anchor.span.latest
    if lasted.is_timed and _AT_AN_HOUR.fullmatch(anchor.value):
        return _at(lasted.from_hour(dt.datetime.fromisoformat(anchor.value), sign), lasted)
    return _away(found, lasted, start, sign, exact=True)


def _less_than_from_a_date(found: Found, _moment: Moment) -> Meaning | None:
    """As "less than three days after Christmas": between the two."""
    anchor, lasted = found.meaning("anchor").span, found.length()
    if anchor is None or lasted.is_timed or not lasted.is_counted:
        return None
    sign = found.words.anchored[found.lower("which")]
    there = lasted.from_day(anchor.latest if sign > 0 else anchor.earliest, sign)
    span = Span(min(there, anchor.earliest), max(there, anchor.latest))
    return Meaning(Sort.PERIOD, TimeKind.DATE, f"{span.earliest}/{span.latest}", span)


def _from_a_period(anchor: Period | None, lasted: Length, sign: int) -> Meaning | None:
    """As "two years after 2014": a year or month, told by lengths no finer than it."""
    if anchor is None or not lasted.is_counted or _FINENESS[lasted.grain] > _FINENESS[anchor.grain]:
        return None
    return dated(period(anchor.grain, lasted.from_day(anchor.first, sign)))


def _unit_by_a_date(found: Found, _moment: Moment) -> Meaning | None:
    """As "the week before Christmas", "the year after 2014"."""
    return _unit_by(found.grain(), found)


def _weekend_by_a_date(found: Found, _moment: Moment) -> Meaning | None:
    return _unit_by(Grain.WEEKEND, found) if found.item("unit").rule == "the weekend" else None


def _unit_by(grain: Grain, found: Found) -> Meaning | None:
    """The unit next to the one in which a date lies; of weekends the nearest on its side."""
    anchor = found.meaning("anchor").span
    if anchor is None:
        return None
    if found.words.anchored[found.lower("which")] < 0:
        there = period(grain, anchor.earliest).shifted(-1)
        later = there.shifted(1)
        return dated(later if later.last < anchor.earliest else there)
    there = period(grain, anchor.latest)
    return dated(there if there.first > anchor.latest else there.shifted(1))


def _part_of_a_day_by_a_date(found: Found, _moment: Moment) -> Meaning | None:
    """As "the night before Christmas", "the morning after Monday's vote": of the day before or after."""
    part, step = found.meaning("part").value.removeprefix("T"), found.words.anchored[found.lower("which")]
    anchor = found.meaning("anchor").span
    if anchor is None or anchor.earliest != anchor.latest:
        return None
    return part_of(anchor.latest + step * DAY, part)


def _eve_of_a_day(found: Found, _moment: Moment) -> Meaning | None:
    """As "the eve of Yom Kippur"."""
    return dated(period(Grain.DAY, found.meaning("day").first - DAY))


def _weekday_by_a_date(found: Found, _moment: Moment) -> Meaning | None:
    """As "the Friday before Christmas", "the Monday after Easter"."""
    anchor = found.meaning("anchor")
    if found.item("day").rule != "weekday" or anchor.span is None:
        return None
    wanted, further = found.meaning("day").first.weekday(), (found.whole("nth") - 1 if found.has("nth") else 0) * 7
    if found.words.anchored[found.lower("which")] > 0:
        date = anchor.span.latest + ((wanted - anchor.span.latest.weekday()) % 7 or 7) * DAY + further * DAY
    else:
        date = anchor.first - ((anchor.first.weekday() - wanted) % 7 or 7) * DAY - further * DAY
    return dated(period(Grain.DAY, date))


DISTANCES: Final[Mapping[str, Read]] = {
    "ago": _ago,
    "less than ago": _less_than_ago,
    "away on a day": _away_on_a_day,
    "away in a period": _away_in_a_period,
    "from now": _from_now,
    "from now at an hour": _from_now_at_an_hour,
    "in a length": _in,
    "within a length": _within,
    "later": _later,
    "from a date": _from_a_date,
    "less than from a date": _less_than_from_a_date,
    "part of a day by a date": _part_of_a_day_by_a_date,
    "eve of a day": _eve_of_a_day,
    "weekday by a date": _weekday_by_a_date,
    "unit by a date": _unit_by_a_date,
    "weekend by a date": _weekend_by_a_date,
}
"""What rules mean that reckon a length from a moment."""
