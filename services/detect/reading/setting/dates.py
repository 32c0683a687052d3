"""The day of an article's event: the earliest that the sentences which tell of it name.

Most days after it are those on which something came of it, and are none: a suspect charged on Friday, Monday's vigil,
police said Tuesday. A day is the event's all the same where its noun follows: "arrested in Saturday's shooting".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final, NamedTuple

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


class _Words(NamedTuple):
    event: frozenset[str]
    """Nouns of events, and what befell somebody in one."""
    nouns: frozenset[str]
    aftermath: frozenset[str]
    """What is done when an event is over."""


def past_day(sentence: Sentence, found: Iterable[Time], spoken: dt.date) -> Span | None:
    """The first of a sentence's times that names one day up to that of speaking, and not up to when was counted."""
    return next(_past_days(sentence, found, spoken), None)


def event_day(telling: Iterable[Sentence], spoken: dt.date) -> Span | None:
    """The earliest day that the sentences name, but for those on which something came of the event."""
    days = (
        day
        for sentence in telling
        for day in _past_days(
            sentence, (time for time in times(sentence, spoken) if not _is_of_aftermath(sentence, time)), spoken
        )
    )
    return min(days, key=lambda day: day.earliest, default=None)


def _past_days(sentence: Sentence, found: Iterable[Time], spoken: dt.date) -> Iterator[Span]:
    """The single days up to that of speaking that times name."""
    for time in found:
        day = time.span if time.kind in _DATED and not is_as_of(sentence, time) else None
        if day is not None and day.earliest == day.latest <= spoken:
            yield day


def _is_of_aftermath(sentence: Sentence, time: Time) -> bool:
    """Whether the nearest word that says what was done on the day says what came of the event."""
    words, tokens = _words(sentence.language), sentence.tokens
    if any(token.lower in words.nouns for token in tokens[time.last : time.last + _OWNED]):
        return False
    if is_moment_of_saying(sentence, time):
        return True
    before = _first(reversed(tokens[max(0, time.first - _REACH) : time.first]), words)
    done = before if before is not None else _first(tokens[time.last : time.last + _REACH], words)
    return done is not None and done in words.aftermath


def _first(tokens: Iterable[Token], words: _Words) -> str | None:
    """The first word that says what was done."""
    return next((t.lower for t in tokens if t.lower in words.event or t.lower in words.aftermath), None)


@cache
def _words(language: Language) -> _Words:
    subjects = vocabulary(language, "subjects")
    kinds = (*subjects["events"].values(), *subjects["occasions"].values())
    nouns = frozenset(word for wordings in kinds for word in wordings if " " not in word)
    done = frozenset(vocabulary(language, "plans")["happened"]["done"])
    return _Words(nouns | done, nouns - done, frozenset(subjects["aftermath"]["words"]))
