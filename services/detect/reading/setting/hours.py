"""The day of an hour that is told without one.

"Shots were heard at 7 p.m." is of the day named last of what happened, however many arrests and hearings are dated
since; what came of it ("he was booked at 7 p.m.") of the one named last of anything. With no such day it has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Span
from services.detect.reading.sentences import Sentence
from services.detect.reading.setting.dates import Told, told_of
from services.detect.reading.times import Time, on_day


class Named(Struct, frozen=True):
    """The days that a text has named last, the time that did so, and what it had named before."""

    last: Span | None = None
    told: tuple[Sentence, Time] | None = None
    before: Named | None = None


def on_their_days(sentence: Sentence, found: Sequence[Time], named: Named) -> tuple[list[Time], Named]:
    """A sentence's times with each bare hour on its day, and the days that are named last behind it."""
    placed = list[Time]()
    for time in found:
        whole = time
        if time.is_named and time.is_bare_hour:
            whole, named = _placed(sentence, time, named)
        if time.is_named and whole.span is not None:
            named = Named(whole.span, (sentence, time), named)
        placed.append(whole)
    return placed, named


def _placed(sentence: Sentence, hour: Time, named: Named) -> tuple[Time, Named]:
    """An hour on its day, and the days named without those between that no later hour needs to ask about again."""
    done = _done(named)
    day = (named if told_of(sentence, hour) is Told.AFTER else done).last
    whole = on_day(hour, day.earliest) if day is not None and day.earliest == day.latest else hour
    return whole, named if named is done else replace(named, before=done)


def _done(named: Named) -> Named:
    """The days named last but for those of what came of what happened; asked of hours only, as few texts tell any."""
    while named.told is not None and named.before is not None and told_of(*named.told) is Told.AFTER:
        named = named.before
    return named
