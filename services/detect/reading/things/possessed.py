"""What befell the counted by what befell something of theirs: "whose homes burnt down" are homeless.

the records of 341,000 account holders were copied · they stole the data of 218,000 customers → exposed
290,000 customers had had information stolen · 40 villagers whose homes were destroyed → homeless
468 patients had their surgery put off → 468 operations, as each has one of his own
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.clauses.predicates import predicate
from services.detect.reading.clauses.senses import Role, Said, doing_of, verbs_at
from services.detect.reading.clauses.words import words_of
from services.detect.reading.inflection import Form
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_NAMED: Final = 5
"""Tokens from "had" or "whose" to what is theirs: "had | their personal | details"."""
_LEAD: Final = 6
"""Tokens from a verb to what is theirs: "copied | the names and personal | details of"."""


class Befallen(Struct, frozen=True):
    """What is said of the counted, and what is counted instead, where each has one of his own."""

    said: Said
    counted: str | None


class _Kind(Struct, frozen=True):
    """One kind of what somebody has."""

    senses: Mapping[str, str]
    """What is said of whoever has it, by what is said of it; "others" for anything."""
    is_one_each: bool


class _Words(Struct, frozen=True):
    kinds: Mapping[str, _Kind]
    """By the nouns, singular."""
    have: frozenset[str]
    whose: frozenset[str]


_OTHERS: Final = "others"


def befallen(tokens: Sequence[Token], quantity: Quantity, language: Language) -> Befallen | None:
    """What is told of the counted by what they have; None where nothing of theirs is told of."""
    words = _words(language)
    for at, said in _told_of_theirs(tokens, quantity, words, language):
        noun = singular(tokens[at].lower, nouns_of(language))
        kind = words.kinds[noun]
        if kind.is_one_each:
            return Befallen(said, noun)
        if (sense := kind.senses.get(said.sense) or kind.senses.get(_OTHERS)) is not None:
            return Befallen(replace(said, sense=sense), None)
    return None


def _told_of_theirs(
    tokens: Sequence[Token], quantity: Quantity, words: _Words, language: Language
) -> Iterator[tuple[int, Said]]:
    """What is theirs, by the token of its noun, and what is said of it."""
    first, last, clauses = quantity.first, quantity.last, words_of(language)
    if first > 1 and tokens[first - 1].lower in clauses.of and _is_theirs(tokens, first - 2, words, language):
        verb = _verb_before(tokens, first - 2, language) or predicate(tokens, first - 2, last, language)
        if verb is not None:
            yield first - 2, verb
    if last >= len(tokens):
        return
    k = last
    while k < len(tokens) and (tokens[k].lower in clauses.leading or tokens[k].lower in clauses.relative):
        k += 1
    is_had = k > last and tokens[k - 1].lower in words.have
    if not (is_had or tokens[last].lower in words.whose):
        return
    for at in range(k, min(len(tokens), k + _NAMED)):
        if _is_theirs(tokens, at, words, language):
            said = _participle(tokens, at + 1, language) if is_had else predicate(tokens, at, at + 1, language)
            if said is not None:
                yield at, said
            return


def _is_theirs(tokens: Sequence[Token], k: int, words: _Words, language: Language) -> bool:
    return singular(tokens[k].lower, nouns_of(language)) in words.kinds


def _verb_before(tokens: Sequence[Token], at: int, language: Language) -> Said | None:
    """The verb whose object the noun at token `at` is, or a deed: "copied | the names and | details"."""
    determiners = words_of(language).determiners
    for k in range(at - 1, max(-1, at - 1 - _LEAD), -1):
        if not tokens[k].text[0].isalnum():
            return None
        if k and tokens[k - 1].lower in determiners:
            if (sense := doing_of(tokens[k].lower, language)) is not None:
                return Said(sense, k, k + 1)
            continue
        verb = next((verb for verb in verbs_at(tokens, k, language) if verb.role is Role.SUFFER), None)
        if verb is not None and k + verb.length <= at:
            return Said(verb.sense, k, k + verb.length)
    return None


def _participle(tokens: Sequence[Token], k: int, language: Language) -> Said | None:
    """What was done to the noun before token k: "had their surgery | scrapped"."""
    if k >= len(tokens):
        return None
    found = verbs_at(tokens, k, language)
    verb = next((each for each in found if each.role is Role.SUFFER and Form.PARTICIPLE in each.forms), None)
    return None if verb is None else Said(verb.sense, k, k + verb.length)


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "clauses")["possessed"]
    kinds = {
        noun: _Kind(kind.get("senses", {}), kind.get("one_each", False))
        for kind in table["kinds"]
        for noun in kind["nouns"]
    }
    return _Words(kinds, frozenset(table["have"]), frozenset(table["whose"]))
