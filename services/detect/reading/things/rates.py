"""Which share of a group did or suffered what: "76 % of the pupils who wrote passed", "92 % of drivers struck".

Where a measure has that share for its figure, it is one of that: 76 % of pupils passed → a pass rate of 76 %.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from schemas.values import Modality
from services.detect.reading.clauses.joined import joined
from services.detect.reading.clauses.predicates import predicate
from services.detect.reading.clauses.senses import Said
from services.detect.reading.clauses.words import words_of
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.noun_phrases import run_end
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.things.classes import is_neutral, may_be_person, meant_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary

SHARE: Final = "percentage"
"""The unit of a share of a hundred."""


class Rate(Struct, frozen=True):
    """Of whom a share is told, or the measure that it is one of, and what is said of them where it is none."""

    counted: str
    said: Said | None


def rate(tokens: Sequence[Token], quantity: Quantity, language: Language) -> Rate | None:
    """What a percentage of persons tells; None where it is of something else, or says nothing that we know."""
    is_share = quantity.unit == SHARE and quantity.direction is None and not quantity.is_former
    clauses, k = words_of(language), quantity.last
    if not is_share or quantity.modality is Modality.RELATIVE:
        return None
    if k + 1 >= len(tokens) or tokens[k].lower not in clauses.of:
        return None
    first = k + 1
    while first < len(tokens) and tokens[first].lower in clauses.determiners:
        first += 1
    last = run_end(tokens, first, len(tokens), concept_words(language))
    if last == first:
        return None
    noun = " ".join(
        (*(t.lower for t in tokens[first : last - 1]), singular(tokens[last - 1].lower, nouns_of(language)))
    )
    said = predicate(tokens, k, last, language) if may_be_person(noun, language) else None
    if said is None or said.is_denied or is_neutral(said.sense, language):
        return None
    sense = meant_of(joined(tokens, said, language).sense, noun, language)
    measures = _measures(language)
    if sense in measures:
        return Rate(measures[sense], None) if measures[sense] else None
    return Rate(noun, Said(sense, said.first, said.last))


@cache
def _measures(language: Language) -> Mapping[str, str]:
    """The measure of which the share of those is a figure of whom a sense is told; "" where measures tell it."""
    return inverse(vocabulary(language, "clauses")["share_of"])
