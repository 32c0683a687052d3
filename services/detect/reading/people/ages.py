"""Ages told without their word, which count nobody.

Ann Hale, 24, and Tom Reed, 32 · the ages of 8 and 9 · two boys, 14 and 15, · the four, all between 17 and 20 · the
women, both 21, · one, 33, and the other, 25, · younger than 45
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from schemas.values import Modality
from services.detect.reading.people.classes import is_known
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_AGES: Final = 4
"""Tokens between "ages" and an age: "ages of 8 and 9"."""


class _Words(Struct, frozen=True):
    ages: frozenset[str]
    each: frozenset[str]
    """What tells that a range holds of each of several."""
    both: frozenset[str]
    ones: frozenset[str]
    """Words for one of several: "one", "the third"."""
    compared: frozenset[str]
    suffixes: frozenset[str]
    """What may stand between a name and an age: "Jr."."""


def is_listed_age(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it is the age of one of several: "Ann Hale, 24, and Tom Reed, 32 were hurt", "the ages of 8 and 9"."""
    tokens, first, last, language = sentence.tokens, quantity.first, quantity.last, sentence.language
    if quantity.counted is not None:
        return False
    if _is_of_one(tokens, first, last, language) or _is_led_by_ages(tokens, first, language):
        return True
    if _is_of_each(sentence, quantity) or _lists_ages(tokens, first, last, language):
        return True
    if not _stands_behind_name(tokens, first):
        return False
    earlier = (k for k in range(2, first - 1) if tokens[k].number is not None)
    listed = (tokens[k + 1].lower for k in earlier if _stands_behind_name(tokens, k))
    return any(word == "," or word in conjunctions(language) for word in listed)


def _is_of_one(tokens: Sequence[Token], first: int, last: int, language: Language) -> bool:
    """Whether it stands between commas behind a word for one person, or behind "both", "Jr." or "younger than"."""
    if any(token.lower in _words(language).compared for token in tokens[first:last]):
        return True
    if first < 2 or last - first > 1:
        return False
    before, word = tokens[first - 1], tokens[first - 2].lower
    if before.lower in _words(language).both:
        return True
    if last >= len(tokens) or tokens[last].text != ",":
        return False
    is_one = word in _words(language).ones or (is_known(word, language) and singular(word, nouns_of(language)) == word)
    return (before.text == "," and is_one) or (before.text == "." and word in _words(language).suffixes)


def _is_of_each(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether it is a range that holds of each of several: "the four, all between 17 and 20"."""
    before, each = sentence.tokens[max(0, quantity.first - 1) : quantity.first], _words(sentence.language).each
    return quantity.modality is Modality.RANGE and any(token.lower in each for token in before)


def _is_led_by_ages(tokens: Sequence[Token], first: int, language: Language) -> bool:
    between = nouns_of(language).links
    at = first - 1
    while at > 0 and (
        tokens[at].lower in between or tokens[at].number is not None or tokens[at].lower in conjunctions(language)
    ):
        at -= 1
    return at >= 0 and first - at <= _AGES and tokens[at].lower in _words(language).ages


def _lists_ages(tokens: Sequence[Token], first: int, last: int, language: Language) -> bool:
    """Whether it is one of several bare numbers behind persons: "two boys, 14 and 15, were hurt"."""
    joins = conjunctions(language)

    def is_listed(token: Token) -> bool:
        return token.number is not None or token.text == "," or token.lower in joins

    while first and is_listed(tokens[first - 1]):
        first -= 1
    while last < len(tokens) and is_listed(tokens[last]):
        last += 1
    listed = tokens[first:last]
    behind = first > 0 and listed[0].text == "," and listed[-1].text == ","
    noun = singular(tokens[first - 1].lower, nouns_of(language))
    return behind and is_known(noun, language) and sum(t.number is not None for t in listed) > 1


def _stands_behind_name(tokens: Sequence[Token], k: int) -> bool:
    return k > 1 and tokens[k - 1].text == "," and tokens[k - 2].text[0].isupper()


@cache
def conjunctions(language: Language) -> frozenset[str]:
    """Words that join the last of several: names, or their ages."""
    return frozenset(vocabulary(language, "people")["joins"]["names"])


@cache
def _words(language: Language) -> _Words:
    people = vocabulary(language, "people")
    joins, classes = people["joins"], people["classes"]
    return _Words(
        ages=frozenset(joins["ages"]),
        each=frozenset(joins["each"]),
        both=frozenset(joins["both"]),
        ones=frozenset((*classes["one"], *classes["ordinal"])),
        compared=frozenset(joins["compared"]),
        suffixes=frozenset(joins["suffixes"]),
    )
