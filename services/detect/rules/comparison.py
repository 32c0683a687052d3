"""Whether two quantities of one claim can both be right: of which times they speak, and what may explain the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum

from schemas.statements import AsOf, Scope, Statement, Subject
from schemas.values import Measure, Modality, Quantity
from services.detect.reading.subjects.participants import SUSPECT
from services.detect.rules.finding import worded_alike
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import gap, interval, middle
from services.detect.tracking.keys import whole_of
from services.detect.tracking.voices import Member


class Times(StrEnum):
    """How the times of two figures lie to one another."""

    ONE = "the same time"
    ABOUT_ONE = "about the same time"
    TWO = "different times"


def times_of(claim: Claim, left: Member, right: Member) -> Times:
    """Of which times two figures of a claim speak: counts that only grow of their telling, others of their as-of."""
    figure = left.statement.figure
    apart = abs(right.report.published_at - left.report.published_at)
    if isinstance(figure, Quantity) and figure.measure is Measure.CUMULATIVE:
        if _count_up_to_one_day(claim, left, right):
            return Times.ONE
        return Times.ONE if apart <= dt.timedelta(hours=claim.thresholds.settle_hours) else Times.TWO
    first, second = left.statement.as_of, right.statement.as_of
    if first.span.earliest <= second.span.latest and second.span.earliest <= first.span.latest:
        return Times.ONE
    untimed = _is_untimed(first) and _is_untimed(second) and left.source != right.source
    near = untimed and _is_standing(claim.key.subject) and apart <= dt.timedelta(days=claim.thresholds.near_days)
    return Times.ABOUT_ONE if near else Times.TWO


def _count_up_to_one_day(claim: Claim, left: Member, right: Member) -> bool:
    """Whether two growing counts name the day up to which they count: "by 31 March"; an event's day is no such."""
    first, second = left.statement.as_of, right.statement.as_of
    named = claim.key.subject.event is None and not _is_untimed(first) and not _is_untimed(second)
    return named and first.span.latest == second.span.latest


def _is_standing(subject: Subject) -> bool:
    """Whether such figures hold until somebody changes them: what is an owner's, or his forces; not those missing."""
    return subject.event is None and (subject.action is None or subject.actor is not None)


def _is_untimed(as_of: AsOf) -> bool:
    """Whether it is held for the moment of speaking, as nothing else is said."""
    return as_of.span.earliest == as_of.span.latest == as_of.anchor


def are_at_odds(claim: Claim, left: Member, right: Member) -> bool:
    """Whether two figures that lie apart are of one time, and not a toll's growth."""
    if times_of(claim, left, right) is Times.TWO or _is_told(claim, left, right) or _is_told(claim, right, left):
        return False
    if any(other.subject.counted == SUSPECT for other in _differences(claim, left, right)):
        return False
    return not has_grown(left, right) or worded_alike(left, right) or _count_up_to_one_day(claim, left, right)


def _is_told(claim: Claim, told: Member, by: Member) -> bool:
    """Whether the other's article gives this figure too, further down."""
    own = interval(quantity_of(told))
    return any(
        not gap(own, interval(figure))
        for member in claim.further
        if member.report.article == by.report.article
        and isinstance(figure := member.statement.figure, Quantity)
        and figure.modality is Modality.EXACT
    )


def _differences(claim: Claim, left: Member, right: Member) -> Iterator[Statement]:
    """What either article tells of others in the same event who are as many as the two figures differ by."""
    apart = gap(interval(quantity_of(left)), interval(quantity_of(right)))
    own = claim.key.subject
    for other in (*left.report.statements, *right.report.statements):
        said = other.subject
        is_other = said.event == own.event and (said.counted, said.action) != (own.counted, own.action)
        if is_other and isinstance(other.figure, Quantity) and other.figure.best == apart:
            yield other


def has_grown(left: Member, right: Member) -> bool:
    """Whether the difference is a toll growing from one moment to a later one."""
    first, second = quantity_of(left), quantity_of(right)
    before, after = left.report.published_at, right.report.published_at
    if first.measure is not Measure.CUMULATIVE or before == after:
        return False
    return middle(second) > middle(first) if before < after else middle(first) > middle(second)


def doubts(claim: Claim, left: Member, right: Member) -> Iterator[str]:
    """Why two disjoint figures may both be right all the same."""
    if left.statement.scope is not right.statement.scope:
        yield "the speakers vouch for different scopes"
    elif left.statement.scope is not Scope.WHOLE:
        yield "both speakers vouch for a part only"
    if times_of(claim, left, right) is Times.ABOUT_ONE:
        yield "neither says for when the figure holds, and they spoke on different days"
    counts_up = quantity_of(left).measure is Measure.CUMULATIVE
    if counts_up and left.report.published_at == right.report.published_at and left.source != right.source:
        yield "which of the two was told first is not known, and the count may have grown"
    if claim.key.subject.event is not None:
        actions = {other.subject.action for other in _differences(claim, left, right)} - {claim.key.subject.action}
        yield from (
            f"as many were {action} as they differ by, and may be counted in"
            for action in sorted(filter(None, actions))
        )
    if whole_of(claim.key) is not None:
        yield f"who passes for one may differ: {claim.key.subject.counted}"


def quantity_of(member: Member) -> Quantity:
    """The figure of a member that is known to give a quantity."""
    figure = member.statement.figure
    assert isinstance(figure, Quantity)  # noqa: S101 - whoever asks has seen to it
    return figure
