"""Whether who has not seen somebody denies what another has seen: by the days and the place of both."""

from __future__ import annotations

import datetime as dt

from schemas.values import Presence, Span
from services.detect.reading.named import is_of_person
from services.detect.reading.names.gazetteer import country_of
from services.detect.tracking.voices import Member
from services.detect.tracking.which import are_of_others


def denies(unseen: Member, seen: Member) -> bool:
    """Whether the sighting lies inside the absence, the wording of which is taken as widely as may be."""
    absent, present = unseen.statement.figure, seen.statement.figure
    if not isinstance(absent, Presence) or not isinstance(present, Presence) or absent.seen or not present.seen:
        return False
    return inside(present.span, absent.span.earliest, absent.span.latest) and not _are_of_two_places(unseen, seen)


def inside(inner: Span, earliest: dt.date, latest: dt.date) -> bool:
    """Whether all days of a span are among these."""
    return earliest <= inner.earliest and inner.latest <= latest


def _are_of_two_places(unseen: Member, seen: Member) -> bool:
    """Whether they were seen elsewhere: a place that one names and the other not must be of the other's story.

    Who is known by name, and was seen nowhere, was not seen there either; not so of who was seen nobody says where.
    """
    gone, there = unseen.statement.subject.place, seen.statement.subject.place
    if gone is not None and there is not None:
        return gone not in (there, country_of(there))
    if not unseen.statement.story or is_of_person(unseen.statement.subject):
        return gone is not None and there is None
    pairs = (gone, seen), (there, unseen)
    return any(are_of_others(set((place or "").lower().split()), frozenset(), other) for place, other in pairs)
