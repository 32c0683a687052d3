"""Text → sentences → tokens, each with exact character offsets into the text given.

Text is first flattened character by character (curly quotes, dashes and odd spaces to their plain forms), so that no
rule needs to know typography and no offset moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201b\u2032\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        **dict.fromkeys(
            "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
        ),
        **dict.fromkeys("\u200b\u200e\u200f\u00ad\ufeff\u202a\u202b\u202c\u202d\u202e\r", " "),
    }
)

_TOKEN: Final = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|(?:[A-Za-z]\.){2,}|[^\W\d_¼-¾⅐-⅞]+(?:'[^\W\d_]+)?|[¼-¾⅐-⅞]|[^\w\s]|_"
)
_END: Final = re.compile(r"\n++|(?<![.!?])[.!?]++[\"')\]]*+(?=\s)")
"""Possessive, and begun only where a run of signs begins: a page of dots is read in linear time."""
_ABBREVIATION: Final = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|gen|col|lt|sgt|capt|maj|sen|rep|gov|st|ave|blvd|rd|no|vs|jr|sr|inc|ltd|co|corp|"
    r"jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|approx|est|dept|u\.s|u\.k|a\.m|p\.m)|\b[a-z])\.$",
    re.IGNORECASE,
)
MAX_SENTENCE: Final = 1_000
"""Characters; text without a sentence end is cut at the last space before this, so that work stays linear."""


class Token(NamedTuple):
    """A word, a number as written, or a sign; `lower` is what vocabularies are asked for."""

    start: int
    end: int
    text: str
    lower: str


class Sentence(NamedTuple):
    """A piece of the text that states on its own; offsets count characters of the whole text."""

    start: int
    end: int
    tokens: tuple[Token, ...]


def flatten(text: str) -> str:
    """The text in plain typography; character n stands for character n."""
    return text.translate(_PLAIN)


def sentences(flat: str) -> Iterator[Sentence]:
    """The sentences of a flattened text, in order."""
    start = 0
    for end in _boundaries(flat):
        tokens = tuple(tokenize(flat, start, end))
        if tokens:
            yield Sentence(tokens[0].start, tokens[-1].end, tokens)
        start = end


def tokenize(flat: str, start: int, end: int) -> Iterator[Token]:
    """The tokens of flat[start:end]."""
    for match in _TOKEN.finditer(flat, start, end):
        word = match.group()
        yield Token(match.start(), match.end(), word, word.lower())


def _boundaries(flat: str) -> Iterator[int]:
    start = 0
    for match in _END.finditer(flat):
        if match.group()[0] == "." and _ABBREVIATION.search(flat, max(start, match.start() - 8), match.start() + 1):
            continue
        yield from _cuts(flat, start, match.end())
        start = match.end()
    yield from _cuts(flat, start, len(flat))


def _cuts(flat: str, start: int, end: int) -> Iterator[int]:
    while end - start > MAX_SENTENCE:
        space = flat.rfind(" ", start + 1, start + MAX_SENTENCE)
        start = space if space > start else start + MAX_SENTENCE
        yield start
    if end > start:
        yield end
