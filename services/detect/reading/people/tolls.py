"""Counts that a noun carries: "the death toll rose to 12", "the number of teachers who walked out has reached 300"."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.people.classes import counted_class, is_known
from services.detect.reading.people.participant import Participant
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_REACH: Final = 16
"""Tokens between what carries a count and the count."""
_LONGEST: Final = 9
"""Tokens between a number's word and what those do whose number it is."""
_MODIFIERS: Final = 3
"""Words up to the noun that its number is of, and the link to it: "number | of Russian troops"."""

Group = tuple[Participant, ...]


class _Words(Struct, frozen=True):
    numbers: frozenset[str]
    links: frozenset[str]
    between: frozenset[str]
    levels: frozenset[str]


def toll(tokens: Sequence[Token], first: int, last: int, groups: Sequence[Group], language: Language) -> list[Group]:
    """The count that a toll, tokens [first, last), rose to or stands at: the first behind it, else the one before."""
    led = first - (first > 0 and tokens[first - 1].lower in nouns_of(language).determiners)
    brought = (g[-1:] for g in groups if led < first and g[-1].last == led and g[-1].words is None)
    if (found := next(brought, None)) is not None:
        return [found]  # "bringing to nine | the | number of people killed"
    behind = (g[:1] for g in groups if g[0].is_count and last <= g[0].first <= last + _REACH)
    before = (g[-1:] for g in groups if g[-1].last == first)
    found = next(behind, None) or next(before, None)
    return [_of_named(found, tokens[first:last], language)] if found is not None else []


def _of_named(counts: Group, words: Sequence[Token], language: Language) -> Group:
    """The counts, of the class that the toll's own words name: "the number of | soldiers | in Mali"."""
    nouns = (singular(token.lower, nouns_of(language)) for token in reversed(words))
    named = next((noun for noun in nouns if is_known(noun, language)), None)
    if named is None or counts[0].words is not None:
        return counts
    count = replace(counts[0], counted=counted_class(named, language), words=named, is_known=True)
    return (count, *counts[1:])


def leads_from_number(tokens: Sequence[Token], language: Language) -> bool:
    """Whether the words between a number's noun and an action lead to it: "the number of men | who have been"."""
    return all(token.lower in _words(language).between for token in tokens)


def numbered(tokens: Sequence[Token], start: int, language: Language) -> slice | None:
    """Whose number is told right before token `start`: "the number of | Russian troops | who have been"."""
    words, at = _words(language), start
    while at and start - at < _LONGEST and tokens[at - 1].lower in words.between:
        at -= 1
    links = (k for k in range(at - 2, max(0, at - 2 - _MODIFIERS), -1) if tokens[k].lower in words.links)
    link = next(links, 0)
    return slice(link + 1, at) if link and tokens[link - 1].lower in words.numbers else None


def number_told(
    tokens: Sequence[Token], start: int, last: int, groups: Sequence[Group], language: Language
) -> list[Group]:
    """How many do what tokens [start, last) say, where their number is told behind it; the noun says of which class."""
    of_whom = numbered(tokens, start, language)
    told = toll(tokens, start, last, groups, language) if of_whom is not None else []
    if of_whom is None or not told or told[0][0].words is not None:
        return []
    count = told[0][0]
    if count.first < last or tokens[count.first - 1].lower not in _words(language).levels:
        return []
    named = singular(tokens[of_whom.stop - 1].lower, nouns_of(language))
    return [(replace(count, counted=counted_class(named, language), words=named, is_known=is_known(named, language)),)]


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "people")["numbered"]
    return _Words(
        numbers=frozenset(table["numbers"]),
        links=frozenset(table["links"]),
        between=frozenset(table["between"]),
        levels=frozenset(table["levels"]),
    )
