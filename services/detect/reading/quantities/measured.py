"""A number with its unit, or with the sign of money before it.

5 km · $3bn · $5 a day · 361 million pounds · 5 ft 2 in · 5'11" · 20 (kg) · 5.2 ± 0.1 kg · three quarters of an hour
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import exact
from services.detect.reading.numbers.found import touches
from services.detect.reading.numbers.lexis import words_of
from services.detect.reading.numbers.shares import and_share
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.shared_names import told_name
from services.detect.reading.quantities.signs import sign_before
from services.detect.reading.quantities.unit_factors import Unit
from services.detect.reading.quantities.unit_phrases import rate_at, unit_at
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import Number, Token, is_hyphen
from services.detect.reading.vocabulary import Language

_PARTIAL: Final = ("fraction", "decimal")
"""Shapes of numbers that may be of one unit."""
MONEY: Final = "sign of money"
"""The rule of what a sign before the number says."""


class Measured(Struct, frozen=True):
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
    bare = Measured(i, i, i + 1, number, None, None)
    if (sign := sign_before(tokens, i, language)) is not None:
        return _signed(tokens, replace(bare, first=sign[1]), sign[0], unit, language)
    if (cold := _below_zero(tokens, i, unit, language)) is not None:
        return cold
    if unit is None:
        return _marked(tokens, i, number, language) or _tolerated(tokens, bare, language)
    whole = Measured(i, i, unit.last, number, told_name(tokens, i, unit, number, language), unit.rule)
    return _tolerated(tokens, _composed(tokens, _scaled(tokens, whole, language), language), language)


def _signed(tokens: Sequence[Token], bare: Measured, sign: str, unit: Unit | None, language: Language) -> Measured:
    """A number behind the sign of its unit, which may be named once more: "$500 US a year", "$5 dollars a day"."""
    name, last = sign, bare.last
    if (country := _country(tokens, last, sign, language)) is not None:
        name, last = country, last + 1
    if unit is not None and name in unit.name:
        name, last = unit.name, unit.last
    elif (rate := rate_at(tokens, last, language, of_money=True)) is not None:
        name, last = f"{name} per {rate[0]}", rate[1]
    one = replace(bare, last=last, unit=name, rule=MONEY)
    if _is_negative(tokens, one.first, language) and one.number.best is not None:
        return replace(one, first=one.first - 1, number=_negated(one.number))
    return _composed(tokens, one, language, bare=False)


def _country(tokens: Sequence[Token], last: int, sign: str, language: Language) -> str | None:
    """The currency of a sum whose country stands behind it, unless that is of a noun: "$5 US", "a $5 US visa"."""
    name = units_of(language).countries.get(tokens[last].lower) if last < len(tokens) else None
    if name is None or not name.endswith(sign):
        return None
    after = tokens[last + 1] if last + 1 < len(tokens) else None
    ends = after is None or not after.text[0].isalpha() or after.lower in nouns_of(language).ends
    return name if ends else None


def _is_negative(tokens: Sequence[Token], first: int, language: Language) -> bool:
    """Whether a minus stands before the sign of money at token `first`: "-$5", "minus $5m", but not "$5-$10"."""
    if not first:
        return False
    minus, touches_left = tokens[first - 1], first > 1 and tokens[first - 2].end == tokens[first - 1].start
    if minus.text == "-":
        return minus.end == tokens[first].start and not touches_left
    words = words_of(language)
    tolerates = first > 1 and tokens[first - 2].lower in words.tolerating
    return minus.lower in words.negatives and not tolerates


def _below_zero(tokens: Sequence[Token], i: int, unit: Unit | None, language: Language) -> Measured | None:
    """As in "10 degrees below zero", "5 below zero"."""
    units, number = units_of(language), tokens[i].number
    last = unit.last if unit is not None else i + 1
    if last + 1 >= len(tokens) or (tokens[last].lower, tokens[last + 1].lower) not in units.zeros:
        return None
    if number is None or number.best is None or (unit is not None and unit.name not in units.below_zero):
        return None
    return Measured(
        i, i, last + 2, _negated(number), unit.name if unit is not None else units.below_zero[0], "below zero"
    )


def _negated(number: Number) -> Number:
    return replace(number, low=-number.high, best=-number.best if number.best is not None else None, high=-number.low)


def _marked(tokens: Sequence[Token], i: int, number: Number, language: Language) -> Measured | None:
    """As in 5'11", a 15.6" screen: a mark that touches the number, and closes no quotation."""
    units = units_of(language)
    if not touches(tokens, i + 1):
        return None
    doubled = touches(tokens, i + 2) and tokens[i + 2].text == tokens[i + 1].text
    mark = 2 * tokens[i + 1].text if doubled else tokens[i + 1].text
    if mark not in units.marks or _is_quoted(tokens, i, mark):
        return None
    return _composed(tokens, Measured(i, i, i + 1 + len(mark), number, units.marks[mark], "mark of a unit"), language)


def _is_quoted(tokens: Sequence[Token], i: int, mark: str) -> bool:
    """Whether a quotation that the mark would close is open before token i; marks behind digits open none."""
    opened = (k for k in range(i) if tokens[k].text == mark and not (touches(tokens, k) and tokens[k - 1].number))
    return sum(1 for _ in opened) % 2 == 1


def _tolerated(tokens: Sequence[Token], one: Measured, language: Language) -> Measured:
    """With the tolerance that follows, whose unit it takes where it has none: "5.2 ± 0.1 kg", "5 kg ± 100 g"."""
    at = one.last + (one.last < len(tokens) and tokens[one.last].text == "(")  # "5.2 (± 0.1) kg"
    behind = tokens[at].lower if at < len(tokens) else ""
    for sign, _ in units_of(language).tolerances.get(behind, ()):
        j = at + len(sign)
        told = j < len(tokens) and tokens[j].number is not None
        if told and tuple(token.lower for token in tokens[at:j]) == sign:
            closed = j + 1 + _closes(tokens, j + 1, at if at > one.last else one.first)
            unit = unit_at(tokens, closed, language, touches=touches(tokens, closed), large=True)
            if unit is None or (one.unit is not None and unit.name != one.unit):
                return replace(one, last=j + 1)
            return replace(one, last=unit.last, unit=unit.name, rule=unit.rule)
    return one


def _closes(tokens: Sequence[Token], j: int, first: int) -> bool:
    """Whether a bracket that opened before token `first` closes at token j: "(50 ± 5) km"."""
    return j < len(tokens) and first > 0 and tokens[j].text == ")" and tokens[first - 1].text == "("


def _scaled(tokens: Sequence[Token], one: Measured, language: Language) -> Measured:
    """A sum whose scale stands behind its currency: "75 USD million"."""
    number = one.number
    if one.last >= len(tokens) or number.scale > 1 or number.best is None:
        return one
    scale = words_of(language).scales.get(tokens[one.last].lower)
    if scale is None or one.unit not in units_of(language).money:
        return one
    value = exact(number.best * scale)
    return replace(one, last=one.last + 1, number=replace(number, low=value, best=value, high=value, scale=scale))


def _composed(tokens: Sequence[Token], one: Measured, language: Language, *, bare: bool = True) -> Measured:
    """With the smaller unit that completes it, if only by its number: "5 dollars and 45 cents", "6 foot 4.".

    `bare`: whether its number may do without that unit.
    """
    units = units_of(language)
    smaller = units.composed.get(one.unit or "")
    if one.unit is not None and (whole := _and_part(tokens, one, language)) is not None:
        return whole
    hyphen = is_hyphen(tokens, one.last)
    j = one.last + (hyphen or (one.last < len(tokens) and tokens[one.last].lower in units.joints))
    if smaller is None or one.number.best is None or one.number.best % 1 or j >= len(tokens) or not tokens[j].number:
        return one
    rest = measured(tokens, j, language)
    if rest is not None and rest.unit is None and (unit := _unit_after(tokens, j, rest.number, language, glued=True)):
        rest = replace(rest, unit=unit.name, last=unit.last)  # "5 ft 2 in": a word elsewhere
    if rest is None or rest.number.best is None or not 0 <= rest.number.best < smaller[1]:
        return one
    glued = hyphen or (j == one.last and touches(tokens, j))
    closes = rest.last < len(tokens) and not (tokens[rest.last].text[0].isalnum() or is_hyphen(tokens, rest.last))
    ends = glued or rest.last == len(tokens) or closes  # but "a 1-litre three-cylinder petrol"
    bare &= tokens[j].text.isdecimal() or (j == one.last + hyphen and tokens[j].shape == "words to 12")
    if rest.unit != smaller[0] and not (rest.unit is None and ends and bare):
        return one
    value = exact(one.number.best + rest.number.best / smaller[1])
    number = replace(one.number, low=value, best=value, high=value)
    return replace(one, last=rest.last, number=number, rule="composed unit")


def _and_part(tokens: Sequence[Token], one: Measured, language: Language) -> Measured | None:
    """With a part of its unit: "two hours and a half"."""
    words, j, best = words_of(language), one.last, one.number.best
    if best is None or j + 1 >= len(tokens) or tokens[j].lower not in words.conjunctions:
        return None
    part = tokens[j + 1].number if tokens[j + 1].shape == "fraction" else None
    share = (part.low, j + 2) if part is not None else and_share(tokens, j, words)
    if share is None:
        return None
    value = exact(best + share[0] * one.number.scale)
    return replace(one, last=share[1], number=replace(one.number, low=value, best=value, high=value), rule="and a part")


def _unit_after(
    tokens: Sequence[Token], i: int, number: Number, language: Language, *, glued: bool = False
) -> Unit | None:
    """The unit behind the number, directly, behind a hyphen, in brackets, or "of" one: "3.5-litre", "20 (kg)"."""
    j = i + 1
    hyphen = j + 1 < len(tokens) and tokens[j].text == "-" and tokens[j].start == tokens[i].end
    bracket = j + 2 < len(tokens) and tokens[j].text == "(" and tokens[j + 2].text == ")"
    bracket = bracket and tokens[j].start > tokens[i].end  # not "3(b)"
    start = j + 1 if hyphen or bracket else j
    if tokens[i].shape in _PARTIAL and _is_of_one(tokens, j, language):
        start = j + 2  # "three quarters of an hour", "0.1 of a percent"
    of_many = tokens[i].shape == "vague" and j < len(tokens) and tokens[j].lower in units_of(language).of
    start += of_many
    glued = glued or touches(tokens, start)
    unit = unit_at(tokens, start, language, touches=glued, large=abs(number.high) >= 100)
    if unit is not None and of_many and not _is_amount(tokens, i, unit, number, language):
        return None  # "dozens of bars"
    return replace(unit, last=unit.last + 1) if unit is not None and bracket else unit


def _is_amount(tokens: Sequence[Token], i: int, unit: Unit, number: Number, language: Language) -> bool:
    """Whether what a vague number is of is money, or says of what it is: "thousands of tonnes of grain"."""
    units = units_of(language)
    says_of = unit.last < len(tokens) and tokens[unit.last].lower in units.of
    return says_of or told_name(tokens, i, unit, number, language) in units.money


def _is_of_one(tokens: Sequence[Token], j: int, language: Language) -> bool:
    units = units_of(language)
    return j + 2 < len(tokens) and tokens[j].lower in units.of and tokens[j + 1].lower in units.rate_articles
