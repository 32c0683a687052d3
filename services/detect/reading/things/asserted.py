"""What a sentence asserts of things: all that it counts besides people, and which ones are meant, by its story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from schemas import values
from schemas.statements import Subject
from schemas.values import Measure, Modality
from services.detect.reading.clauses.senses import is_stock, leading, leads_others
from services.detect.reading.ground import Assertion, Ground, figure_of
from services.detect.reading.people.classes import PEOPLE, is_gathering, is_of_employer
from services.detect.reading.people.whose import host_of
from services.detect.reading.things.classes import is_of_persons, is_supplied, meant_of
from services.detect.reading.things.forces import force_of
from services.detect.reading.things.rates import SHARE
from services.detect.reading.things.told import Told, is_by_one, told
from services.detect.reading.things.tolls import is_harm, is_victim


def of_story(ground: Ground, counted: Sequence[Assertion]) -> Iterator[Assertion]:
    """What is counted, and all other things that the sentence counts; of which ones, the article's story tells.

    Of a state's own, or the toll of an event of a known kind, owner, place and event tell it better.
    """
    found = told(ground.sentence, ground.quantities) if ground.is_near and ground.quantities else ()
    things = {thing.quantity.start: thing for thing in found}
    if not (ground.is_near and (counted or things) and ground.setting.story):
        yield from counted
        return
    language = ground.sentence.language
    settled = [assertion for assertion in counted if _is_settled(assertion, ground)]
    made: list[Assertion] = []
    parts = {each.start for each in ground.quantities if is_by_one(ground.sentence, each)}
    parts.update(start for start, thing in things.items() if thing.is_part)
    for assertion in counted:
        thing = things.pop(assertion.start, None)
        if assertion not in settled:
            made.append(_in_story(assertion, thing, ground))
    for thing in things.values():
        sense = thing.said.sense if thing.said is not None else None
        if (state_s := _of_state(thing, sense, ground)) is not None:
            settled.append(state_s)
        elif ground.event is None or not is_victim(thing.counted, sense, language):
            made.append(_thing(thing, sense, ground))
    told_of = (_at_least(each) if each.start in parts else each for each in made)
    yield from sorted((*settled, *told_of), key=lambda assertion: assertion.start)


def _of_state(thing: Told, sense: str | None, ground: Ground) -> Assertion | None:
    """A count of a state's forces, told by its adjective: "310 Danish military personnel"."""
    if (found := force_of(thing.counted, sense, ground.sentence.language)) is None:
        return None
    place = thing.place or ground.place or host_of(ground.sentence, found[1]) or ground.setting.place
    return replace(_thing(thing, sense, ground), subject=Subject(*found, sense, place, None), is_of_story=False)


def _is_settled(assertion: Assertion, ground: Ground) -> bool:
    subject = assertion.subject
    language = ground.sentence.language
    is_state_s = subject.actor is not None and not is_of_employer(subject.action or "", language)
    if is_state_s or not isinstance(assertion.figure, values.Quantity):
        return True
    counted = subject.counted or PEOPLE
    if subject.event is None and is_harm(counted, subject.action, language):
        return False
    return is_victim(counted, subject.action, language)


def _in_story(assertion: Assertion, thing: Told | None, ground: Ground) -> Assertion:
    """An assertion told apart by its story, with the noun as it stands and the place that its own words name."""
    subject = replace(assertion.subject, place=ground.place)
    if thing is not None:
        own, language = assertion.subject.counted, ground.sentence.language
        is_thing_s = is_of_persons(thing.counted, language) or is_supplied(thing.counted, subject.action, language)
        noun = own if own == PEOPLE and not is_thing_s else thing.counted
        owner = thing.owner or subject.actor
        named = set((owner or "").lower().split())
        noun = " ".join(word for word in (noun or "").split() if word not in named)  # "300 Norvane workers"
        action = _meant(subject.action, thing, ground)
        subject = replace(subject, counted=noun, actor=owner, action=action, place=thing.place)
    figure = assertion.figure
    if isinstance(figure, values.Quantity) and is_stock(subject.action, ground.sentence.language):
        figure = replace(figure, measure=Measure.STOCK)
    return replace(assertion, figure=figure, subject=subject, is_of_story=True)


def _meant(action: str | None, thing: Told, ground: Ground) -> str | None:
    """What is told, as it is meant of the counted; of those who gathered their clause tells best for what."""
    language, sense = ground.sentence.language, thing.said.sense if thing.said is not None else None
    is_general = is_gathering(action, language) and leads_others(action, language)
    if is_general and is_gathering(sense, language) and leading(sense, language) != action:
        return sense
    return meant_of(action, thing.counted, language) if action is not None else None


def _at_least(assertion: Assertion) -> Assertion:
    """Of what one person did, or of those besides others, only a lower bound: there are more."""
    figure = assertion.figure
    if not isinstance(figure, values.Quantity) or figure.modality is not Modality.EXACT:
        return assertion
    return replace(assertion, figure=replace(figure, high=None, modality=Modality.AT_LEAST))


def _thing(thing: Told, sense: str | None, ground: Ground) -> Assertion:
    """A count of things that no vocabulary of actions knows."""
    quantity, denied = thing.quantity, thing.said is not None and thing.said.is_denied
    is_level = quantity.unit == SHARE or is_stock(sense, ground.sentence.language)
    measure = Measure.STOCK if is_level else Measure.CUMULATIVE
    subject = Subject(thing.counted, thing.owner, sense, thing.place, None)
    words = sense or thing.counted
    return Assertion(
        quantity.start,
        quantity.end,
        figure_of(quantity, measure),
        subject,
        ground.held(),
        None,
        denied,
        "things told of",
        words,
        is_of_story=True,
    )
