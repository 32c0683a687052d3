"""Parts of the year: the meanings of "the third quarter", "the first half of 2001", "last winter"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from services.detect.reading.times.holidays import Yearly
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, dated
from services.detect.reading.times.periods import DAY, Grain, Period, months_on, period
from services.detect.reading.times.tense import Way
from services.detect.reading.times.years import of_the_two

_IN_A_YEAR: Final = {Grain.QUARTER: 4, Grain.HALF: 2}


def _part_of_a_year(found: Found, moment: Moment) -> Meaning | None:
    """Quarters and halves; without a year the last that began before the day of speaking."""
    nth = found.whole("nth")
    grain = Grain(found.words.parts_of_year[found.lower("part")])
    most = _IN_A_YEAR[grain]
    if not 1 <= nth <= most:
        return None
    year, is_said = moment.spoken.year, True
    if found.has("year"):
        year = found.whole("year")
    elif found.has("which"):
        year += found.words.which[found.lower("which")]
    elif found.has("two"):
        year = of_the_two(found, moment)
    else:
        is_said = found.has("whole") and found.way is not Way.PAST
    first = months_on(dt.date(year, 1, 1), (nth - 1) * 12 // most)
    if is_said:
        return dated(period(grain, first))
    if first > moment.spoken and not found.future:
        first = months_on(first, -12)
    there = dated(period(grain, first), yearly=Yearly(first.month, 1))
    return replace(there, loose=grain is Grain.HALF and not found.has("whole"))  # that of a game is none


def _quarter_of_a_month(found: Found, moment: Moment) -> Meaning | None:
    """As "the March quarter": the last that has begun."""
    year = found.whole("year") if found.has("year") else moment.spoken.year
    there = period(Grain.QUARTER, dt.date(year, found.words.months[found.lower("month")], 1))
    if found.has("year"):
        return dated(there)
    return dated(there if there.first <= moment.spoken else there.shifted(-4))


def _season(found: Found, moment: Moment) -> Meaning | None:
    month = found.words.seasons[found.lower("season")]
    spoken = moment.spoken
    if found.has("year"):
        return dated(period(Grain.SEASON, dt.date(found.whole("year"), month, 1)))
    step = found.words.which[found.lower("which")] if found.has("which") else None
    now = Period(Grain.SEASON, dt.date(spoken.year, month, 1))
    if step == 0:  # "this winter" in January is that which began last year
        before = now.shifted(-4)
        return dated(before if before.last >= spoken else now)
    if step is None and found.future:
        there = now if now.last >= spoken else Period(Grain.SEASON, dt.date(spoken.year + 1, month, 1))
        return dated(there, yearly=Yearly(month, 1))
    if step is not None and step > 0:
        return dated(now if now.first > spoken else Period(Grain.SEASON, dt.date(spoken.year + 1, month, 1)))
    seasons = (now, now.shifted(-4), now.shifted(-8))
    there = next(it for it in seasons if (it.first if step is None else it.last + DAY) <= spoken)
    return dated(there, yearly=Yearly(month, 1) if step is None else None)


def _season_from_the_date_named(found: Found, moment: Moment) -> Meaning | None:
    """As "that summer", "the following spring": of the year last named, or the first from then on."""
    if moment.reference is None:
        return None
    there = Period(Grain.SEASON, dt.date(moment.reference.earliest.year, found.words.seasons[found.lower("season")], 1))
    step = found.words.anchored[found.lower("which")]
    if step > 0 and there.first <= moment.reference.latest:
        there = there.shifted(4)
    return dated(there.shifted(-4) if step < 0 and there.last >= moment.reference.earliest else there)


def _some_season(found: Found, moment: Moment) -> Meaning | None:
    there = _season(found, moment)
    return None if there is None else replace(there, loose=True)


QUARTERS: Final[Mapping[str, Read]] = {
    "part of a year": _part_of_a_year,
    "quarter of a month": _quarter_of_a_month,
    "season": _season,
    "season from the date named": _season_from_the_date_named,
    "some season": _some_season,
}
"""What rules mean that name parts of the year."""
