"""The axes of both charts: days along, numbers up."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Final

from services.charts.scales import Scale, day_label, day_ticks, number_ticks
from services.charts.svg import MUTED, RULE, Element, add, width_of, write

_BESIDE: Final = 12
"""How far beyond the days' end a label may reach."""


def days_along(svg: Element, days: Scale, top: float, bottom: float) -> None:
    """Ticks and labels below `bottom`, with a faint rule up to `top` at each."""
    first, last = dt.date.fromordinal(math.ceil(days.low)), dt.date.fromordinal(math.floor(days.high))
    room = max(int((days.end - days.start) // (width_of("30 Jan 2025") + 12)), 2)
    for day in day_ticks(first, last, room):
        x, label = days.at(day.toordinal()), day_label(day, first, last)
        add(svg, "line", "rule", x1=x, x2=x, y1=top, y2=bottom, stroke=RULE)
        half = width_of(label) / 2
        middle = min(max(x, half), days.end + _BESIDE - half)
        write(svg, label, middle, bottom + 17, "tick", text_anchor="middle", fill=MUTED)


def numbers_up(svg: Element, numbers: Scale, left: float, right: float) -> None:
    """Ticks and labels left of `left`, with a faint rule to `right` at each."""
    for number in number_ticks(numbers.low, numbers.high, 5):
        y = numbers.at(number)
        add(svg, "line", "rule", x1=left, x2=right, y1=y, y2=y, stroke=RULE)
        write(svg, number_label(number), left - 8, y + 4, "tick", text_anchor="end", fill=MUTED)


def in_full(day: dt.date) -> str:
    """30 January 2025 → "30 January 2025", for what is told of a shape."""
    return f"{day.day} {day:%B %Y}"


def number_label(number: float) -> str:
    """12000.0 → "12,000"; a million and more in short ("1.2 m")."""
    for power, name in ((1e12, " tn"), (1e9, " bn"), (1e6, " m")):
        if abs(number) >= power:
            return f"{_digits(number / power)}{name}"
    return _digits(number)


def _digits(number: float) -> str:
    return f"{Decimal(f'{number:.10g}').normalize():,f}"
