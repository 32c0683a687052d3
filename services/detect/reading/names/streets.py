"""The streets that words name, one name for one street: "the 1200 block of North Elm St." → Elm street."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.names.owners import is_name
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_LONGEST: Final = 3
"""Words of a street's name, besides what kind it is."""


class _Words(Struct, frozen=True):
    kinds: Mapping[str, str]
    directions: frozenset[str]
    ends: frozenset[str]


def streets(tokens: Sequence[Token], language: Language) -> Iterator[str]:
    """The streets named, in order: capitals or an ordinal before a kind of street, without the side of the town."""
    words = _words(language)
    for k, token in enumerate(tokens):
        if not k or token.lower not in words.kinds or not token.text[0].isupper():
            continue
        first = k
        while first and k - first < _LONGEST and _is_part(tokens[first - 1], words):
            first -= 1
        while first < k and tokens[first].lower in words.directions:
            first += 1
        if first < k:
            yield f"{' '.join(word.text for word in tokens[first:k])} {words.kinds[token.lower]}"


def is_street(name: str, language: Language) -> bool:
    """Whether a name is one that `streets` makes."""
    return name.rsplit(maxsplit=1)[-1] in _words(language).kinds


def _is_part(token: Token, words: _Words) -> bool:
    return token.shape.startswith("ordinal") or is_name(token, words.ends)


@cache
def _words(language: Language) -> _Words:
    subjects = vocabulary(language, "subjects")
    named = subjects["places_named"]
    return _Words(inverse(subjects["streets"]), frozenset(named["directions"]), frozenset(named["ends"]))
