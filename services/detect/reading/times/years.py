"""Years and what they are part of: the meanings of "1998", "the late nineties", "the 19th century"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from schemas.values import Precision, Span
from services.detect.reading.times.meaning import NOTHING, Found, Meaning, Moment, Read, Sort, TimeKind, dated
from services.detect.reading.times.periods import Grain, period

_FIRST_YEAR: Final = 1700
_LAST_YEAR: Final = 2100
"""Between which a bare number of four digits is a year."""
_CENTURY: Final = 100
_AHEAD: Final = 10
"""Years by which a year of two digits may lie ahead of the moment of speaking."""


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
    counts = len(behind) > 3 and behind.islower() and behind.endswith(words.plural_endings)
    if counts and found.before not in words.year_leads:
        return NOTHING
    return dated(period(Grain.YEAR, dt.date(int(number.best), 1, 1)))


def _any_year(found: Found, _moment: Moment) -> Meaning | None:
    number = found.items[found.start].token.number
    return None if number is None or number.best is None else _of_year(number.best)


def _of_year(year: Decimal) -> Meaning | None:
    if not dt.MINYEAR <= year <= _LAST_YEAR or year % 1:  # in this order: of a giant there is no remainder
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


def _month_and_year_in_words(found: Found, moment: Moment) -> Meaning | None:
    year = _year_in_words(found, moment)
    if year is None:
        return None
    return dated(period(Grain.MONTH, year.first.replace(month=found.words.months[found.lower("month")])))


def _year_of_a_day(read: Read) -> Read:
    """A year in words, which is one only with the day or month that it is joined to: "June first two thousand"."""

    def year(found: Found, moment: Moment) -> Meaning | None:
        there = read(found, moment)
        return None if there is None else replace(there, loose=True)

    return year


def _fiscal_year(found: Found, _moment: Moment) -> Meaning | None:
    """Where it begins differs by country and company; all share April to June."""
    return _fiscal(found.whole("year") + found.has("two"))


def _fiscal_year_in_short(found: Found, moment: Moment) -> Meaning | None:
    """As "FY24"."""
    return _fiscal(of_the_two(found, moment))


def _fiscal(year: int) -> Meaning:
    span = Span(
        dt.date(year - 1, 7, 1), dt.date(year + 1, 3, 31), Precision.ABOUT, dt.date(year, 4, 1), dt.date(year, 6, 30)
    )
    return Meaning(Sort.YEAR, TimeKind.DATE, f"FY{year:04}", span, period(Grain.YEAR, dt.date(year, 1, 1)))


def _short_year(found: Found, moment: Moment) -> Meaning | None:
    """As "'98"."""
    return dated(period(Grain.YEAR, dt.date(of_the_two(found, moment), 1, 1)))


def of_the_two(found: Found, moment: Moment) -> int:
    """The year of two digits that are written on to what stands before them: "'98", "FY24".

    Raises:
        ValueError: they are not, or not two.
    """
    token = found.item("two").token
    if len(token.text) != 2 or token.start != found.items[found.match.named["two"] - 1].token.end:
        raise ValueError(f"{token.text!r} is no year cut short")
    return of_two_digits(int(token.text), moment.spoken)


def _year_of_our_era(found: Found, _moment: Moment) -> Meaning | None:
    """As "AD 79"."""
    return dated(period(Grain.YEAR, dt.date(found.whole("year"), 1, 1)))


def _year_before_our_era(found: Found, _moment: Moment) -> Meaning | None:
    """As "500 BC", which no calendar of ours reaches."""
    return Meaning(Sort.YEAR, TimeKind.DATE, f"BC{found.whole('year'):04}")


def _century_before_our_era(found: Found, _moment: Moment) -> Meaning | None:
    """As "the 5th century BC", which is that of 500 to 401."""
    return Meaning(Sort.YEAR, TimeKind.DATE, f"BC{found.whole('which') - 1:02}")


def _decade(found: Found, moment: Moment) -> Meaning | None:
    year = found.whole("year") if found.has("year") else int(found.item("decade").token.text[:-1])
    year = year if year >= _CENTURY else _begun(year, moment.spoken)
    if year % 10:
        return None
    if year % _CENTURY == 0 and year < 2000:
        return dated(period(Grain.CENTURY, dt.date(year, 1, 1)))  # "the 1800s"
    return dated(period(Grain.DECADE, dt.date(year, 1, 1)))


def _begun(short: int, spoken: dt.date) -> int:
    """The decade begun by then whose first year ends so: the twenties are not those to come."""
    return spoken.year - (spoken.year - short) % _CENTURY


def _decade_in_words(found: Found, moment: Moment) -> Meaning | None:
    if found.has("century"):
        year = found.whole("century") * _CENTURY + found.words.nineties[found.lower("nineties")]
        return dated(period(Grain.DECADE, dt.date(year, 1, 1)))
    short = found.words.nineties[found.items[found.start].token.lower]
    return dated(period(Grain.DECADE, dt.date(_begun(short, moment.spoken), 1, 1)))


def _century(found: Found, _moment: Moment) -> Meaning | None:
    """The 19th is 18XX."""
    return dated(period(Grain.CENTURY, dt.date(max(1, (found.whole("which") - 1) * _CENTURY), 1, 1)))


YEARS: Final[Mapping[str, Read]] = {
    "year": _year,
    "any year": _any_year,
    "year in one word": _year_in_one_word,
    "year in words": _year_in_words,
    "month and year in words": _month_and_year_in_words,
    "year of a day in one word": _year_of_a_day(_year_in_one_word),
    "year of a day in words": _year_of_a_day(_year_in_words),
    "fiscal year": _fiscal_year,
    "fiscal year in short": _fiscal_year_in_short,
    "short year": _short_year,
    "year of our era": _year_of_our_era,
    "year before our era": _year_before_our_era,
    "century before our era": _century_before_our_era,
    "decade": _decade,
    "decade in words": _decade_in_words,
    "century": _century,
}
"""What rules mean that name years and what they are part of."""
