"""The class of one young person by his age in years: "a 15-year-old male" is a teenager, "the boy, 9," a child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from services.detect.reading.people.classes import PEOPLE
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary


class _Words(Struct, frozen=True):
    sexes: frozenset[str]
    """Nouns that say nothing of somebody's age: "a 15-year-old male"."""
    aged: Mapping[str, int]
    """By class the age in years up to which one is of it, the youngest first."""
    years: str


def class_by_age(sentence: Sentence, first: int, last: int, counted: str, head: str) -> str:
    """The class of whom tokens [first, last) name, if they tell his age; a younger one is of the youngest.

    Otherwise `counted`, the class of the noun `head`.
    """
    words, tokens = _words(sentence.language), sentence.tokens[first:last]
    if counted not in words.aged and counted != PEOPLE and head not in words.sexes:
        return counted
    at = next((k for k, token in enumerate(tokens[:-1]) if token.number is not None), None)
    if at is None:
        age = _age_behind(sentence.tokens, last)
    else:
        in_years = tokens[at + 2 : at + 3] and tokens[at + 2].lower == words.years
        age = tokens[at] if in_years else None
    if age is None or age.number is None or age.number.best is None:
        return counted
    best = age.number.best
    return next((name for name, oldest in words.aged.items() if best <= oldest), counted)


def _age_behind(tokens: Sequence[Token], last: int) -> Token | None:
    """The age between commas behind somebody: "the boy, 16, died"."""
    signs = [token.text for token in tokens[last : last + 3 : 2]]
    return tokens[last + 1] if signs == [",", ","] else None


@cache
def _words(language: Language) -> _Words:
    people = vocabulary(language, "people")
    return _Words(frozenset(people["young"]["sexes"]), people["aged"], people["classes"]["age"][0])
