"""What a measure is of: the noun that it is told to measure, else the subject of its clause.

60 per cent of its revenue → revenue · a 5 kW solar panel → solar panel · core inflation rose 0.3 % → core inflation
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from services.detect.reading.quantities.counted import Nouns, is_participle, nouns_of
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_LONGEST: Final = 4
"""Words of a concept."""


class _Words(NamedTuple):
    ends: frozenset[str]
    links: frozenset[str]
    kinds: frozenset[str]
    """Words that say of what kind: "in gains"."""
    determiners: frozenset[str]
    clauses: frozenset[str]
    verbs: frozenset[str]
    lately: frozenset[str]
    endings: tuple[str, ...]
    """Of adverbs and participles that lead a clause; those of the past are told with the nouns."""
    ending_nouns: frozenset[str]
    units: frozenset[str]
    nouns: Nouns


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
    elif start + 1 < len(tokens) and tokens[start].lower in words.kinds and _is_noun(tokens[start + 1], words):
        start += tokens[start + 1].text.islower()  # "$1 billion in gains"
    return _run(tokens, start, len(tokens), words)


def _subject(tokens: Sequence[Token], first: int, words: _Words) -> str | None:
    """The first noun's phrase of the clause that the measure stands in; where that has none, of the clause before."""
    for begin in (k + 1 for k in range(first - 1, -2, -1) if k < 0 or tokens[k].lower in words.clauses):
        for k in range(begin, first):
            if k and tokens[k - 1].number is not None and tokens[k].lower in words.units:
                continue  # another measure's unit: "2 months, 14 days"
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
    if not plain or is_participle(token, words.nouns):
        return False
    if token.lower.endswith(words.endings) and token.lower not in words.ending_nouns:
        return False
    return not (token.lower in words.ends or token.lower in words.verbs or token.lower in words.lately)


@cache
def _words(language: Language) -> _Words:
    cues = vocabulary(language, "quantities")
    nouns = nouns_of(language)
    moves = (word for some in cues["direction"].values() for wording in some for word in wording.split())
    return _Words(
        ends=nouns.ends,
        links=nouns.links,
        kinds=frozenset(cues["concepts"]["kinds"]),
        determiners=nouns.determiners | nouns.ends,
        clauses=frozenset(cues["concepts"]["clauses"]),
        verbs=frozenset((*moves, *cues["concepts"]["verbs"])),
        lately=frozenset(cues["concepts"]["lately"]),
        endings=tuple(cues["concepts"]["endings"]),
        ending_nouns=frozenset(cues["concepts"]["nouns"]),
        nouns=nouns,
        units=frozenset(wording[0] for wording in units_of(language).words if len(wording) == 1),
    )
