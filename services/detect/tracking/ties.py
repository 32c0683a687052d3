"""What ties an article to a story that others tell: the names that it shares with them, a rare one more than others.

A village or a surname is told of in one story for weeks; a state, or a large city, in many on the same day. A given
name alone ties nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence, Set
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from services.detect.reading.names import gazetteer
from services.detect.reading.vocabulary import ENGLISH, vocabulary

_NEAR: Final = dt.timedelta(days=3)
"""Within which any name that two articles share is enough,"""
_NEAR_WIDE: Final = dt.timedelta(days=21)
"""and so is one that many stories share, where both tell the same of the things."""
_NEAR_NARROW: Final = dt.timedelta(days=30)
"""Within which one that few stories share is enough;"""
_SHARED: Final = 2
"""so many are at any time, and if they are told of different states."""


class Tie(NamedTuple):
    """How many words of names are shared: of those that few stories share, then of the others."""

    narrow: int
    wide: int

    def holds(self, apart: dt.timedelta, *, is_told: bool, are_of_two_states: bool) -> bool:
        """Whether articles so far apart are of one story, if both tell the same of the things, or of two states."""
        if apart <= _NEAR:
            return self.narrow + self.wide > 0
        if are_of_two_states and self.narrow < _SHARED:
            return False
        if apart <= _NEAR_NARROW and self.narrow > 0:
            return True
        if apart <= _NEAR_WIDE and is_told:
            return self.wide > 0
        return self.narrow + min(self.wide, 1) >= _SHARED


def tie(words: Iterable[str], shared: Set[str], told: Sequence[str]) -> Tie:
    """The tie of those `words` that are shared; a given name is as what follows it where it is `told`."""
    led = {name for name, after in pairwise((*told, "")) if is_given(name) and after not in shared}
    known = [word for word in words if word in shared and word not in led]
    wide = sum(map(is_wide, known))
    return Tie(len(known) - wide, wide)


def is_given(word: str) -> bool:
    """Whether many people have it for their given name."""
    return word in _given()


def is_wide(word: str) -> bool:
    """Whether many stories are told at a time of what goes by a word: a state, a large city, a part of the world."""
    return word in _regions() or gazetteer.is_wide(word)


@cache
def _given() -> frozenset[str]:
    return frozenset(vocabulary(ENGLISH, "people")["given"]["names"])


@cache
def _regions() -> frozenset[str]:
    return frozenset(vocabulary(ENGLISH, "clauses")["stories"]["regions"])
