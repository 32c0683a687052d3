"""How words change by the rule: what is cut off their ends, and what is put on, as a language's tables say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple


class Ending(NamedTuple):
    """What becomes of a word with one of some ends."""

    ends: tuple[str, ...]
    cut: int
    """How many letters are cut off,"""
    put: str
    """and which are put on then."""


def endings(table: Iterable[Mapping[str, Any]]) -> tuple[Ending, ...]:
    """The rules of a table, in its order: `{ ends = ["y"], cut = 1, put = "ies" }`; without `ends` of all words."""
    return tuple(Ending(tuple(row.get("ends", ("",))), row.get("cut", 0), row.get("put", "")) for row in table)


def changed(word: str, rules: Sequence[Ending]) -> str:
    """The word as the first rule for its end changes it; as it is, where none does."""
    for ends, cut, put in rules:
        if word.endswith(ends):
            return word[: len(word) - cut] + put
    return word
