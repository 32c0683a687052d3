"""Whether two quantities of one claim can both be right: of which times they speak, and what may explain the rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import Final

import msgspec

from schemas.statements import Scope, Statement, Subject
from schemas.values import Measure, Modality, Quantity
from services.detect.reading.clauses.senses import is_once
from services.detect.reading.people.classes import SUSPECT, is_gathering
from services.detect.reading.things.classes import is_neutral, kind_of
from services.detect.reading.vocabulary import ENGLISH
from services.detect.rules.wholes import is_summed, makes_up
from services.detect.tracking.claims import Claim
from services.detect.tracking.copies import worded_alike
from services.detect.tracking.intervals import gap, interval, middle
from services.detect.tracking.keys import whole_of
from services.detect.tracking.plans import is_planned
from services.detect.tracking.voices import Member

_MOMENT: Final = dt.timedelta(hours=3)
"""Two figures told so near one another are of one moment also where such figures change by the hour."""


class Times(StrEnum):
    """How the times of two figures lie to one another."""

    ONE = "the same time"
    ABOUT_ONE = "about the same time"
    TWO = "different times"


def times_of(claim: Claim, left: Member, right: Member) -> Times:
    """Of which times two figures of a claim speak: counts that only grow of their telling, others of their as-of.

    A figure that stands until somebody changes it (a budget, a force), and that two parties tell without saying for
    when, holds about then if they tell it within a few days.
    """
    apart = abs(right.report.published_at - left.report.published_at)
    if _count_up(left, right):
        if _count_up_to_one_day(left, right) or apart <= dt.timedelta(hours=claim.thresholds.settle_hours):
            return Times.ONE
        # What another party counts less of soon after cannot have grown.
        near = apart <= dt.timedelta(days=claim.thresholds.near_days) and left.source != right.source
        return Times.ABOUT_ONE if near and not has_grown(left, right) else Times.TWO
    if isinstance(left.statement.figure, Quantity) and changes_by_the_hour(_subject_of(claim, left, right)):
        return _times_of_what_changes(claim, left, right, apart)
    if _meet(left, right):
        return Times.ONE
    near = apart <= dt.timedelta(days=claim.thresholds.near_days) and left.source != right.source
    stands = _are_untimed(left, right) or is_once(_subject_of(claim, left, right).action, ENGLISH)
    return Times.ABOUT_ONE if near and stands else Times.TWO


def _times_of_what_changes(claim: Claim, left: Member, right: Member, apart: dt.timedelta) -> Times:
    """Such a figure is of one time only if told at one moment; a party's own next one is what has become of it.

    Two parties' figures for one day, or told within the settle time, are of about one time: what one has counted by
    noon need not hold in the evening.
    """
    meet = _meet(left, right)
    if meet and apart <= _MOMENT:
        return Times.ONE
    near = meet or (_are_untimed(left, right) and apart <= dt.timedelta(hours=claim.thresholds.settle_hours))
    return Times.ABOUT_ONE if near and left.source != right.source else Times.TWO


def _count_up(left: Member, right: Member) -> bool:
    """Whether counts can only grow; of a story's things one may leave open what is counted, and goes by the other."""
    figures = (left.statement.figure, right.statement.figure)
    return any(isinstance(figure, Quantity) and figure.measure is Measure.CUMULATIVE for figure in figures)


def _subject_of(claim: Claim, left: Member, right: Member) -> Subject:
    """The claim's subject, of a story's things with what is told of them."""
    told = left.statement.subject.action or right.statement.subject.action
    return msgspec.structs.replace(claim.key.subject, action=told) if left.statement.story else claim.key.subject


def _meet(left: Member, right: Member) -> bool:
    """Whether the spans for which two figures hold have a day in common."""
    first, second = left.statement.as_of.span, right.statement.as_of.span
    return first.earliest <= second.latest and second.earliest <= first.latest


def _count_up_to_one_day(left: Member, right: Member) -> bool:
    """Whether two growing counts name the day up to which they count: "by 31 March"; an event's day is no such."""
    is_of_event = any(item.statement.subject.event is not None for item in (left, right))
    named = not _is_untimed(left) and not _is_untimed(right) and not is_of_event
    return named and left.statement.as_of.span.latest == right.statement.as_of.span.latest


def changes_by_the_hour(subject: Subject) -> bool:
    """Whether a count of what is so now soon is another: of those whom something befell (the missing, the powerless).

    What is an owner's, or his forces, stands until he changes it; who came to a gathering is counted for its day.
    """
    befallen = subject.action is not None and (subject.actor is None or subject.event is not None)
    stands = is_planned(subject.action, ENGLISH) or is_once(subject.action, ENGLISH)
    return befallen and not is_gathering(subject.action, ENGLISH) and not stands


def _are_untimed(left: Member, right: Member) -> bool:
    return _is_untimed(left) and _is_untimed(right)


def _is_untimed(member: Member) -> bool:
    """Whether its figure is held for the moment of speaking, as nothing else is said."""
    as_of = member.statement.as_of
    return as_of.span.earliest == as_of.span.latest == as_of.anchor


def has_developed(claim: Claim, left: Member, right: Member) -> bool:
    """Whether the later figure is what became of the earlier: one party's own, or one of another time."""
    return left.source == right.source or times_of(claim, left, right) is Times.TWO


def are_at_odds(claim: Claim, left: Member, right: Member) -> bool:
    """Whether two figures that lie apart are of one time, and not a toll's growth.

    A sentence that is copied with another number is at odds with its first print, whatever either article tells below.
    """
    if times_of(claim, left, right) is Times.TWO or take_in_others(claim, left, right):
        return False
    if worded_alike(left, right):
        return True
    if _is_told(claim, left, right) or _is_told(claim, right, left):
        return False
    return not has_grown(left, right) or _count_up_to_one_day(left, right)


def take_in_others(claim: Claim, left: Member, right: Member) -> bool:
    """Whether two counts differ by whom one takes in: who did it, or others who are told beside the lower one."""
    suspects = (other for other in _differences(claim, left, right) if other.subject.counted == SUSPECT)
    return any(suspects) or makes_up(claim, left, right)


def _is_told(claim: Claim, told: Member, by: Member) -> bool:
    """Whether the other's article gives this figure too, further down or in parts."""
    if is_summed(claim, told, by):
        return True
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
    if not _count_up(left, right) or before == after:
        return False
    return middle(second) > middle(first) if before < after else middle(first) > middle(second)


def doubts(claim: Claim, left: Member, right: Member) -> Iterator[str]:
    """Why two disjoint figures may both be right all the same."""
    if left.statement.scope is not right.statement.scope:
        yield "the speakers vouch for different scopes"
    elif left.statement.scope is not Scope.WHOLE:
        yield "both speakers vouch for a part only"
    if times_of(claim, left, right) is Times.ABOUT_ONE:
        yield from _apart(claim, left, right)
    if _count_up(left, right) and left.report.published_at == right.report.published_at and left.source != right.source:
        yield "which of the two was told first is not known, and the count may have grown"
    if claim.key.subject.event is not None:
        actions = {other.subject.action for other in _differences(claim, left, right)} - {claim.key.subject.action}
        yield from (
            f"as many were {action} as they differ by, and may be counted in"
            for action in sorted(filter(None, actions))
        )
    yield from _of_things(left.statement, right.statement)
    if whole_of(claim.key) is not None:
        yield f"who passes for one may differ: {claim.key.subject.counted}"


def _of_things(left: Statement, right: Statement) -> Iterator[str]:
    """Why the things that two articles of a story count may not be the same."""
    if not left.story:
        return
    if is_neutral(left.subject.action, ENGLISH) is not is_neutral(right.subject.action, ENGLISH):
        yield "only one says what happened to those that it counts"
    named = {*left.story, *right.story}
    kinds = {" ".join(sorted(kind_of(item.subject.counted or "", ENGLISH) - named)) for item in (left, right)}
    if len(kinds) > 1:
        yield f"one may count a part of the other's: {' and '.join(sorted(filter(None, kinds)))}"


def _apart(claim: Claim, left: Member, right: Member) -> Iterator[str]:
    """Why figures of about one time need not be of one."""
    if _count_up(left, right):
        yield "who counts less speaks later, and may have counted anew"
    elif changes_by_the_hour(_subject_of(claim, left, right)):
        yield "such a figure changes by the hour, and they were not told at one moment"
    else:
        yield "neither says for when the figure holds, and they spoke on different days"


def quantity_of(member: Member) -> Quantity:
    """The figure of a member that is known to give a quantity."""
    figure = member.statement.figure
    assert isinstance(figure, Quantity)  # noqa: S101 - whoever asks has seen to it
    return figure
