"""For which months or years a figure is reckoned, also if they are not over: "the deficit for 2026"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Precision, Span
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.tokens import Token, is_hyphen

_SHORTEST: Final = dt.timedelta(days=26)
"""From the first day of a period to its last."""
_BLURRED: Final = dt.timedelta(days=7)
"""How far two tellings of one period may differ at either end."""


def period(tokens: Sequence[Token], told: Sequence[Time], first: int, last: int) -> Span | None:
    """The period named nearest to the figure at tokens [first, last); a year that goes on is that whole year."""
    alone = [time for time in told if not is_hyphen(tokens, time.last)]  # not of "a 2008-built ship"
    periods = [each for each in _joined(alone) if is_period(each.span)]
    near = min(periods, key=lambda each: max(each.first - last, first - each.last), default=None)
    return near.span if near is not None else None


class _Told(Struct, frozen=True):
    """A span as told at tokens [first, last)."""

    first: int
    last: int
    span: Span


def _joined(told: Sequence[Time]) -> Iterator[_Told]:
    """The spans, with those as one that one word joins: "between January and September", "January, February and"."""
    held: _Told | None = None
    for time in told:
        if time.kind is TimeKind.SET or time.span is None:
            continue
        span = _whole(time.span)
        if held is not None and time.first - held.last == 1 and held.span.latest < span.earliest:
            held = _Told(held.first, time.last, replace(held.span, latest=span.latest))
            continue
        if held is not None:
            yield held
        held = _Told(time.first, time.last, span)
    if held is not None:
        yield held


def is_period(span: Span) -> bool:
    """Whether a span is long enough for a figure to be reckoned for all of it."""
    return span.precision is not Precision.ABOUT and span.latest - span.earliest >= _SHORTEST


def may_be_of_one(left: Span, right: Span) -> bool:
    """Whether two figures may be reckoned for one period, as far as they name any."""
    if is_period(left) and is_period(right):
        return abs(left.earliest - right.earliest) <= _BLURRED and abs(left.latest - right.latest) <= _BLURRED
    if is_period(left) or is_period(right):
        return left.earliest <= right.latest and right.earliest <= left.latest
    return True


def _whole(span: Span) -> Span:
    if span.precision is not Precision.YEAR or (span.earliest.month, span.earliest.day) != (1, 1):
        return span
    return replace(span, latest=dt.date(span.latest.year, 12, 31))
