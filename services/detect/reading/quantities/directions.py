"""Which way a figure moved: the verb that leads to it.

rose again by nearly 40 % · raised rates by 25 basis points · cut emissions 55 %

A noun or a comparative behind a figure makes a change of it, without a way (`changes`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from schemas.values import Direction
from services.detect.reading.patterns import Match
from services.detect.reading.quantities.counted import is_participle, nouns_of
from services.detect.reading.quantities.cues import Cues, direction
from services.detect.reading.quantities.measured import Measured
from services.detect.reading.quantities.movements import forms
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_BETWEEN: Final = 8
"""Tokens between a verb and the figure that it moves: "rose by a smaller-than-expected"."""
_OBJECT: Final = 6
"""Words of what a verb moves by a figure: "cut its carbon emissions 55 %"."""
_OBJECT_BY: Final = 12
"""The same before "by", which makes it sure: "raised the prices of its cars in three markets by"."""


class Moved(Struct, frozen=True):
    """What is known of the figure that a verb may move."""

    unit: str | None
    noun: str | None
    """What it counts, where it has no unit."""
    scale: int
    """The scale that it was written with."""


class _Words(Struct, frozen=True):
    between: frozenset[str]
    modifying: tuple[str, ...]
    """Endings of what may stand there too."""
    by: frozenset[str]
    not_by: frozenset[str]
    levels: frozenset[str]
    auxiliaries: frozenset[str]
    nouns: frozenset[str]
    of: frozenset[str]
    at: frozenset[str]
    rates: frozenset[str]
    """Nouns of how fast something moves: "at a pace of"."""
    taking: frozenset[str]
    changing: frozenset[str]
    particles: frozenset[str]
    phrasal: frozenset[str]
    stating: frozenset[str]
    onward: frozenset[str]
    shares: frozenset[str]
    measures: frozenset[str]
    """Units of what rises and falls by itself; money is another."""
    money: frozenset[str]
    lengths: frozenset[str]
    """Of time."""
    determiners: frozenset[str]
    ends: frozenset[str]
    stops: frozenset[str]
    """Of these, such as no noun begins with."""


def moving(start: int, tokens: Sequence[Token], around: Cues, language: Language) -> Match | None:
    """The verb that leads to token `start`, at once or over a few words, or before what it moves "by" so much."""
    words, start = _words(language), _before_rate(start, tokens, _words(language))
    k = start
    if any(token.lower in words.levels for token in tokens[start : start + 2]):
        return None
    while k and k > start - _BETWEEN and k not in around.moves and _may_stand_between(tokens[k - 1], words):
        k -= 1
    if k in around.moves or not start or tokens[start - 1].lower not in words.by:
        found = around.moves.get(k)
        return found if found is None or not _is_of_no_change(found, tokens, start, words) else None
    nearest = start - 2 - (start > 2 and tokens[start - 2].text == ",")  # "fell for the fourth week in a row, by"
    for k in range(nearest, max(0, nearest - _OBJECT_BY), -1):
        is_year = tokens[k].shape.endswith("year")  # "cut its forecasts for 2019 and 2020 by"
        is_number = tokens[k].number is not None and not (is_year or tokens[k].shape.startswith("ordinal"))
        if is_number or not (tokens[k].text[0].isalnum() or tokens[k].text == "-"):
            return None
        if k in around.moves:
            return around.moves[k] if tokens[k - 1].lower not in words.not_by else None
        if tokens[k].lower in words.auxiliaries or (
            tokens[k].text.islower() and is_participle(tokens[k], nouns_of(language))
        ):
            return None  # "growth was driven by 20 new shops"
    return None


def _may_stand_between(token: Token, words: _Words) -> bool:
    """Whether a word may stand between a verb and its figure: "up a seasonally adjusted", "rose another"."""
    return token.lower in words.between or (token.text.islower() and token.text.endswith(words.modifying))


def _before_rate(start: int, tokens: Sequence[Token], words: _Words) -> int:
    """Where "at a rate of" begins, or "at a" before a figure that says a rate: "grew at an annual rate of 5 %"."""
    k = start
    if k > 1 and tokens[k - 1].lower in words.of and tokens[k - 2].lower in words.rates:
        k -= 2
        while k and k > start - _BETWEEN and tokens[k - 1].text.islower() and tokens[k - 1].lower not in words.ends:
            k -= 1
    if k < 2 or tokens[k - 2].lower not in words.at or tokens[k - 1].lower not in words.determiners:
        return start
    is_rate = k < start or any(token.lower in words.rates for token in tokens[start : start + _BETWEEN])
    return k - 2 if is_rate else start


def _is_of_no_change(verb: Match, tokens: Sequence[Token], start: int, words: _Words) -> bool:
    """Whether "of" says what a noun consists of, and not by how much: "contracts of $5 million", "a cut of 30 %"."""
    led_by_of = verb.last < start and tokens[verb.last].lower in words.of
    return led_by_of and tokens[verb.last - 1].lower not in words.nouns


def moves(verb: Match, tokens: Sequence[Token], start: int, moved: Moved, language: Language) -> bool:
    """Whether the verb says a change of such a figure at token `start`: not "raised $5 million", "lost 12 ships"."""
    words, word = _words(language), " ".join(token.lower for token in tokens[verb.first : verb.last])
    is_money = (moved.unit or "").partition(" per ")[0] in words.money
    if any(token.lower in words.by for token in tokens[verb.last : start]):
        is_noun = verb.first > 0 and tokens[verb.first - 1].lower in words.determiners
        is_doing = is_noun and moved.unit is None  # "a rally by thousands of workers"
        return not is_doing and (word in words.particles or word not in words.not_by)
    if word in words.particles and verb.last - verb.first == 1:
        before = tokens[verb.first - 1].lower if verb.first else ""
        if is_money or (moved.unit is None and moved.noun is None) or moved.unit in words.measures:
            return before not in words.phrasal or (before in words.stating and moved.scale == 1)
        return before in words.stating or not before[:1].isalpha()
    if moved.unit in words.shares or moved.unit in words.lengths:
        return moved.unit in words.shares  # not "rose over a 10-second period"
    if word in words.taking:
        is_bare = moved.unit is None and not (verb.first and tokens[verb.first - 1].number)  # not "53 off 44"
        is_price = (is_money or is_bare) and moved.scale == 1 and moved.noun is None
        return is_price or moved.unit in words.measures
    return word not in words.changing


def behind(tokens: Sequence[Token], last: int, around: Cues, unit: str | None, language: Language) -> Direction | None:
    """The way of a particle behind a share: "to trade 3.1 % up", but not "a mile up the road", "5 % up to June"."""
    verb = around.moves.get(last + 1)
    if verb is None or verb.first != last:
        return None
    words = _words(language)
    if unit not in words.shares or tokens[last].lower not in words.particles:
        return None
    follows = tokens[last + 1] if last + 1 < len(tokens) else None
    if follows is not None and (follows.number is not None or follows.lower in words.onward):
        return None
    return direction(verb)


def of_object(
    tokens: Sequence[Token], first: int, around: Cues, unit: str | None, language: Language
) -> Direction | None:
    """The way of a verb before what it moves by a share: "cut emissions 55 %", "raised rates 25 basis points"."""
    words = _words(language)
    if unit not in words.shares or tokens[first].lower in words.ends:
        return None
    for k in range(first - 1, max(0, first - _OBJECT), -1):
        if tokens[k].shape or not tokens[k].text[0].isalpha() or tokens[k].lower in words.stops:
            return None
        if k in around.moves:
            verb = around.moves[k]
            is_noun = verb.first > 0 and tokens[verb.first - 1].lower in words.determiners  # "the cut means 40 %"
            return direction(verb) if tokens[k - 1].lower in words.changing and not is_noun else None
    return None


def signed(tokens: Sequence[Token], one: Measured) -> Direction | None:
    """The way of a sign before the number: "FTSE -0.6 %", "+0.7 pct"."""
    if one.number.high < 0:
        return Direction.DOWN
    return Direction.UP if one.first and tokens[one.first - 1].text == "+" else None


@cache
def _words(language: Language) -> _Words:
    words = vocabulary(language, "quantities")
    by, verbs = words["direction_by"], words["direction_verbs"]
    exact, nouns = words["exact"], nouns_of(language)
    determiners = nouns.determiners.union(words["classes"]["article"])
    return _Words(
        between=frozenset((*words["direction_between"]["words"], *exact["words"])).difference(exact["definite"]),
        modifying=(*words["direction_between"]["endings"], *nouns.participles),
        by=frozenset(by["words"]),
        not_by=frozenset(by["not"]),
        levels=frozenset(by["levels"]),
        auxiliaries=frozenset(by["auxiliaries"]),
        nouns=frozenset(verbs["nouns"]),
        of=nouns.links,
        at=frozenset(words["direction_rates"]["at"]),
        rates=frozenset(words["direction_rates"]["nouns"]),
        taking=frozenset(forms(language, verbs["taking"])),
        changing=frozenset(forms(language, verbs["changing"])),
        particles=frozenset(verbs["particles"]),
        phrasal=frozenset(verbs["phrasal"]),
        stating=frozenset(verbs["stating"]),
        onward=frozenset(verbs["onward"]),
        shares=frozenset(verbs["shares"]),
        measures=frozenset(verbs["measures"]),
        money=units_of(language).money,
        lengths=frozenset(words["lengths"]["units"]),
        determiners=determiners,
        ends=nouns.ends,
        stops=nouns.ends - determiners,
    )
