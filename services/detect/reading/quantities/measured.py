"""A number with its unit, or with the sign of money before it.

5 km · $3bn · $5 a day · 361 million pounds · 5 ft 2 in · 5'11" · 20 (kg) · 5.2 ± 0.1 kg · three quarters of an hour
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from schemas.values import exact
from services.detect.reading.numbers.lexis import words_of
from services.detect.reading.quantities.signs import sign_before
from services.detect.reading.quantities.unit_factors import Unit
from services.detect.reading.quantities.unit_phrases import rate_at, unit_at
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import Number, Token, is_hyphen
from services.detect.reading.vocabulary import Language

MONEY: Final = "sign of money"
"""The rule of what a sign before the number says."""


class Measured(NamedTuple):
    """The number at a token, with its unit: tokens [first, last)."""

    at: int
    first: int
    last: int
    number: Number
    unit: str | None
    rule: str | None


def measured(tokens: Sequence[Token], i: int, language: Language) -> Measured | None:
    """The number at token i with the unit before or after it; None where there is no number."""
    number = tokens[i].number if i < len(tokens) else None
    if number is None or tokens[i].shape.startswith("ordinal"):
        return None
    if tokens[i].shape == "multiple":
        return Measured(i, i, i + 1, number, "count", "multiple")
    unit = _unit_after(tokens, i, number, language)
    sign = sign_before(tokens, i, language)
    if sign is None:
        if unit is None:
            return _marked(tokens, i, number, language) or _tolerated(tokens, i, number, language)
        whole = Measured(i, i, unit.last, number, _summed(tokens, unit, number, language), unit.rule)
        return _composed(tokens, _scaled(tokens, whole, language), language)
    name, first = sign
    last = i + 1
    if unit is not None and name in unit.name:  # "$500 US", "$5 dollars a day"
        name, last = unit.name, unit.last
    elif (rate := rate_at(tokens, last, language, of_money=True)) is not None:
        name, last = f"{name} per {rate[0]}", rate[1]
    if _is_negative(tokens, first, language) and number.best is not None:
        return Measured(i, first - 1, last, _negated(number), name, MONEY)
    return Measured(i, first, last, number, name, MONEY)


def _is_negative(tokens: Sequence[Token], first: int, language: Language) -> bool:
    """Whether a minus stands before the sign of money at token `first`: "-$5", "minus $5m", but not "$5-$10"."""
    if not first:
        return False
    minus, touches_left = tokens[first - 1], first > 1 and tokens[first - 2].end == tokens[first - 1].start
    if minus.text == "-":
        return minus.end == tokens[first].start and not touches_left
    return minus.lower in words_of(language).negatives


def _negated(number: Number) -> Number:
    low, best, high = number[:3]
    return number._replace(low=-high, best=-best if best is not None else None, high=-low)


def _marked(tokens: Sequence[Token], i: int, number: Number, language: Language) -> Measured | None:
    """As in 5'11", a 15.6" screen: a mark that touches the number, and closes no quotation."""
    units = units_of(language)
    mark = tokens[i + 1].text if i + 1 < len(tokens) and tokens[i + 1].start == tokens[i].end else ""
    if mark not in units.marks or sum(token.text == mark for token in tokens[:i]) % 2:
        return None
    return _composed(tokens, Measured(i, i, i + 2, number, units.marks[mark], "mark of a unit"), language)


def _tolerated(tokens: Sequence[Token], i: int, number: Number, language: Language) -> Measured:
    """A number without a unit of its own, but perhaps with that of its tolerance: "5.2 ± 0.1 kg"."""
    for sign in units_of(language).tolerances:
        j = i + 1 + len(sign)
        if (
            j < len(tokens)
            and tokens[i + 1].text == sign[0]
            and tuple(token.text for token in tokens[i + 1 : j]) == sign
            and tokens[j].number is not None
        ):
            unit = _unit_after(tokens, j, number, language)
            if unit is not None:
                return Measured(i, i, unit.last, number, unit.name, unit.rule)
            return Measured(i, i, j + 1, number, None, None)
    return Measured(i, i, i + 1, number, None, None)


def _scaled(tokens: Sequence[Token], one: Measured, language: Language) -> Measured:
    """A sum whose scale stands behind its currency: "75 USD million"."""
    number = one.number
    if one.last >= len(tokens) or number.scale > 1 or number.best is None:
        return one
    scale = words_of(language).scales.get(tokens[one.last].lower)
    if scale is None or one.unit not in units_of(language).money:
        return one
    value = exact(number.best * scale)
    return one._replace(last=one.last + 1, number=number._replace(low=value, best=value, high=value, scale=scale))


def _summed(tokens: Sequence[Token], unit: Unit, number: Number, language: Language) -> str:
    """The unit's name; of weights after millions that of money, unless "of" says of what: "361 million pounds"."""
    units = units_of(language)
    weighs = unit.last < len(tokens) and tokens[unit.last].lower in units.of
    is_sum = number.scale >= 1_000_000 or number.best is None  # "thousands of pounds"
    return units.sums.get(unit.name, unit.name) if is_sum and not weighs else unit.name


def _composed(tokens: Sequence[Token], one: Measured, language: Language) -> Measured:
    """With the smaller unit that completes it, if only by its number: "5 dollars and 45 cents", "6 foot 4."."""
    units = units_of(language)
    smaller = units.composed.get(one.unit or "")
    hyphen = is_hyphen(tokens, one.last)
    j = one.last + (hyphen or (one.last < len(tokens) and tokens[one.last].lower in units.joints))
    if smaller is None or one.number.best is None or j >= len(tokens) or tokens[j].number is None:
        return one
    rest = measured(tokens, j, language)
    if rest is not None and rest.unit is None and (unit := _unit_after(tokens, j, rest.number, language, touches=True)):
        rest = rest._replace(unit=unit.name, last=unit.last)  # "5 ft 2 in": a word elsewhere
    if rest is None or rest.number.best is None or not 0 <= rest.number.best < smaller[1]:
        return one
    ends = hyphen or rest.last == len(tokens) or not tokens[rest.last].text[0].isalnum()
    bare = tokens[j].text.isdecimal() or (j == one.last + hyphen and tokens[j].shape == "words to 12")
    if rest.unit != smaller[0] and not (rest.unit is None and ends and bare):
        return one
    value = exact(one.number.best + rest.number.best / smaller[1])
    number = one.number._replace(low=value, best=value, high=value)
    return one._replace(last=rest.last, number=number, rule="composed unit")


def _unit_after(
    tokens: Sequence[Token], i: int, number: Number, language: Language, *, touches: bool = False
) -> Unit | None:
    """The unit behind the number, directly, behind a hyphen, in brackets, or "of" one: "3.5-litre", "20 (kg)"."""
    j = i + 1
    hyphen = j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j].start == tokens[i].end
    bracket = j + 2 < len(tokens) and tokens[j].text == "(" and tokens[j + 2].text == ")"
    bracket = bracket and tokens[j].start > tokens[i].end  # not "3(b)"
    start = j + 1 if hyphen or bracket else j
    if tokens[i].shape == "fraction" and _is_of_one(tokens, j, language):
        start = j + 2  # "three quarters of an hour"
    of_many = tokens[i].shape == "vague" and j < len(tokens) and tokens[j].lower in units_of(language).of
    start += of_many
    touches = touches or (start < len(tokens) and tokens[start].start == tokens[start - 1].end)
    unit = unit_at(tokens, start, language, touches=touches, large=abs(number.high) >= 100)
    if unit is not None and of_many and not _is_amount(tokens, unit, number, language):
        return None  # "dozens of bars"
    return unit._replace(last=unit.last + 1) if unit is not None and bracket else unit


def _is_amount(tokens: Sequence[Token], unit: Unit, number: Number, language: Language) -> bool:
    """Whether what a vague number is of is money, or says of what it is: "thousands of tonnes of grain"."""
    units = units_of(language)
    says_of = unit.last < len(tokens) and tokens[unit.last].lower in units.of
    return says_of or _summed(tokens, unit, number, language) in units.money


def _is_of_one(tokens: Sequence[Token], j: int, language: Language) -> bool:
    units = units_of(language)
    return j + 2 < len(tokens) and tokens[j].lower in units.of and tokens[j + 1].lower in units.rate_articles
