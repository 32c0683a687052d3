"""Whether pictures can be drawn with letters: a machine without any font draws them silently without."""

from __future__ import annotations

from services.charts.png import png
from services.charts.svg import Size, drawing, text_of, write
from services.cli.doctor.finding import Finding, good, poor

_SIZE = Size(40, 20)


def look_at_letters() -> Finding:
    """Draw a letter, and look whether it is there."""
    bare, lettered = drawing(_SIZE, "", ""), drawing(_SIZE, "", "")
    write(lettered, "M", 4, 15)
    return letters(drawn=png(text_of(bare)) != png(text_of(lettered)))


def letters(*, drawn: bool) -> Finding:
    """What it means whether they are drawn."""
    if drawn:
        return good("pictures: drawn with letters")
    return poor("pictures: no font is installed, so they have no letters", "install one (Debian: fonts-dejavu-core)")
