"""The noun whose number is told: "the number of flooded homes stands at 700" counts 700 homes, flooded."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec.structs import replace

from services.detect.reading.clauses.said import is_totalled
from services.detect.reading.measures.nouns import is_clear
from services.detect.reading.measures.words import measure_words
from services.detect.reading.quantities.counted import is_participle, nouns_of, singular
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.noun_phrases import run_end
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_FARTHEST: Final = 24
"""Tokens between a number's word and the number: "the number of | patients who were turned away that night was"."""
_QUALITIES: Final = 2
"""Words between "number of" and the noun that say what was done: "the number of | newly flooded | homes"."""


def numbered(
    tokens: Sequence[Token], quantity: Quantity, others: Sequence[Quantity], language: Language
) -> Quantity | None:
    """The quantity as it would stand before the noun that it is the number of; None where it is no such number."""
    if quantity.unit is not None or quantity.counted is not None or not quantity.first:
        return None
    numbers, phrases = _numbers(language), concept_words(language)
    if tokens[quantity.first - 1].lower not in measure_words(language).leading:
        return None
    for k in range(quantity.first - 3, max(-1, quantity.first - _FARTHEST), -1):
        if tokens[k].lower not in numbers or not is_totalled(tokens, k, language):
            continue
        first = k + 2
        while first < quantity.first and tokens[first].lower in phrases.determiners:
            first += 1
        start = first
        while first - start < _QUALITIES and is_participle(tokens[first], nouns_of(language)):
            first += 1
        last = run_end(tokens, first, quantity.first, phrases)
        if last == first or not is_clear(others, k, quantity):
            return None
        plain = [token.lower for token in tokens[first : last - 1]]
        noun = singular(tokens[last - 1].lower, nouns_of(language))
        return replace(quantity, first=first, last=last, counted=" ".join((*plain, noun)))
    return None


@cache
def _numbers(language: Language) -> frozenset[str]:
    """Nouns that say how many: "number", "tally"."""
    return frozenset(vocabulary(language, "clauses")["things"]["numbers"])
