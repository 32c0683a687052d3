"""Which share of a group did or suffered what: "76 % of the pupils who wrote passed", "nine in ten drivers struck".

Where a measure has that share for its figure, it is one of that: 76 % of pupils passed → a pass rate of 76 %. Shares in
words are about so many in a hundred: half of the drivers, nine in ten. The group may begin the sentence instead:
"Of the drivers on the roster, 54 % were on strike".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Modality
from services.detect.reading.clauses.joined import joined
from services.detect.reading.clauses.predicates import predicate
from services.detect.reading.clauses.senses import Said
from services.detect.reading.clauses.words import words_of
from services.detect.reading.people.classes import PEOPLE
from services.detect.reading.quantities.counted import is_participle, nouns_of, singular
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.noun_phrases import run_end
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.things.classes import counted_by, is_neutral, may_be_person, meant_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary

SHARE: Final = "percentage"
"""The unit of a share of a hundred."""
_HUNDRED: Final = Decimal(100)


class Rate(Struct, frozen=True):
    """Of whom a share is told, or the measure that it is one of, and what is said of them where it is none."""

    quantity: Quantity
    """The share, of a hundred."""
    counted: str
    said: Said | None


class _Group(Struct, frozen=True):
    """Of whom a share is told, and the tokens [first, last) that are the subject of what is said of them."""

    noun: str
    first: int
    last: int


def rate(tokens: Sequence[Token], quantity: Quantity, language: Language) -> Rate | None:
    """What a share of persons tells; None where it is of something else, or says nothing that we know."""
    if quantity.direction is not None or quantity.is_former or (share := _of_hundred(quantity)) is None:
        return None
    told = _own(quantity) if share is not quantity else _group(tokens, quantity, language)
    group = told or _subject(tokens, quantity, language)
    if group is None or not may_be_person(group.noun, language):
        return None
    said = predicate(tokens, group.first, group.last, language)
    if said is None or said.is_denied or is_neutral(said.sense, language):
        return None
    sense = meant_of(joined(tokens, said, language).sense, group.noun, language)
    if told is None and counted_by(sense, None, language) is None:
        return None
    measures = _measures(language)
    if sense in measures:
        return Rate(share, measures[sense], None) if measures[sense] else None
    return Rate(share, group.noun, Said(sense, said.first, said.last))


def _of_hundred(quantity: Quantity) -> Quantity | None:
    """The share as one of a hundred, about so many where words tell it: "nine in ten"; None where it is no share."""
    if quantity.modality is not Modality.RELATIVE:
        return quantity if quantity.unit == SHARE else None
    if quantity.best is None or quantity.unit is not None or not 0 < quantity.best < 1:
        return None
    best, bound = quantity.best * _HUNDRED, quantity.bound or Modality.ABOUT
    low = None if bound in (Modality.AT_MOST, Modality.LESS_THAN) else best
    high = None if bound in (Modality.AT_LEAST, Modality.MORE_THAN) else best
    return replace(quantity, low=low, best=best, high=high, modality=bound, unit=SHARE)


def _own(quantity: Quantity) -> _Group | None:
    """The group that the share's own words name: "nine in ten | drivers"."""
    return None if quantity.counted is None else _Group(quantity.counted, quantity.first, quantity.last)


def _group(tokens: Sequence[Token], quantity: Quantity, language: Language) -> _Group | None:
    """The group behind "of", "54 % of | drivers", or with which the sentence begins: "Of the drivers, 54 %"."""
    links, k = words_of(language).of, quantity.last
    if k + 1 < len(tokens) and tokens[k].lower in links:
        return _named(tokens, k, language)
    if quantity.first < 2 or tokens[0].lower not in links:  # the only place from which a group reaches so far
        return None
    begun = _named(tokens, 0, language)
    return None if begun is None or begun.last > quantity.first else _Group(begun.noun, quantity.first, quantity.last)


def _subject(tokens: Sequence[Token], quantity: Quantity, language: Language) -> _Group | None:
    """Persons, where the share is a clause's subject by itself: "the union said that | seven in ten | took part".

    So it is where it tells again how many they are: "half of the crews, | 54 percent, | took part".
    """
    before = tokens[quantity.first - 1] if quantity.first else None
    begins = before is None or before.lower in words_of(language).breaks or before.lower in nouns_of(language).ends
    is_led = before is not None and before.lower in words_of(language).prepositions
    behind = tokens[quantity.last] if quantity.last < len(tokens) else None
    if not begins or is_led or behind is None or behind.lower in words_of(language).of:
        return None
    again = before is not None and before.text == behind.text == ","
    return _Group(PEOPLE, quantity.first, quantity.last + again)


def _named(tokens: Sequence[Token], at: int, language: Language) -> _Group | None:
    """The group that the "of" at token `at` leads to: "of | the drivers", "of | those rostered"."""
    first = at + 1
    while first < len(tokens) and tokens[first].lower in words_of(language).determiners:
        first += 1
    nouns, words = nouns_of(language), concept_words(language)
    is_doing = first < len(tokens) and (
        is_participle(tokens[first], nouns) or tokens[first].lower.endswith(nouns.doing)
    )
    are_told = first > at + 1 and tokens[first - 1].lower in nouns.them
    if are_told and is_doing:
        return _Group(PEOPLE, at, first + 1)  # "those rostered", which name no noun
    last = run_end(tokens, first + is_doing, len(tokens), words)
    if last == first + is_doing:
        return None
    which = (token.lower for token in tokens[first : last - 1])
    return _Group(" ".join((*which, singular(tokens[last - 1].lower, nouns))), at, last)


@cache
def _measures(language: Language) -> Mapping[str, str]:
    """The measure of which the share of those is a figure of whom a sense is told; "" where measures tell it."""
    return inverse(vocabulary(language, "clauses")["share_of"])
