"""A claim's spans on one calendar, each under the outlet that states it, with a tick at its day of publication.

What was seen at some moment of a span is a full bar, what was not seen in all of it a hollow one. A fuzzy wording's
certain core is drawn strong, its tolerance faint.
"""

from __future__ import annotations

from typing import Final

from services.charts.axes import days_along, in_full
from services.charts.chart import Bar, PresenceChart
from services.charts.marks import LINE, draw_legend, legend, ring
from services.charts.scales import Scale, days_around
from services.charts.svg import (
    ACCENT,
    INK,
    MUTED,
    Element,
    Size,
    add,
    drawing,
    explain,
    short,
    write,
)

_ROW: Final = 40
_TOP: Final = 26
_BOTTOM: Final = 30
_LEFT: Final = 28
_RIGHT: Final = 14
_THICK: Final = 12


def presence(chart: PresenceChart, width: int) -> Element:
    """The chart as SVG, as high as its bars need."""
    entries = legend((), (bar.at_odds for bar in chart.bars if bar.at_odds is not None), _LEFT, width - _RIGHT)
    top = _TOP + (LINE if entries else 0)
    size = Size(width, top + _BOTTOM + _ROW * max(len(chart.bars), 1))
    svg = drawing(size, chart.title, _says(chart))
    if not chart.bars:
        write(svg, "nothing stated yet", width / 2, top + _ROW / 2, text_anchor="middle", fill=MUTED)
        return svg
    ends = [day for bar in chart.bars for day in (bar.span.earliest, bar.span.latest, bar.published_at.date())]
    first, last = days_around([day.toordinal() for day in ends], margin=0.03)
    days = Scale(first, last + 1, _LEFT, width - _RIGHT)
    bottom = size.height - _BOTTOM
    days_along(svg, days, top, bottom)
    write(svg, "full: seen · hollow: not seen · | published", _LEFT, 14, "legend", fill=MUTED)
    draw_legend(svg, (entry._replace(line=entry.line + 1) for entry in entries))
    for row, bar in enumerate(chart.bars):
        _bar(svg, bar, days, top + row * _ROW)
    return svg


def _bar(svg: Element, bar: Bar, days: Scale, top: float) -> None:
    group = add(svg, "g", "bar ours" if bar.ours else "bar")
    explain(group, f"“{bar.words}”: {bar.outlet}, {in_full(bar.published_at)}; {bar.source}")
    told = {True: "seen", False: "not seen", None: "dated"}[bar.seen]
    write(group, f"{short(bar.outlet, 24)}, {told}", _LEFT, top + 14, "name", fill=INK)
    y = top + 20
    core_first, core_last = bar.span.core
    for first, last, strength in ((bar.span.earliest, bar.span.latest, 0.35), (core_first, core_last, 1.0)):
        if first > last:
            continue  # a wording so fuzzy that no day of it is certain
        left, right = days.at(first.toordinal()), days.at(last.toordinal() + 1)
        fill = "none" if bar.seen is False else ACCENT
        kind = "span hollow" if bar.seen is False else "span"
        wide = max(right - left, 2.0)
        box = add(group, "rect", kind, x=left, y=y, width=wide, height=_THICK, fill=fill, stroke=ACCENT)
        box.set("opacity", f"{strength:g}")
    said = days.at(bar.published_at.date().toordinal() + 0.5)
    add(group, "line", "said", x1=said, x2=said, y1=y - 3, y2=y + _THICK + 3, stroke=INK, stroke_width=1.5)
    if bar.at_odds is not None:
        ring(group, bar.at_odds, _LEFT - 14, y + _THICK / 2)


def _says(chart: PresenceChart) -> str:
    """The chart in words, for who cannot see it."""
    words = [
        f"{bar.outlet} on {in_full(bar.published_at)}: “{bar.words}”, {in_full(bar.span.earliest)} to "
        f"{in_full(bar.span.latest)}"
        for bar in chart.bars
    ]
    return "; ".join(words) or "Nothing stated yet."
