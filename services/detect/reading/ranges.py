"""A number with its unit, and the second number that may make an interval of it.

11,000-12,000 · between 3 and 5 billion · from $160 to $180 · 44 mg to 50 mg · three or four · 1 to 1.5 degrees
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from schemas.values import exact
from services.detect.reading.tokens import Number, Token
from services.detect.reading.units import money_before, rate_at, unit_at
from services.detect.reading.vocabulary import Language, vocabulary


class Measured(NamedTuple):
    """The number at a token, with its unit: tokens [first, last)."""

    at: int
    first: int
    last: int
    number: Number
    unit: str | None
    rule: str | None


class Joined(NamedTuple):
    """An interval between two numbers."""

    low: Decimal
    high: Decimal
    other: Measured
    rule: str


class _Words(NamedTuple):
    joints: frozenset[str]
    conjunctions: frozenset[str]
    alternatives: frozenset[str]
    levels: frozenset[str]
    between: frozenset[str]
    origins: frozenset[str]
    over: frozenset[str]


def measured(tokens: Sequence[Token], i: int, language: Language) -> Measured | None:
    """The number at token i with the unit before or after it; None where there is no number."""
    number = tokens[i].number if i < len(tokens) else None
    if number is None or tokens[i].shape.startswith("ordinal"):
        return None
    sign = money_before(tokens, i, language)
    first = sign[1] if sign is not None else i
    j = i + 1
    hyphen = j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j].start == tokens[i].end
    bracket = j + 2 < len(tokens) and tokens[j].text == "(" and tokens[j + 2].text == ")"
    start = j + 1 if hyphen or bracket else j
    touches = start < len(tokens) and tokens[start].start == tokens[start - 1].end
    unit = unit_at(tokens, start, language, touches=touches, large=abs(number.high) >= 100)
    if tokens[i].shape == "multiple":
        return Measured(i, i, j, number, "count", "multiple")
    if sign is None:
        return Measured(
            i, first, unit.last + bracket if unit else j, number, *((unit.name, unit.rule) if unit else (None, None))
        )
    name, last = sign[0], j
    if unit is not None and (unit.name.split(" per ")[0] == name or name in unit.name):  # "$500 US", "$5 dollars a day"
        name, last = unit.name, unit.last
    elif (rate := rate_at(tokens, j, language)) is not None:
        name, last = f"{name} per {rate[0]}", rate[1]
    return Measured(i, first, last, number, name, "sign of money")


def joined(tokens: Sequence[Token], one: Measured, language: Language, *, moved: bool) -> Joined | None:
    """The interval from this number to the one that words join to it; `moved` where a verb says by how much it moved."""
    words = _words(language)
    j, hyphen = one.last, False
    if j < len(tokens) and tokens[j].text == "-" and tokens[j].start == tokens[j - 1].end:
        hyphen = j + 1 < len(tokens) and tokens[j + 1].lower in words.joints and tokens[j + 1].text != "-"
    j += hyphen
    if j >= len(tokens) or tokens[j].lower not in words.joints:
        return None
    joint = tokens[j].lower
    before = tokens[one.first - 1].lower if one.first else ""
    earlier = tokens[one.first - 2].lower if one.first > 1 else ""
    is_between, is_from = before in words.between or earlier in words.between, before in words.origins
    if joint in words.conjunctions and not is_between:
        return None
    other = _other(tokens, j + 1, words, language)
    if other is None or other.number.best is None or one.number.best is None:
        return None
    if one.unit is not None and other.unit != one.unit and not _shares(one, other):
        return None
    if moved and joint in words.levels and not is_from and before not in words.over:
        return None
    if before in words.over and other.number.high > 2 * one.number.low:
        return None  # "rose by 40 to 420": a change and a level
    return _interval(one, other, joint, near=joint in words.alternatives, either=is_from or is_between)


def _other(tokens: Sequence[Token], j: int, words: _Words, language: Language) -> Measured | None:
    """The second number: its sign of money or a second dash may stand before it."""
    while j < len(tokens) and tokens[j].text == "-":
        j += 1
    for k in range(j, min(j + 4, len(tokens))):
        found = measured(tokens, k, language)
        if found is not None:
            return found if found.first <= j else None
    return None


def _shares(one: Measured, other: Measured) -> bool:
    """Whether one unit stands for both: "$3 to 5 million", "$500,000 to $1 million a year"."""
    if one.unit is None or (other.unit is not None and not other.unit.startswith(f"{one.unit} per")):
        return False
    return other.unit is not None or one.rule == "sign of money"


def _interval(one: Measured, other: Measured, joint: str, *, near: bool, either: bool) -> Joined | None:
    low, high = one.number.low, other.number.high
    if one.number.scale == 1 and other.number.scale > 1 and low < high / other.number.scale:
        low *= other.number.scale
    if near and not low < high <= max(low * Decimal("1.5"), low + 1):
        return None
    if low >= high:
        if not either and one.unit is None:
            return None
        low, high = high, low
    return None if low == high else Joined(exact(low), exact(high), other, f"range with {joint}")


@cache
def _words(language: Language) -> _Words:
    words = vocabulary(language, "quantities")["ranges"]
    return _Words(*(frozenset(words[part]) for part in ("joints", "and", "or", "to", "between", "from", "over")))
