"""Two figures of a claim that are told under two senses of one family: postponed by one, cancelled by the other."""

from __future__ import annotations

from collections.abc import Iterator

from services.detect.reading.clauses.senses import is_over
from services.detect.reading.things.classes import is_neutral
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.plans import done_of
from services.detect.tracking.senses import sense_of
from services.detect.tracking.voices import Member


def do_differently(left: Member, right: Member) -> bool:
    """Whether two figures are of what is done, or planned, under two names."""
    return len({done_of(sense, ENGLISH) for sense in _senses(left, right)}) > 1


def means_two(left: Member, right: Member) -> bool:
    """Whether one party tells of two senses how many, and so of two things."""
    return left.source == right.source and do_differently(left, right)


def two_senses(left: Member, right: Member) -> Iterator[str]:
    """That two figures are told under two senses: a doubt, but by itself none that ends the matter."""
    if len({*(senses := _senses(left, right))}) > 1:
        yield f"one says {senses[0]}, the other {senses[1]}"


def _senses(left: Member, right: Member) -> tuple[str, ...]:
    """The senses under which a story tells two figures, such as say something; of what is done once, no plan."""
    told = (sense_of(member.statement) for member in (left, right) if member.statement.story)
    said = (sense for sense in told if sense is not None and not is_neutral(sense, ENGLISH))
    return tuple(done if is_over(done := done_of(sense, ENGLISH), ENGLISH) else sense for sense in said)
