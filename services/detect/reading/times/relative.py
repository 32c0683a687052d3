"""Units reckoned from the moment of speaking or from the date last named, and lengths: what phrases of them mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from schemas.values import Precision, Span
from services.detect.reading.spans import day_span
from services.detect.reading.times.lengths import Length, length
from services.detect.reading.times.meaning import NOTHING, Found, Meaning, Moment, Read, Sort, TimeKind, dated, lasting
from services.detect.reading.times.periods import DAY, GRAINS, Grain, Period, edge_of, period

_LONGEST: Final = 365_000
"""Days; "3,000 years ago" is no date of the calendar."""
_OF_A_YEAR: Final = frozenset(("day", "week", "weekend", "month", "quarter", "season"))
"""Units after which a year is no count of them: "the 2024 season"."""
PRESENT: Final = "PRESENT_REF"
_BY_THE_CLOCK: Final = ("hour", "minute", "second")
_TWO: Final = 2
"""Figures of a length by the clock, the first of which are minutes where those are said: "3:16 minutes"."""
_QUARTERS: Final = 4
"""To a whole."""


def _unit_from_now(found: Found, moment: Moment) -> Meaning | None:
    """As "last week", "next year", "early in the month"."""
    unit, many = found.words.units[found.lower("unit")]
    grain = GRAINS.get((unit, many), Grain.WEEK if unit == "week" else None)
    if grain is None:
        return None
    step = found.words.which[found.lower("which")] if found.has("which") else 0
    if grain is Grain.WEEKEND:
        return dated(_weekend(found, moment, step if found.has("which") else None))
    there = period(grain, moment.spoken).shifted(step * (many if unit == "week" else 1))
    if found.has("edge"):
        return dated(there, span=edge_of(there, found.words.edges[found.lower("edge")]))
    span = _until_now(there, moment) if step == 0 and not found.future else None
    return dated(there, span=span)


def _weekend(found: Found, moment: Moment, step: int | None) -> Period:
    """The weekend of this week, or where the past is spoken of, and it has not come, of the last."""
    this = period(Grain.WEEKEND, moment.spoken)
    if step == 1 and found.lower("which") in found.words.nearby and moment.spoken < this.first:
        return this
    if step:
        return this.shifted(step)
    return this if step == 0 or found.future or moment.spoken >= this.first else this.shifted(-1)


def _until_now(there: Period, moment: Moment) -> Span:
    """What "this week" means where the past is spoken of it: nobody reports what is yet to come."""
    return there.span if there.last <= moment.spoken else Span(there.first, moment.spoken, there.span.precision)


def _unit_after_next(found: Found, moment: Moment) -> Meaning | None:
    """As "the week after next", "the year before last"."""
    return dated(period(found.grain(), moment.spoken).shifted(-2 if found.has("back") else 2))


def _rest_of_a_unit(found: Found, moment: Moment) -> Meaning | None:
    """As "the rest of the week": its value, and its days from now on."""
    step = found.words.which[found.lower("which")] if found.has("which") else 0
    there = period(found.grain(), moment.spoken).shifted(step)
    return dated(there, Span(max(there.first, moment.spoken), there.last, there.span.precision))


def _same_unit_of_another_year(found: Found, moment: Moment) -> Meaning | None:
    """As "this week last year", "the same quarter last year", which may be the one named before."""
    named = moment.spoken if moment.reference is None or not found.has("named") else moment.reference.earliest
    return dated(period(found.grain(), named.replace(year=named.year + found.words.which[found.lower("which")])))


def _unit_to_date(found: Found, moment: Moment) -> Meaning | None:
    there = period(found.grain(), moment.spoken)
    return replace(dated(there, span=_until_now(there, moment)), backwards=True)


def _unit_from_the_date_named(found: Found, moment: Moment) -> Meaning | None:
    """As "that year", "the following day", "a week earlier"; from the day of speaking where none is named."""
    unit, many = found.words.units[found.lower("unit")]
    grain = GRAINS.get((unit, many))
    step = found.words.anchored[found.lower("which")]
    if grain is None:
        return None
    if moment.reference is None:
        return dated(period(grain, moment.spoken).shifted(step))
    from_day = moment.reference.latest if step > 0 and grain is Grain.DAY else moment.reference.earliest
    if grain is Grain.DAY and moment.reference.earliest != moment.reference.latest:
        return _some_day_of(moment.reference)
    return dated(period(grain, from_day).shifted(step))


def _some_day_of(reference: Span) -> Meaning:
    """What "that day" means where a longer period was last named: one of its days, not known which."""
    value = f"{reference.earliest.year:04}-XX-XX"
    if (reference.earliest.year, reference.earliest.month) == (reference.latest.year, reference.latest.month):
        value = f"{reference.earliest:%Y-%m}-XX"
    return Meaning(Sort.PERIOD, TimeKind.DATE, value, Span(reference.earliest, reference.latest, Precision.ABOUT))


def reference(found: Found, moment: Moment) -> Meaning | None:
    """As "now", "recently", "in the future": only the present has days, the day of speaking."""
    value = found.match.rule.means
    span = day_span(moment.spoken) if value == PRESENT else None
    return Meaning(Sort.REF, TimeKind.DATE, value, span)


def _length(found: Found, _moment: Moment) -> Meaning | None:
    unit = found.words.units[found.lower("unit")]
    if not found.has("count"):
        return lasting(length(Decimal(1), unit))
    if found.item("count").token.shape == "digits year" and unit[0] in _OF_A_YEAR:
        return None
    lasted = length(found.amount("count"), unit)
    if lasted.is_counted and (lasted.days >= _LONGEST or not any(count for count, _ in lasted.parts)):
        return NOTHING
    return lasting(lasted)


def _counted_quarters(found: Found, _moment: Moment) -> Meaning | None:
    """As "the past two quarters", whose number is read as two of four parts of a whole."""
    token = found.item("quarters").token
    unit = found.words.units.get(token.lower.split()[-1])
    if unit is None or token.number is None or token.number.best is None:
        return None
    return lasting(length(token.number.best * _QUARTERS, unit))


def _length_in_halves(found: Found, _moment: Moment) -> Meaning | None:
    """As "half a year", "a month and a half"."""
    unit, many = found.words.units[found.lower("unit")]
    part = found.amount("part") if found.has("part") else None
    share = Decimal(found.words.fractions[found.lower("fraction")]) if part is None else part
    whole = (found.amount("count") or Decimal(0)) if found.has("count") else Decimal(found.has("one"))
    return lasting(length(whole + share, (unit, many)))


def _length_of_several_units(found: Found, _moment: Moment) -> Meaning | None:
    parts = []
    for suffix in ("", "2", "3"):
        if found.has(f"unit{suffix}"):
            unit, many = found.words.units[found.lower(f"unit{suffix}")]
            count = found.amount(f"count{suffix}")
            parts.append((None if count is None else count * many, unit))
    lasted = Length(tuple(parts))
    return lasting(lasted) if lasted.falls else None


def _length_between(found: Found, _moment: Moment) -> Meaning | None:
    """As "three to five weeks": TIMEX3 has no value for both, so that of the longer."""
    return lasting(length(found.amount("last"), found.words.units[found.lower("unit")]))


def _length_written_as_an_hour(found: Found, _moment: Moment) -> Meaning | None:
    """As "lasted 2h30", "took 1:45 hours"."""
    told = ("hour", "minute") if found.has("hour") else ("clock",)
    written = [part for name in told for part in found.lower(name).split(":")]
    units = _BY_THE_CLOCK[found.has("least") and len(written) == _TWO :]
    return lasting(Length(tuple((Decimal(part), unit) for part, unit in zip(written, units, strict=False))))


def _done_in(found: Found, moment: Moment) -> Meaning | None:
    """As "won in 2:03:11 on Sunday"; what two figures are, "3:45", one knows not, but they are no hour."""
    lasted = _length_written_as_an_hour(found, moment) if found.lower("clock").count(":") > 1 else None
    return NOTHING if lasted is None else replace(lasted, sort=Sort.NONE)


def _length_without_a_count(found: Found, _moment: Moment) -> Meaning | None:
    unit, many = found.words.units[found.items[found.start].token.lower]
    return lasting(length(None, (unit, many)))


def _past_units(found: Found, moment: Moment) -> Meaning | None:
    """As "recent weeks", "the past years": up to now, since when is not said."""
    unit = found.words.units[found.lower("unit")]
    return Meaning(Sort.NONE, TimeKind.DURATION, length(None, unit).value, backwards=False)


def _past_unit(found: Found, moment: Moment) -> Meaning | None:
    """As "the past decade"; "the last week" is that before this."""
    return ending_now(length(Decimal(1), found.words.units[found.lower("unit")]), moment, about=False)


def ending_now(lasted: Length, moment: Moment, *, about: bool) -> Meaning:
    """A length that ends at the moment of speaking; when it began may be fuzzy."""
    if not lasted.is_counted:
        return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value, backwards=True)
    spoken = moment.spoken
    began = lasted.from_day(spoken, -1)
    if lasted.unit == "quarter" and not about:  # whole ones, as books are kept by them
        this = period(Grain.QUARTER, spoken).first
        span = Span(lasted.from_day(this, -1), this - DAY, Precision.MONTH)
        return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value, span, length=lasted, backwards=True)
    if not about:
        return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value, Span(began, spoken), length=lasted, backwards=True)
    outer = dt.timedelta(days=max(1, lasted.days // 4))
    span = Span(began - outer, spoken, Precision.ABOUT, min(began + outer, spoken), spoken)
    return Meaning(Sort.NONE, TimeKind.DURATION, lasted.value, span, length=lasted, backwards=True)


RELATIVE: Final[Mapping[str, Read]] = {
    "unit from now": _unit_from_now,
    "unit after next": _unit_after_next,
    "rest of a unit": _rest_of_a_unit,
    "same unit of another year": _same_unit_of_another_year,
    "unit to date": _unit_to_date,
    "unit from the date named": _unit_from_the_date_named,
    "length": _length,
    "counted quarters": _counted_quarters,
    "length in halves": _length_in_halves,
    "length of several units": _length_of_several_units,
    "length between": _length_between,
    "length written as an hour is": _length_written_as_an_hour,
    "what something was done in": _done_in,
    "length without a count": _length_without_a_count,
    "past units": _past_units,
    "past unit": _past_unit,
    "coming units": _past_units,
}
"""What rules mean that reckon units of time, or only measure them."""
