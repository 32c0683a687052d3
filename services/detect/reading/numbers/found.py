"""A number found at raw tokens, and small questions about them that every part of the grammar asks."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct

from schemas.values import exact
from services.detect.reading.tokens import Number, Token

MOST_KNOWN: Final = 1 << 12
"""Numbers whose spelling and size are remembered: most that news has are small, or round."""


class Found(Struct, frozen=True):
    """A number whose words end before token `last`, and its shape's first part."""

    last: int
    number: Number
    shape: str


@lru_cache(MOST_KNOWN)
def sized(kind: str, value: Decimal) -> str:
    """The shape of a number written in the way `kind`, by what of a date or clock it can be (`tokens.SHAPES`)."""
    if value != value.to_integral_value():
        return f"{kind} other"
    size = next((most for most in (12, 24, 31, 59) if 0 <= value <= most), None)
    return f"{kind} to {size}" if size is not None else f"{kind} other"


def word_at(raw: Sequence[Token], j: int) -> str:
    """Token j in lower case, empty behind the last."""
    return raw[j].lower if j < len(raw) else ""


def touches(raw: Sequence[Token], j: int) -> bool:
    """Whether token j exists and follows the one before it without a space."""
    return 0 < j < len(raw) and raw[j].start == raw[j - 1].end


def past_hyphen(raw: Sequence[Token], j: int) -> int:
    """The token after a hyphen at token j that joins the words on both sides, else j: "three-and-a-half"."""
    if j >= len(raw) or raw[j].text != "-":
        return j
    return j + (touches(raw, j) and touches(raw, j + 1))


@lru_cache(MOST_KNOWN)
def exactly(value: Decimal, rule: str, scale: int = 1) -> Number:
    """The number of one value."""
    value = exact(value)
    return Number(value, value, value, rule, scale)
