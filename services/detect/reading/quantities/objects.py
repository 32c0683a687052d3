"""What a number is of: its unit, an age, the noun that follows, or what a number beside it lends.

5 km · Smith, 34, · five NBA teams · 45 and 50 mg · 6 million homes, including 1.5 million · rose 64 points to 4,577
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.patterns import Match
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.counts import SINGULAR, Counted, counted_at, counted_past
from services.detect.reading.quantities.cues import Cues
from services.detect.reading.quantities.measured import Measured, measured
from services.detect.reading.quantities.ranges import Joined
from services.detect.reading.quantities.unit_phrases import PER, rate_at, rate_past, unit_at
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

INHERITED: Final = "noun of the quantity before"
"""The rule of what a bare number takes over: "6 million homes, including 1.5 million"."""
_AGE: Final = "year of age"
_PEOPLE: Final = "people"
_OLDEST: Final = 130
"""Years of age; "the population is 12,000" tells none."""
_LENGTHS: Final = frozenset(("day", "week", "month", "year"))
_OPENING: Final = frozenset(",(")
"""What may stand between a level and its change."""


class Object(Struct, frozen=True):
    """A unit or a noun, neither where nothing is said; its words end before token `last`."""

    last: int
    unit: str | None
    noun: str | None
    rule: str | None


class _Words(Struct, frozen=True):
    inheriting: frozenset[str]
    former: frozenset[str]
    levels: frozenset[str]
    point: str
    joining: frozenset[str]
    particles: frozenset[str]
    articles: frozenset[str]
    or_more: frozenset[str]
    """What leads from one to a number of the same."""
    comparatives: frozenset[str]


def object_of(sentence: Sentence, one: Measured, both: Joined | None, bound: Match | None, around: Cues) -> Object:
    """The unit of the number or of the second one, an age, or the noun that follows, at once or behind the bound."""
    tokens, language = sentence.tokens, sentence.language
    final = both.other if both is not None else one
    unit, rule = (final.unit, final.rule) if final.unit is not None else (one.unit, one.rule)
    age = around.ages.get(one.at) if one.number.high <= _OLDEST else None
    if unit is not None:
        return Object(final.last, f"{unit} of age" if age and unit in _LENGTHS else unit, None, rule)
    if age is not None and not _is_part(tokens, final.last, language):
        return Object(final.last, _AGE, None, age)
    behind = bound.last if bound is not None else final.last
    if (further := _unit_further(tokens, behind, final.last, language)) is not None:
        return further
    bounded = counted_at(tokens, bound.last, language, single=False) if bound is not None else None
    if bounded is not None and bounded.rule != SINGULAR:
        return Object(bounded.last, None, bounded.noun, bounded.rule)
    single = both is None and one.number.best == 1 and tokens[one.at].shape.startswith("words")
    noun = counted_at(tokens, final.last, language, single=single)
    if noun is not None and noun.last == final.last and tokens[one.at].shape == "fraction":
        noun = None  # "two thirds of the 650 members": theirs
    if noun is None or noun.rule == SINGULAR:
        ahead = _ahead(tokens, final.last, language) if one.at not in around.refused else None
        if ahead is not None or noun is None:
            return ahead or _bare(tokens, final, language)
    if (rate := rate_past(tokens, noun.last, language)) is not None:
        noun = Counted(rate[1], f"{noun.noun} per {rate[0]}", noun.rule)
    return Object(noun.last, None, noun.noun, noun.rule)


def _is_part(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether the number before token k is so many of a group: "she is one | of the", "who was one | of two"."""
    return k < len(tokens) and tokens[k].lower in nouns_of(language).links


def _unit_further(tokens: Sequence[Token], k: int, last: int, language: Language) -> Object | None:
    """The unit behind a bound, or behind words that only colour it: "20-odd | kilos", "12 | long months"."""
    nouns = nouns_of(language)
    while k < len(tokens) and tokens[k].lower in nouns.colouring:
        k += 1
    if not last < k < len(tokens) or len(tokens[k].text) == 1:  # "20 good C grades"
        return None
    unit = unit_at(tokens, k, language, touches=False, large=True)
    return Object(unit.last, unit.name, None, unit.rule) if unit is not None else None


def _bare(tokens: Sequence[Token], one: Measured, language: Language) -> Object:
    """Of a number that no noun follows at once: "12 who fled", "two 20-year-old men", "12.4 per 100,000"."""
    j = one.last
    if j + 1 < len(tokens) and tokens[j].lower == PER and tokens[j + 1].number is not None:
        rate = rate_at(tokens, j, language)
        return Object(j, None, None, None) if rate is None else Object(rate[1], f"{PER} {rate[0]}", None, "rate")
    if j < len(tokens) and tokens[j].lower in nouns_of(language).persons and one.number.best != 1:  # "the one who"
        return Object(j, None, _PEOPLE, "counted people")
    if (single := _single(tokens, one.first, language)) is not None:
        return replace(single, last=j)
    modifier = measured(tokens, j, language) if j < len(tokens) and tokens[one.at].shape != "digits year" else None
    noun = counted_past(tokens, j, modifier.last, language) if modifier is not None and modifier.unit else None
    return Object(j, None, noun, "counted plural behind a measure" if noun else None)


def _single(tokens: Sequence[Token], first: int, language: Language) -> Object | None:
    """What the number at token `first` counts where one of it is told before: "a mile or | two"."""
    words, at = _words(language), first - 2
    if at < 1 or tokens[first - 1].lower not in words.or_more or tokens[at - 1].lower not in words.articles:
        return None
    unit = unit_at(tokens, at, language, touches=False, large=False)
    if unit is not None:
        return Object(first, unit.name, None, unit.rule)
    return Object(first, None, tokens[at].lower, "counted one before") if tokens[at].text.islower() else None


def _ahead(tokens: Sequence[Token], last: int, language: Language) -> Object | None:
    """What a later number of the same list counts: "45 and 50 mg", "four-, five- and six-cylinder"."""
    words, j = _words(language), last
    if tokens[last - 1].shape == "digits year" or (is_hyphen(tokens, j) and tokens[j + 1].number is not None):
        return None  # "in 2019 and 20 shops", "a 787-9s" is no list either
    for _ in range(3):
        joints = j
        while j < len(tokens) and (tokens[j].lower in words.joining or tokens[j].text == "-"):
            j += 1
        after = measured(tokens, j, language) if joints < j < len(tokens) else None
        if after is None or after.rule == "sign of money" or tokens[after.at].shape == "digits year":
            return None
        if after.unit is not None:
            return None if after.unit == "percentage" else Object(last, after.unit, None, "unit of the number after")
        noun = counted_at(tokens, after.last, language, single=False)
        if noun is not None:
            return Object(last, None, noun.noun, "noun of the number after")
        j = after.last
    return None


def completed(
    tokens: Sequence[Token], one: Measured, bare: Object, before: Object | None, language: Language, *, moved: bool
) -> Object:
    """A bare number with what it leaves unsaid: the noun of the quantity before it, its unit, or a level's points.

    `moved` where the quantity before says by how much something moved: then it lends no unit to a level.
    """
    if bare.unit is not None or bare.noun is not None:
        return bare
    words = _words(language)
    if _is_level(tokens, bare.last, words, language):
        return replace(bare, unit=words.point, rule="level with its change")
    lead = tokens[one.first - 1].lower if one.first else ""
    if before is not None and (
        (before.noun is not None and before.unit is None and lead in words.inheriting)
        or (before.unit != "percentage" and _is_compared(tokens, bare.last, words, language))
    ):
        return replace(bare, unit=before.unit, noun=before.noun, rule=INHERITED)
    if tokens[one.at].shape == "digits year":
        return bare
    if before is not None and before.unit is not None:
        is_former = lead in words.former and not moved  # "4.1 %, down from 4.3"
        if is_former or (lead in words.levels and before.unit == words.point):
            return replace(bare, unit=before.unit, rule="unit of the quantity before")
    return bare


def _is_compared(tokens: Sequence[Token], j: int, words: _Words, language: Language) -> bool:
    """Whether the number before token j says how far from one told before: "88 fires, 11 | fewer than in May"."""
    if j + 1 >= len(tokens) or tokens[j].lower not in words.comparatives:
        return False
    return tokens[j + 1].lower in nouns_of(language).comparing


def _is_level(tokens: Sequence[Token], j: int, words: _Words, language: Language) -> bool:
    """Whether the number before token j is told with the points that it moved: "7,412.3, | down 12 points"."""
    j += j < len(tokens) and tokens[j].text in _OPENING
    if j + 1 >= len(tokens) or tokens[j].lower not in words.particles or tokens[j + 1].number is None:
        return False
    moved = measured(tokens, j + 1, language)
    return moved is not None and moved.unit == words.point


@cache
def _words(language: Language) -> _Words:
    words = vocabulary(language, "quantities")
    return _Words(
        inheriting=frozenset(words["inherited"]["after"]),
        former=frozenset(words["inherited"]["former"]),
        levels=frozenset(words["inherited"]["levels"]),
        point=words["inherited"]["point"],
        joining=frozenset(words["joining"]["words"]),
        particles=frozenset(words["direction_verbs"]["particles"]),
        articles=frozenset(words["single"]["articles"]),
        or_more=frozenset(words["single"]["joints"]),
        comparatives=frozenset((*words["classes"]["more"], *words["classes"]["less"], *words["classes"]["fewer"])),
    )
