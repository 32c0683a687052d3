"""What a sentence asserts: quantities, times and sightings → figures, each with its subject and the span it held for.

Who says so, and whether he vouches for it, is another question (`attribution/`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

import msgspec

from schemas import values
from schemas.statements import Subject
from schemas.values import Measure, Modality, Span, exact
from services.detect.reading.attribution.vouching import is_moment_of_saying
from services.detect.reading.clauses.senses import is_stock
from services.detect.reading.days.occurrences import occurrences
from services.detect.reading.days.plans import plan
from services.detect.reading.measures.measured import MEASURE, measures
from services.detect.reading.measures.periods import period
from services.detect.reading.measures.sums import LEVEL, RECKONED, misfit
from services.detect.reading.names.actors import actor_of
from services.detect.reading.names.places import places
from services.detect.reading.people.actions import actions
from services.detect.reading.people.classes import (
    PEOPLE,
    class_before,
    event_of,
    is_cumulative,
    is_dated,
    is_gathering,
    is_of_campaign,
    is_of_employer,
    is_of_things,
    is_said_in,
    may_serve,
    told_as,
)
from services.detect.reading.people.counts import Count, counts
from services.detect.reading.people.participants import participants
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.setting.article import Setting, past_day
from services.detect.reading.setting.events import events, is_sum, main_event, may_be_summed
from services.detect.reading.sightings.presences import SEEN, sighting
from services.detect.reading.sightings.traces import COUNTED, traces
from services.detect.reading.spans import day_span
from services.detect.reading.things.classes import is_of_persons, is_victim
from services.detect.reading.things.told import Told, told
from services.detect.reading.times import Time, TimeKind

_LONG_PAST: Final = dt.timedelta(days=60)
"""What happened longer ago is another event than the one an article is about."""
_KNOWN: Final = 3
"""Words of names by which a story is known so well that it need not be said whose its event is."""
_DATED: Final = (TimeKind.DATE, TimeKind.TIME)


class Ground(NamedTuple):
    """What a sentence's assertions are made of."""

    sentence: Sentence
    quantities: tuple[Quantity, ...]
    times: Sequence[Time]
    anchor: dt.date
    """The moment of speaking."""
    setting: Setting
    is_near: bool
    """Whether it stands where the article's own event is told of."""
    is_headline: bool
    named: Span | None = None
    """The days that the text has last named before it."""

    @property
    def place(self) -> str | None:
        """The first place that the sentence itself names."""
        return next(places(self.sentence.tokens, self.sentence.language), None)

    @property
    def event(self) -> str | None:
        """The kind of event that the sentence itself names, else the article's."""
        language, lent = self.sentence.language, self.setting.event
        return main_event([*events(self.sentence.tokens, language), *([lent] if lent else ())], language)

    @property
    def is_sum(self) -> bool:
        """Whether the sentence, or the title, counts for many such events together."""
        language = self.sentence.language
        summed = self.setting.is_sum or is_sum(self.sentence.tokens, language)
        return summed and may_be_summed(self.event, language)


class Assertion(NamedTuple):
    """What a sentence states at [start, end), before it is known who says it."""

    start: int
    end: int
    figure: values.Figure
    subject: Subject
    held: Span
    event_day: Span | None
    is_denied: bool
    rule: str | None
    """What found the subject's action, with the action's name or words in `fired`."""
    words: str
    is_of_story: bool = False
    """Whether nothing but its article's story tells which ones are meant."""
    makes: values.Quantity | None = None
    """What the sentence's own change makes of the level before, where that is not the figure."""


def assertions(ground: Ground) -> Iterator[Assertion]:
    """All that a sentence asserts."""
    counted = list(_counted(ground))
    known = {assertion.start for assertion in counted}
    yield from _of_story(ground, counted)
    yield from _changed(ground)
    yield from (assertion for assertion in _measured(ground) if assertion.start not in known)
    yield from _summed(ground)
    yield from _scheduled(ground)
    yield from _sighted(ground)
    yield from _last_seen(ground)


def _counted(ground: Ground) -> Iterator[Assertion]:
    """What the sentence's participants are counted to do or suffer, and the day of what happens once."""
    sentence = ground.sentence
    who = participants(sentence, ground.quantities, headline=ground.is_headline)
    made: set[tuple[int, Subject]] = set()
    for said in actions(sentence, who):
        for count in counts(sentence, said):
            own = sentence.tokens[said.first : said.last]
            subject = _subject(ground, count)
            if subject is None or not is_said_in(count.action, own, subject.event, sentence.language):
                continue
            if (count.first, subject) in made:
                continue
            made.add((count.first, subject))
            start, end = sentence.tokens[count.first].start, sentence.tokens[count.last - 1].end
            words = " ".join(token.text for token in own)
            measure = Measure.CUMULATIVE if is_cumulative(subject.action, sentence.language) else Measure.STOCK
            figure, happened = _figure(count, measure), _happened(ground) if subject.event else None
            if happened is not None and is_gathering(subject.action, sentence.language):
                held = happened
            else:
                held = _held(ground, happened if measure is Measure.STOCK else None)
            yield Assertion(start, end, figure, subject, held, happened, count.is_denied, said.rule, words)
            if count.is_denied:
                continue
            if (
                is_dated(subject.action, sentence.language)
                and (day := past_day(ground.times, ground.anchor)) is not None
            ):
                dated = msgspec.structs.replace(subject, event=f"{count.best} {subject.action}")
                yield Assertion(start, end, day, dated, day, None, False, None, "")


def _of_story(ground: Ground, counted: Sequence[Assertion]) -> Iterator[Assertion]:
    """What is counted, and all other things that the sentence counts; of which ones, the article's story tells.

    Of those who are somebody's, or whom a toll counts that every event has, owner, place and event tell it better.
    """
    if not ground.is_near or not ground.setting.story:
        yield from counted
        return
    things = {thing.quantity.start: thing for thing in told(ground.sentence, ground.quantities)}
    made: list[Assertion] = []
    for assertion in counted:
        thing = things.pop(assertion.start, None)
        made.append(assertion if _is_settled(assertion, ground) else _in_story(assertion, thing, ground))
    for thing in things.values():
        sense = thing.said.sense if thing.said is not None else None
        if not is_victim(thing.counted, sense, ground.sentence.language):
            made.append(_thing(thing, sense, ground))
    yield from sorted(made, key=lambda assertion: assertion.start)


def _is_settled(assertion: Assertion, ground: Ground) -> bool:
    subject = assertion.subject
    if subject.actor is not None or not isinstance(assertion.figure, values.Quantity):
        return True
    return is_victim(subject.counted or PEOPLE, subject.action, ground.sentence.language)


def _in_story(assertion: Assertion, thing: Told | None, ground: Ground) -> Assertion:
    """An assertion told apart by its story, with the noun as it stands and the place that its own words name."""
    subject = msgspec.structs.replace(assertion.subject, place=ground.place)
    if thing is not None:
        own = assertion.subject.counted
        noun = own if own == PEOPLE and not is_of_persons(thing.counted, ground.sentence.language) else thing.counted
        subject = msgspec.structs.replace(subject, counted=noun, actor=thing.owner, place=thing.place)
    figure = _as_said(assertion.figure, thing)
    return assertion._replace(figure=figure, subject=subject, is_of_story=True)


def _as_said(figure: values.Figure, thing: Told | None) -> values.Figure:
    """The figure, of what one person did only a lower bound: others may have done so too."""
    is_part = thing is not None and thing.said is not None and thing.said.is_by_one
    if not is_part or not isinstance(figure, values.Quantity) or figure.modality is not Modality.EXACT:
        return figure
    return msgspec.structs.replace(figure, high=None, modality=Modality.AT_LEAST)


def _thing(thing: Told, sense: str | None, ground: Ground) -> Assertion:
    """A count of things that no vocabulary of actions knows."""
    quantity, denied = thing.quantity, thing.said is not None and thing.said.is_denied
    measure = Measure.STOCK if is_stock(sense, ground.sentence.language) else Measure.CUMULATIVE
    subject = Subject(thing.counted, thing.owner, sense, thing.place, None)
    words = sense or thing.counted
    return Assertion(
        quantity.start,
        quantity.end,
        _as_said(_figure(quantity, measure), thing),
        subject,
        _held(ground),
        None,
        denied,
        "things told of",
        words,
        is_of_story=True,
    )


def _changed(ground: Ground) -> Iterator[Assertion]:
    """Figures told by an earlier one: "the force was reduced by half"."""
    for quantity in ground.quantities:
        if quantity.modality is not Modality.RELATIVE or quantity.unit is not None or quantity.direction is None:
            continue
        before, language = ground.sentence.tokens[: quantity.first], ground.sentence.language
        counted, actor = class_before(before, language), actor_of(before, language)
        if counted is not None and actor is not None:
            subject = Subject(counted, actor, "deployed", ground.place or ground.setting.place, None)
            figure = _figure(quantity, Measure.CHANGE)
            yield Assertion(quantity.start, quantity.end, figure, subject, _held(ground), None, False, None, "")


def _measured(ground: Ground) -> Iterator[Assertion]:
    """What figures measure: "Marlow's budget is $4.2 million"; of nobody's only where the story is told of."""
    for found in measures(ground.sentence, ground.quantities):
        if found.owner is None and not (ground.is_near and ground.setting.story):
            continue
        quantity, subject = found.quantity, Subject(found.measure, found.owner, found.sense, None, None)
        so_far = Measure.STOCK if is_stock(found.sense, ground.sentence.language) else Measure.CUMULATIVE
        figure = _figure(quantity, Measure.CHANGE if found.is_change else so_far)
        reckoned = period(ground.sentence.tokens, ground.times, quantity.first, quantity.last)
        held = day_span(ground.anchor) if found.is_paid else reckoned or _held(ground)
        start, end = quantity.start, quantity.end
        yield Assertion(start, end, figure, subject, held, None, found.is_denied, MEASURE, found.measure, True)


def _summed(ground: Ground) -> Iterator[Assertion]:
    """A level that does not fit the change and the level before that the sentence tells with it."""
    if (told := misfit(ground.sentence, ground.quantities)) is None:
        return
    quantity = told.told
    figure = values.Quantity(exact(told.value), exact(told.value), exact(told.value), quantity.unit)
    makes = values.Quantity(exact(told.low), None, exact(told.high), quantity.unit, Modality.RANGE)
    measured = (found.measure for found in measures(ground.sentence, ground.quantities))
    counted = quantity.counted or next(measured, None) or LEVEL
    subject, held = Subject(counted, None, RECKONED, None, None), day_span(ground.anchor)
    start, end = quantity.start, quantity.end
    yield Assertion(start, end, figure, subject, held, None, False, RECKONED, counted, True, makes)


def _scheduled(ground: Ground) -> Iterator[Assertion]:
    """The days that the sentence gives, each once: of a story that is known well enough, else by whose event it is."""
    planned, dated = list(_planned(ground)), list(_dated(ground))
    is_known = len(ground.setting.story) >= _KNOWN
    told = {day.figure for day in dated} - (set() if is_known else {plan.figure for plan in planned})
    yield from (plan for plan in planned if plan.figure not in told)
    yield from (day for day in dated if day.figure in told)


def _planned(ground: Ground) -> Iterator[Assertion]:
    """The day to come of an event that has one: "the launch of Orbiter 2 has been moved to 12 March"."""
    told = plan(ground.sentence, ground.times, ground.anchor)
    if told is None or (told.owner or ground.setting.place) is None:
        return
    subject = Subject(told.kind, told.owner, None, None if told.owner else ground.setting.place, told.kind)
    start, end = ground.sentence.tokens[told.first].start, ground.sentence.tokens[told.last - 1].end
    yield Assertion(start, end, told.day, subject, day_span(ground.anchor), None, False, told.rule, told.kind)


def _dated(ground: Ground) -> Iterator[Assertion]:
    """The day on which something happens to a thing of a story, where it is told at the beginning."""
    if not ground.is_near or not ground.setting.story:
        return
    tokens = ground.sentence.tokens
    for what in occurrences(ground.sentence, ground.times, ground.anchor, ground.named):
        subject = Subject(f"{what.thing} {what.kind}".lstrip(), None, what.kind, what.place, None)
        start, end, held = tokens[what.first].start, tokens[what.last - 1].end, day_span(ground.anchor)
        yield Assertion(start, end, what.day, subject, held, None, False, "happens on", subject.counted or "", True)


def _sighted(ground: Ground) -> Iterator[Assertion]:
    sighted = sighting(ground.sentence, ground.times, ground.anchor)
    if sighted is not None:
        subject = Subject(sighted.counted, sighted.actor, SEEN, ground.place or ground.setting.place, None)
        said = ground.sentence.tokens[sighted.first : sighted.last]
        words = " ".join(token.text for token in said)
        start, end = said[0].start, said[-1].end
        yield Assertion(start, end, sighted.figure, subject, sighted.figure.span, None, False, sighted.rule, words)


def _last_seen(ground: Ground) -> Iterator[Assertion]:
    """When one was last seen; where does not tell who it is."""
    for trace in traces(ground.sentence, ground.times, ground.anchor, ground.setting.named):
        said = ground.sentence.tokens[trace.first : trace.last]
        subject = Subject(COUNTED, trace.name, None, None, None)
        held = trace.figure.span if isinstance(trace.figure, values.Presence) else day_span(ground.anchor)
        words = " ".join(token.text for token in said)
        yield Assertion(said[0].start, said[-1].end, trace.figure, subject, held, None, False, trace.rule, words)


def _subject(ground: Ground, count: Count) -> Subject | None:
    """What is counted, None where the count is of no people or things that we follow."""
    setting, language, counted = ground.setting, ground.sentence.language, count.counted or "people"
    action = told_as(count.action, counted, ground.event, language)
    if action is None:
        return None
    employer = setting.organisation if is_of_employer(action, language) else None
    if (actor := count.actor or employer) is not None:
        lent = None if actor == employer else setting.place
        return Subject(counted, actor, action, ground.place or lent, None)
    if not (count.is_known or is_of_things(action, language)) or not may_serve(counted, action, language):
        return None
    is_wide = is_of_campaign(action, language)
    event = event_of(action, ground.event, language)
    if is_wide or event is None:
        lent = (setting.country if is_wide else None) or setting.place
        return Subject(counted, None, action, ground.place or lent, None)
    if not ground.is_near or ground.is_sum:
        return None
    return Subject(counted, None, action, setting.filed or setting.place or ground.place, event)


def _figure(said: Count | Quantity, measure: Measure) -> values.Quantity:
    """The figure of what is counted or measured; which way it went is told of quantities alone."""
    return values.Quantity(
        low=_plain(said.low),
        best=_plain(said.best),
        high=_plain(said.high),
        unit=said.unit if isinstance(said, Quantity) else None,
        modality=said.modality,
        measure=measure,
        direction=said.direction if isinstance(said, Quantity) else None,
    )


def _plain(number: Decimal | None) -> Decimal | None:
    return None if number is None else exact(number)


def _happened(ground: Ground) -> Span | None:
    """The day of the event: the article's own, unless the sentence itself speaks of one long past ("in 1992")."""
    dates = (time.span for time in ground.times if time.kind in _DATED)
    past = (span for span in dates if span is not None and span.latest < ground.anchor - _LONG_PAST)
    return next(past, ground.setting.event_day)


def _held(ground: Ground, happened: Span | None = None) -> Span:
    """The span for which the figure is said to hold: the sentence's own past time, or the moment of speaking.

    "Officials said on Monday" dates the saying, not the figure; and of what is still so after an event, "12 are
    missing after Tuesday's flood", that event's day (`happened`) dates the event.
    """
    dates = (time for time in ground.times if time.kind in _DATED)
    held = (time.span for time in dates if not is_moment_of_saying(ground.sentence, time.start))
    past = (span for span in held if span is not None and span.latest <= ground.anchor and span != happened)
    return next(past, day_span(ground.anchor))
