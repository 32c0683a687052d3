"""Figures of what was told of before, for which a pronoun or a noun like "number" stands.

    412 barges had sunk by noon. By evening it was 530 · the ministry's figure is 113 · in Selby the number is 90
    they found more barges, bringing the number to 64 · with the 14 of the day before that makes 19
    the union says 720 · the ministry, for its part, speaks of 340 · the union's count: 720

Whatever the figure before was about, this one is about too; where two of them may be meant, nothing is stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas import values
from schemas.values import Measure, Modality
from services.detect.reading.ground import Assertion, Ground, figure_of
from services.detect.reading.measures.nouns import is_level
from services.detect.reading.measures.words import measure_words
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

RULE: Final = "told of before"
"""What explains such a statement."""
_REACH: Final = 8
"""Tokens between what stands for a figure and its number."""
_FACTOR: Final = 20
"""By how much at most two figures of one thing differ: "by evening it was 530", not "it was 11"."""


class _Words(Struct, frozen=True):
    pronouns: frozenset[str]
    numbers: frozenset[str]
    being: frozenset[str]
    """The verbs that a pronoun needs,"""
    between: frozenset[str]
    """and what may stand between what stands for a figure and its number."""
    bringing: frozenset[str]
    making: frozenset[str]
    """Verbs that say what a sum comes to: "that | makes | 19"."""
    determiners: frozenset[str]
    links: frozenset[str]
    apart: frozenset[str]
    """What behind a number says that it is no figure by itself."""
    to: frozenset[str]
    telling: frozenset[str]
    """Verbs of which a number alone may be the object, "says | 720","""
    telling_of: frozenset[str]
    """and such as it is told "of"."""


def retold(ground: Ground, stated: Sequence[Assertion]) -> Iterator[Assertion]:
    """What is told again of the figures that the sentence, or the one before it, has stated."""
    taken = {each.start for each in stated}
    for quantity in ground.quantities:
        tokens, language = ground.sentence.tokens, ground.sentence.language
        if quantity.start in taken or not _is_bare(tokens, quantity, language):
            continue
        if not _stands_for_figure(tokens, quantity, language):
            continue
        within = [each for each in stated if each.end <= quantity.start]
        if (told := _one(within[-1:] or ground.stated, quantity)) is not None:
            yield _again(*told, quantity, ground)


def _is_bare(tokens: Sequence[Token], quantity: Quantity, language: Language) -> bool:
    if quantity.unit is not None or quantity.counted is not None or quantity.is_former:
        return False
    is_moved = quantity.direction is not None and not is_level(tokens, quantity, language)
    return quantity.modality is not Modality.RELATIVE and not is_moved


def _one(stated: Sequence[Assertion], quantity: Quantity) -> tuple[Assertion, Measure] | None:
    """The count that is meant, and its measure, if all that may be are of the same."""
    counts = [
        (each, each.figure.measure)
        for each in stated
        if isinstance(each.figure, values.Quantity) and _may_be_same(each.figure, quantity)
    ]
    about = {(each.subject.counted, each.subject.action, each.subject.actor) for each, _ in counts}
    return counts[0] if len(about) == 1 else None


def _may_be_same(figure: values.Quantity, quantity: Quantity) -> bool:
    if figure.unit is not None or figure.best is None:
        return False
    least, best = quantity.best or quantity.low or Decimal(0), Decimal(figure.best)
    return least > 1 and best / _FACTOR <= least <= best * _FACTOR


def _again(told: Assertion, measure: Measure, quantity: Quantity, ground: Ground) -> Assertion:
    """The same with the quantity, for the time and the place of the sentence."""
    place = (ground.place if told.is_of_story else None) or told.subject.place
    return replace(
        told,
        start=quantity.start,
        end=quantity.end,
        figure=figure_of(quantity, measure),
        subject=replace(told.subject, place=place),
        held=ground.held(),
        is_denied=False,
        rule=RULE,
        makes=None,
        reckoned=None,
    )


def _stands_for_figure(tokens: Sequence[Token], quantity: Quantity, language: Language) -> bool:
    words = _words(language)
    if quantity.last < len(tokens) and tokens[quantity.last].lower in words.apart:
        return False  # "it was 12 | of the barges", "that is 12 | more"
    k = quantity.first - 1
    while k >= 0 and quantity.first - k < _REACH and tokens[k].lower in words.between:
        k -= 1
    if k < 0:
        return False
    led = {token.lower for token in tokens[k + 1 : quantity.first]}
    if tokens[k].lower in words.pronouns:
        return not led.isdisjoint(words.being | words.making)
    is_number = tokens[k].lower in words.numbers and k > 0 and tokens[k - 1].lower not in words.links
    return (is_number and bool(led)) or _is_told(tokens, quantity, words) or _is_brought(tokens, quantity.first, words)


def _is_told(tokens: Sequence[Token], quantity: Quantity, words: _Words) -> bool:
    """Whether somebody tells the number alone, with which his clause ends: "the union says | 720"."""
    ends = quantity.last == len(tokens) or not tokens[quantity.last].text[0].isalnum()
    if not ends or quantity.first < 2:
        return False
    verb, link = tokens[quantity.first - 2].lower, tokens[quantity.first - 1].lower
    return link in words.telling or (link in words.links and verb in words.telling_of)


def _is_brought(tokens: Sequence[Token], first: int, words: _Words) -> bool:
    """Whether it is what a number was brought to: "taking | the number delivered so far | to 21"."""
    if first < 3 or tokens[first - 1].lower not in words.to:
        return False
    for k in range(first - 2, max(1, first - 2 - _REACH), -1):
        if tokens[k].number is not None or not tokens[k].text[0].isalnum():
            return False
        if tokens[k].lower in words.numbers and tokens[k + 1].lower not in words.links:
            return tokens[k - 1].lower in words.determiners and tokens[k - 2].lower in words.bringing
    return False


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "clauses")["retold"]
    measures = measure_words(language)
    return _Words(
        pronouns=frozenset(table["pronouns"]),
        numbers=frozenset(table["numbers"]),
        being=frozenset(table["being"]),
        between=(measures.leading - measures.articles) | frozenset((*table["being"], *table["making"])),
        bringing=frozenset(table["bringing"]),
        making=frozenset(table["making"]),
        determiners=measures.determiners,
        links=nouns_of(language).links,
        apart=nouns_of(language).links | measures.beside,
        to=frozenset(table["to"]),
        telling=frozenset(table["telling"]),
        telling_of=frozenset(table["telling_of"]),
    )
