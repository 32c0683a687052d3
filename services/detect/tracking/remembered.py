"""Remembering what a pure function made of the very objects that it was given.

A report, a statement or the rules live long and never change; to hash them whole, as `lru_cache` does, costs more than
most of what is asked of them.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from functools import wraps
from typing import Final, TypeVar, TypeVarTuple

Asked = TypeVarTuple("Asked")
R = TypeVar("R")

_MOST: Final = 16_384
"""Answers remembered of one function: those of some hundred busy tracks."""


def remembered(ask: Callable[[*Asked], R]) -> Callable[[*Asked], R]:
    """The function, asked once for each list of objects, by position, as long as it is among the last ones.

    What was asked is kept with the answer, so that no other object can have come to its address.
    """
    # A plain dict looks for its first key past all that were deleted before it: a miss took ten times as long.
    known: OrderedDict[tuple[int, ...], tuple[tuple[object, ...], R]] = OrderedDict()

    @wraps(ask)
    def answer(*args: *Asked) -> R:
        key = tuple(map(id, args))
        found = known.get(key)
        if found is None:
            if len(known) >= _MOST:
                known.popitem(last=False)
            found = known[key] = args, ask(*args)
        return found[1]

    return answer
