"""Figures that move as the one before them does: the same in another unit, and those of a list.

rose 145 points, or 0.5 % · fell $2 (3 %) · fell 1 %, 0.9 % and 2 % · rose 1 % in retail and by 3 % in transport
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_PLACE: Final = 8
"""Words between the figures of a list: "in food services and drinking places, and"."""


class _Words(Struct, frozen=True):
    again: tuple[tuple[str, ...], ...]
    """What leads to the same figure told in another unit,"""
    longest: int
    """and its most words."""
    days: frozenset[str]
    """What may stand before that."""
    list: frozenset[str]
    places: frozenset[str]
    since: frozenset[str]
    """What says since when the figure before moved."""
    levels: frozenset[str]
    of: frozenset[str]
    determiners: frozenset[str]
    ends: frozenset[str]


def tells_again(tokens: Sequence[Token], before_last: int, first: int, language: Language) -> bool:
    """Whether the figure at token `first` says the one that ends before `before_last` in another unit."""
    words = _words(language)
    while before_last < first and tokens[before_last].lower in words.days:
        before_last += 1
    lead = tokens[before_last:first]
    return len(lead) <= words.longest and tuple(token.lower for token in lead) in words.again


def goes_on(tokens: Sequence[Token], before_last: int, first: int, last: int, language: Language) -> bool:
    """Whether the figure at tokens [first, last) goes on a list of what one verb moves: "fell 1 %, 0.9 % and 2 %"."""
    words, k = _words(language), first
    if last < len(tokens) and (tokens[last].lower in words.of or tokens[last].lower in words.levels):
        return False  # "and 2 % of", "and 2 % below"
    while k > before_last and tokens[k - 1].lower in words.list:
        k -= 1
    between = tokens[before_last:k]
    return k < first and (_is_since(between, words) or _is_place(between, words))


def _is_since(between: Sequence[Token], words: _Words) -> bool:
    """Whether nothing stands between two figures, or since when the first is told: "month on month | and"."""
    return len(between) <= _PLACE and all(token.lower in words.since for token in between)


def _is_place(between: Sequence[Token], words: _Words) -> bool:
    """Whether all that stands between two figures is of what the first is told: "in retail | and by 3 %"."""
    if len(between) > _PLACE or between[0].lower not in words.places:
        return False
    of_noun = words.places | words.of | words.determiners | words.list
    return all(token.lower in of_noun or token.lower not in words.ends for token in between) and not any(
        token.number is not None and not token.shape.endswith("year") for token in between
    )


@cache
def _words(language: Language) -> _Words:
    words = vocabulary(language, "quantities")
    again, listed, nouns = words["direction_again"], words["direction_list"], nouns_of(language)
    return _Words(
        again=tuple(tuple(wording.split()) for wording in again["words"]),
        longest=max((len(wording.split()) for wording in again["words"]), default=0),
        days=frozenset(again["days"]),
        list=frozenset(listed["words"]),
        places=frozenset(listed["places"]),
        since=frozenset(listed["since"]),
        levels=frozenset(words["direction_by"]["levels"]),
        of=nouns.links,
        determiners=nouns.determiners | frozenset(words["classes"]["article"]),
        ends=nouns.ends,
    )
