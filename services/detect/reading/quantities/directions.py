"""Which way a figure moved: the verb that leads to it, the noun behind it, or the figure that it tells once more.

rose again by nearly 40 % · raised rates by 25 basis points · a 5 % drop · 3 % lower · rose 145 points, or 0.5 %
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from schemas.values import Direction
from services.detect.reading.patterns import Match
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.cues import Cues, direction
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_BETWEEN: Final = 8
"""Tokens between a verb and the figure that it moves: "rose by a smaller-than-expected"."""
_OBJECT: Final = 6
"""Words of what a verb moves "by" a figure: "raised its main lending rate by"."""
_NOUN: Final = 2
"""Words between a figure and the noun that says its way: "a 10 % pay rise"."""


class _Words(NamedTuple):
    between: frozenset[str]
    by: frozenset[str]
    not_by: frozenset[str]
    levels: frozenset[str]
    needing: frozenset[str]
    particles: frozenset[str]
    phrasal: frozenset[str]
    shares: frozenset[str]
    behind: dict[str, str]
    """The way of each noun or comparative behind a figure."""
    close: frozenset[str]
    measures: frozenset[str]
    money: frozenset[str]
    again: tuple[tuple[str, ...], ...]
    """What leads to the same figure told in another unit."""
    ends: frozenset[str]


def moving(start: int, tokens: Sequence[Token], around: Cues, language: Language) -> Match | None:
    """The verb that leads to token `start`, at once or over a few words, or before what it moves "by" so much."""
    words, k = _words(language), start
    if start < len(tokens) and tokens[start].lower in words.levels:
        return None
    while k and k > start - _BETWEEN and k not in around.moves and tokens[k - 1].lower in words.between:
        k -= 1
    if k in around.moves or not start or tokens[start - 1].lower not in words.by:
        return around.moves.get(k)
    for k in range(start - 2, max(0, start - 2 - _OBJECT), -1):
        if tokens[k].number is not None or not (tokens[k].text[0].isalnum() or tokens[k].text == "-"):
            return None
        if k in around.moves:
            return around.moves[k] if tokens[k - 1].lower not in words.not_by else None
    return None


def moves(verb: Match, tokens: Sequence[Token], unit: str | None, language: Language) -> bool:
    """Whether the verb says a change of a figure in this unit: not "raised $5 million", "shot down 12 drones"."""
    words, word = _words(language), tokens[verb.last - 1].lower
    own = word in words.particles and verb.last > 1 and tokens[verb.last - 2].lower in words.phrasal
    if unit in words.shares or not (own or word in words.needing):
        return True
    return verb.last < len(tokens) and any(token.lower in words.by for token in tokens[verb.last : verb.last + _OBJECT])


def behind(tokens: Sequence[Token], last: int, unit: str | None, language: Language) -> Direction | None:
    """The way that a noun or a comparative behind the figure says: "a 5 % drop", "3 % lower"."""
    words = _words(language)
    if unit is None:
        return None
    follows = tokens[last].lower if last < len(tokens) else ""
    measures = unit in words.measures or unit in words.money
    leads = last + 1 < len(tokens) and tokens[last + 1].number is not None  # "$3 up 6 cents"
    if follows in words.close and not leads and (measures or follows not in words.particles):  # "a mile up the road"
        return Direction(words.behind[follows])
    if not measures:
        return None
    last += last < len(tokens) and tokens[last].text == "-"
    for k in range(last, min(last + _NOUN + 1, len(tokens))):
        way = words.behind.get(tokens[k].lower)
        if way is not None and tokens[k].lower not in words.close:
            return Direction(way)
        if not tokens[k].text[0].isalpha() or tokens[k].shape or tokens[k].lower in words.ends:
            return None
    return None


def of_object(
    tokens: Sequence[Token], first: int, around: Cues, unit: str | None, language: Language
) -> Direction | None:
    """The way of a verb before what it moves by a share: "cut emissions 55 %", "raised rates 25 basis points"."""
    words = _words(language)
    if unit not in words.shares or tokens[first].lower in words.ends:
        return None
    for k in range(first - 1, max(0, first - _OBJECT), -1):
        if tokens[k].shape or not tokens[k].text[0].isalpha() or tokens[k].lower in words.ends:
            return None
        if k in around.moves:
            return direction(around.moves[k])
    return None


def tells_again(tokens: Sequence[Token], before_last: int, first: int, language: Language) -> bool:
    """Whether the figure at token `first` says the one that ends before `before_last` in another unit."""
    return tuple(token.lower for token in tokens[before_last:first]) in _words(language).again


@cache
def _words(language: Language) -> _Words:
    words = vocabulary(language, "quantities")
    by, after = words["direction_by"], words["direction_after"]
    return _Words(
        between=frozenset(words["direction_between"]["words"]),
        by=frozenset(by["words"]),
        not_by=frozenset(by["not"]),
        levels=frozenset(by["levels"]),
        needing=frozenset(by["needing"]),
        particles=frozenset(by["particles"]),
        phrasal=frozenset(by["phrasal"]),
        shares=frozenset(by["shares"]),
        behind=inverse({way: after[way] for way in Direction}),
        close=frozenset(after["close"]),
        measures=frozenset(after["of"]),
        money=units_of(language).money,
        again=tuple(tuple(wording.split()) for wording in words["direction_again"]["words"]),
        ends=nouns_of(language).ends,
    )
