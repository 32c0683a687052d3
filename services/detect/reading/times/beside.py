"""Days that are told twice: "tomorrow, Tuesday", "this morning (Monday)".

Whoever writes so has a calendar of his own: when it is published, by ours the next day may have come, or not yet. So
the day of the week holds, and "tomorrow" is the one next to ours that it names.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from services.detect.reading.spans import day_span
from services.detect.reading.times.meaning import Item, Meaning, Moment
from services.detect.reading.times.periods import DAY, Grain, period
from services.detect.reading.tokens import Token

_WEEKDAY: Final = "weekday"
_BETWEEN: Final = frozenset({",", "("})
_WEEK: Final = 7


def by_weekdays(tokens: Sequence[Token], items: Sequence[Item], moment: Moment) -> list[Item]:
    """The times of a sentence, those about the day of speaking on the day of the week that stands beside them."""
    if len(items) < 2:
        return list(items)
    told = list(items)
    for k, beside in _pairs(tokens, items):
        day, weekday = items[k].meaning, items[beside].meaning
        if day is None or weekday is None or abs(day.first - moment.spoken) > DAY:
            continue
        shift = (weekday.first.weekday() - day.first.weekday() + _WEEK // 2) % _WEEK - _WEEK // 2
        if abs(shift) <= 1:
            date = day.first + shift * DAY
            told[k], told[beside] = (replace(items[place], meaning=_on(date, items[place])) for place in (k, beside))
    return told


def _pairs(tokens: Sequence[Token], items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """The place of each day, and that of the day of the week beside it."""
    for k, (left, right) in enumerate(pairwise(items)):
        if right.first - left.last == 1 and tokens[left.last].text in _BETWEEN and _is_day(left) and _is_day(right):
            if right.rule == _WEEKDAY != left.rule:
                yield k, k + 1
            elif left.rule == _WEEKDAY != right.rule:
                yield k + 1, k


def _is_day(item: Item) -> bool:
    span = item.meaning.span if item.meaning is not None else None
    return span is not None and span.earliest == span.latest


def _on(date: dt.date, item: Item) -> Meaning | None:
    """What it means, on another day."""
    if item.meaning is None:
        return None
    value = item.meaning.value.replace(item.meaning.first.isoformat(), date.isoformat())
    return replace(item.meaning, value=value, span=day_span(date), period=period(Grain.DAY, date))
