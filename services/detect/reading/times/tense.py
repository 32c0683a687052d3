"""Which way an undated weekday, month or holiday lies: reporting speaks of the past, unless a word says otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

from services.detect.reading.tokens import Token

_BEFORE: Final = 14
_AFTER: Final = 8
_NEAR: Final = 2
"""Words before which a clause's end is looked past: "that on Monday" follows what governs it."""


class Tense(NamedTuple):
    """A language's words that tell tense, and those at which a clause ends."""

    future: frozenset[str]
    past: frozenset[str]
    past_endings: tuple[str, ...]
    stops: frozenset[str]


class _Item(Protocol):
    @property
    def token(self) -> Token: ...


def is_future(items: Sequence[_Item], start: int, end: int, tense: Tense) -> bool:
    """Whether the nearest word of tense before items [start, end), else after them, is one of the future."""
    for step, k in enumerate(range(start - 1, max(-1, start - 1 - _BEFORE), -1)):
        word = items[k].token.lower
        told = _told(word, tense)
        if told is not None:
            return told
        if word in tense.stops and step >= _NEAR:
            break
    for k in range(end, min(len(items), end + _AFTER)):
        told = _told(items[k].token.lower, tense)
        if told is not None:
            return told
    return False


def _told(word: str, tense: Tense) -> bool | None:
    if word in tense.future:
        return True
    if word in tense.past or (len(word) > 4 and word.endswith(tense.past_endings)):
        return False
    return None
