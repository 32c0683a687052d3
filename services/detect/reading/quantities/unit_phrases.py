"""The unit of a number, with what it is per: what stands behind the number, or the sign of money before it.

km · miles per hour · km/h · m s-1 · W/(m²·K) · kg·m/s · $ · US$ · HK$3.7bn · USD 50 · dollars a barrel · g CO2/km
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from services.detect.reading.quantities.counts import SINGULAR, counted_at
from services.detect.reading.quantities.unit_factors import Factor, Unit, factor_at
from services.detect.reading.quantities.units import Units, units_of
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language

PER: Final = "per"
"""As rates are written in any text, and spelt in the log."""
_PERCENTAGE: Final = "percentage"
_STROKE: Final = "/"
_MOST_FACTORS: Final = 5
_STUFF: Final = 3
"""Words of what a measure is of, before what it is per."""
_SO_MANY: Final = frozenset(Decimal(value) for value in (2, 5, 10, 100, 1_000, 10_000, 100_000, 1_000_000))
"""What rates with a stroke are per: "l/100 km", "mg/5 ml"; other figures tell the same once more: "180C/350F"."""


def unit_at(tokens: Sequence[Token], i: int, language: Language, *, touches: bool, large: bool) -> Unit | None:
    """The unit that begins at token i, with what it is per.

    `touches`: the token stands directly behind the digits; `large`: they are worth a hundred or more.
    """
    units = units_of(language)
    found = _made(tokens, i, units, touches=touches, large=large)
    if found is None:
        return None
    last = _past_stuff(tokens, found.last, units)
    is_money = found.name in units.money
    if is_money or found.name == _PERCENTAGE:
        rate = rate_at(tokens, last, language, of_money=is_money)
    else:
        rate = rate_past(tokens, last, language)
    if rate is not None:
        return Unit(f"{found.name} {PER} {rate[0]}", rate[1], "rate")
    return found


def _past_stuff(tokens: Sequence[Token], i: int, units: Units) -> int:
    """Past what a measure is of, where a stroke and a unit touch it: the "CO2" of "95 g CO2/km"."""
    if i >= len(tokens) or not tokens[i].text[0].isalpha():
        return i
    for k in range(i + 1, min(i + 4, len(tokens) - 1)):
        if tokens[k].start != tokens[k - 1].end:
            return i
        if tokens[k].text == _STROKE:
            return k if factor_at(tokens, k + 1, units, touches=True, large=False) is not None else i
    return i


def rate_at(tokens: Sequence[Token], i: int, language: Language, *, of_money: bool = False) -> tuple[str, int] | None:
    """What "per …", "a …", "-a-…" or "/…" at token i names in the singular, and the token after it."""
    units = units_of(language)
    if i + 1 >= len(tokens):
        return None
    i += tokens[i].text == "-" and is_hyphen(tokens, i)
    joint, j = tokens[i].lower, i + 1
    if joint not in units.rate_articles and joint not in units.rate_signs:
        return None
    j += is_hyphen(tokens, j)
    if j >= len(tokens) or (joint in units.rate_articles and not _is_told_by(tokens, j, units, of_money=of_money)):
        return None
    per = _per if tokens[j].number is None else _per_so_many
    return per(tokens, j, joint, language)


def rate_past(tokens: Sequence[Token], i: int, language: Language) -> tuple[str, int] | None:
    """The rate at token i, or past what the measure before is of, which stays outside: "12 litres | of acid a day"."""
    if (rate := rate_at(tokens, i, language)) is not None:
        return rate
    units = units_of(language)
    if i >= len(tokens) or tokens[i].lower not in units.of:
        return None
    k = i + 1
    while k < len(tokens) and k - i <= _STUFF and tokens[k].text.isalpha() and tokens[k].lower not in units.ends:
        k += 1
    rate = rate_at(tokens, k, language) if k > i + 1 and k + 1 < len(tokens) and not tokens[k + 1].number else None
    return (rate[0], i) if rate is not None else None


def _is_told_by(tokens: Sequence[Token], j: int, units: Units, *, of_money: bool) -> bool:
    """Whether rates are told by the noun at token j, behind an article: "$5 a day", not "a year earlier"."""
    noun, then = tokens[j].lower, [token.lower for token in tokens[j + 1 : j + 3]]
    if noun not in (units.after_sums if of_money else units.after_articles):
        return False
    return noun not in units.lengths_of_time or units.not_rates.isdisjoint((*then[:1], " ".join(then)))


def _per(tokens: Sequence[Token], i: int, joint: str, language: Language) -> tuple[str, int] | None:
    """As in "per hour", "a share", "/s": a unit, or a word that things are told by."""
    units = units_of(language)
    if joint == _STROKE and tokens[i].text == "(":
        return _per_product(tokens, i + 1, units)
    below = _made(tokens, i, units, touches=True, large=False)
    if below is not None:
        name, last = below.name, below.last
    elif (tokens[i].lower in units.denominators or joint == PER) and tokens[i].text[0].isalpha():
        last = i + 1 + _modifies_denominator(tokens, i, units)  # "per | diluted share"
        name = " ".join(token.lower for token in tokens[i:last])
    else:
        return None
    further = rate_at(tokens, last, language)
    return (f"{name} {PER} {further[0]}", further[1]) if further else (name, last)


def _modifies_denominator(tokens: Sequence[Token], i: int, units: Units) -> bool:
    """Whether token i only modifies what things are told by: "per | diluted share"."""
    behind = tokens[i + 1].lower if i + 1 < len(tokens) else ""
    return tokens[i].lower not in units.denominators and behind in units.denominators


def _per_so_many(tokens: Sequence[Token], i: int, joint: str, language: Language) -> tuple[str, int] | None:
    """As in "per 100 km", "per 100,000 people", "l/100 km": the number as written, and what it is of."""
    found = _made(tokens, i + 1, units_of(language), touches=joint == _STROKE, large=False)
    number = tokens[i].number
    if joint != PER and (found is None or number is None or number.best not in _SO_MANY):
        return None
    noun = counted_at(tokens, i + 1, language, single=False) if found is None else None
    if found is not None:
        return f"{tokens[i].lower} {found.name}", found.last
    if noun is not None and noun.rule != SINGULAR:
        return f"{tokens[i].lower} {noun.noun}", noun.last
    return tokens[i].lower, i + 1


def _per_product(tokens: Sequence[Token], i: int, units: Units) -> tuple[str, int] | None:
    """As in "W/(m²·K)": all that stands in the brackets, and the token after them."""
    below = list[str]()
    while (factor := factor_at(tokens, i, units, touches=True, large=False)) is not None:
        below.append(str(factor))
        i = factor.last + (_is_product(tokens, factor.last, units))
    closed = i < len(tokens) and tokens[i].text == ")"
    return (f" {PER} ".join(below), i + 1) if below and closed else None


def _made(tokens: Sequence[Token], i: int, units: Units, *, touches: bool, large: bool) -> Unit | None:
    """A unit by itself, or made of several: "kg·m", "m s-1", "W m-2 K-1"."""
    first = factor_at(tokens, i, units, touches=touches, large=large)
    if first is None:
        return None
    factors, sure, last = [first], 1, first.last
    while len(factors) < _MOST_FACTORS:
        signed = _is_product(tokens, factors[-1].last, units)
        factor = _next_factor(tokens, factors[-1].last + signed, units, signed=signed)
        if factor is None:
            break
        factors.append(factor)
        if signed or factor.is_inverse:  # what a space alone joins is a factor only before an inverse one
            sure, last = len(factors), factor.last
    above = [str(factor) for factor in factors[:sure] if not factor.is_inverse or factor is first]
    below = [factor.below() for factor in factors[1:sure] if factor.is_inverse]
    return Unit(f" {PER} ".join([" ".join(above), *below]), last, "unit")


def _next_factor(tokens: Sequence[Token], k: int, units: Units, *, signed: bool) -> Factor | None:
    """The factor at token k, behind a sign or one space: a symbol, whose letters touch no others."""
    if k >= len(tokens) or not (signed or tokens[k].start == tokens[k - 1].end + 1):
        return None
    if not signed and (tokens[k].text,) not in units.symbols and (tokens[k].text,) not in units.words:
        return None
    return factor_at(tokens, k, units, touches=True, large=False)


def _is_product(tokens: Sequence[Token], k: int, units: Units) -> bool:
    """Whether the sign at token k multiplies the unit before it by one after: "kg·m", "N-m"."""
    if not 0 < k < len(tokens) - 1 or tokens[k].text not in units.products:
        return False
    if tokens[k].start != tokens[k - 1].end or tokens[k].end != tokens[k + 1].start:
        return False
    return tokens[k].text != "-" or {(tokens[k - 1].text,), (tokens[k + 1].text,)} <= units.symbols.keys()
