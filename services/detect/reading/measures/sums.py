"""What a sentence's own change makes of the level that it tells before, where that is not the level it tells after.

    rose by 0.4 points to 5.9 % from 5.1 % → makes 5.5 · 9.6 million, six per cent more than the 8.2 million → makes 8.7

Figures are taken as rounded as they are written; a factor such as "trebled" as about three times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from schemas.values import Direction, Modality
from services.detect.reading.measures.nouns import figure_kind, is_change
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

LEVEL: Final = "level"
"""What is counted where no noun says it."""
RECKONED: Final = "reckoned"
"""The action of a level that is told with the change to it."""
_NEAR: Final = 8
"""Tokens between two of the three figures."""
_LOOSE: Final = Decimal("0.25")
"""By what share a factor in words may be off."""
_LEVELS: Final = (Modality.EXACT, Modality.ABOUT)
_POINTS: Final = ("point", "percentage")


class Sum(Struct, frozen=True):
    """A level that is told, and from where to where it lies by what else the sentence tells."""

    told: Quantity
    value: Decimal
    low: Decimal
    high: Decimal


class _Words(Struct, frozen=True):
    before: frozenset[str]
    after: frozenset[str]
    than: frozenset[str]
    apart: frozenset[str]
    """What begins to tell of something else."""


def misfit(sentence: Sentence, quantities: Sequence[Quantity]) -> Sum | None:
    """The first sum of a sentence that does not come out."""
    if all(quantity.direction is None for quantity in quantities):
        return None  # nothing has changed
    figures = [quantity for quantity in quantities if _is_figure(quantity, sentence.language)]
    return next((told for told in _sums(sentence, figures) if not _fits(told)), None)


def _sums(sentence: Sentence, figures: Sequence[Quantity]) -> Iterator[Sum]:
    tokens, words = sentence.tokens, _words(sentence.language)
    changes = [is_change(tokens, figure, sentence.language) for figure in figures]
    for k, change in enumerate(figures):
        if change.direction is None or not changes[k]:
            continue
        beside = (*range(max(0, k - 2), k), *range(k + 1, min(k + 3, len(figures))))
        near = [figures[other] for other in beside if not changes[other]]
        for moved in near:
            if _is_move(tokens, moved, words) and _is_one_clause(tokens, (change, moved), words):
                ends = (moved.low, moved.high) if change.direction is Direction.UP else (moved.high, moved.low)
                yield from _sum(change, moved, *ends)
        for left, right in pairwise(near):
            for before, after in ((left, right), (right, left)):
                is_one = _is_one_clause(tokens, (change, before, after), words)
                if is_one and _are_levels(tokens, change, before, after, words):
                    yield from _sum(change, after, before.best, after.best)


def _is_figure(quantity: Quantity, language: Language) -> bool:
    return quantity.unit in (*_POINTS, "count") or figure_kind(quantity, language) is not None


def _is_one_clause(tokens: Sequence[Token], figures: Sequence[Quantity], words: _Words) -> bool:
    """Whether no figure is far from the next, and nothing between begins to tell of something else."""
    gaps = [tokens[left.last : right.first] for left, right in pairwise(sorted(figures, key=lambda each: each.first))]
    return all(len(gap) <= _NEAR and words.apart.isdisjoint(token.lower for token in gap) for gap in gaps)


def _is_move(tokens: Sequence[Token], quantity: Quantity, words: _Words) -> bool:
    """Whether it is "from 5.1 to 6.4", which a change before or behind makes two levels."""
    return quantity.modality is Modality.RANGE and tokens[quantity.first].lower in words.before


def _are_levels(tokens: Sequence[Token], change: Quantity, before: Quantity, after: Quantity, words: _Words) -> bool:
    """Whether they are the level before and the one after: "to 5.9 from 5.1", "9.6, six per cent more than the 8.2"."""
    if after.modality not in _LEVELS:
        return False
    if before.unit == after.unit and (_leads(tokens, before, words.before) or before.is_former):
        return before.modality in _LEVELS and _leads(tokens, after, words.after)
    between = {token.lower for token in tokens[change.last : before.first + 3]}
    is_than = after.last <= change.first < before.first and change.modality is Modality.RELATIVE
    return is_than and before.unit in (after.unit, None) and not between.isdisjoint(words.than)


def _leads(tokens: Sequence[Token], quantity: Quantity, leading: frozenset[str]) -> bool:
    return tokens[quantity.first].lower in leading or (
        quantity.first > 0 and tokens[quantity.first - 1].lower in leading
    )


def _sum(change: Quantity, told: Quantity, before: Decimal | None, after: Decimal | None) -> Iterator[Sum]:
    step, unit = change.best, told.unit
    if not before or not after or step is None or before < 0 or after < 0:
        return
    way = 1 if change.direction is Direction.UP else -1
    rounded, blurred = half(before), half(step)
    if change.unit == "percentage" and unit not in _POINTS:
        blurred = min(blurred, Decimal("0.5"))
        factors = [1 + way * (step + off) / 100 for off in (-blurred, blurred)]
        ends = [(before + off) * factor for off in (-rounded, rounded) for factor in factors]
        yield Sum(told, after, min(ends), max(ends))
    elif change.modality is Modality.RELATIVE and change.unit in (None, "count"):
        yield Sum(told, after, before * step * (1 - _LOOSE), before * step * (1 + _LOOSE))
    elif (change.unit == unit and unit != "percentage") or (change.unit == "point" and unit == "percentage"):
        middle, wide = before + way * step, rounded + blurred
        yield Sum(told, after, middle - wide, middle + wide)


def _fits(told: Sum) -> bool:
    wide = half(told.value)
    return told.low <= told.value + wide and told.value - wide <= told.high


def half(number: Decimal) -> Decimal:
    """Half of the last place that a figure is written to: all that rounding may have taken from it."""
    exponent = number.normalize().as_tuple().exponent
    return Decimal(5).scaleb(int(exponent) - 1)


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "measures")["sums"]
    return _Words(
        frozenset(table["before"]), frozenset(table["after"]), frozenset(table["than"]), frozenset(table["apart"])
    )
