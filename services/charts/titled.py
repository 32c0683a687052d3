"""A drawing under its title, for where it stands alone: on a page the title is the page's."""

from __future__ import annotations

from textwrap import wrap
from typing import Final

from services.charts.svg import INK, MUTED, Element, Size, add, short, width_of, write

_SIZE: Final = 16
"""Of the title's letters, in CSS pixels."""
_LINE: Final = 21
_LINES: Final = 2
_SIDE: Final = 12
_NOTE: Final = 18
_GAP: Final = 10
"""Above the title, and between it and the drawing."""


def titled(drawn: Element, title: str, note: str) -> Element:
    """The drawing with its title above it, in at most two lines, and a note that says how to read it."""
    width, height = (int(drawn.get(side, "0")) for side in ("width", "height"))
    lines = _lines(title, width - 2 * _SIDE)
    foot = _GAP + _LINE * len(lines) + _NOTE
    above = foot + _GAP
    size = Size(width, height + above)
    svg = Element("svg", {**drawn.attrib, "viewBox": f"0 0 {width} {size.height}", "height": str(size.height)})
    for n, line in enumerate(lines):
        write(svg, line, _SIDE, _GAP + _LINE * (n + 1) - 5, "title", font_size=_SIZE, font_weight="bold", fill=INK)
    write(svg, note, _SIDE, foot - 5, "note", fill=MUTED)
    # an svg within an svg is clipped: that costs as much again
    add(svg, "g", transform=f"translate(0 {above})").extend(drawn)
    return svg


def _lines(title: str, room: int) -> list[str]:
    letters = int(room / (width_of("m") * _SIZE / 12))
    lines = wrap(title, letters)
    return [*lines[: _LINES - 1], short(" ".join(lines[_LINES - 1 :]), letters)] if len(lines) > _LINES else lines
