"""What a sentence asserts of sums: a figure that those told with it make another, with what they make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import takewhile
from typing import Final

from schemas import values
from schemas.statements import How, Reckoned, Subject
from schemas.values import Measure, Modality, exact
from services.detect.reading.ground import Assertion, Ground, Told, figure_of
from services.detect.reading.measures.measured import measures
from services.detect.reading.spans import day_span
from services.detect.reading.sums.figures import Figure, place, spelt
from services.detect.reading.sums.reckoning import Sum, misfits
from services.detect.reading.sums.relations import relations

LEVEL: Final = "level"
"""What is counted where no noun says it."""
RECKONED: Final = "reckoned"
"""The action of a figure that is told with those that make it."""
_PLACES: Final = 3
"""Places more than a figure's own to which it is told from where to where it lies."""
_TOGETHER: Final = 3
"""Figures that a sum has at least."""


def reckoned(ground: Ground) -> Iterator[Assertion]:
    """Figures that do not fit those told with them, in the sentence or the ones before."""
    sentence, quantities = ground.sentence, ground.quantities
    near = [*takewhile(lambda told: told[1], reversed(ground.before))][::-1]
    window = (*near, (sentence, quantities))
    if not sentence.numbers or not _has_enough(window):
        return
    told = [spelt(each, found) for each, found in window]
    for found in misfits(relations(told, sentence.language)):
        yield _assertion(ground, found)


def _has_enough(window: Sequence[Told]) -> bool:
    """Whether there are figures enough for a sum: quantities, or numbers that count nothing (309-298)."""
    if sum(len(found) for _, found in window) >= _TOGETHER:
        return True
    return sum(len(each.numbers) for each, _ in window) >= _TOGETHER


def _assertion(ground: Ground, found: Sum) -> Assertion:
    told = found.told
    at = told if told.sentence is ground.sentence else max(found.figures, key=lambda figure: figure.start)
    number = exact(told.value)
    figure = values.Quantity(number, number, number, told.unit)
    low, high = (_end(end, told) for end in (found.low, found.high))
    modality = Modality.RANGE if found.high.is_finite() else Modality.AT_LEAST
    makes = values.Quantity(low, exact(found.best), high, told.unit, modality)
    measured = (each.measure for each in measures(ground.sentence, ground.quantities))
    counted = told.counted or next(measured, None) or LEVEL
    subject, held = Subject(counted, None, RECKONED, None, None), day_span(ground.anchor)
    return Assertion(
        at.start,
        at.end,
        figure,
        subject,
        held,
        None,
        False,
        RECKONED,
        found.rule,
        True,
        makes,
        Reckoned(How(found.kind), tuple(_quantity(each) for each in found.of)),
    )


def _end(end: Decimal, told: Figure) -> Decimal | None:
    return exact(round(end, _PLACES - place(told.value))) if end.is_finite() else None


def _quantity(figure: Figure) -> values.Quantity:
    """The figure as it is told; of a number that counts nothing, the number."""
    if figure.said is not None and figure.said.best is not None:
        return figure_of(figure.said, Measure.STOCK)
    number = exact(Decimal(figure.value))
    return values.Quantity(number, number, number, figure.unit)
