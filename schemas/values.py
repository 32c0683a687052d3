"""What a statement can state: a quantity, a span of time, or a presence.

Values are immutable and canonical: two equal values are the same bytes on the log. Decimals are therefore kept in
plain form (`exact`), never as floats.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum

import msgspec


class Modality(StrEnum):
    """How a wording bounds its number; it decides the edges of the interval."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    RANGE = "range"
    VAGUE = "vague"
    RELATIVE = "relative"


class Measure(StrEnum):
    """What kind of number it is: how many now, how many so far, or by how many more or fewer."""

    STOCK = "stock"
    CUMULATIVE = "cumulative"
    CHANGE = "change"


class Direction(StrEnum):
    """Which way a changing quantity went."""

    UP = "up"
    DOWN = "down"


class Precision(StrEnum):
    """The coarsest calendar unit that a time's wording pins down, or `about` for a fuzzy one."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"


class Quantity(msgspec.Struct, frozen=True, tag="quantity", tag_field="kind"):
    """An interval with a unit: low ≤ best ≤ high, an end that is None being open.

    A relative quantity ("half of them") carries the factor by which it relates to its claim's earlier figure.
    """

    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    unit: str | None = None
    modality: Modality = Modality.EXACT
    measure: Measure = Measure.STOCK
    direction: Direction | None = None


class Span(msgspec.Struct, frozen=True, tag="span", tag_field="kind"):
    """An interval of dates, both ends included; `core_*` are the ends that even a fuzzy wording is certain of."""

    earliest: dt.date
    latest: dt.date
    precision: Precision = Precision.DAY
    core_earliest: dt.date | None = None
    core_latest: dt.date | None = None

    @property
    def core(self) -> tuple[dt.date, dt.date]:
        """The certain part of the span; for a span without tolerance, the span itself."""
        return self.core_earliest or self.earliest, self.core_latest or self.latest


class Presence(msgspec.Struct, frozen=True, tag="presence", tag_field="kind"):
    """Seen at some moment of the span, or not seen at any moment of it."""

    seen: bool
    span: Span


Figure = Quantity | Span | Presence


def exact(number: Decimal | int) -> Decimal:
    """The number in the one spelling the log uses: no exponent, no trailing zeros after the point."""
    return Decimal(format(Decimal(number).normalize(), "f"))
