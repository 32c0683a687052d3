"""What a sentence asserts of days: of an event that is planned, and of what happens to a thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from schemas.statements import Subject
from schemas.values import Span
from services.detect.reading.days.kinds import deed_of, is_listed
from services.detect.reading.days.occurrences import Occurrence, occurrences
from services.detect.reading.days.plans import Plan, plan
from services.detect.reading.ground import Assertion, Ground
from services.detect.reading.spans import day_span

_KNOWN: Final = 3
"""Words of names by which a story is known so well that what happened in it need not be filed by place and kind."""


def scheduled(ground: Ground) -> Iterator[Assertion]:
    """The days that the sentence gives, each once: of its story, else by whose event it is.

    Where few names tell the story, what happened goes by its place and kind, with its tolls, and so does what is
    planned by somebody, or for a place, that the sentence names; where many do, a plan lies with whatever else is dated
    in the story.
    """
    planned, dated = list(_planned(ground)), list(_dated(ground))
    if not (planned and dated):
        yield from planned or dated
        return
    told = {day.figure for day in dated}
    if len(ground.setting.story) < _KNOWN:
        told -= {plan.figure for plan in planned if _has_come(plan, ground) or _is_named(plan, ground)}
    yield from (plan for plan in planned if plan.figure not in told)
    yield from (day for day in dated if day.figure in told)


def _is_named(plan: Assertion, ground: Ground) -> bool:
    return plan.subject.actor is not None or ground.place is not None


def _has_come(plan: Assertion, ground: Ground) -> bool:
    return isinstance(plan.figure, Span) and plan.figure.latest <= ground.anchor


def _planned(ground: Ground) -> Iterator[Assertion]:
    """The day to come of an event that has one: "the launch of Orbiter 2 has been moved to 12 March"."""
    told = plan(ground.sentence, ground.times, ground.anchor)
    if told is None or (told.owner or ground.setting.scene) is None:
        return
    start, end = ground.sentence.tokens[told.first].start, ground.sentence.tokens[told.last - 1].end
    is_of_story = ground.is_near and told.day.latest > ground.anchor and len(ground.setting.story) >= _KNOWN
    subject = _of_story(told) if is_of_story else _by_itself(told, ground.setting.scene)
    held, counted = day_span(ground.anchor), subject.counted or told.kind
    yield Assertion(start, end, told.day, subject, held, None, False, told.rule, counted, is_of_story)


def _by_itself(told: Plan, scene: str | None) -> Subject:
    """By whose event it is, else by where the article's event is."""
    return Subject(told.kind, told.owner, None, None if told.owner else scene, told.kind)


def _of_story(told: Plan) -> Subject:
    """Among the days of its story's deeds, by the words of whose it is."""
    return Subject(f"{(told.owner or '').lower()} {told.kind}".lstrip(), None, told.kind, None, None)


def _dated(ground: Ground) -> Iterator[Assertion]:
    """The day on which something happens to a thing of a story, where it is told at the beginning."""
    tokens = ground.sentence.tokens
    before = [sentence for sentence, _ in ground.before]
    found = occurrences(ground.sentence, ground.times, ground.anchor, ground.named, before) if ground.is_near else ()
    for what in found:
        if not ground.setting.story:
            return
        if (counted := _counted(ground, what)) is None:
            continue
        subject = Subject(counted, None, what.kind, what.place, None)
        start, end, held = tokens[what.first].start, tokens[what.last - 1].end, day_span(ground.anchor)
        yield Assertion(start, end, what.day, subject, held, None, False, "happens on", counted, True, at=what.hour)


def _counted(ground: Ground, what: Occurrence) -> str | None:
    """The thing and its kind; of "it", to which a deed of no listed kind befalls, what the sentence before told so."""
    if what.thing or is_listed(deed_of(what.kind, ground.sentence.language).kind, ground.sentence.language):
        return f"{what.thing} {what.kind}".lstrip()
    return next((told.subject.counted for told in ground.stated if told.subject.action == what.kind), None)
