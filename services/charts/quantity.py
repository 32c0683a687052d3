"""A claim's quantities over time: the band between lowest and highest, and a mark for each statement.

A mark stands at the time of publication; its line is the interval that its wording allows, its shape says how it bounds
the number, and a ring around it that a flag rests on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Final, NamedTuple

from schemas.values import Modality
from services.charts.axes import days_along, in_full, number_label, numbers_up
from services.charts.chart import BandPoint, Mark, QuantityChart
from services.charts.marks import LINE, Entry, draw_legend, legend, ring, shape
from services.charts.names import Box, Named, placed
from services.charts.scales import Scale, days_around, number_ticks, span_of
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
    width_of,
    write,
)
from services.wording.amounts import counted

_BOTTOM: Final = 30
_RIGHT: Final = 14
_LONGEST_NAME: Final = 22
_NAMED: Final = 20
"""Marks whose names are tried for room: no chart has room for more."""
_APART: Final[Mapping[str, float | str]] = {
    "stroke": "#ffffff",
    "stroke_width": 3,
    "stroke_linejoin": "round",
    "paint_order": "stroke",
}
"""A seam about names, which keeps the lines behind them off their letters."""
_SIGNS: Final = {
    Modality.ABOUT: "~ ",
    Modality.VAGUE: "~ ",
    Modality.AT_LEAST: "≥ ",
    Modality.MORE_THAN: "> ",
    Modality.AT_MOST: "≤ ",
    Modality.LESS_THAN: "< ",
}


class _Plot(NamedTuple):
    """Where things lie."""

    days: Scale
    numbers: Scale
    legend: Sequence[Entry]

    @property
    def room(self) -> Box:
        return Box(self.days.start, self.numbers.end, self.days.end, self.numbers.start)


def quantity(chart: QuantityChart, size: Size, *, numbers: bool = False) -> Element:
    """The chart as SVG; with `numbers` the marks are named with what they state, which takes room that few have."""
    svg = drawing(size, chart.title, _says(chart))
    if not chart.marks:
        write(svg, "nothing stated yet", size.width / 2, size.height / 2, text_anchor="middle", fill=MUTED)
        return svg
    plot = _plot(chart, size)
    numbers_up(svg, plot.numbers, plot.days.start, plot.days.end)
    days_along(svg, plot.days, plot.room.top, plot.room.bottom)
    _band(svg, chart.band, plot)
    for mark in chart.marks:
        _mark(svg, mark, plot)
    _names(svg, chart.marks, plot, numbers=numbers)
    draw_legend(svg, plot.legend)
    return svg


def _plot(chart: QuantityChart, size: Size) -> _Plot:
    ends = [edge for mark in chart.marks for edge in (mark.low, mark.best, mark.high) if edge is not None]
    ends += [edge for point in chart.band for edge in (point.low, point.high) if edge is not None]
    low, high = span_of([float(edge) for edge in ends or [Decimal(0)]], margin=0.12)
    if min(ends, default=0) >= 0 > low:
        low = 0.0
    left = 14 + max(width_of(number_label(tick)) for tick in number_ticks(low, high, 5))
    first, last = days_around([_day(mark.published_at) for mark in chart.marks], margin=0.04)
    days = Scale(first, last, left, size.width - _RIGHT)
    grades = (mark.at_odds for mark in chart.marks if mark.at_odds is not None)
    entries = legend((mark.modality for mark in chart.marks), grades, left, days.end)
    top = LINE * (entries[-1].line + 1) + 12
    return _Plot(days, Scale(low, high, size.height - _BOTTOM, top), entries)


def _day(moment: dt.datetime) -> float:
    """Days since year 1, with the part of the day."""
    return moment.toordinal() + (moment.hour * 3600 + moment.minute * 60 + moment.second) / 86_400


def _band(svg: Element, band: Sequence[BandPoint], plot: _Plot) -> None:
    """Steps: the figures hold from their moment to the next. An open end is drawn to the edge of the chart."""
    upper: list[tuple[float, float]] = []
    lower: list[tuple[float, float]] = []
    for n, point in enumerate(band):
        since = plot.days.at(_day(point.at))
        until = plot.days.at(_day(band[n + 1].at)) if n + 1 < len(band) else plot.days.end
        top = plot.room.top if point.high is None else plot.numbers.at(float(point.high))
        foot = plot.room.bottom if point.low is None else plot.numbers.at(float(point.low))
        upper += [(since, top), (until, top)]
        lower += [(since, foot), (until, foot)]
    if band:
        outline = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*upper, *reversed(lower)])
        add(svg, "polygon", "band", points=outline, fill=ACCENT, fill_opacity=0.12, stroke=ACCENT, stroke_opacity=0.25)


def _mark(svg: Element, mark: Mark, plot: _Plot) -> None:
    group = add(svg, "g", "mark ours" if mark.ours else "mark")
    explain(group, f"“{mark.words}”: {mark.outlet}, {in_full(mark.published_at)}; {mark.source}")
    x, y = _place(mark, plot)
    foot = plot.room.bottom if mark.low is None else plot.numbers.at(float(mark.low))
    top = plot.room.top if mark.high is None else plot.numbers.at(float(mark.high))
    if foot - top > 1:
        add(group, "line", "interval", x1=x, x2=x, y1=foot, y2=top, stroke=ACCENT, stroke_width=2, stroke_opacity=0.55)
    shape(group, mark.modality, x, y)
    if mark.at_odds is not None:
        ring(group, mark.at_odds, x, y)


def _place(mark: Mark, plot: _Plot) -> tuple[float, float]:
    number = next((edge for edge in (mark.best, mark.low, mark.high) if edge is not None), Decimal(0))
    return plot.days.at(_day(mark.published_at)), plot.numbers.at(float(number))


def _names(svg: Element, marks: Sequence[Mark], plot: _Plot, *, numbers: bool) -> None:
    """The outlets' names beside their marks, where there is room: those that a flag rests on first, then the newest."""
    order = sorted(marks, key=lambda mark: (mark.at_odds is None, -mark.published_at.timestamp()))
    named = [Named(_name(mark, numbers=numbers), *_place(mark, plot)) for mark in order]
    for mark, place in zip(order, islice(placed(named, plot.room), _NAMED), strict=False):
        if place is not None:
            kind, weight = ("name ours", "bold") if mark.ours else ("name", "normal")
            name = write(svg, place.name, place.x, place.foot, kind, fill=INK, font_weight=weight, **_APART)
            name.set("text-anchor", place.held)


def _name(mark: Mark, *, numbers: bool) -> str:
    outlet = short(mark.outlet, _LONGEST_NAME)
    return f"{outlet} {_stated(mark)}" if numbers else outlet


def _stated(mark: Mark) -> str:
    """What it states, as short as can be: "1,200", "≥ 800", "11,000–12,000", "~ 10,000"."""
    edges = [None if edge is None else number_label(float(edge)) for edge in (mark.low, mark.best, mark.high)]
    low, best, high = edges
    if mark.modality is Modality.RANGE and low and high:
        return f"{low}–{high}"
    shown = best or low or high or ""
    return f"{_SIGNS.get(mark.modality, '')}{shown}"


def _says(chart: QuantityChart) -> str:
    """The chart in words, for who cannot see it."""
    if not chart.marks:
        return "Nothing stated yet."
    latest = chart.marks[-1]
    day = in_full(latest.published_at)
    low, high = (chart.band[-1].low, chart.band[-1].high) if chart.band else (None, None)
    band = "" if low is None or high is None else f", from {low:,f} to {high:,f}"
    return f"{counted(len(chart.marks), 'statement')}{band}; the latest “{latest.words}” by {latest.outlet} on {day}."
