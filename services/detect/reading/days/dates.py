"""The dates of a sentence that what happens may have, with what the words before each make of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Precision, Span
from services.detect.reading.attribution.vouching import is_moment_of_saying
from services.detect.reading.days.clauses import has, is_at, words_of
from services.detect.reading.days.doings import ends_wording
from services.detect.reading.sentences import Sentence
from services.detect.reading.setting.events import is_event
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language

_LEADS: Final = 5
"""Tokens that lead from what happens to its date."""
_NIGHT: Final = "TNI"
"""How the value of a time ends that is a night, which lasts into the next day."""
_DAY: Final = dt.timedelta(days=1)
_RANGE: Final = 2
"""Tokens between two dates of one range: "on 3 or on 4 May"."""
DEADLINE, APART, UNTIL, ON = "deadline", "apart", "until", "on"
"""What leads to a date makes of it: up to it, not on it, on it only for what is put off, on it."""


class Date(Struct, frozen=True):
    """A date with the words from token `start` that lead to it, and what they make of it."""

    time: Time
    start: int
    how: str | None
    behind: int | None = None
    """The token at which another date begins that stands right before it."""


def dates(sentence: Sentence, found: Sequence[Time]) -> Iterator[Date]:
    """The dates of what happens: not those of saying, of ranges, or that only name something ("Monday's talks")."""
    told = [time for time in found if time.kind in (TimeKind.DATE, TimeKind.TIME) and time.span is not None]
    named = list(_nights(sentence, told))
    for time in named:
        if is_moment_of_saying(sentence, time) or _is_of_range(sentence, time, named):
            continue
        start = _lead(sentence, time.first)
        lead = sentence.tokens[start : time.first]
        is_near = time.hour is not None and has("near", lead, sentence.language)  # "shortly after 8 a.m."
        how = ON if is_near else _how(lead, sentence.language)
        if how != APART and _is_a_day(sentence.tokens, time, how, sentence.language):
            yield Date(time, start, how, next((other.first for other in named if other.last == start), None))


def _nights(sentence: Sentence, dates: Sequence[Time]) -> Iterator[Time]:
    """The dates, where a night reaches into the next day: "Sunday night", "in the night from Sunday to Monday"."""
    joined = None
    for time, after in zip_longest(dates, dates[1:]):
        if time is joined:
            continue
        night = _night(time)
        if after is not None and _is_one_night(sentence, time, after):
            joined = after
            yield replace(night, last=after.last, end=after.end)
        else:
            yield night if time.value.endswith(_NIGHT) else time


def _night(time: Time) -> Time:
    """That of a day and into the next."""
    span = time.span
    if span is None or span.latest == dt.date.max:
        return time
    return replace(time, span=Span(span.earliest, span.latest + _DAY))


def _is_one_night(sentence: Sentence, time: Time, after: Time) -> bool:
    """Whether two dates name the night between them."""
    tokens, language = sentence.tokens, sentence.language
    gap, before = tokens[time.last : after.first], tokens[max(0, time.first - 2) : time.first]
    is_night = time.value.endswith(_NIGHT) or has("nights", before, language)
    is_joined = len(gap) == 1 and has("ranges", gap, language)
    span, night = after.span, _night(time).span
    return is_night and is_joined and span is not None and night is not None and span.earliest == night.latest


def _is_of_range(sentence: Sentence, time: Time, dates: Sequence[Time]) -> bool:
    """Whether it is one of two days between which, or on either of which, something happens: "on 3 or 4 May"."""
    tokens, language = sentence.tokens, sentence.language
    gaps = [tokens[min(time.last, other.last) : max(time.first, other.first)] for other in dates if other is not time]
    return any(0 < len(gap) <= _RANGE and is_at("ranges", gap, 0, language) for gap in gaps)


def _lead(sentence: Sentence, first: int) -> int:
    """Where the words begin that lead to a date: "late | on | Monday"."""
    tokens, start, leads = sentence.tokens, first, words_of(sentence.language)["leads"]
    while start and first - start < _LEADS and tokens[start - 1].lower in leads:
        if is_at("back", tokens, start - 1, sentence.language) and has(
            "passive", tokens[max(0, start - 2) : start - 1], sentence.language
        ):
            break  # "the ferry will be back | on 4 May", but "opened | back in May"
        if has(ON, tokens[start:first], sentence.language) and ends_wording(tokens, start - 1, sentence.language):
            break  # "is due in | on 4 May"
        is_on = is_at(ON, tokens, start, sentence.language)
        if is_on and is_at(APART, tokens, start - 1, sentence.language):
            break  # "will pass through | on 4 May"
        start -= 1
    return start


def _how(lead: Sequence[Token], language: Language) -> str | None:
    """What the words before a date make of it, the nearest first."""
    if has(APART, lead, language):
        return APART  # "no earlier than"
    told = (name for token in reversed(lead) for name in (DEADLINE, UNTIL, ON) if has(name, [token], language))
    return next(told, None)


def _is_a_day(tokens: Sequence[Token], time: Time, how: str | None, language: Language) -> bool:
    """Whether the date stands by itself, and is part of no noun: "Monday's talks", "the 4 July shooting"."""
    behind = tokens[time.last].lower if time.last < len(tokens) else ""
    if time.value.endswith("_REF") or behind == POSSESSIVE or is_event(behind, language):
        return False
    is_word = time.last - time.first == 1 and time.span is not None and time.span.precision is not Precision.DAY
    return how is not None or not is_word
