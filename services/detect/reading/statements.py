"""Quantities, times and sightings of an article → its statements, each with subject, as-of span and chain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

import msgspec

from schemas import values
from schemas.statements import AsOf, Part, Statement, Subject
from schemas.values import Measure, Modality, Precision, Span, exact
from services.detect.reading.attribution.sources import Attribution, attribution
from services.detect.reading.attribution.vouching import (
    factuality,
    is_first_hand,
    is_moment_of_saying,
    reported_on,
    scope,
)
from services.detect.reading.quantities.quantity import Quantity, quantities
from services.detect.reading.sentences import Sentence, sentences
from services.detect.reading.spans import day_span
from services.detect.reading.subjects.actions import actions
from services.detect.reading.subjects.actors import actor_of
from services.detect.reading.subjects.classes import class_before, is_cumulative, may_serve
from services.detect.reading.subjects.counts import Count, counts
from services.detect.reading.subjects.measures import measures
from services.detect.reading.subjects.participants import participants
from services.detect.reading.subjects.places import places
from services.detect.reading.subjects.presences import SEEN, sighting
from services.detect.reading.subjects.setting import Passage, Setting, past_day, setting_of
from services.detect.reading.times import Time, TimeKind, referred, times
from services.detect.reading.tokens import flatten
from services.detect.reading.vocabulary import ENGLISH

MAX_QUOTE: Final = 160
_EVENT_SENTENCES: Final = 8
"""Of the body, besides the title: what stands further below mostly speaks of other events."""
_DATED: Final = (TimeKind.DATE, TimeKind.TIME)
_ONE_OFF: Final = frozenset(("captured",))
"""Actions whose date is itself a figure worth comparing."""


class Reading(NamedTuple):
    """What one sentence gave, for explaining it."""

    sentence: Sentence
    times: tuple[Time, ...]
    quantities: tuple[Quantity, ...]
    statements: tuple[Statement, ...]
    fired: tuple[tuple[str, str], ...]
    """(rule, words) of what concerned subjects and attribution, in order."""


class Assertion(NamedTuple):
    """What a sentence states at [start, end), before it is known who says it."""

    start: int
    end: int
    figure: values.Figure
    subject: Subject
    held: Span
    rule: str | None
    """What found the subject's action, with the action's name or words in `fired`."""
    words: str


def read(title: str, body: str, outlet: str, published_at: dt.datetime) -> Iterator[tuple[Part, Reading]]:
    """Read an article, sentence by sentence, its title first."""
    headline, story = _passage(Part.TITLE, title), _passage(Part.BODY, body)
    setting = setting_of(outlet, published_at.date(), headline, story)
    for passage in (headline, story):
        said: Attribution | None = None
        named: Span | None = None
        for number, sentence in enumerate(passage.sentences):
            near = passage is headline or number < _EVENT_SENTENCES
            reading, said = _read_sentence(passage, sentence, setting, said, named, near=near)
            named = referred(reading.times, named)
            yield passage.part, reading


def _passage(part: Part, text: str) -> Passage:
    flat = flatten(text)
    return Passage(part, text, flat, tuple(sentences(flat, ENGLISH)), ENGLISH)


def _read_sentence(
    passage: Passage,
    sentence: Sentence,
    setting: Setting,
    before: Attribution | None,
    named: Span | None,
    *,
    near: bool,
) -> tuple[Reading, Attribution]:
    """The reading of a sentence, and who says it, for a quotation that goes on in the next."""
    words = passage.flat[sentence.start : sentence.end]
    anchor, basis, found_times = _anchored(words, sentence, setting.spoken, named)
    found = tuple(quantities(sentence, found_times))
    said = attribution(sentence, before)
    fired = [(said.rule, " ← ".join(said.parties) or setting.outlet)]
    made: list[Statement] = []
    place = next(places(sentence.tokens, sentence.language), None)
    headline = passage.part is Part.TITLE
    stated = _counts(sentence, found, found_times, anchor, setting, place=place, near=near, headline=headline)
    for assertion in (*stated, *_sightings(sentence, found_times, anchor, place or setting.place)):
        start, end = assertion.start - sentence.start, assertion.end - sentence.start
        fact, taken_back = factuality(words, start, end, sentence.language)
        if assertion.rule is not None:
            fired.append((assertion.rule, assertion.words))
        if taken_back:
            fired.append((taken_back, passage.text[assertion.start : assertion.end]))
        made.append(
            Statement(
                part=passage.part,
                start=assertion.start,
                end=assertion.end,
                quote=_quote(passage, sentence, assertion.start),
                figure=assertion.figure,
                subject=assertion.subject,
                scope=scope(words, sentence.language),
                as_of=AsOf(assertion.held, anchor, basis),
                chain=_chain(setting.outlet, said.parties),
                first_hand=is_first_hand(words, sentence.language),
                factuality=fact,
            )
        )
    return Reading(sentence, tuple(found_times), found, tuple(made), tuple(fired)), said


def _chain(outlet: str, parties: Sequence[str]) -> tuple[str, ...]:
    """Outermost first; an outlet that names itself ("told the Example Times") is no party of its own."""
    own = outlet.lower().removeprefix("the ")
    return (outlet, *(party for party in parties if party.lower().removeprefix("the ") != own))


def _anchored(words: str, sentence: Sentence, spoken: dt.date, named: Span | None) -> tuple[dt.date, str, list[Time]]:
    """The moment of speaking, how it is known, and the sentence's times as reckoned from it."""
    found = times(sentence, spoken, named)
    if (reported := reported_on(sentence, words, found)) is None:
        return spoken, "published", found
    return reported.earliest, "stated", times(sentence, reported.earliest, named)


def _counts(
    sentence: Sentence,
    found: Sequence[Quantity],
    found_times: Sequence[Time],
    anchor: dt.date,
    setting: Setting,
    *,
    place: str | None,
    near: bool,
    headline: bool,
) -> Iterator[Assertion]:
    """What the sentence's participants are counted to do or suffer, and the day of what happens once."""
    who = participants(sentence, found, headline=headline)
    for said in actions(sentence, who):
        for count in counts(sentence, said):
            subject = _subject(sentence, count, setting, place=place, near=near)
            if subject is None:
                continue
            held = _held(sentence, found_times, anchor, setting, subject)
            start, end = sentence.tokens[count.first].start, sentence.tokens[count.last - 1].end
            words = " ".join(token.text for token in sentence.tokens[said.first : said.last])
            yield Assertion(start, end, _figure(sentence, count, subject), subject, held, said.rule, words)
            if subject.action in _ONE_OFF and (day := past_day(found_times, anchor)) is not None:
                dated = msgspec.structs.replace(subject, event=f"{count.best} {subject.action}")
                yield Assertion(start, end, day, dated, day, None, "")
    yield from _changes(sentence, found, found_times, anchor, setting, place=place)
    yield from _measures(sentence, found, found_times, anchor, setting)


def _measures(
    sentence: Sentence, found: Sequence[Quantity], found_times: Sequence[Time], anchor: dt.date, setting: Setting
) -> Iterator[Assertion]:
    """What figures measure of an owner: "Marlow's budget is $4.2 million"."""
    for measured in measures(sentence, found):
        quantity, subject = measured.quantity, Subject(measured.measure, measured.owner, None, None, None)
        figure = values.Quantity(
            _plain(quantity.low),
            _plain(quantity.best),
            _plain(quantity.high),
            quantity.unit,
            quantity.modality,
            Measure.CHANGE if measured.is_change else Measure.STOCK,
            quantity.direction,
        )
        held = _held(sentence, found_times, anchor, setting, subject)
        yield Assertion(quantity.start, quantity.end, figure, subject, held, "measure", measured.measure)


def _changes(
    sentence: Sentence,
    found: Sequence[Quantity],
    found_times: Sequence[Time],
    anchor: dt.date,
    setting: Setting,
    *,
    place: str | None,
) -> Iterator[Assertion]:
    """Figures told by an earlier one: "the force was reduced by half"."""
    for quantity in found:
        if quantity.modality is not Modality.RELATIVE or quantity.unit is not None or quantity.direction is None:
            continue
        before = sentence.tokens[: quantity.first]
        counted, actor = class_before(before, sentence.language), actor_of(before, sentence.language)
        if counted is None or actor is None:
            continue
        subject = Subject(counted, actor, "deployed", place or setting.place, None)
        figure = values.Quantity(
            _plain(quantity.low),
            _plain(quantity.best),
            _plain(quantity.high),
            None,
            Modality.RELATIVE,
            Measure.CHANGE,
            quantity.direction,
        )
        held = _held(sentence, found_times, anchor, setting, subject)
        yield Assertion(quantity.start, quantity.end, figure, subject, held, None, "")


def _sightings(sentence: Sentence, found: Sequence[Time], anchor: dt.date, place: str | None) -> Iterator[Assertion]:
    sighted = sighting(sentence, found, anchor)
    if sighted is not None:
        subject = Subject(sighted.counted, sighted.actor, SEEN, place, None)
        said = sentence.tokens[sighted.first : sighted.last]
        words = " ".join(token.text for token in said)
        start, end = said[0].start, said[-1].end
        yield Assertion(start, end, sighted.figure, subject, sighted.figure.span, sighted.rule, words)


def _subject(sentence: Sentence, count: Count, setting: Setting, *, place: str | None, near: bool) -> Subject | None:
    """What is counted, None where the count is of no people or things that we follow."""
    counted = count.counted or "people"
    if count.actor is not None:
        return Subject(counted, count.actor, count.action, place or setting.place, None)
    if not count.is_known or not may_serve(counted, count.action, sentence.language):
        return None
    subject = Subject(counted, None, count.action, place, None)
    if setting.event is None:
        return msgspec.structs.replace(subject, place=subject.place or setting.place)
    place = setting.filed or setting.place or subject.place
    return msgspec.structs.replace(subject, place=place, event=setting.event) if near else None


def _figure(sentence: Sentence, count: Count, subject: Subject) -> values.Quantity:
    measure = Measure.CUMULATIVE if is_cumulative(subject.action, sentence.language) else Measure.STOCK
    return values.Quantity(
        low=_plain(count.low),
        best=_plain(count.best),
        high=_plain(count.high),
        unit=None,
        modality=count.modality,
        measure=measure,
        direction=None,
    )


def _plain(number: Decimal | None) -> Decimal | None:
    return None if number is None else exact(number)


def _held(sentence: Sentence, found: Sequence[Time], anchor: dt.date, setting: Setting, subject: Subject) -> Span:
    """The span for which the figure is said to hold: the event's day, the sentence's own past time, or the anchor.

    "Officials said on Monday" dates the saying, not the figure.
    """
    if subject.event is not None:
        return setting.event_day or Span(anchor, anchor, Precision.ABOUT)
    dates = (time for time in found if time.kind in _DATED and not is_moment_of_saying(sentence, time.start))
    past = [time.span for time in dates if time.span is not None and time.span.latest <= anchor]
    return past[0] if past else day_span(anchor)


def _quote(passage: Passage, sentence: Sentence, start: int) -> str:
    """The sentence's own words as published, around the figure where it is too long to quote whole."""
    begin, end = sentence.start, sentence.end
    if end - begin <= MAX_QUOTE:
        return passage.text[begin:end]
    if start - begin >= MAX_QUOTE // 2:
        begin = start - MAX_QUOTE // 2
        begin = passage.flat.find(" ", begin, start) + 1 or begin
    if end - begin > MAX_QUOTE:
        cut = passage.flat.rfind(" ", start + 1, begin + MAX_QUOTE)
        end = cut if cut > 0 else begin + MAX_QUOTE
    return passage.text[begin:end]
