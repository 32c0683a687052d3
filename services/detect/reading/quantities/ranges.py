"""A number with its unit, and the second number that may make an interval of it.

11,000-12,000 · between 3 and 5 billion · from $160 to $180 · 44 mg to 50 mg · three or four · 1 to 1.5 degrees
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from typing import Final, NamedTuple

from schemas.values import exact
from services.detect.reading.quantities.unit_phrases import Unit, money_before, rate_at, unit_at
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import Number, Token
from services.detect.reading.vocabulary import Language, vocabulary

_MONEY: Final = "sign of money"


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
    if tokens[i].shape == "multiple":
        return Measured(i, i, i + 1, number, "count", "multiple")
    unit = _unit_after(tokens, i, number, language)
    sign = money_before(tokens, i, language)
    if sign is None:
        if unit is None:
            return _marked(tokens, i, number, language) or _tolerated(tokens, i, number, language)
        whole = Measured(i, i, unit.last, number, _summed(tokens, unit, number, language), unit.rule)
        return _composed(tokens, whole, language)
    name, first = sign
    last = i + 1
    if unit is not None and name in unit.name:  # "$500 US", "$5 dollars a day"
        name, last = unit.name, unit.last
    elif (rate := rate_at(tokens, last, language)) is not None:
        name, last = f"{name} per {rate[0]}", rate[1]
    return Measured(i, first, last, number, name, _MONEY)


def _marked(tokens: Sequence[Token], i: int, number: Number, language: Language) -> Measured | None:
    """As in 5'11": two numbers, each touched by its mark; the last may be left out."""
    units = units_of(language)
    if i + 1 >= len(tokens) or tokens[i + 1].text != units.larger_mark:
        return None
    marks = "".join(token.text for token in tokens[i + 1 : i + 4 : 2])
    smaller = tokens[i + 2].number if i + 2 < len(tokens) else None
    if smaller is None or number.best is None or smaller.best is None:
        return None
    parts = units.composed[units.marked[0]][1]
    if tokens[i + 2].end - tokens[i].start != sum(len(token.text) for token in tokens[i : i + 3]):
        return None
    if not 0 <= smaller.best < parts:
        return None
    value = exact(number.best + smaller.best / parts)
    last = i + 3 + (marks[1:] == units.smaller_mark and tokens[i + 3].start == tokens[i + 2].end)
    return Measured(i, i, last, Number(value, value, value, number.rule), units.marked[0], "composed unit")


def _tolerated(tokens: Sequence[Token], i: int, number: Number, language: Language) -> Measured:
    """A number without a unit of its own, but perhaps with that of its tolerance: "5.2 ± 0.1 kg"."""
    for sign in units_of(language).tolerances:
        j = i + 1 + len(sign)
        if (
            tuple(token.text for token in tokens[i + 1 : j]) == sign
            and j < len(tokens)
            and tokens[j].number is not None
        ):
            unit = _unit_after(tokens, j, number, language)
            if unit is not None:
                return Measured(i, i, unit.last, number, unit.name, unit.rule)
            return Measured(i, i, j + 1, number, None, None)
    return Measured(i, i, i + 1, number, None, None)


def _summed(tokens: Sequence[Token], unit: Unit, number: Number, language: Language) -> str:
    """The unit's name; of weights after millions that of money, unless "of" says of what: "361 million pounds"."""
    units = units_of(language)
    weighs = unit.last < len(tokens) and tokens[unit.last].lower in units.of
    return unit.name if number.scale < 1_000_000 or weighs else units.sums.get(unit.name, unit.name)


def _composed(tokens: Sequence[Token], one: Measured, language: Language) -> Measured:
    """With the smaller unit that completes it, if only by its number: "5 dollars and 45 cents", "6 foot 4."."""
    units = units_of(language)
    smaller = units.composed.get(one.unit or "")
    j = one.last + (one.last < len(tokens) and tokens[one.last].lower in units.joints)
    if smaller is None or one.number.best is None or j >= len(tokens) or tokens[j].number is None:
        return one
    rest = measured(tokens, j, language)
    if rest is None or rest.number.best is None or not 0 <= rest.number.best < smaller[1]:
        return one
    ends = rest.last == len(tokens) or not tokens[rest.last].text[0].isalnum()
    if rest.unit != smaller[0] and not (rest.unit is None and ends and tokens[j].text.isdecimal()):
        return one
    value = exact(one.number.best + rest.number.best / smaller[1])
    number = one.number._replace(low=value, best=value, high=value)
    return one._replace(last=rest.last, number=number, rule="composed unit")


def _unit_after(tokens: Sequence[Token], i: int, number: Number, language: Language) -> Unit | None:
    """The unit behind the number, directly, behind a hyphen, in brackets, or "of" one: "3.5-litre", "20 (kg)"."""
    j = i + 1
    hyphen = j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j].start == tokens[i].end
    bracket = j + 2 < len(tokens) and tokens[j].text == "(" and tokens[j + 2].text == ")"
    start = j + 1 if hyphen or bracket else j
    if tokens[i].shape == "fraction" and _is_of_one(tokens, j, language):
        start = j + 2  # "three quarters of an hour"
    touches = start < len(tokens) and tokens[start].start == tokens[start - 1].end
    unit = unit_at(tokens, start, language, touches=touches, large=abs(number.high) >= 100)
    return unit._replace(last=unit.last + bracket) if unit is not None else None


def _is_of_one(tokens: Sequence[Token], j: int, language: Language) -> bool:
    units = units_of(language)
    return j + 2 < len(tokens) and tokens[j].lower in units.of and tokens[j + 1].lower in units.rate_articles


def joined(tokens: Sequence[Token], one: Measured, language: Language, *, moved: bool, changes: bool) -> Joined | None:
    """The interval from this number to the one that words join to it.

    `moved` where a verb says by how much it moved: then "to" leads to a level, not to a range's end; `changes` where it
    says from where: then both are levels, "rose from 12 to 15".
    """
    words = _words(language)
    joint = _joint(tokens, one, words)
    other = _other(tokens, joint + 1, language) if joint is not None else None
    if joint is None or other is None or other.number.best is None or one.number.best is None:
        return None
    word = tokens[joint].lower
    if changes and word in words.levels:
        return None
    before = tokens[one.first - 1].lower if one.first else ""
    from_or_between = before in words.origins or _is_between(tokens, one, words)
    if one.unit is not None and other.unit != one.unit and not _shares(one, other):
        return None
    if before in words.over:
        if other.number.high > 2 * one.number.low:
            return None  # "rose by 40 to 420": a change and a level
    elif moved and word in words.levels and not from_or_between:
        return None
    return _interval(one, other, word, near=word in words.alternatives, either=from_or_between)


def _joint(tokens: Sequence[Token], one: Measured, words: _Words) -> int | None:
    """The token that joins the number to a second one; a hyphen may stand before it: "8- to 16-metre"."""
    j = one.last
    if j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j + 1].text != "-":
        j += tokens[j].start == tokens[j - 1].end and tokens[j + 1].lower in words.joints
    if j >= len(tokens) or tokens[j].lower not in words.joints:
        return None
    if tokens[j].lower in words.conjunctions and not _is_between(tokens, one, words):
        return None
    return j


def _is_between(tokens: Sequence[Token], one: Measured, words: _Words) -> bool:
    return any(token.lower in words.between for token in tokens[max(0, one.first - 2) : one.first])


def _other(tokens: Sequence[Token], j: int, language: Language) -> Measured | None:
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
    return other.unit is not None or one.rule == _MONEY


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
