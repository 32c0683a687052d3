"""The day of an article's event: the earliest that the sentences which tell of it name.

Most days after it are those on which something came of it, and are none: a suspect charged on Friday, Monday's vigil,
police said Tuesday. A day is the event's all the same where its noun follows: "arrested in Saturday's shooting".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from enum import IntEnum
from functools import cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from schemas.values import Span
from services.detect.reading.attribution.vouching import is_as_of, is_moment_of_saying
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time, TimeKind, times
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_DATED: Final = (TimeKind.DATE, TimeKind.TIME)
_REACH: Final = 12
"""Tokens between a date and the word that says what was done on it."""
_OWNED: Final = 3
"""Tokens between a date and the noun that it belongs to: "'s fatal"."""


class Told(IntEnum):
    """What is told of a day, the surest of an event first."""

    EVENT = 0
    OTHER = 1
    AFTER = 2
    """Something came of the event."""


class _Words(Struct, frozen=True):
    event: frozenset[str]
    """Nouns of events, and what befell somebody in one."""
    nouns: frozenset[str]
    aftermath: frozenset[str]
    """What is done when an event is over."""
    saying: frozenset[str]
    leads: frozenset[str]
    """Small words behind which another phrase begins: "arrested Friday | for shooting"."""


def past_day(sentence: Sentence, found: Iterable[Time], spoken: dt.date) -> Span | None:
    """The first of a sentence's times that names one day up to that of speaking, and not up to when was counted."""
    return next(_past_days(sentence, found, spoken), None)


def event_day(telling: Iterable[Sentence], spoken: dt.date) -> Span | None:
    """The earliest day that the sentences give to what happened, else the earliest but those of what came of it."""
    named = [
        (told, day)
        for sentence in telling
        for time in times(sentence, spoken)
        if (told := told_of(sentence, time)) is not Told.AFTER
        for day in _past_days(sentence, (time,), spoken)
    ]
    _, found = min(named, key=lambda one: (one[0], one[1].earliest), default=(None, None))
    return found


def deed_day(sentence: Sentence, found: Iterable[Time], spoken: dt.date) -> Span | None:
    """The earliest day that a sentence itself gives to what happened."""
    told = (time for time in found if told_of(sentence, time) is Told.EVENT)
    return min(_past_days(sentence, told, spoken), key=lambda day: day.earliest, default=None)


def _past_days(sentence: Sentence, found: Iterable[Time], spoken: dt.date) -> Iterator[Span]:
    """The single days up to that of speaking that times name."""
    for time in found:
        day = time.span if time.kind in _DATED and not is_as_of(sentence, time) else None
        if day is not None and day.earliest == day.latest <= spoken:
            yield day


def told_of(sentence: Sentence, time: Time) -> Told:
    """What the nearest word that says what was done on the day says."""
    words, tokens = _words(sentence.language), sentence.tokens
    behind = [token.lower for token in takewhile(lambda token: token.lower not in words.leads, tokens[time.last :])]
    if not words.nouns.isdisjoint(behind[:_OWNED]):
        return Told.EVENT
    is_said = time.last < len(tokens) and tokens[time.last].lower in words.saying
    if is_said or time.is_now or is_moment_of_saying(sentence, time):
        return Told.AFTER
    before = _first(reversed(tokens[max(0, time.first - _REACH) : time.first]), words)
    done = before if before is not None else _first(tokens[time.last : time.last + _REACH], words)
    return Told.OTHER if done is None else Told.AFTER if done in words.aftermath else Told.EVENT


def _first(tokens: Iterable[Token], words: _Words) -> str | None:
    """The first word that says what was done."""
    return next((t.lower for t in tokens if t.lower in words.event or t.lower in words.aftermath), None)


@cache
def _words(language: Language) -> _Words:
    subjects = vocabulary(language, "subjects")
    kinds = (*subjects["events"].values(), *subjects["occasions"].values())
    nouns = frozenset(word for wordings in kinds for word in wordings if " " not in word)
    happened, cues = vocabulary(language, "plans")["happened"], vocabulary(language, "attribution")["cues"]
    done, leads = frozenset(happened["done"]), frozenset((*happened["leads"], *happened["breaks"]))
    saying = frozenset((*cues["saying"], *cues["telling"]))
    return _Words(nouns | done, nouns - done, frozenset(subjects["aftermath"]["words"]), saying, leads)
