"""Parts of the day: the meanings of "this morning", "last night", "in the evening"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from services.detect.reading.spans import day_span
from services.detect.reading.times.meaning import Found, Meaning, Moment, Read, Sort, TimeKind
from services.detect.reading.times.periods import DAY, Grain, period


def part_of(day: dt.date, part: str) -> Meaning:
    """A part of a day, as TIMEX3 spells it."""
    return Meaning(Sort.MOMENT, TimeKind.TIME, f"{day}T{part}", day_span(day), period(Grain.DAY, day))


def _part_of_a_day(found: Found, moment: Moment) -> Meaning | None:
    """As "this morning", "last night"; without "this" or "last", of a day that other words name."""
    if not found.has("which"):
        part = found.words.parts[found.items[found.start].token.lower]
        return Meaning(Sort.PART, TimeKind.TIME, f"T{part}")
    part = found.words.parts[found.lower("part")]
    return part_of(moment.spoken + found.words.which[found.lower("which")] * DAY, part)


def _part_of_some_day(found: Found, _moment: Moment) -> Meaning | None:
    part = found.words.parts[found.items[found.start].token.lower]
    return Meaning(Sort.PART, TimeKind.TIME, f"T{part}", loose=True)


def _part_of_today(found: Found, moment: Moment) -> Meaning | None:
    return part_of(moment.spoken, found.words.parts[found.lower("part")])


def _part_of_the_day_after_next(found: Found, moment: Moment) -> Meaning | None:
    """As "the night before last"."""
    part = found.words.parts[found.lower("part")]
    return part_of(moment.spoken + (-2 if found.has("back") else 2) * DAY, part)


def _small_hours(_found: Found, _moment: Moment) -> Meaning | None:
    return Meaning(Sort.PART, TimeKind.TIME, "TMO")


def _part_from_the_date_named(found: Found, moment: Moment) -> Meaning | None:
    """As "that night", "the next morning": of the day last named."""
    part, step = found.words.parts[found.lower("part")], found.words.anchored[found.lower("which")]
    if moment.reference is None and step == 0:
        return None
    named = day_span(moment.spoken) if moment.reference is None else moment.reference
    return None if named.earliest != named.latest else part_of(named.latest + step * DAY, part)


DAYTIME: Final[Mapping[str, Read]] = {
    "part of a day": _part_of_a_day,
    "part of some day": _part_of_some_day,
    "part of today": _part_of_today,
    "part of the day after next": _part_of_the_day_after_next,
    "small hours": _small_hours,
    "part of a day from the date named": _part_from_the_date_named,
}
"""What rules mean that name parts of the day."""
