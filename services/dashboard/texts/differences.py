"""How one revision of a text became the next: words kept, added, removed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, NamedTuple

from services.dashboard.views.articles import Fate

_WORDS: Final = re.compile(r"\S+|\s+")
_MOST: Final = 1_000_000
"""Pairs of lines or words beyond which comparing would take too long: then all is shown as replaced."""


class Piece(NamedTuple):
    """Some words, and where they stand in the later text; for removed ones, where they stood last."""

    words: str
    fate: Fate
    start: int


def differences(old: str, new: str) -> Iterator[Piece]:
    """The later text in pieces, with what was removed in its place; first by lines, then by words within them."""
    start = 0
    for before, after in _compared(old.splitlines(keepends=True), new.splitlines(keepends=True)):
        if before == after:
            yield Piece("".join(after), Fate.KEPT, start)
        else:
            yield from _words(_WORDS.findall("".join(before)), _WORDS.findall("".join(after)), start)
        start += sum(map(len, after))


def _words(old: Sequence[str], new: Sequence[str], start: int) -> Iterator[Piece]:
    for before, after in _compared(old, new):
        if before == after:
            yield Piece("".join(after), Fate.KEPT, start)
        else:
            if before:
                yield Piece("".join(before), Fate.REMOVED, start)
            if after:
                yield Piece("".join(after), Fate.ADDED, start)
        start += sum(map(len, after))


def _compared(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Both in parts that are either equal or put in one another's place."""
    if len(old) * len(new) > _MOST:
        yield old, new
        return
    for _, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield old[i:i_end], new[j:j_end]
