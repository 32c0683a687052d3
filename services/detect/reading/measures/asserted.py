"""What a sentence asserts of measures: what its figures measure."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.statements import Subject
from schemas.values import Measure
from services.detect.reading.clauses.senses import is_stock
from services.detect.reading.ground import Assertion, Ground, figure_of
from services.detect.reading.measures.measured import MEASURE, Measured, heads_of, measures
from services.detect.reading.measures.periods import period
from services.detect.reading.people.classes import PEOPLE
from services.detect.reading.spans import day_span


def measured(ground: Ground) -> Iterator[Assertion]:
    """What figures measure: "Marlow's budget is $4.2 million"; of nobody's only where the story is told of."""
    for found in measures(ground.sentence, ground.quantities):
        if found.owner is None and not (ground.is_near and ground.setting.story):
            continue
        quantity, subject = found.quantity, _subject(found, ground)
        so_far = Measure.STOCK if is_stock(subject.action, ground.sentence.language) else Measure.CUMULATIVE
        figure = figure_of(quantity, Measure.CHANGE if found.is_change else so_far)
        reckoned = period(ground.sentence.tokens, ground.times, quantity.first, quantity.last)
        held = day_span(ground.anchor) if found.is_paid else reckoned or ground.held()
        start, end = quantity.start, quantity.end
        yield Assertion(start, end, figure, subject, held, None, found.is_denied, MEASURE, found.measure, True)


def _subject(found: Measured, ground: Ground) -> Subject:
    """What is measured; of a measure that is so many people, these: "a turnout of 18,000" are 18,000 who gathered."""
    language = ground.sentence.language
    sense = heads_of(found.measure, language) if found.quantity.unit is None and not found.is_change else None
    if sense is None:
        return Subject(found.measure, found.owner, found.sense, None, None)
    return Subject(PEOPLE, found.owner, sense, ground.place, None)
