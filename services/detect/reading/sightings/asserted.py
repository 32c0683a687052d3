"""What a sentence asserts of sightings: of forces that were seen or were not, and of one who was last seen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from schemas import values
from schemas.statements import Subject
from services.detect.reading.ground import Assertion, Ground
from services.detect.reading.named import WHEREABOUTS
from services.detect.reading.names.gazetteer import is_state
from services.detect.reading.names.places import places
from services.detect.reading.sightings.presences import SEEN, sighting
from services.detect.reading.sightings.traces import COUNTED, traces
from services.detect.reading.sightings.whereabouts import whereabouts
from services.detect.reading.spans import day_span
from services.detect.reading.vocabulary import vocabulary


def sighted(ground: Ground) -> Iterator[Assertion]:
    """Whether someone's forces were seen, and over which days; who is no state's, only the story tells."""
    told = sighting(ground.sentence, ground.times, ground.anchor)
    if told is not None:
        said, span = ground.sentence.tokens[told.first : told.last], told.figure.span
        place = ground.place or ground.setting.place if told.who.state is not None else _near(ground, told.last)
        subject = Subject(told.who.counted, told.who.state, SEEN, place, None)
        words, of_story = " ".join(token.text for token in said), told.who.state is None
        start, end = said[0].start, said[-1].end
        yield Assertion(start, end, told.figure, subject, span, None, False, told.rule, words, of_story)


def was_there(ground: Ground) -> Iterator[Assertion]:
    """Whether one was at a place on some day."""
    setting = ground.setting
    told = whereabouts(ground.sentence, ground.times, ground.anchor, lambda: (setting.named, setting.place))
    if told is not None:
        said = ground.sentence.tokens[told.first : told.last]
        subject = Subject(WHEREABOUTS, told.name, None, told.place, None)
        words = " ".join(token.text for token in said)
        yield Assertion(
            said[0].start, said[-1].end, told.figure, subject, told.figure.span, None, False, told.rule, words, True
        )


def last_seen(ground: Ground) -> Iterator[Assertion]:
    """When one was last seen, and that he was seen then, or not since: nowhere, if no place is told."""
    for trace in traces(ground.sentence, ground.times, ground.anchor, lambda: ground.setting.named):
        said = ground.sentence.tokens[trace.first : trace.last]
        start, end, words = said[0].start, said[-1].end, " ".join(token.text for token in said)
        subject, held = Subject(COUNTED, trace.name, None, None, None), day_span(ground.anchor)
        if is_presence := isinstance(trace.figure, values.Presence):
            subject, held = Subject(WHEREABOUTS, trace.name.split()[-1], None, None, None), trace.figure.span
        yield Assertion(start, end, trace.figure, subject, held, None, False, trace.rule, words, is_presence)


def _near(ground: Ground, behind: int) -> str | None:
    """The place named behind token `behind`, else in the sentence: no state, nor a part of one ("in northern Marlow").

    So wide a place tells no more than the story does.
    """
    tokens, language = ground.sentence.tokens, ground.sentence.language
    directions = vocabulary(language, "subjects")["places_named"]["directions"]
    wide = {after.text for before, after in pairwise(tokens) if before.lower in directions}
    named = (*places(tokens[behind - 1 :], language), *places(tokens, language))
    return next((name for name in named if not is_state(name) and name.split()[0] not in wide), None)
