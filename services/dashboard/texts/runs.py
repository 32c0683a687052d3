"""A text cut into runs: where its statements begin and end, where it changed, and by paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import msgspec

from services.dashboard.texts.differences import Piece
from services.dashboard.views.articles import Fate, Run


class Marked(NamedTuple):
    """A statement's words, as characters [start, end) of the text."""

    start: int
    end: int
    statement: int
    """Where it stands in its list."""


def whole(text: str) -> list[Piece]:
    """The text with nothing changed."""
    return [Piece(text, Fate.KEPT, 0)]


def runs(pieces: Iterable[Piece], marked: Sequence[Marked]) -> Iterator[Run]:
    """The pieces in order, cut wherever a statement begins or ends."""
    for piece in pieces:
        if piece.fate is Fate.REMOVED:
            yield Run(words=piece.words, fate=piece.fate)
            continue
        end = piece.start + len(piece.words)
        edges = {edge for mark in marked for edge in (mark.start, mark.end) if piece.start < edge < end}
        cuts = [piece.start, *sorted(edges), end]
        for here, there in pairwise(cuts):
            inside = tuple(mark.statement for mark in marked if mark.start <= here and there <= mark.end)
            words = piece.words[here - piece.start : there - piece.start]
            if words:
                ends = tuple(mark.statement for mark in marked if mark.end == there and mark.start <= here)
                yield Run(words=words, fate=piece.fate, statements=inside, ends=ends)


def paragraphs(runs: Iterable[Run]) -> tuple[tuple[Run, ...], ...]:
    """The runs by paragraphs: lines that hold something. What was removed begins none."""
    found: list[list[Run]] = [[]]
    for run in runs:
        if run.fate is Fate.REMOVED:
            found[-1].append(msgspec.structs.replace(run, words=run.words.replace("\n", " ")))
            continue
        lines = run.words.split("\n")
        for number, words in enumerate(lines, 1):
            if words:
                ends = run.ends if number == len(lines) else ()
                found[-1].append(msgspec.structs.replace(run, words=words, ends=ends))
            if number < len(lines):
                found.append([])
    return tuple(tuple(each) for each in found if any(run.words.strip() for run in each))
