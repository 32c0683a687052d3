"""What a message shows as a picture: the figures that its evidence states, over time, by outlet.

findings ─▶ quotes, each with the worst grade that rests on it ─▶ chart ─▶ PNG
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from schemas.flags import Grade
from schemas.values import Figure, Modality, Quantity
from services.alert.message.message import Finding, Quote
from services.charts.chart import Chart, QuantityChart
from services.charts.plots import Setting, Stated, presence_chart, quantity_chart
from services.charts.png import png
from services.charts.presence import presence
from services.charts.quantity import quantity
from services.charts.svg import Element, Size, text_of
from services.charts.titled import titled

SIZE: Final = Size(480, 270)
"""In CSS pixels, without the title. Shown wider or narrower than that, its letters stay legible from 300 to 600."""
_ZOOM: Final = 1.5
"""Pixels to a CSS pixel: 60 ms to draw, where two would take 90, in which nothing else is sent."""
_MOST: Final = 12
"""Statements, the newest: more could not be named beside their marks."""
_FEWEST: Final = 2
"""A single figure is at odds with nothing that could be drawn."""


def picture(title: str, findings: Iterable[Finding]) -> bytes | None:
    """The evidence of what is open, as PNG, the same bytes each time; None where there is nothing to compare."""
    chart = drawn(title, findings)
    return None if chart is None else _png(text_of(titled(_svg(chart), title, _note(chart))))


def described(title: str, findings: Iterable[Finding]) -> str:
    """The picture in words, for who does not see it; empty where there is none."""
    chart = drawn(title, findings)
    return "" if chart is None else _svg(chart).get("aria-label", "")


def drawn(title: str, findings: Iterable[Finding]) -> Chart | None:
    """The chart of that picture: of quantities in the commonest unit, or else of days."""
    stated = _stated(findings)
    quantities = _on_one_scale(stated)
    days = [each for each in stated if not isinstance(each.figure, Quantity)]
    setting = Setting(title)
    if len(quantities) >= max(len(days), _FEWEST):
        return quantity_chart(setting, quantities[-_MOST:])
    return presence_chart(setting, days[-_MOST:]) if len(days) >= _FEWEST else None


def _svg(chart: Chart) -> Element:
    return quantity(chart, SIZE, numbers=True) if isinstance(chart, QuantityChart) else presence(chart, SIZE.width)


@lru_cache(maxsize=64)
def _png(svg: str) -> bytes:
    """Kept for a while: one notice goes to many."""
    return png(svg, _ZOOM)


def _note(chart: Chart) -> str:
    """How to read it."""
    if isinstance(chart, QuantityChart):
        return f"{chart.unit or 'how many'}, by day of publication"
    return "the days that each speaks of"


def _stated(findings: Iterable[Finding]) -> list[Stated]:
    """Each statement once, oldest first."""
    found: dict[tuple[str, int, str, Figure], Stated] = {}
    for finding in findings:
        if not finding.open:
            continue
        shown = [(quote, False) for quote in finding.quotes] + [(quote, True) for quote in finding.exposure]
        for quote, ours in shown:
            key = quote.article, quote.revision, quote.words, quote.figure
            before = found.get(key)
            worst = Grade.CONFLICT if before and before.at_odds is Grade.CONFLICT else Grade(finding.grade)
            found[key] = _statement(quote, worst, ours=ours or (before is not None and before.ours))
    return sorted(found.values(), key=lambda each: each.published_at)


def _statement(quote: Quote, grade: Grade, *, ours: bool) -> Stated:
    return Stated(
        published_at=quote.published_at,
        outlet=quote.outlet,
        source=quote.chain[-1] if quote.chain else quote.outlet,
        ours=ours,
        words=quote.words,
        figure=quote.figure,
        as_of=quote.as_of,
        article=quote.article,
        revision=quote.revision,
        at_odds=grade,
    )


def _on_one_scale(stated: Sequence[Stated]) -> list[Stated]:
    """The numbers in the commonest unit: others have no place on one scale with them, nor have factors ("halved")."""
    numbers = [
        (each, each.figure.unit)
        for each in stated
        if isinstance(each.figure, Quantity) and each.figure.modality is not Modality.RELATIVE
    ]
    commonest = Counter(unit for _, unit in numbers).most_common(1)
    return [each for each, unit in numbers if unit == commonest[0][0]]
