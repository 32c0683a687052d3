"""What a measure is of: the noun that it is told to measure, else the subject of its clause.

60 per cent of its revenue → revenue · a 5 kW solar panel → solar panel · core inflation rose 0.3 % → core inflation
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from services.detect.reading.counted import nouns_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_LONGEST: Final = 4
"""Words of a concept."""


class _Words(NamedTuple):
    ends: frozenset[str]
    links: frozenset[str]
    determiners: frozenset[str]
    clauses: frozenset[str]
    verbs: frozenset[str]
    lately: frozenset[str]


def concept_of(tokens: Sequence[Token], first: int, last: int, language: Language) -> str | None:
    """What the measure at tokens [first, last) is of; None where its clause does not say."""
    words = _words(language)
    return _behind(tokens, last, words) or _subject(tokens, first, words)


def _behind(tokens: Sequence[Token], last: int, words: _Words) -> str | None:
    """As in "60 per cent of its revenue", "a $700,000 award"."""
    start = last
    if start < len(tokens) and tokens[start].text == "-":
        start += 1
    if start < len(tokens) and tokens[start].lower in words.links:
        start += 1
        while start < len(tokens) and tokens[start].lower in words.determiners:
            start += 1
    return _run(tokens, start, len(tokens), words)


def _subject(tokens: Sequence[Token], first: int, words: _Words) -> str | None:
    """The first noun's phrase of the clause that the measure stands in."""
    start = next((k + 1 for k in range(first - 1, -1, -1) if tokens[k].lower in words.clauses), 0)
    for k in range(start, first):
        if (found := _run(tokens, k, first, words)) is not None:
            return found
    return None


def _run(tokens: Sequence[Token], start: int, stop: int, words: _Words) -> str | None:
    end = start
    while end < min(stop, start + _LONGEST) and _is_noun(tokens[end], words):
        end += 1
    return " ".join(token.lower for token in tokens[start:end]) if end > start else None


def _is_noun(token: Token, words: _Words) -> bool:
    plain = not token.shape and token.text[0].isalpha() and len(token.text) > 1
    return plain and not (token.lower in words.ends or token.lower in words.verbs or token.lower in words.lately)


@cache
def _words(language: Language) -> _Words:
    cues = vocabulary(language, "quantities")
    nouns = nouns_of(language)
    moves = (word for some in cues["direction"].values() for wording in some for word in wording.split())
    return _Words(
        ends=nouns.ends,
        links=nouns.links,
        determiners=nouns.determiners | nouns.ends,
        clauses=frozenset(cues["concepts"]["clauses"]),
        verbs=frozenset((*moves, *cues["concepts"]["verbs"])),
        lately=frozenset(cues["concepts"]["lately"]),
    )
