"""How explanations name figures, days and voices. They never call anything false: they say who said what, when."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from schemas.values import Modality, Presence, Quantity, Span
from services.detect.tracking.calendar import named
from services.detect.tracking.voices import Member
from services.wording.amounts import amount, between

_FACTORS: Final = {Decimal("0.5"): "half as many", Decimal(2): "twice as many", Decimal(3): "three times as many"}


def quantity(figure: Quantity) -> str:
    """The figure as a desk would say it: "about 10,000", "11,000–12,000", "at least £2.3bn"."""
    if figure.modality is Modality.RELATIVE:
        return _times_as_many(figure.best)
    if figure.modality is Modality.VAGUE and figure.low is not None and figure.high is not None:
        return f"an unspecified number between {amount(figure.low)} and {amount(figure.high, figure.unit)}"
    if figure.modality is Modality.RANGE and figure.low is not None and figure.high is not None:
        return between(figure.low, figure.high, figure.unit)
    best = figure.best if figure.best is not None else figure.low or figure.high or Decimal(0)
    told = amount(best, figure.unit)
    return told if figure.modality is Modality.EXACT else f"{figure.modality.value} {told}"


def _times_as_many(factor: Decimal | None) -> str:
    return _FACTORS.get(factor) or f"{amount(factor)} times as many" if factor is not None else "as many as before"


def span(dates: Span) -> str:
    """One day, or the days from and to, without naming a month twice: "5–31 January", "16 December to 10 January"."""
    first, last = dates.earliest, dates.latest
    if first == last:
        return named(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{named(last)}"
    return f"{named(first)} to {named(last)}"


def voice(member: Member) -> str:
    """Who says it where and when: "US officials in the Example Times, 30 January"."""
    when = f"{named(member.report.published_at.date())} {member.report.published_at.year}"
    if member.source == member.report.outlet:
        return f"{member.report.outlet}, {when}"
    return f"{member.source} in {member.report.outlet}, {when}"


def listed(names: Sequence[str]) -> str:
    """The army, the mayor and the police."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def stated(member: Member) -> str:
    """What the member states, in words."""
    figure = member.statement.figure
    if isinstance(figure, Quantity):
        return quantity(figure)
    if isinstance(figure, Presence):
        return f"{'seen' if figure.seen else 'not seen'} {span(figure.span)}"
    at = member.statement.marks.at
    return span(figure) if at is None else f"{at:%H:%M} on {span(figure)}"
