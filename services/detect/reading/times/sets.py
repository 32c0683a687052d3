"""How often: the meanings of "every Monday", "twice a week", "daily at 7"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from services.detect.reading.times.clock import clock, hour_in
from services.detect.reading.times.lengths import length
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind
from services.detect.reading.times.periods import Grain, period

_UNDATED_WEEK: Final = "XXXX-WXX"
_SECOND: Final = 2
"""Where a sentence's second word is, behind its edge: before it a capital makes no name."""


def _every_unit(found: Found, _moment: Moment) -> Meaning | None:
    """As "each year", "twice a week"."""
    unit = found.words.units[found.lower("unit")]
    if unit == ("weekend", 1):
        return Meaning(Sort.SET, TimeKind.SET, f"{_UNDATED_WEEK}-WE")
    return Meaning(Sort.SET, TimeKind.SET, length(Decimal(1), unit).value)


def _every_so_many(found: Found, _moment: Moment) -> Meaning | None:
    """As "every two years", "every other day", "every third week"."""
    count = found.whole("count")
    unit, many = found.words.units[found.lower("unit")]
    return Meaning(Sort.SET, TimeKind.SET, length(Decimal(count), (unit, many)).value)


def _every_part_of_a_unit(found: Found, _moment: Moment) -> Meaning | None:
    """As "every quarter of an hour"."""
    share = Decimal(found.words.fractions[found.lower("fraction")])
    return Meaning(Sort.SET, TimeKind.SET, length(share, found.words.units[found.lower("unit")]).value)


def _every_weekday(found: Found, _moment: Moment) -> Meaning | None:
    weekday = found.words.weekdays[found.lower("weekday")]
    part = f"T{found.words.parts[found.lower('part')]}" if found.has("part") else ""
    return Meaning(Sort.SET, TimeKind.SET, f"{_UNDATED_WEEK}-{weekday + 1}{part}")


def _weekly_day(found: Found, moment: Moment) -> Meaning | None:
    """As "Mondays", but neither "two Mondays" nor a name ("Ruby Tuesdays")."""
    before = found.items[found.start - 1].token
    is_name = before.text[0].isupper() and found.start > _SECOND
    return None if before.shape or is_name else _every_weekday(found, moment)


def _every_day_of_the_week(found: Found, _moment: Moment) -> Meaning | None:
    part = f"T{found.words.parts[found.lower('part')]}" if found.has("part") else ""
    return Meaning(Sort.SET, TimeKind.SET, f"{_UNDATED_WEEK}-WD{part}")


def _every_month(found: Found, _moment: Moment) -> Meaning | None:
    return Meaning(Sort.SET, TimeKind.SET, f"XXXX-{found.words.months[found.lower('month')]:02}")


def _every_season(found: Found, moment: Moment) -> Meaning | None:
    first = dt.date(moment.spoken.year, found.words.seasons[found.lower("season")], 1)
    return Meaning(Sort.SET, TimeKind.SET, f"XXXX{period(Grain.SEASON, first).value[4:]}")


def _every_day_of_the_year(found: Found, _moment: Moment) -> Meaning | None:
    """As "every March 3"."""
    month = found.words.months[found.lower("month")]
    return Meaning(Sort.SET, TimeKind.SET, f"XXXX-{month:02}-{found.whole('day'):02}")


def _another_weekday(found: Found, _moment: Moment) -> Meaning | None:
    """As the second of "every Monday and Wednesday"."""
    if found.item("day").rule != "weekday" or not found.meaning("set").value.startswith(_UNDATED_WEEK):
        return None
    return Meaning(Sort.SET, TimeKind.SET, f"{_UNDATED_WEEK}-{found.meaning('day').first.isoweekday()}")


def _every_part_of_the_day(found: Found, _moment: Moment) -> Meaning | None:
    return Meaning(Sort.SET, TimeKind.SET, f"T{found.words.parts[found.lower('part')]}")


def _set_with_an_hour(found: Found, _moment: Moment) -> Meaning | None:
    """As "every Monday at 4 pm"."""
    often, hour = found.meaning("set").value, found.meaning("clock").value
    days = often.partition("T")[0] if often.startswith("XXXX") else ""
    return Meaning(Sort.NONE, TimeKind.SET, f"{days}{hour}")


def _set_with_a_bare_hour(found: Found, _moment: Moment) -> Meaning | None:
    """As "every morning at 7"."""
    often, hour = found.meaning("set").value, found.whole("hour")
    days, _, part = often.partition("T")
    time = clock(hour_in(part, hour))
    if time is None:
        return None
    return Meaning(Sort.NONE, TimeKind.SET, f"{days}{time.value}" if days.startswith("XXXX") else time.value)


def _day_of_every_month(found: Found, _moment: Moment) -> Meaning | None:
    if found.meaning("set").value != length(Decimal(1), ("month", 1)).value:
        return None
    return Meaning(Sort.NONE, TimeKind.SET, f"XXXX-XX-{found.whole('day'):02}")


def _weekday_of_every_month(found: Found, _moment: Moment) -> Meaning | None:
    """As "the third Thursday of every month": TIMEX3 does not say which."""
    if found.item("day").rule != "weekday" and not found.item("day").rule.startswith("last "):
        return None
    return Meaning(Sort.SET, TimeKind.SET, f"{_UNDATED_WEEK}-{found.meaning('day').first.isoweekday()}")


def _each_year(found: Found, _moment: Moment) -> Meaning | None:
    """As "every Christmas", "each July 4"."""
    named = found.meaning("named")
    return None if named.yearly is None else Meaning(Sort.SET, TimeKind.SET, f"XXXX{named.value[4:]}")


def repeated(found: Found, _moment: Moment) -> Meaning | None:
    """As "daily", "annually"."""
    return Meaning(Sort.SET, TimeKind.SET, found.match.rule.means)


SETS: Final[Mapping[str, Read]] = {
    "every unit": _every_unit,
    "every so many units": _every_so_many,
    "every part of a unit": _every_part_of_a_unit,
    "every weekday": _every_weekday,
    "weekly day": _weekly_day,
    "every day of the week": _every_day_of_the_week,
    "every month": _every_month,
    "every season": _every_season,
    "every day of the year": _every_day_of_the_year,
    "another weekday of a set": _another_weekday,
    "every part of the day": _every_part_of_the_day,
    "set with an hour": _set_with_an_hour,
    "set with a bare hour": _set_with_a_bare_hour,
    "day of every month": _day_of_every_month,
    "weekday of every month": _weekday_of_every_month,
    "each year": _each_year,
}
"""What rules mean that say how often."""
