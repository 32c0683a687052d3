"""The day of an hour that is told without one.

"Shots were heard at 7 p.m." is of the day named last of what happened, however many arrests and hearings are dated
since; what came of it ("he was booked at 7 p.m.") of the one named last of anything. With no such day it has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from schemas.values import Span
from services.detect.reading.sentences import Sentence
from services.detect.reading.setting.dates import Told, told_of
from services.detect.reading.times import Time, on_day


class Named(Struct, frozen=True):
    """The days that a text has named last."""

    last: Span | None = None
    done: Span | None = None
    """The same but for those of what came of what happened."""


def on_their_days(sentence: Sentence, found: Sequence[Time], named: Named) -> tuple[list[Time], Named]:
    """A sentence's times with each bare hour on its day, and the days that are named last behind it."""
    placed = list[Time]()
    for time in found:
        whole = time
        if time.is_named:
            is_after = told_of(sentence, time) is Told.AFTER
            whole = _placed(time, named.last if is_after else named.done)
            if whole.span is not None:
                named = Named(whole.span, named.done if is_after else whole.span)
        placed.append(whole)
    return placed, named


def _placed(time: Time, day: Span | None) -> Time:
    if not time.is_bare_hour or day is None or day.earliest != day.latest:
        return time
    return on_day(time, day.earliest)
