"""What a sentence asserts: quantities, times and sightings → figures, each with its subject and the span it held for.

    ground ─▶ people ─▶ things, of whatever the story tells ─▶ measures, sums ─▶ ages ─▶ days ─▶ sightings ─▶ assertions

A quantity that counts people measures nothing besides; what stands for a figure told before is about the same. Of what
begins as another thing's ("Another fire has burnt …") the article's story does not tell which one it is, so nothing of
it is asserted.
"""

from __future__ import annotations

from collections.abc import Iterator

from services.detect.reading.days.asserted import scheduled
from services.detect.reading.ground import Assertion, Ground
from services.detect.reading.measures.asserted import measured
from services.detect.reading.people.aged import aged
from services.detect.reading.people.asserted import changed, counted
from services.detect.reading.people.classes import PEOPLE
from services.detect.reading.setting.stories import begins_another
from services.detect.reading.sightings.asserted import last_seen, sighted, was_there
from services.detect.reading.sums.asserted import reckoned
from services.detect.reading.things.anaphora import retold
from services.detect.reading.things.asserted import of_story
from services.detect.reading.things.tolls import is_harm


def assertions(ground: Ground) -> Iterator[Assertion]:
    """All that a sentence asserts."""
    stated = [told for told in _told(ground) if not _is_of_another(told, ground)]
    yield from stated
    yield from retold(ground, stated)


def _is_of_another(told: Assertion, ground: Ground) -> bool:
    """Whether it is told of another thing than the story's; "a third victim" is a further one of the same."""
    if not (told.is_of_story and begins_another(ground.sentence)):
        return False
    return not is_harm(told.subject.counted or PEOPLE, told.subject.action, ground.sentence.language)


def _told(ground: Ground) -> Iterator[Assertion]:
    of_people = list(counted(ground))
    yield from of_story(ground, of_people)
    if ground.quantities:
        known = {assertion.start for assertion in of_people}
        yield from changed(ground)
        yield from (assertion for assertion in measured(ground) if assertion.start not in known)
    yield from reckoned(ground)
    yield from aged(ground)
    yield from scheduled(ground)
    yield from sighted(ground)
    yield from last_seen(ground)
    yield from was_there(ground)
