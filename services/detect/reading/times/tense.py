"""Which way an undated weekday, month or holiday lies: reporting speaks of the past, unless a word says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Final, NamedTuple, Protocol

from services.detect.reading.tokens import Token

_BEFORE: Final = 14
_AFTER: Final = 8


class Way(IntEnum):
    """Whether words around a time speak of what was or of what is to come."""

    PAST = -1
    UNSAID = 0
    FUTURE = 1


class Tense(NamedTuple):
    """A language's words that tell tense, those at which a clause ends, and endings of possessives."""

    future: frozenset[str]
    past: frozenset[str]
    past_endings: tuple[str, ...]
    stops: frozenset[str]
    possessive: frozenset[str]


class _Item(Protocol):
    @property
    def token(self) -> Token: ...


def way(items: Sequence[_Item], start: int, end: int, tense: Tense) -> Way:
    """What the nearest word of tense says before items [start, end), else after them."""
    if end < len(items) and items[end].token.lower in tense.possessive:
        return Way.PAST
    for k in range(start - 1, max(-1, start - 1 - _BEFORE), -1):
        if (told := _told(items[k].token, tense)) is not Way.UNSAID:
            return told
        if items[k].token.lower in tense.stops:
            break
    for k in range(end, min(len(items), end + _AFTER)):
        if (told := _told(items[k].token, tense)) is not Way.UNSAID:
            return told
        if items[k].token.lower in tense.stops:
            break
    return Way.UNSAID


def _told(token: Token, tense: Tense) -> Way:
    """What one word says; a name ("United") has no ending of a verb."""
    word = token.lower
    if word in tense.future:
        return Way.FUTURE
    if word in tense.past or (len(word) > 4 and word.endswith(tense.past_endings) and token.text == word):
        return Way.PAST
    return Way.UNSAID
