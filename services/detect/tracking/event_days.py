"""Whose day a date is: past days given to what happened once are told apart by event, as tolls are.

However many tolls an event has (killed, hurt, missing), it has one day; so two days are found at odds once, in the
claim on its day, and also where one article tells of the dead and another of the hurt. What is planned stays together,
though it be moved by months; so does what a place has but one of at a time, like a ceasefire.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from schemas.statements import Statement
from schemas.values import Span
from services.detect.reading.days.plans import is_plan, lasts
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.happenings import happenings
from services.detect.tracking.keys import ClaimKey, Happening, Kind, Yardstick
from services.detect.tracking.remembered import remembered
from services.detect.tracking.voices import Member

_TOLLS = Yardstick(Kind.QUANTITY)


def told_apart(key: ClaimKey, members: Sequence[Member]) -> Iterator[tuple[Happening | None, Sequence[Member]]]:
    """The statements of a key, in order of publication, by event; days of what happened apart from those of plans."""
    if key.yardstick.kind is not Kind.DATE:
        yield from happenings(key, members)
        return
    rest, past = list[Member](), list[Member]()
    for member in members:
        if _happened(member.statement):
            past.append(member._replace(statement=_dated(member.statement)))
        else:
            rest.append(member)
    if rest:
        yield from happenings(key, rest)
    if past:
        yield from happenings(key._replace(yardstick=_TOLLS), past)


def _happened(statement: Statement) -> bool:
    """Whether it gives a past day to an event of which a place may have many."""
    day, subject = statement.figure, statement.subject
    is_past = isinstance(day, Span) and day.latest <= statement.as_of.anchor
    return is_past and is_plan(subject) and not lasts(subject.event, ENGLISH)


@remembered
def _dated(statement: Statement) -> Statement:
    """With the day that it states for that of its event, by which it is told apart from others."""
    day = statement.figure
    return msgspec.structs.replace(statement, event_day=day) if isinstance(day, Span) else statement
