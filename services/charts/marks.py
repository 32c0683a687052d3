"""What marks look like, and what they mean: shapes for how a wording bounds its number, rings for grades."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

from schemas.flags import Grade
from schemas.values import Modality
from services.charts.svg import ACCENT, CONFLICT, MUTED, TENSION, Element, add, width_of, write

LINE: Final = 18
"""The height of a line of the legend."""
RING: Final = 8
"""Half the width of a ring, in CSS pixels."""
_COLOURS: Final[Mapping[Grade, str]] = {Grade.CONFLICT: CONFLICT, Grade.TENSION: TENSION}


class Bounds(NamedTuple):
    """Modalities that are drawn alike, by one of them, and what the legend says of them."""

    modality: Modality
    says: str


_AS_STATED: Final = Bounds(Modality.EXACT, "as stated")
_ABOUT: Final = Bounds(Modality.ABOUT, "about, range")
_AT_LEAST: Final = Bounds(Modality.AT_LEAST, "at least")
_AT_MOST: Final = Bounds(Modality.AT_MOST, "at most")
_BOUNDS: Final[Mapping[Modality, Bounds]] = {
    Modality.EXACT: _AS_STATED,
    Modality.ABOUT: _ABOUT,
    Modality.RANGE: _ABOUT,
    Modality.VAGUE: _ABOUT,
    Modality.RELATIVE: _ABOUT,
    Modality.AT_LEAST: _AT_LEAST,
    Modality.MORE_THAN: _AT_LEAST,
    Modality.AT_MOST: _AT_MOST,
    Modality.LESS_THAN: _AT_MOST,
}


def shape(parent: Element, modality: Modality, x: float, y: float) -> None:
    """Full as stated, hollow about; a triangle points to where the number may lie besides."""
    match _BOUNDS[modality]:
        case bounds if bounds is _AT_LEAST:
            _triangle(parent, x, y, -1)
        case bounds if bounds is _AT_MOST:
            _triangle(parent, x, y, 1)
        case bounds:
            kind, fill = ("dot", ACCENT) if bounds is _AS_STATED else ("dot hollow", "#ffffff")
            add(parent, "circle", kind, cx=x, cy=y, r=4, fill=fill, stroke=ACCENT, stroke_width=1.5)


def ring(parent: Element, grade: Grade, x: float, y: float, half: float = RING) -> None:
    """A square for a conflict, a diamond for a tension."""
    edge = 2 * half
    box = {"x": x - half, "y": y - half, "width": edge, "height": edge}
    around = add(parent, "rect", grade.value, fill="none", stroke=_COLOURS[grade], stroke_width=2, **box)
    if grade is Grade.TENSION:
        around.set("transform", f"rotate(45 {x:.1f} {y:.1f})")


class Entry(NamedTuple):
    """An entry of the legend, at the left end of its line."""

    meaning: Bounds | Grade
    x: float
    line: int


def legend(modalities: Iterable[Modality], grades: Iterable[Grade], left: float, right: float) -> list[Entry]:
    """The entries for what occurs, in as many lines as they need between `left` and `right`."""
    found: list[Entry] = []
    x, line = left, 0
    meanings: list[Bounds | Grade] = [*dict.fromkeys(_BOUNDS[item] for item in modalities), *dict.fromkeys(grades)]
    for meaning in meanings:
        wide = 16 + width_of(_words(meaning))
        if x + wide > right and x > left:
            x, line = left, line + 1
        found.append(Entry(meaning, x, line))
        x += wide + 10
    return found


def draw_legend(svg: Element, entries: Iterable[Entry]) -> None:
    """Draw them at the top of the chart."""
    for meaning, x, line in entries:
        y = 10.0 + line * LINE
        if isinstance(meaning, Grade):
            ring(svg, meaning, x + 5, y, half=4.5)
        else:
            shape(svg, meaning.modality, x + 5, y)
        write(svg, _words(meaning), x + 16, y + 4, "legend", fill=MUTED)


def _words(meaning: Bounds | Grade) -> str:
    return meaning.value if isinstance(meaning, Grade) else meaning.says


def _triangle(parent: Element, x: float, y: float, down: int) -> None:
    corners = [(x - 5, y - 4 * down), (x + 5, y - 4 * down), (x, y + 5 * down)]
    add(parent, "polygon", "dot", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in corners), fill=ACCENT, stroke=ACCENT)
