"""Figures in words: "about 12,000 people", "not seen 13–30 Jan 2025", "10,000 people or more"."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from schemas.flags import Interval
from schemas.statements import AsOf
from schemas.values import Direction, Figure, Measure, Modality, Presence, Quantity, Span
from services.wording import amounts
from services.wording.amounts import amount
from services.wording.moments import day, span

_LEADS: Final = {
    Modality.ABOUT: "about ",
    Modality.AT_LEAST: "at least ",
    Modality.MORE_THAN: "more than ",
    Modality.AT_MOST: "at most ",
    Modality.LESS_THAN: "less than ",
}
_FACTORS: Final = {Decimal("0.5"): "half the figure before", Decimal(2): "twice the figure before"}
_MEASURES: Final = {Measure.STOCK: "now", Measure.CUMULATIVE: "so far", Measure.CHANGE: "change"}


def between(low: Decimal | None, high: Decimal | None, unit: str | None = None) -> str:
    """An interval: "10,000–12,000", "10,000 people or more"; empty where both ends are open."""
    if low is not None and high is not None:
        return amounts.between(low, high, unit)
    if low is None and high is None:
        return ""
    return f"{amount(high, unit)} or less" if high is not None else f"{amount(low or Decimal(0), unit)} or more"


def interval(compared: Interval, unit: str | None = None) -> str:
    """What was compared: the core, and the tolerance around it where there is one."""
    core = between(compared.low, compared.high, unit)
    outer = between(compared.outer_low, compared.outer_high, unit)
    return core if core == outer or not outer else f"{core} (at the widest {outer})"


def figure(value: Figure) -> str:
    """A figure as one would say it."""
    if isinstance(value, Span):
        return span(value)
    if isinstance(value, Presence):
        return f"{'seen' if value.seen else 'not seen'} {span(value.span)}"
    return _quantity(value)


def measure(value: Figure) -> str:
    """What kind of figure it is."""
    if isinstance(value, Quantity):
        return _MEASURES[value.measure]
    return "presence" if isinstance(value, Presence) else "date"


def as_of(value: AsOf) -> str:
    """When it held, and on which day that was told: the text's own, or that of its publication."""
    told = "told on {}, as the text says" if value.basis == "stated" else "told when published, {}"
    return f"{span(value.span)}, {told.format(day(value.anchor))}"


def _quantity(value: Quantity) -> str:
    sign = {Direction.UP: "up ", Direction.DOWN: "down ", None: ""}[value.direction]
    if value.modality in (Modality.RANGE, Modality.VAGUE):
        return sign + between(value.low, value.high, value.unit)
    shown = next((end for end in (value.best, value.low, value.high) if end is not None), None)
    if shown is None:
        return "unknown"
    if value.modality is Modality.RELATIVE:
        return _FACTORS.get(shown, f"{amount(shown)} times the figure before")
    return f"{sign}{_LEADS.get(value.modality, '')}{amount(shown, value.unit)}"
