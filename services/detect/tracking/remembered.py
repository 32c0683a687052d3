"""Remembering what a pure function made of the very objects that it was given.

A report, a statement or the rules live long and never change; to hash them whole, as `lru_cache` does, costs more than
most of what is asked of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from typing import Final, Generic, TypeVar, TypeVarTuple

Asked = TypeVarTuple("Asked")
R = TypeVar("R")
K = TypeVar("K", bound=Hashable)

_MOST: Final = 16_384
"""Answers remembered of one function: those of some hundred busy tracks."""


class Newest(OrderedDict[K, R], Generic[K, R]):
    """What was kept last under so many keys at most."""

    # A plain dict looks for its first key past all that were deleted before it: a miss took ten times as long.

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: R) -> R:
        """Keep a value under its key; what was kept longest goes for want of room."""
        self[key] = value
        self.move_to_end(key)
        if len(self) > self._most:
            self.popitem(last=False)
        return value


def remembered(ask: Callable[[*Asked], R]) -> Callable[[*Asked], R]:
    """The function, asked once for each list of objects, by position, as long as it is among the last ones.

    What was asked is kept with the answer, so that no other object can have come to its address.
    """
    known: Newest[tuple[int, ...], tuple[tuple[object, ...], R]] = Newest(_MOST)

    @wraps(ask)
    def answer(*args: *Asked) -> R:
        key = tuple(map(id, args))
        found = known.get(key)
        if found is None:
            found = known.keep(key, (args, ask(*args)))
        return found[1]

    return answer
