"""drift: the newest figure has left the baseline: the figure last flagged, else the window's first.

It speaks for creeping as for jumps, as the baseline moves only when it has spoken. Of claims that accumulate a fall is
drift, and for those that the desk watches as such, a jump beyond the pace. Two parties' figures of one time, or about
one, have not moved but are at odds, which `contradiction.quantity` finds (`times_of`). What is open after a one-off
event (the missing) moves by nature: for it nothing is drift; nor for a toll of a place's people that nobody watches
(killed, missing, held), as it may be any event's. A planned day that moves is drift too.

Where a party that the desk prefers has spoken, the figures of the others are held against it by other rules alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from schemas.flags import Grade, QuantitiesCompared, SpansCompared
from schemas.values import Measure, Modality, Quantity, Span, exact
from schemas.watch import Rule
from services.detect.reading.measures.measured import is_measure
from services.detect.reading.people.classes import PEOPLE
from services.detect.reading.things.tolls import is_victim
from services.detect.reading.vocabulary import ENGLISH
from services.detect.rules.comparison import take_in_others
from services.detect.rules.date import days_apart, is_plan, may_have_moved
from services.detect.rules.finding import Finding
from services.detect.rules.growth import LONG_PAST, are_counted_apart
from services.detect.rules.moved import is_news, says_so, tells_another
from services.detect.rules.times import Times, has_developed, times_of
from services.detect.rules.two_senses import do_differently
from services.detect.rules.wording import stated, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import gap, interval, middle, outer_gap
from services.detect.tracking.keys import counts_a_place_s_people
from services.detect.tracking.voices import Member

_PACE: Final = 3
"""A rise so many times the steepest one before it, day for day, is a jump;"""
_RISES: Final = 2
"""after so many rises there is a pace."""


class _Told(NamedTuple):
    """A member, and the quantity that it gives."""

    member: Member
    figure: Quantity


def find(claim: Claim) -> Iterator[Finding]:
    """At most one finding: the last departure from a baseline."""
    members = _followed(claim)
    last = [*_of_plans(members), *_of_quantities(claim, members)][-1:]
    yield from last


def _followed(claim: Claim) -> Sequence[Member]:
    """The members whose figures drift goes by."""
    preferred = claim.watch.preferred if claim.watch is not None else ()
    theirs = [m for m in claim.members if any(words.lower() in m.source.lower() for words in preferred)]
    return theirs or claim.members


def _of_quantities(claim: Claim, members: Sequence[Member]) -> Iterator[Finding]:
    baseline: _Told | None = None
    own: dict[str, _Told] = {}
    rises: list[Decimal] = []
    for member in members:
        figure = member.statement.figure
        if not isinstance(figure, Quantity) or not _is_followed(claim, figure) or _is_passing(claim, member):
            continue
        now = _Told(member, figure)
        before, of_source = baseline, own.get(member.source)
        own[member.source] = now
        if before is None:
            baseline = now
            continue
        left: _Told | None = None
        if not _accumulates(claim, figure):
            left = before if has_developed(claim, before.member, member) else None
        elif middle(figure) < middle(before.figure):
            earlier = (told for told in (of_source, before) if told is not None)
            left = next((told for told in earlier if _has_fallen(claim, told, now)), None)
        elif gap(interval(figure), interval(before.figure)):
            rise = _a_day(before, now)
            is_jump = claim.watch is not None and len(rises) >= _RISES and rise > _PACE * max(rises)
            left = before if is_jump else None
            rises.append(rise)
            baseline = now
        if left is None or not is_news(claim, left.member, member):
            continue
        if (departure := _departure(claim, left, now)) is not None:
            yield departure
            baseline = now


def _has_fallen(claim: Claim, before: _Told, now: _Told) -> bool:
    """Whether of what only grows a later count is lower: that from a party's own says more than from another's.

    In a story another party's lower count is at odds with it, if anything.
    """
    if now.member.statement.story and before.member.source != now.member.source:
        return False
    if middle(now.figure) >= middle(before.figure) or times_of(claim, before.member, now.member) is not Times.TWO:
        return False
    if do_differently(before.member, now.member):
        return False
    return not are_counted_apart(before.member, now.member) and not take_in_others(claim, before.member, now.member)


def _is_followed(claim: Claim, figure: Quantity) -> bool:
    if figure.modality in (Modality.RELATIVE, Modality.VAGUE):
        return False
    subject = claim.key.subject
    if claim.members[0].statement.story and claim.watch is None:  # of its things without a measure any may be meant
        return figure.measure is not Measure.STOCK or is_measure(subject.counted or "", ENGLISH)
    if subject.event is not None:
        return figure.measure is not Measure.STOCK
    if claim.watch is not None or not counts_a_place_s_people(subject):
        return True
    return figure.measure is not Measure.CUMULATIVE and not is_victim(PEOPLE, subject.action, ENGLISH)


def _is_passing(claim: Claim, member: Member) -> bool:
    """Whether no move from a figure, or to it, is news: one of long ago, or of an hour where the desk watches none."""
    as_of = member.statement.as_of
    is_past = bool(member.statement.story) and as_of.anchor - as_of.span.latest > LONG_PAST
    return is_past or (claim.watch is None and as_of.hour is not None)


def _accumulates(claim: Claim, figure: Quantity) -> bool:
    return figure.measure is Measure.CUMULATIVE or (claim.watch is not None and claim.watch.accumulates)


def _a_day(before: _Told, now: _Told) -> Decimal:
    """The rise from one to the other, a day; of two on one day as if one day lay between."""
    days = max(1, (now.member.report.published_at - before.member.report.published_at).days)
    return (middle(now.figure) - middle(before.figure)) / days


def _departure(claim: Claim, left: _Told, now: _Told) -> Finding | None:
    (before, known), (member, figure) = left, now
    a, b = interval(known), interval(figure)
    moved, threshold = abs(middle(figure) - middle(known)), exact(middle(known) * claim.thresholds.drift)
    if not gap(a, b) or moved <= threshold:
        return None
    far = outer_gap(a, b)
    way = "rose" if middle(figure) > middle(known) else "fell"
    return Finding(
        rule=Rule.DRIFT,
        grade=Grade.CONFLICT if far else Grade.TENSION,
        parties=(),
        members=(before, member),
        compared=QuantitiesCompared(a, b, figure.unit, exact(moved), threshold),
        weight=moved / max(middle(figure), middle(known)),
        explanation=f"The figure {way} from {stated(before)} ({voice(before)}) to {stated(member)} ({voice(member)}).",
        reasons=("the new figure lies outside the baseline's outer tolerance",)
        if far
        else ("the new figure lies outside the baseline's core, not outside its outer tolerance",),
        settle="Ask what changed since the earlier figure, and whether anyone has counted.",
    )


def _of_plans(members: Sequence[Member]) -> Iterator[Finding]:
    """Each planned day that its party's own plan before it excludes, or else the one told last."""
    told: list[tuple[Member, Span]] = []
    for member in members:
        figure = member.statement.figure
        if not isinstance(figure, Span) or not is_plan(member):
            continue
        own = (plan for plan in reversed(told) if plan[0].source == member.source)
        known = next(own, told[-1] if told else None)
        if known is not None and _may_slip(*known, member) and not (says_so(member) or tells_another(member)):
            days = days_apart(known[1], figure)
            if days > 0:
                yield _moved(known[0], known[1], member, figure, days)
        told.append((member, figure))


def _may_slip(before: Member, planned: Span, now: Member) -> bool:
    """Whether a later plan may be what became of one: another party's is of the next time, once that day has come."""
    has_come = planned.latest < now.statement.as_of.anchor and before.source != now.source
    return not has_come and may_have_moved(before, now)


def _moved(before: Member, planned: Span, member: Member, figure: Span, days: int) -> Finding:
    way = "later" if figure.latest > planned.latest else "earlier"
    return Finding(
        rule=Rule.DRIFT,
        grade=Grade.TENSION,
        parties=(),
        members=(before, member),
        compared=SpansCompared(planned, figure, days),
        weight=Decimal(days) / 30,
        explanation=f"The day planned moved {days} days {way}: from {stated(before)} ({voice(before)}) to "
        f"{stated(member)} ({voice(member)}).",
        reasons=("plans may change: the later one need not contradict the earlier",),
        settle="Ask why the day was moved, and who has said so.",
    )
