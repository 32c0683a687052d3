"""Counts of whatever a vocabulary of victims and forces does not know: any noun, with the sense of its clause's verb.

    312 operations were called off → 312 operations, cancelled · 41,200 customers → 41,200 customers, of no sense

What is told without a sense that we know goes with what its story tells first of the same things (`tracking`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Modality
from services.detect.reading.clauses.said import said_of, said_of_numbered
from services.detect.reading.clauses.senses import Said
from services.detect.reading.clauses.words import words_of
from services.detect.reading.measures.nouns import figure_kind, is_level
from services.detect.reading.measures.words import Kind
from services.detect.reading.people.classes import PEOPLE, is_of_owner
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.lent import ELLIPTIC, LENT
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.noun_phrases import run
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.things.attached import attached
from services.detect.reading.things.classes import (
    as_class,
    counted_by,
    is_generic,
    is_neutral,
    is_of_persons,
    is_phrase,
)
from services.detect.reading.things.coordinated import persons_end
from services.detect.reading.things.meant import as_meant
from services.detect.reading.things.numbered import numbered
from services.detect.reading.things.possessed import befallen
from services.detect.reading.things.rates import rate
from services.detect.reading.things.shares import shares
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_FEW: Final = 10
"""A smaller count says little unless a sense is told of it: "five councils met"."""
_OF_WHAT: Final = 2
"""Tokens of what makes another thing of a noun: "houses | of prayer"."""


class Told(Struct, frozen=True):
    """A count of things, at tokens [first, last)."""

    quantity: Quantity
    counted: str
    """The class with the noun's modifiers: "primary school"."""
    said: Said | None
    place: str | None
    """The place that is named behind it, or at the sentence's beginning: "in Qarasu alone 33 mosques"."""
    owner: str | None
    """Whose they are: "1.2 million customers of Lowther Bank"."""
    is_part: bool
    """Whether it counts those besides others, or some of them: "another 400 people left", "11 of the miners"."""


class _Words(Struct, frozen=True):
    none: frozenset[str]
    besides: frozenset[str]
    unclear: frozenset[str]
    peaks: frozenset[str]
    peaking: frozenset[str]
    """What stands before these."""
    differences: frozenset[str]
    singles: frozenset[str]
    than: frozenset[str]


def told(sentence: Sentence, quantities: Sequence[Quantity]) -> Iterator[Told]:
    """The counts of things among the quantities."""
    language = sentence.language
    shared = shares(sentence, quantities)
    for number, quantity in enumerate(quantities):
        if (share := rate(sentence.tokens, quantity, language)) is not None:
            place, owner = attached(sentence, quantity)
            yield Told(share.quantity, as_class(share.counted, language), share.said, place, owner, is_part=False)
        if number - 1 in shared or not _may_count(sentence.tokens, quantity, language):
            continue
        counting = quantities[number + 1] if number in shared else quantity
        if (found := _thing(sentence, quantity, counting, quantities)) is not None:
            yield found


def _thing(sentence: Sentence, quantity: Quantity, counting: Quantity, quantities: Sequence[Quantity]) -> Told | None:
    """What the quantity counts, where it or the one that it is a share of, `counting`, says enough of it."""
    tokens, language = sentence.tokens, sentence.language
    at = numbered(tokens, quantity, quantities, language)
    counted, said = at.counted if at else _counted(sentence, counting), None
    if ELLIPTIC in quantity.rules and quantity.unit is None:
        said = said_of(tokens, quantity, language)
        counted = counted_by(said.sense, counted, language) if said is not None else None
    elif at is None and _is_alone(tokens, quantity, language):
        said = said_of(tokens, quantity, language)
        is_object = said is not None and said.last <= quantity.first
        counted = counted_by(said.sense, None, language) if said is not None and is_object else None
    if counted is None or is_nothing(counted, language) or _is_apart(sentence, quantity, counted):
        return None
    if (theirs := befallen(tokens, at or quantity, language)) is not None:
        counted, said = theirs.counted or counted, theirs.said
    last = max(quantity.last, counting.last)  # "803 of 1,340 trains | stood", "340 houses of prayer | were shut"
    if at is None and (end := persons_end(tokens, counted, last, language)) > last:
        counted, last = PEOPLE, end
    whole = at or replace(quantity, last=last + (_OF_WHAT if is_phrase(counted, language) else 0))
    said = said or (said_of_numbered if at else said_of)(tokens, whole, language)
    said = as_meant(tokens, counted, whole, said, language)
    is_part = is_besides(sentence, quantity) or _is_some(tokens, quantity, language)
    if said is None or is_neutral(said.sense, language):
        is_unclear = is_generic(counted, language) or counted in _words(language).unclear
        is_share = counting is not quantity  # "17 of the 52 whales", of which we do not know what they did
        if is_unclear or not _is_many(quantity) or is_part or is_share or LENT in quantity.rules:
            return None
    noun = as_class(_without_doing(counted, said, quantity), language)
    return Told(quantity, noun, said, *attached(sentence, quantity), is_part)


def _is_alone(tokens: Sequence[Token], quantity: Quantity, language: Language) -> bool:
    """Whether a number without a noun ends its clause, as a verb's object may: "the group employs | 2,450"."""
    is_bare = quantity.counted is quantity.unit is None
    if not is_bare or not quantity.first or not _is_many(quantity):
        return False
    behind = tokens[quantity.last] if quantity.last < len(tokens) else None
    is_last = behind is None or behind.text in ".,;" or behind.lower in words_of(language).behind
    lead = tokens[quantity.first - 1].lower
    return is_last and lead not in words_of(language).prepositions and lead not in words_of(language).auxiliaries


def is_by_one(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether one person did it, so that others may have done so too: "he pulled 11 people into his boat"."""
    first = quantity.first
    if first and sentence.tokens[first - 1].lower in words_of(sentence.language).breaks:
        return False  # "he said 11 people were pulled out"
    lead = sentence.tokens[max(0, first - 3) : max(0, first - 1)]
    return not _words(sentence.language).singles.isdisjoint(token.lower for token in lead)


def _is_apart(sentence: Sentence, quantity: Quantity, counted: str) -> bool:
    """Whether it counts by how many two others differ, or how many once were: "by 1,204 votes", "at the worst"."""
    words, tokens = _words(sentence.language), sentence.tokens
    before = tokens[quantity.first - 1].lower if quantity.first else ""
    if before in words.differences and not is_of_persons(counted, sentence.language):
        return True
    return len(tokens) > 2 and tokens[2].lower in words.peaks and tokens[1].lower in words.peaking


def is_besides(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it counts those besides others, or a part of one place alone: "a further 30", "in Qarasu alone 33"."""
    tokens, words = sentence.tokens, _words(sentence.language)
    start = max(0, quantity.first - 2)
    around = range(start, min(len(tokens), quantity.last + 2))
    return any(tokens[k].lower in words.besides and not _compares(tokens, k, words) for k in around)


def _is_some(tokens: Sequence[Token], quantity: Quantity, language: Language) -> bool:
    """Whether it is some of a group that is named with it: "eleven of the miners", not "eleven of its own miners"."""
    own = tokens[quantity.first : quantity.last]
    is_of = any(token.lower in nouns_of(language).links for token in own)
    return is_of and not is_of_owner(own, quantity.counted, language)


def _compares(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether a word bounds the number instead: "no more | than 2,100"."""
    return k + 1 < len(tokens) and tokens[k + 1].lower in words.than


def _may_count(tokens: Sequence[Token], quantity: Quantity, language: Language) -> bool:
    if quantity.modality is Modality.RELATIVE or quantity.is_former or quantity.unit == "percentage":
        return False
    return quantity.direction is None or is_level(tokens, quantity, language)


def _counted(sentence: Sentence, quantity: Quantity) -> str | None:
    """The noun, with what makes another of it, "340 houses | of prayer"; or what money is for: "€3bn of bonds"."""
    if quantity.unit is None:
        return _of_what(sentence.tokens, quantity, sentence.language) or quantity.counted
    if figure_kind(quantity, sentence.language) is not Kind.MONEY:
        return None  # an amount (`amounts`), or a share
    tokens, words = sentence.tokens, concept_words(sentence.language)
    last = quantity.last
    if last < len(tokens) and tokens[last].lower in words.links:
        last += 1
        while last < len(tokens) and tokens[last].lower in words.determiners:
            last += 1
        return run(tokens, last, len(tokens), words)
    return None


def _of_what(tokens: Sequence[Token], quantity: Quantity, language: Language) -> str | None:
    """The noun with the "of" behind it, where only both together tell a class: no house is a house of prayer."""
    if quantity.counted is None or quantity.last + 1 >= len(tokens):
        return None
    noun = f"{quantity.counted} {tokens[quantity.last].lower} {tokens[quantity.last + 1].lower}"
    return noun if is_phrase(noun, language) else None


def is_nothing(counted: str, language: Language) -> bool:
    """Whether a noun or a unit is counted as nothing of its own: "days", "reasons", "years of age"."""
    none = _words(language).none
    return counted in none or counted.rsplit(maxsplit=1)[-1] in none or any(c.isdigit() for c in counted)


def _is_many(quantity: Quantity) -> bool:
    least = quantity.low if quantity.low is not None else quantity.best
    return least is not None and least >= _FEW


def _without_doing(counted: str, said: Said | None, quantity: Quantity) -> str:
    """What is counted, where its head only says what was done: "school closure" → school."""
    is_doing = said is not None and said.first == quantity.last - 1 and " " in counted
    return counted.rsplit(maxsplit=1)[0] if is_doing else counted


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "clauses")["things"]
    return _Words(
        none=frozenset(table["none"]),
        besides=frozenset(table["besides"]),
        unclear=frozenset(table["unclear"]),
        peaks=frozenset(table["peaks"]),
        peaking=frozenset(table["peaking"]),
        differences=frozenset(table["differences"]),
        singles=frozenset(table["singles"]),
        than=frozenset(table["than"]),
    )
