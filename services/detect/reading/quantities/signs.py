"""What stands before a number as its unit: the sign or the code of money, a currency's name, "Mach".

$ · US$ · HK$3.7bn · USD 50 · rupees 5 crore · ringgit 42 · Mach 2
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.quantities.unit_factors import fitting
from services.detect.reading.quantities.units import Units, Wording, units_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language

_SCALE: Final = 100_000
"""The least scale before which a currency's name is a sign: a lakh."""


def sign_before(tokens: Sequence[Token], i: int, language: Language) -> tuple[str, int] | None:
    """The unit whose sign stands before token i, and the sign's first token: "$", "HK$", "USD", "Mach"."""
    units = units_of(language)
    for length in fitting(units.sign_lengths, tokens[i - 1].text, i) if i else ():
        wording = tuple(token.text for token in tokens[i - length : i])
        if (name := units.signs.get(wording)) is not None and _stands_apart(tokens, i - length, wording):
            return name, i - length
    return _name_before(tokens, i, units)


def _name_before(tokens: Sequence[Token], i: int, units: Units) -> tuple[str, int] | None:
    """A currency's name before a sum with a scale, or that no noun follows: "rupees 5 crore", "ringgit 42"."""
    number = tokens[i].number
    if not i or tokens[i - 1].lower not in units.money_ends or number is None:
        return None  # as before most numbers
    if i > 1 and tokens[i - 2].number is not None:
        return None
    if (
        number.scale < _SCALE
        and i + 1 < len(tokens)
        and (tokens[i + 1].text[0].isalnum() or tokens[i + 1].text in "%°")
    ):
        return None
    for length in (2, 1):
        name = units.words.get(tuple(token.lower for token in tokens[max(0, i - length) : i]))
        if name in units.money and tokens[i - 1].lower not in units.scaled:
            return name, i - length
    return None


def _stands_apart(tokens: Sequence[Token], first: int, wording: Wording) -> bool:
    """Whether a sign is one by itself: "R500" and "A$5", not the ends of "G.D.R 500" and "a $5"."""
    if len(wording[0]) > 1 or not wording[0].isalpha():
        return True
    return first + 1 < len(tokens) and tokens[first + 1].start == tokens[first].end
