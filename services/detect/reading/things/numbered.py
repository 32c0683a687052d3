"""The noun whose number is told: "the number of flooded homes stands at 700" counts 700 homes, flooded.

So does "taking to 700 the number of flooded homes".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec.structs import replace

from services.detect.reading.clauses.said import is_totalled
from services.detect.reading.measures.nouns import figure_kind, is_clear
from services.detect.reading.measures.words import measure_words
from services.detect.reading.quantities.counted import is_participle, is_plural, nouns_of, singular
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
    if tokens[quantity.first - 1].lower not in measure_words(language).leading:
        return None
    before = range(quantity.first - 3, max(-1, quantity.first - _FARTHEST), -1)
    k = next((k for k in before if _is_number(tokens, k, language)), None)
    if k is not None:
        figures = [each for each in others if figure_kind(each, language) is not None]  # "who waited four months | was"
        return _noun(tokens, k, quantity.first, quantity, language) if is_clear(figures, k, quantity) else None
    k = quantity.last + (quantity.last < len(tokens) and tokens[quantity.last].lower in nouns_of(language).determiners)
    return _noun(tokens, k, len(tokens), quantity, language) if _is_number(tokens, k, language) else None


def _is_number(tokens: Sequence[Token], k: int, language: Language) -> bool:
    return k < len(tokens) and tokens[k].lower in _numbers(language) and is_totalled(tokens, k, language)


def _noun(tokens: Sequence[Token], k: int, stop: int, quantity: Quantity, language: Language) -> Quantity | None:
    """The quantity before the noun that token k, "number", is said to be of."""
    phrases, first = concept_words(language), k + 2
    while first < stop and tokens[first].lower in phrases.determiners:
        first += 1
    start = first
    while first < stop and first - start < _QUALITIES and is_participle(tokens[first], nouns_of(language)):
        first += 1
    last = run_end(tokens, first, stop, phrases)
    while first < last < stop and is_plural(tokens[last], nouns_of(language)):
        last += 1  # "company | posts to go", where the plural may be a verb as well
    if last == first:
        return None
    plain = [token.lower for token in tokens[first : last - 1]]
    noun = singular(tokens[last - 1].lower, nouns_of(language))
    return replace(quantity, first=first, last=last, counted=" ".join((*plain, noun)))


@cache
def _numbers(language: Language) -> frozenset[str]:
    """Nouns that say how many: "number", "tally"."""
    return frozenset(vocabulary(language, "clauses")["things"]["numbers"])
