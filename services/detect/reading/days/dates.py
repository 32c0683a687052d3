"""The dates of a sentence that what happens may have, with what the words before each make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from schemas.values import Precision
from services.detect.reading.attribution.vouching import is_moment_of_saying
from services.detect.reading.days.clauses import has, words_of
from services.detect.reading.days.doings import ends_wording
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language

_LEADS: Final = 5
"""Tokens that lead from what happens to its date."""
_RANGE: Final = 2
"""Tokens between two dates of one range: "on 3 or on 4 May"."""
DEADLINE, APART, UNTIL, ON = "deadline", "apart", "until", "on"
"""What leads to a date makes of it: up to it, not on it, on it only for what is put off, on it."""


class Date(Struct, frozen=True):
    """A date with the words from token `start` that lead to it, and what they make of it."""

    time: Time
    start: int
    how: str | None


def dates(sentence: Sentence, found: Sequence[Time]) -> Iterator[Date]:
    """The dates of what happens: not those of saying, of ranges, or that only name something ("Monday's talks")."""
    named = [time for time in found if time.kind in (TimeKind.DATE, TimeKind.TIME) and time.span is not None]
    for time in named:
        if is_moment_of_saying(sentence, time) or _is_of_range(sentence, time, named):
            continue
        start = _lead(sentence, time.first)
        how = _how(sentence.tokens[start : time.first], sentence.language)
        if how != APART and _is_a_day(sentence.tokens, time, how):
            yield Date(time, start, how)


def _is_of_range(sentence: Sentence, time: Time, dates: Sequence[Time]) -> bool:
    """Whether it is one of two days between which, or on either of which, something happens: "on 3 or 4 May"."""
    tokens, language = sentence.tokens, sentence.language
    gaps = [tokens[min(time.last, other.last) : max(time.first, other.first)] for other in dates if other is not time]
    return any(0 < len(gap) <= _RANGE and has("ranges", gap[:1], language) for gap in gaps)


def _lead(sentence: Sentence, first: int) -> int:
    """Where the words begin that lead to a date: "late | on | Monday"."""
    tokens, start, leads = sentence.tokens, first, words_of(sentence.language)["leads"]
    while start and first - start < _LEADS and tokens[start - 1].lower in leads:
        if has("back", tokens[start - 1 : start], sentence.language) and has(
            "passive", tokens[max(0, start - 2) : start - 1], sentence.language
        ):
            break  # "the ferry will be back | on 4 May", but "opened | back in May"
        if has(ON, tokens[start:first], sentence.language) and ends_wording(tokens, start - 1, sentence.language):
            break  # "is due in | on 4 May"
        start -= 1
    return start


def _how(lead: Sequence[Token], language: Language) -> str | None:
    """What the words before a date make of it, the nearest first."""
    if has(APART, lead, language):
        return APART  # "no earlier than"
    told = (name for token in reversed(lead) for name in (DEADLINE, UNTIL, ON) if has(name, [token], language))
    return next(told, None)


def _is_a_day(tokens: Sequence[Token], time: Time, how: str | None) -> bool:
    """Whether the date stands by itself, and is no part of a name or a noun: "Monday's talks", "the 2027 budget"."""
    if time.value.endswith("_REF") or (time.last < len(tokens) and tokens[time.last].lower == POSSESSIVE):
        return False
    is_word = time.last - time.first == 1 and time.span is not None and time.span.precision is not Precision.DAY
    return how is not None or not is_word
