"""Building SVG 1.1: escaped, with numbers as short as their meaning."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET

Element = ET.Element

INK: Final = "#1a1a1a"
MUTED: Final = "#6b6b6b"
RULE: Final = "#d9d9d9"
ACCENT: Final = "#1f5f8b"
CONFLICT: Final = "#b3261e"
TENSION: Final = "#8a5a00"

_NOT_XML: Final = re.compile(r"[^\t\n\r -\uD7FF\uE000-\uFFFD\U00010000-\U0010FFFF]")
"""What XML 1.0 (section 2.2) has no way to write."""


class Size(NamedTuple):
    """The room a drawing has, in CSS pixels."""

    width: int
    height: int


WIDE: Final = Size(720, 300)
NARROW: Final = Size(344, 280)
"""For a phone: letters stay as large as on the wide one."""


def drawing(size: Size, name: str, says: str) -> Element:
    """An empty drawing with the name and the words that stand for it where it cannot be seen (WAI-ARIA `img`)."""
    return Element(
        "svg",
        {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {size.width} {size.height}",
            "width": str(size.width),
            "height": str(size.height),
            "class": "chart",
            "role": "img",
            "aria-label": plain(f"{name}. {says}"),
            "font-family": "DejaVu Sans, system-ui, sans-serif",
            "font-size": "12",
            "fill": INK,
        },
    )


def add(parent: Element, tag: str, kind: str = "", **attributes: float | str) -> Element:
    """Add a shape. `kind` is its class; an attribute's underscore is a hyphen, numbers are in CSS pixels."""
    found = {name.replace("_", "-"): _spelled(value) for name, value in attributes.items()}
    return ET.SubElement(parent, tag, {"class": kind, **found} if kind else found)


def write(parent: Element, words: str, x: float, y: float, kind: str = "label", **attributes: float | str) -> Element:
    """Add a line of text whose baseline begins at (x, y); right-to-left words turn nothing around them."""
    text = add(parent, "text", kind, x=x, y=y, unicode_bidi="isolate", **attributes)
    text.text = plain(words)
    return text


def explain(shape: Element, words: str) -> None:
    """What is told of a shape when it is pointed at."""
    title = ET.Element("title")
    title.text = plain(words)
    shape.insert(0, title)


def plain(words: str) -> str:
    """The words without characters that XML cannot hold."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", words)


def short(words: str, most: int) -> str:
    """The words, cut to so many characters."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def width_of(words: str) -> float:
    """About how wide the words are at 12 px: no font is measured, so this errs on the wide side."""
    return 7.2 * len(words)


def text_of(svg: Element) -> str:
    """The drawing as SVG, for a file or for the midst of a page."""
    return ET.tostring(svg, encoding="unicode")


def _spelled(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:.1f}".removesuffix(".0")
