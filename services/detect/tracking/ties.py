"""What ties an article to a story that others tell: the names that it shares with them, a rare one more than others.

A village or a surname is told of in one story for weeks; a state, or a large city, in many on the same day. A given
name alone ties nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence, Set
from itertools import pairwise
from typing import Final, NamedTuple

from services.detect.reading.names.rarity import is_given, wide

_NEAR: Final = dt.timedelta(days=3)
"""Within which any name that two articles share is enough,"""
_ELSEWHERE: Final = dt.timedelta(days=5)
"""and one that few stories share, though other states are told of;"""
_NEAR_WIDE: Final = dt.timedelta(days=21)
"""any again, where both tell the same of the things."""
_NEAR_NARROW: Final = dt.timedelta(days=30)
"""Within which one that few stories share is enough;"""
_SHARED: Final = 2
"""so many are at any time, though other states are told of."""


class Tie(NamedTuple):
    """How many names are shared: words that few stories share, and states or wider parts of which the others tell."""

    narrow: int
    wide: int

    def holds(self, apart: dt.timedelta, *, is_told: bool, are_of_two_states: bool) -> bool:
        """Whether articles so far apart are of one story, if both tell the same of the things, or of two states."""
        if apart <= _NEAR:
            return self.narrow + self.wide > 0
        if are_of_two_states and self.narrow < (1 if apart <= _ELSEWHERE else _SHARED):
            return False
        if apart <= _NEAR_NARROW and self.narrow > 0:
            return True
        if apart <= _NEAR_WIDE and is_told:
            return self.wide > 0
        return self.narrow + self.wide >= _SHARED


def tie(shared: Set[str], told: Sequence[str]) -> Tie:
    """The tie of the words that are shared; a given name counts only if what follows it where it is `told` does."""
    alone = {name for name, after in pairwise((*told, "")) if is_given(name) and after not in shared}
    far = {word: place for word in shared if (place := wide(word)) is not None}
    return Tie(len(shared - alone - far.keys()), len(set(far.values())))
