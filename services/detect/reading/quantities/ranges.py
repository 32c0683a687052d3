"""The second number that may make an interval of a measure.

11,000-12,000 · between 3 and about 5 billion · from $160 up to $180 · 44 mg to 50 mg · three or maybe four
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct

from schemas.values import Modality, exact
from services.detect.reading.quantities.counts import SINGULAR, counted_at
from services.detect.reading.quantities.cues import Cues, modality
from services.detect.reading.quantities.measured import MONEY, Measured, measured
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_PARTS: Final = ("joints", "and", "or", "to", "between", "from", "over", "of", "perhaps", "up")
_COMMA: Final = ","
_SIGNS: Final = frozenset("-+")
_MOST_BETWEEN: Final = 6
"""Tokens that the second number's sign and bound have at most."""
_KEEPING: Final = (Modality.ABOUT, Modality.AT_MOST)
"""Bounds of the second number that leave an interval its end."""


class Joined(Struct, frozen=True):
    """An interval between two numbers."""

    low: Decimal
    high: Decimal
    other: Measured
    rule: str


class _Words(Struct, frozen=True):
    joints: frozenset[str]
    conjunctions: frozenset[str]
    alternatives: frozenset[str]
    levels: frozenset[str]
    between: frozenset[str]
    origins: frozenset[str]
    over: frozenset[str]
    of: frozenset[str]
    perhaps: frozenset[str]
    up: frozenset[str]


def joined(
    tokens: Sequence[Token], one: Measured, around: Cues, language: Language, *, moved: bool, changes: bool
) -> Joined | None:
    """The interval from this number to the one that words join to it.

    `moved` where a verb says by how much it moved: then "to" leads to a level, not to a range's end; `changes` where it
    says from where: then both are levels, "rose from 12 to 15".
    """
    words = _words(language)
    joint = _joint(tokens, one, around, words)
    other = _other(tokens, joint + 1, around, language) if joint is not None else None
    if joint is None or other is None or other.number.best is None or one.number.best is None:
        return None
    word = tokens[joint].lower
    if changes and word in words.levels:
        return None
    from_or_between = _is_from(tokens, one, around, words) or _is_between(tokens, one, words)
    before = tokens[one.first - 1].lower if one.first else ""
    shares = _shares(one, other) if one.unit is not None else other.rule != MONEY or from_or_between
    counts = one.unit is not None and other.unit is None and not from_or_between
    if not shares or (counts and _counts(tokens, other.last, language)):
        return None  # "rose 1.2 % or 0.8 to $65", "gave $50 to three friends"
    if before in words.over or (moved and before in words.of):
        if other.number.high > 2 * one.number.low or other.number.high < one.number.low:
            return None  # "rose by 40 to 420": a change and a level; "by 54 % to 46 %": a vote
    elif moved and word in words.levels and not from_or_between:
        return None
    return _interval(one, other, word, near=word in words.alternatives or word == _COMMA, either=from_or_between)


def _counts(tokens: Sequence[Token], j: int, language: Language) -> bool:
    """Whether a plural follows the number before token j."""
    noun = counted_at(tokens, j, language, single=False)
    return noun is not None and noun.rule != SINGULAR


def _joint(tokens: Sequence[Token], one: Measured, around: Cues, words: _Words) -> int | None:
    """The token that joins the number to a second one; a hyphen may stand before it: "8- to 16-metre"."""
    j = one.last
    if j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j + 1].text != "-":
        j += tokens[j].start == tokens[j - 1].end and tokens[j + 1].lower in words.joints
    if j + 1 >= len(tokens):
        return None
    if tokens[j].text == _COMMA and tokens[j + 1].lower in words.perhaps:
        return j  # "two, maybe three"
    if tokens[j + 1].lower in words.levels and tokens[j].lower not in words.joints:
        return j + 1 if tokens[j].lower in words.up and _is_from(tokens, one, around, words) else None
    if tokens[j].lower not in words.joints:
        return None
    if tokens[j].lower in words.conjunctions and not _is_between(tokens, one, words):
        return None
    return j


def _is_from(tokens: Sequence[Token], one: Measured, around: Cues, words: _Words) -> bool:
    """Whether "from" leads to the number, or to the bound before it: "from about 5"."""
    bound = around.before.get(one.first)
    first = bound.first if bound is not None else one.first
    return first > 0 and tokens[first - 1].lower in words.origins


def _is_between(tokens: Sequence[Token], one: Measured, words: _Words) -> bool:
    return any(token.lower in words.between for token in tokens[max(0, one.first - 2) : one.first])


def _other(tokens: Sequence[Token], j: int, around: Cues, language: Language) -> Measured | None:
    """The second number: its sign, a second dash or a bound may stand before it: "between 2 and about 7"."""
    while j < len(tokens) and tokens[j].text in _SIGNS:
        j += 1
    for k in range(j, min(j + _MOST_BETWEEN, len(tokens))):
        found = measured(tokens, k, language)
        if found is not None:
            bound = around.before.get(found.first)
            bounded = bound is not None and modality(bound) in _KEEPING and bound.first <= j
            return found if found.first <= j or bounded else None
    return None


def _shares(one: Measured, other: Measured) -> bool:
    """Whether both have one unit, or one stands for both: "$3 to 5 million", "$500,000 to $1 million a year"."""
    if one.unit == other.unit:
        return True
    if one.unit is None or (other.unit is not None and not other.unit.startswith(f"{one.unit} per")):
        return False
    return other.unit is not None or one.rule == MONEY


def _interval(one: Measured, other: Measured, joint: str, *, near: bool, either: bool) -> Joined | None:
    low, high = one.number.low, other.number.high
    if one.number.scale == 1 and other.number.scale > 1 and low < 2 * high / other.number.scale:
        low *= other.number.scale  # "3 to 5 billion", "between 110 and 100 million"
    if near and not low < high <= max(low * Decimal("1.5"), low + 1):
        return None
    if low >= high:
        if not either and (one.unit is None or other.unit is None):
            return None
        low, high = high, low
    return None if low == high else Joined(exact(low), exact(high), other, f"range with {joint}")


@cache
def _words(language: Language) -> _Words:
    words = vocabulary(language, "quantities")["ranges"]
    return _Words(*(frozenset(words[part]) for part in _PARTS))
