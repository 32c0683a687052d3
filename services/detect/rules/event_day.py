"""contradiction.date, of what happened once: two articles give one event two days.

Two days often tell two events apart. So they are held against one another where one sentence stands in both articles,
or two tolls are alike in them. Days next to one another are so too where nothing speaks against one event: no toll that
differs (it may have grown, but as well be the next night's), no third day and no other event of the kind there; and if
they are told by two voices, as each knows which of its own stories are one. They are a tension at most, as an event
around midnight is dated to either day. Days told further down are mostly of something else, and an article that gives
the other's day too is at odds with nobody.

A toll's sentence that is copied with another day in its article is at odds with its first print, however far the days
lie apart.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from itertools import combinations
from typing import Final

from schemas.flags import Grade, SpansCompared
from schemas.statements import Factuality, Part, Reported
from schemas.values import Measure, Modality, Quantity
from schemas.watch import Rule, Rules
from services.detect.reading.people.classes import PEOPLE
from services.detect.rules.finding import Finding, contradicts, is_revised, parties, widest
from services.detect.rules.wording import span, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.copies import day_of, days_apart, gives, worded_alike
from services.detect.tracking.intervals import gap, interval
from services.detect.tracking.keys import is_mention, key_of
from services.detect.tracking.voices import Member

_OPENING: Final = 1000
"""Characters of a body, some eight sentences, in which an article tells of its own event."""


class Sameness(Enum):
    """What speaks for one event in two articles."""

    SHOWN = "one sentence, or two tolls alike"
    OPEN = "nothing against it"
    UNLIKELY = "a toll against it"


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for each pair of parties: the pair of days furthest apart."""
    settle = dt.timedelta(hours=claim.thresholds.settle_hours)
    pairs = _at_odds(claim, settle) if claim.is_of_day else _copies(claim)
    return widest(_compare(claim, left, right, same) for left, right, same in pairs)


def _at_odds(claim: Claim, settle: dt.timedelta) -> Iterator[tuple[Member, Member, Sameness]]:
    """The pairs of statements that give one event two days."""
    days = {day_of(member) for member in claim.members}
    if max(day.earliest for day in days) <= min(day.latest for day in days):
        return  # all have a day in common, as mostly
    is_alone = claim.is_alone and len(days) <= 2
    for left, right in combinations(filter(_is_opening, claim.members), 2):
        if days_apart(left, right) <= 0 or is_revised(left, right, settle):
            continue
        if gives(left.report, right) or gives(right.report, left):
            continue
        same = _sameness(left, right)
        may_be = same is Sameness.OPEN and is_alone and left.voice != right.voice and days_apart(left, right) == 1
        if same is Sameness.SHOWN or may_be:
            yield left, right, same


def _is_opening(member: Member) -> bool:
    return member.statement.part is Part.TITLE or member.statement.start < _OPENING


def _copies(claim: Claim) -> Iterator[tuple[Member, Member, Sameness]]:
    """A toll's sentence in two articles that give its event different days: only one of the two can have it right."""
    return ((*copy, Sameness.SHOWN) for copy in claim.copies if _is_of(claim, copy.first))


def _is_of(claim: Claim, member: Member) -> bool:
    """Whether a copied toll is the claim's: of all that two articles share, the first raises it for the others."""
    own, theirs = claim.key.subject, key_of(member.statement, Rules()).subject
    return (own.counted, own.action) == (theirs.counted, theirs.action)


def _sameness(left: Member, right: Member) -> Sameness:
    if worded_alike(left, right):
        return Sameness.SHOWN
    first, second = _tolls(left.report), _tolls(right.report)
    shared = [(first[key], second[key]) for key in first.keys() & second.keys()]
    if any(gap(interval(one), interval(other)) for one, other in shared):
        return Sameness.UNLIKELY
    alike = [one.best or 0 for one, other in shared if one.best == other.best]
    return Sameness.SHOWN if len(alike) > 1 and max(alike) > 1 else Sameness.OPEN


def _tolls(report: Reported) -> Mapping[tuple[str, str | None], Quantity]:
    """What an article counts of an event's victims, of each kind the first: "a man" is one of the people."""
    found: dict[tuple[str, str | None], Quantity] = {}
    for told in report.statements:
        figure = told.figure
        if not isinstance(figure, Quantity) or told.factuality is not Factuality.ASSERTED:
            continue
        one = is_mention(figure)
        if figure.measure is Measure.CUMULATIVE and (one or figure.modality is Modality.EXACT):
            found.setdefault((PEOPLE if one else told.subject.counted or PEOPLE, told.subject.action), figure)
    return found


def _compare(claim: Claim, left: Member, right: Member, same: Sameness) -> Finding:
    first, second, apart = day_of(left), day_of(right), days_apart(left, right)
    scoped = left.statement.scope is not right.statement.scope
    doubts = (
        *(("around midnight, or by another clock, either day may be said",) if apart == 1 else ()),
        *(("little but place and kind shows that both speak of one event",) if same is Sameness.OPEN else ()),
        *(("the speakers vouch for different scopes",) if scoped else ()),
    )
    event = claim.key.subject.event
    return Finding(
        rule=contradicts(left, right, Rule.DATE),
        grade=Grade.TENSION if doubts else Grade.CONFLICT,
        parties=parties(left, right),
        members=(left, right),
        compared=SpansCompared(first, second, apart),
        weight=Decimal(apart) / 30,
        explanation=f"The {event} is dated differently: {span(first)} ({voice(left)}) against {span(second)} "
        f"({voice(right)}).",
        reasons=("the days exclude one another", *doubts),
        settle=f"Ask both sources for the day of the {event} and how they know it.",
    )
