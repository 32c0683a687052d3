"""What a sentence asserts of people: how many did or suffered what, and how a force has changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from schemas import values
from schemas.statements import Subject
from schemas.values import Measure, Modality, Span
from services.detect.reading.ground import Assertion, Ground, bound, figure_of
from services.detect.reading.names.actors import actor_of, state_called
from services.detect.reading.people.actions import actions, is_of_before
from services.detect.reading.people.afar import may_count_afar
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
    is_of_things_only,
    is_person,
    is_said_in,
    is_toll,
    may_serve,
    told_as,
)
from services.detect.reading.people.counts import Count, counts
from services.detect.reading.people.named import may_name
from services.detect.reading.people.ordinals import in_row
from services.detect.reading.people.participants import participants
from services.detect.reading.people.whose import host_of
from services.detect.reading.setting.dates import deed_day, is_aftermath, past_day
from services.detect.reading.setting.events import kind_of_toll

_LONG_PAST: Final = dt.timedelta(days=60)
"""What happened longer ago is another event than the one an article is about."""


def counted(ground: Ground) -> Iterator[Assertion]:
    """What the sentence's participants are counted to do or suffer, and the day of what happens once.

    Of whom something else is told than that they gathered, "45 protesters were arrested", others gathered too.
    """
    if not (made := list(_counted(ground))):
        return  # as in most sentences
    told = {each.start for each in made if each.subject.action and not _is_gathering(each, ground)}
    yield from (each for each in made if each.start not in told or not _is_gathering(each, ground))


def _is_gathering(assertion: Assertion, ground: Ground) -> bool:
    return is_gathering(assertion.subject.action, ground.sentence.language)


def _counted(ground: Ground) -> Iterator[Assertion]:
    sentence = ground.sentence
    if _is_afar(ground) and not may_count_afar(sentence, ground.quantities):
        return
    who = participants(sentence, ground.quantities, headline=ground.is_headline, known=_known(ground))
    made: set[tuple[int, Subject]] = set()
    for said in actions(sentence, who):
        if is_of_before(sentence.tokens, said.first, sentence.language):
            continue
        for told_of in counts(sentence, said, victim=ground.victim):
            count = in_row(told_of, sentence, ground.stated)
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
                clause = (sentence.tokens[said.first].start, sentence.tokens[said.last - 1].end)
                after = clause if is_aftermath(subject.action, sentence.language) else None
                held = ground.held(happened if measure is Measure.STOCK else None, after)
            yield Assertion(start, end, figure, subject, held, happened, count.is_denied, said.rule, words)
            if count.is_denied:
                continue
            if (
                is_dated(subject.action, sentence.language)
                and (day := past_day(sentence, ground.times, ground.anchor)) is not None
            ):
                dated = msgspec.structs.replace(subject, event=f"{count.best} {subject.action}")
                yield Assertion(start, end, day, dated, day, None, False, None, "")


def _is_afar(ground: Ground) -> bool:
    """Whether an event's toll would be none of the article's own event."""
    return not ground.is_near and ground.setting.event is not None


def _known(ground: Ground) -> Sequence[str] | None:
    """Whom the article names, where the sentence may tell what befell one of them."""
    if not ground.is_near or ground.is_headline or not may_name(ground.sentence):
        return None
    return (*ground.setting.people, *ground.setting.names)


def changed(ground: Ground) -> Iterator[Assertion]:
    """Figures told by an earlier one: "the force was reduced by half"."""
    for quantity in ground.quantities:
        if quantity.modality is not Modality.RELATIVE or quantity.unit is not None or quantity.direction is None:
            continue
        tokens, language = ground.sentence.tokens, ground.sentence.language
        force = class_before(tokens[: quantity.first], language)
        actor = actor_of(tokens, language, last=quantity.first)
        if force is not None and actor is not None:
            subject = Subject(force, actor, "deployed", ground.place or ground.setting.place, None)
            figure = figure_of(quantity, Measure.CHANGE)
            yield Assertion(quantity.start, quantity.end, figure, subject, ground.held(), None, False, None, "")


def _subject(ground: Ground, count: Count) -> Subject | None:
    """What is counted, None where the count is of no people or things that we follow."""
    setting, language, counted = ground.setting, ground.sentence.language, count.counted or PEOPLE
    action = told_as(count.action, counted, ground.event, language)
    if action is None or (is_of_things_only(action, language) and is_person(counted, language)):
        return None
    employer = setting.organisation if is_of_employer(action, language) else None
    state = state_called(setting.country or "", language) if count.is_of_country else None
    if (actor := count.actor or state or employer) is not None:
        lent = None if actor == employer else host_of(ground.sentence, actor) or setting.place
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
    kind = kind_of_toll(event, language) if is_toll(action, language) else event
    return Subject(counted, None, action, ground.scene, kind)


def _figure(count: Count, measure: Measure) -> values.Quantity:
    low, best, high = bound(count.low), bound(count.best), bound(count.high)
    return values.Quantity(low, best, high, modality=count.modality, measure=measure)


def _happened(ground: Ground) -> Span | None:
    """The day of the event: the article's own, unless the sentence tells of another.

    That is one long past ("in 1992"), or any that it gives to the deed before that day: later ones are those of what
    came of it, as when somebody died of his wounds.
    """
    spans = (time.span for time in ground.dates)
    past = (span for span in spans if span is not None and span.latest < ground.anchor - _LONG_PAST)
    if (long_past := next(past, None)) is not None:
        return long_past
    own, lent = deed_day(ground.sentence, ground.times, ground.anchor), ground.setting.event_day
    return own if own is not None and lent is not None and own.latest < lent.earliest else lent
