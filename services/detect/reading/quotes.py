"""A sentence's own words, cut to what a statement may carry of them."""

from __future__ import annotations

from typing import Final

from services.detect.reading.sentences import Sentence

MAX_QUOTE: Final = 160


def quote_of(text: str, flat: str, sentence: Sentence, start: int) -> str:
    """The words as published, around the figure at `start` where they are too long to quote whole.

    Args:
        text: the part as published.
        flat: the same in plain typography.
        sentence: the sentence; its offsets, as `start`, count characters of both.
        start: where the figure begins.
    """
    begin, end = sentence.start, sentence.end
    if end - begin <= MAX_QUOTE:
        return text[begin:end]
    if start - begin >= MAX_QUOTE // 2:
        begin = start - MAX_QUOTE // 2
        begin = flat.find(" ", begin, start) + 1 or begin
    if end - begin > MAX_QUOTE:
        cut = flat.rfind(" ", start + 1, begin + MAX_QUOTE)
        end = cut if cut > 0 else begin + MAX_QUOTE
    return text[begin:end]
