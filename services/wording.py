"""Figures, spans and moments in the words that an editor uses: on pages, in messages and in tables. Pure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from schemas.flags import Interval
from schemas.statements import AsOf
from schemas.values import Direction, Figure, Measure, Modality, Precision, Presence, Quantity, Span

_LEADS: Final = {
    Modality.ABOUT: "about ",
    Modality.AT_LEAST: "at least ",
    Modality.MORE_THAN: "more than ",
    Modality.AT_MOST: "at most ",
    Modality.LESS_THAN: "less than ",
}
_MEASURES: Final = {Measure.STOCK: "now", Measure.CUMULATIVE: "so far", Measure.CHANGE: "change"}


def moment(at: dt.datetime) -> str:
    """As in "30 Jan 2025, 14:05 UTC"."""
    at = at.astimezone(dt.UTC)
    return f"{at.day} {at:%b %Y, %H:%M} UTC"


def day(date: dt.date) -> str:
    """As in "30 Jan 2025"."""
    return f"{date.day} {date:%b %Y}"


def number(value: Decimal | int) -> str:
    """With commas between the thousands."""
    return f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"


def between(low: Decimal | None, high: Decimal | None) -> str:
    """An interval: "10,000–12,000", "10,000 or more"; empty where both ends are open."""
    if low is None and high is None:
        return ""
    if low is None or high is None:
        return f"{number(high)} or less" if high is not None else f"{number(low or 0)} or more"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def interval(compared: Interval) -> str:
    """What was compared: the core, and the tolerance around it where there is one."""
    core, outer = between(compared.low, compared.high), between(compared.outer_low, compared.outer_high)
    return core if core == outer or not outer else f"{core} (at most {outer})"


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
    """When it held, and from which moment that was reckoned."""
    return f"{span(value.span)}; reckoned from {day(value.anchor)}, {value.basis}"


def span(value: Span) -> str:
    """As in "13–30 Jan 2025", "about Jan 2025"."""
    first, last = value.earliest, value.latest
    about = "about " if value.precision is Precision.ABOUT else ""
    if first == last:
        return about + day(first)
    if value.precision is Precision.YEAR and _is_year(value):
        return f"{first.year}"
    if value.precision is Precision.MONTH and _is_month(value):
        return f"{first:%b %Y}"
    if first.year != last.year:
        return f"{about}{day(first)} – {day(last)}"
    start = f"{first.day}" if first.month == last.month else f"{first.day} {first:%b}"
    return f"{about}{start}–{day(last)}" if first.month == last.month else f"{about}{start} – {day(last)}"


def _quantity(value: Quantity) -> str:
    if value.modality is Modality.RELATIVE:
        return f"{_amount(value)} × the figure before"
    amount = _amount(value)
    sign = {Direction.UP: "up ", Direction.DOWN: "down ", None: ""}[value.direction]
    unit = f" {value.unit}" if value.unit else ""
    return f"{sign}{_LEADS.get(value.modality, '')}{amount}{unit}"


def _amount(value: Quantity) -> str:
    if value.modality in (Modality.RANGE, Modality.VAGUE):
        return between(value.low, value.high)
    shown = next((end for end in (value.best, value.low, value.high) if end is not None), None)
    return "unknown" if shown is None else number(shown)


def _is_year(value: Span) -> bool:
    return (value.earliest, value.latest) == (
        dt.date(value.earliest.year, 1, 1),
        dt.date(value.earliest.year, 12, 31),
    )


def _is_month(value: Span) -> bool:
    following = value.latest + dt.timedelta(days=1)
    return value.earliest.day == 1 and following.day == 1 and (following - value.earliest).days <= 31
