"""Names that a weight and money share, and which of the two a number's is: "3 pounds of flour", "cost 3 pounds"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.quantities.unit_factors import Unit
from services.detect.reading.quantities.units import Units, units_of
from services.detect.reading.tokens import Number, Token, is_hyphen
from services.detect.reading.vocabulary import Language

_RATE: Final = " per "
_BEFORE: Final = 4
"""Words before the number that are asked whether it is paid."""
_MILLIONS: Final = 1_000_000
"""So many of which are money, unless "of" says of what: "361 million pounds"."""


def told_name(tokens: Sequence[Token], i: int, unit: Unit, number: Number, language: Language) -> str:
    """The name of the unit of the number at token i: that of money where it shares one and is told so."""
    units = units_of(language)
    weight, per, rate = unit.name.partition(_RATE)
    money = units.sums.get(weight)
    if money is None or (unit.last < len(tokens) and tokens[unit.last].lower in units.of):
        return unit.name
    is_sum = number.scale >= _MILLIONS or number.best is None  # "thousands of pounds"
    return f"{money}{per}{rate}" if is_sum or _is_paid(tokens, i, unit, units) else unit.name


def _is_paid(tokens: Sequence[Token], i: int, unit: Unit, units: Units) -> bool:
    """Whether a word beside the number says so: "was fined 500 pounds", "sold for 3 pounds", "a 20-pound note"."""
    if unit.last < len(tokens) and tokens[unit.last].lower in units.paid_behind:
        return True
    if is_hyphen(tokens, i + 1) or (i and tokens[i - 1].lower in units.rate_signs):
        return False  # "paid for a 10-pound turkey", "the price per 100 pounds"
    led = False
    for token in reversed(tokens[max(0, i - _BEFORE) : i]):
        if token.number is not None or not token.text.isalpha():
            return False
        if token.lower in units.paid or (led and token.lower in units.traded):
            return True
        led = led or token.lower in units.traded_for
    return False
