"""Years, what they are part of and what is part of them: decades, centuries, quarters, seasons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from schemas.values import Precision, Span
from services.detect.reading.times.holidays import Yearly
from services.detect.reading.times.meaning import NOTHING, Found, Meaning, Moment, Read, Sort, TimeKind, dated
from services.detect.reading.times.periods import DAY, Grain, Period, months_on, period

_FIRST_YEAR: Final = 1700
_LAST_YEAR: Final = 2100
"""Between which a bare number of four digits is a year."""
_CENTURY: Final = 100
_AHEAD: Final = 10
"""Years by which a year of two digits may lie ahead of the moment of speaking."""
_IN_A_YEAR: Final = {Grain.QUARTER: 4, Grain.HALF: 2}


def of_two_digits(short: int, spoken: dt.date) -> int:
    """The year that ends so, up to a few years ahead."""
    latest = spoken.year + _AHEAD
    return latest - (latest - short) % _CENTURY


def _year(found: Found, _moment: Moment) -> Meaning | None:
    """A bare number of four digits: a year unless a plural follows that it counts, with no word of time before."""
    year = found.items[found.start].token
    number = year.number
    if number is None or number.best is None or not _FIRST_YEAR <= number.best <= _LAST_YEAR:
        return None
    behind, words = found.behind, found.words
    if len(behind) > 3 and behind.endswith(words.plural_endings) and found.before not in words.year_leads:
        return NOTHING
    return dated(period(Grain.YEAR, dt.date(int(number.best), 1, 1)))


def _any_year(found: Found, _moment: Moment) -> Meaning | None:
    number = found.items[found.start].token.number
    return None if number is None or number.best is None else _of_year(number.best)


def _of_year(year: Decimal) -> Meaning | None:
    if year % 1 or not dt.MINYEAR <= year <= _LAST_YEAR:
        return None
    return dated(period(Grain.YEAR, dt.date(int(year), 1, 1)))


def _year_in_one_word(found: Found, _moment: Moment) -> Meaning | None:
    number = found.items[found.start].token.number
    if number is None or number.best is None or number.best < 1000:
        return None
    return _of_year(number.best)


def _year_in_words(found: Found, _moment: Moment) -> Meaning | None:
    """As "nineteen ninety-six"."""
    century, tail = found.whole("century"), found.whole("tail")
    if not 10 <= century <= 20 or not 10 <= tail < _CENTURY:
        return None
    return _of_year(Decimal(century * _CENTURY + tail))


def _year_of_a_day(read: Read) -> Read:
    """A year in words, which is one only with the day or month that it is joined to: "June first two thousand"."""

    def year(found: Found, moment: Moment) -> Meaning | None:
        there = read(found, moment)
        return None if there is None else there._replace(loose=True)

    return year


def _fiscal_year(found: Found, _moment: Moment) -> Meaning | None:
    """Where it begins differs by country and company; all share April to June."""
    year = found.whole("year")
    span = Span(
        dt.date(year - 1, 7, 1), dt.date(year + 1, 3, 31), Precision.ABOUT, dt.date(year, 4, 1), dt.date(year, 6, 30)
    )
    return Meaning(Sort.YEAR, TimeKind.DATE, f"FY{year:04}", span, period(Grain.YEAR, dt.date(year, 1, 1)))


def _short_year(found: Found, moment: Moment) -> Meaning | None:
    """As "'98"."""
    token = found.item("two").token
    if len(token.text) != 2 or token.start != found.items[found.start].token.end:
        return None
    return dated(period(Grain.YEAR, dt.date(of_two_digits(int(token.text), moment.spoken), 1, 1)))


def _decade(found: Found, moment: Moment) -> Meaning | None:
    if found.has("year"):
        year = found.whole("year")
    else:
        year = int(found.item("decade").token.text[:-1])
        year = year if year >= _CENTURY else of_two_digits(year, moment.spoken)
    if year % 10:
        return None
    if year % _CENTURY == 0 and year < 2000:
        return dated(period(Grain.CENTURY, dt.date(year, 1, 1)))  # "the 1800s"
    return dated(period(Grain.DECADE, dt.date(year, 1, 1)))


def _decade_in_words(found: Found, moment: Moment) -> Meaning | None:
    if found.has("century"):
        year = found.whole("century") * _CENTURY + found.words.nineties[found.lower("nineties")]
        return dated(period(Grain.DECADE, dt.date(year, 1, 1)))
    short = found.words.nineties[found.items[found.start].token.lower]
    return dated(period(Grain.DECADE, dt.date(of_two_digits(short, moment.spoken), 1, 1)))


def _century(found: Found, _moment: Moment) -> Meaning | None:
    """The 19th is 18XX."""
    return dated(period(Grain.CENTURY, dt.date(max(1, (found.whole("which") - 1) * _CENTURY), 1, 1)))


def _part_of_a_year(found: Found, moment: Moment) -> Meaning | None:
    """Quarters and halves; without a year the last that began before the day of speaking."""
    nth = found.whole("nth")
    grain = Grain(found.words.parts_of_year[found.lower("part")])
    most = _IN_A_YEAR[grain]
    if not 1 <= nth <= most:
        return None
    if found.has("year"):
        year = found.whole("year")
    elif found.has("which"):
        year = moment.spoken.year + found.words.which[found.lower("which")]
    else:
        year = moment.spoken.year
    first = months_on(dt.date(year, 1, 1), (nth - 1) * 12 // most)
    if found.has("year") or found.has("which"):
        return dated(period(grain, first))
    if first > moment.spoken and not found.future:
        first = months_on(first, -12)
    there = dated(period(grain, first), yearly=Yearly(first.month, 1))
    return there._replace(loose=grain is Grain.HALF)  # that of a game is none


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
    return None if there is None else there._replace(loose=True)


YEARS: Final[Mapping[str, Read]] = {
    "year": _year,
    "any year": _any_year,
    "year in one word": _year_in_one_word,
    "year in words": _year_in_words,
    "year of a day in one word": _year_of_a_day(_year_in_one_word),
    "year of a day in words": _year_of_a_day(_year_in_words),
    "fiscal year": _fiscal_year,
    "short year": _short_year,
    "decade": _decade,
    "decade in words": _decade_in_words,
    "century": _century,
    "part of a year": _part_of_a_year,
    "season": _season,
    "season from the date named": _season_from_the_date_named,
    "some season": _some_season,
}
"""What rules mean that name years, parts of them, and what they are part of."""
