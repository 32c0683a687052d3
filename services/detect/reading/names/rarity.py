"""How rare a name is: a village's or a surname is told of in one story for weeks, a state's in many on the same day."""

from __future__ import annotations

from functools import cache

from services.detect.reading.names.actors import is_of_adjective
from services.detect.reading.names.gazetteer import is_of_state, wide_state
from services.detect.reading.vocabulary import ENGLISH, vocabulary


def is_given(word: str) -> bool:
    """Whether many people have it for their given name."""
    return word in _given()


def wide(word: str) -> str | None:
    """The state, or the part of the world, of which a word tells that many stories share; a capital is as its state."""
    return word if word in _regions() else wide_state(word)


def is_everybodys(word: str) -> bool:
    """Whether it is a given name, or of a state, its people or a part of the world: by itself it tells no story."""
    return is_given(word) or word in _regions() or is_of_state(word) or is_of_adjective(word, ENGLISH)


@cache
def _given() -> frozenset[str]:
    return frozenset(vocabulary(ENGLISH, "people")["given"]["names"])


@cache
def _regions() -> frozenset[str]:
    return frozenset(vocabulary(ENGLISH, "clauses")["stories"]["regions"])
