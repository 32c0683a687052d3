"""What a sentence asserts of sightings: of forces that were seen or were not, and of one who was last seen."""

from __future__ import annotations

from collections.abc import Iterator

from schemas import values
from schemas.statements import Subject
from services.detect.reading.ground import Assertion, Ground
from services.detect.reading.sightings.presences import SEEN, sighting
from services.detect.reading.sightings.traces import COUNTED, traces
from services.detect.reading.sightings.whereabouts import COUNTED as WHEREABOUTS
from services.detect.reading.sightings.whereabouts import whereabouts
from services.detect.reading.spans import day_span


def sighted(ground: Ground) -> Iterator[Assertion]:
    """Whether someone's forces were seen, and over which days."""
    sighted = sighting(ground.sentence, ground.times, ground.anchor)
    if sighted is not None:
        subject = Subject(sighted.counted, sighted.actor, SEEN, ground.place or ground.setting.place, None)
        said = ground.sentence.tokens[sighted.first : sighted.last]
        words = " ".join(token.text for token in said)
        start, end = said[0].start, said[-1].end
        yield Assertion(start, end, sighted.figure, subject, sighted.figure.span, None, False, sighted.rule, words)


def was_there(ground: Ground) -> Iterator[Assertion]:
    """Whether one was at a place on some day."""
    setting = ground.setting
    told = whereabouts(ground.sentence, ground.times, ground.anchor, lambda: (setting.named, setting.place))
    if told is not None:
        said = ground.sentence.tokens[told.first : told.last]
        subject = Subject(WHEREABOUTS, told.name, None, told.place, None)
        words = " ".join(token.text for token in said)
        yield Assertion(
            said[0].start, said[-1].end, told.figure, subject, told.figure.span, None, False, told.rule, words
        )


def last_seen(ground: Ground) -> Iterator[Assertion]:
    """When one was last seen; where does not tell who it is."""
    for trace in traces(ground.sentence, ground.times, ground.anchor, lambda: ground.setting.named):
        said = ground.sentence.tokens[trace.first : trace.last]
        subject = Subject(COUNTED, trace.name, None, None, None)
        held = trace.figure.span if isinstance(trace.figure, values.Presence) else day_span(ground.anchor)
        words = " ".join(token.text for token in said)
        yield Assertion(said[0].start, said[-1].end, trace.figure, subject, held, None, False, trace.rule, words)
