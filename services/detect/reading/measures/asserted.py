"""What a sentence asserts of measures: what its figures measure, and sums that do not come out."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import values
from schemas.statements import Subject
from schemas.values import Measure, Modality, exact
from services.detect.reading.clauses.senses import is_stock
from services.detect.reading.ground import Assertion, Ground, figure_of
from services.detect.reading.measures.measured import MEASURE, measures
from services.detect.reading.measures.parts import unfit
from services.detect.reading.measures.periods import period
from services.detect.reading.measures.sums import LEVEL, RECKONED, misfit
from services.detect.reading.spans import day_span


def measured(ground: Ground) -> Iterator[Assertion]:
    """What figures measure: "Marlow's budget is $4.2 million"; of nobody's only where the story is told of."""
    for found in measures(ground.sentence, ground.quantities):
        if found.owner is None and not (ground.is_near and ground.setting.story):
            continue
        quantity, subject = found.quantity, Subject(found.measure, found.owner, found.sense, None, None)
        so_far = Measure.STOCK if is_stock(found.sense, ground.sentence.language) else Measure.CUMULATIVE
        figure = figure_of(quantity, Measure.CHANGE if found.is_change else so_far)
        reckoned = period(ground.sentence.tokens, ground.times, quantity.first, quantity.last)
        held = day_span(ground.anchor) if found.is_paid else reckoned or ground.held()
        start, end = quantity.start, quantity.end
        yield Assertion(start, end, figure, subject, held, None, found.is_denied, MEASURE, found.measure, True)


def summed(ground: Ground) -> Iterator[Assertion]:
    """A level, a share or a whole that does not fit the figures that the sentence tells with it."""
    sentence, quantities = ground.sentence, ground.quantities
    told = misfit(sentence, quantities) or unfit(sentence, quantities, ground.before)
    if told is None:
        return
    quantity = told.told
    figure = values.Quantity(exact(told.value), exact(told.value), exact(told.value), quantity.unit)
    makes = values.Quantity(exact(told.low), None, exact(told.high), quantity.unit, Modality.RANGE)
    measured = (found.measure for found in measures(ground.sentence, ground.quantities))
    counted = quantity.counted or next(measured, None) or LEVEL
    subject, held = Subject(counted, None, RECKONED, None, None), day_span(ground.anchor)
    start, end = quantity.start, quantity.end
    yield Assertion(start, end, figure, subject, held, None, False, RECKONED, counted, True, makes)
