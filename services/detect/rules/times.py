"""Of which times two quantities of one claim speak."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import product
from typing import Final

import msgspec

from schemas.statements import Statement, Subject
from schemas.values import Quantity, Span
from services.detect.reading.clauses.senses import is_once, is_over, leading
from services.detect.reading.measures.measured import is_standing
from services.detect.reading.people.classes import is_gathering
from services.detect.reading.vocabulary import ENGLISH
from services.detect.rules.growth import are_counted_apart, count_up, count_up_to_one_day, has_grown
from services.detect.rules.held import (
    MOMENT,
    are_untimed,
    is_about_then,
    say_not_when,
    share_a_day,
)
from services.detect.tracking.claims import Claim
from services.detect.tracking.plans import is_planned
from services.detect.tracking.rounds import are_of_one_day
from services.detect.tracking.voices import Member, quantity_of

_DONE: Final = dt.timedelta(days=30)
"""So long two parties may tell of what was done once in a story, and mean the same;"""
_STANDING: Final = dt.timedelta(days=60)
"""and so long of what is told to stand until somebody changes it, who would say so: what a bridge is to cost."""


class Times(StrEnum):
    """How the times of two figures lie to one another."""

    ONE = "the same time"
    ABOUT_ONE = "about the same time"
    TWO = "different times"


def times_of(claim: Claim, left: Member, right: Member) -> Times:
    """Of which times two figures of a claim speak: counts that only grow of their telling, others of their as-of.

    A figure that stands until somebody changes it (a budget, a force), and that two parties tell within a few days,
    holds about then if one of them does not say for when, and the other says no day far from it. So does what is told
    for one day of what goes on in a story, the first of a strike, whoever looks back on it.
    """
    apart = abs(right.report.published_at - left.report.published_at)
    told = subject_of(claim, left, right)
    is_of_day = is_gathering(told.action, ENGLISH)
    by_hours = None if is_of_day else _by_hours(left, right, apart)
    if by_hours is not None:
        return by_hours
    if left.statement.story and are_of_one_day(left.statement, right.statement) and apart <= _DONE:
        return Times.ABOUT_ONE
    if count_up(left, right):
        return _times_of_what_grows(claim, left, right, apart)
    if isinstance(left.statement.figure, Quantity) and changes_by_the_hour(told):
        return _times_of_what_changes(claim, left, right, apart)
    if share_a_day(left, right):
        return Times.ONE
    by_two = left.source != right.source
    is_about_one = by_two and _may_still_hold(claim, told, left, right, apart)
    is_about_one |= not by_two and _is_told_again(claim, told, left, right, apart)
    return Times.ABOUT_ONE if is_about_one else Times.TWO


def _may_still_hold(claim: Claim, told: Subject, left: Member, right: Member, apart: dt.timedelta) -> bool:
    """Whether two parties may mean one time so long apart: of a story's cost longer than of a force.

    But what is told as having moved has moved.
    """
    if left.statement.story and not is_gathering(told.action, ENGLISH):
        later = max(left, right, key=lambda member: member.report.published_at)
        if is_once(told.action, ENGLISH) and (say_not_when(left, right) or _is_done_then(left, right)):
            return apart <= _DONE and not (_is_of_others(later) or _are_dated_apart(left, right))
        if is_standing(told.counted or "", ENGLISH) and not later.statement.marks.moved and say_not_when(left, right):
            return apart <= _STANDING
    days = dt.timedelta(days=claim.thresholds.near_days)
    return apart <= days and is_about_then(left, right, days)


def _is_told_again(claim: Claim, told: Subject, left: Member, right: Member, apart: dt.timedelta) -> bool:
    """Whether one party counts anew what was done at one time: days later, when who counts has done so.

    Not what its article tells to have moved, or dates, which may have been done again.
    """
    later = max(left, right, key=lambda member: member.report.published_at)
    near = dt.timedelta(days=claim.thresholds.near_days)
    is_moved = any(item.marks.moved for item in _of_number(later))
    is_of_one = not (is_moved or _days_of(later) or _is_of_others(later))
    return is_over(told.action, ENGLISH) and is_of_one and near <= apart <= _DONE


def _is_of_others(later: Member) -> bool:
    """Whether its article tells its number as of others beside those of before."""
    return any(item.marks.further for item in _of_number(later))


def _are_dated_apart(left: Member, right: Member) -> bool:
    """Whether two articles date their numbers, in a headline or below, and have no day in common."""
    one, two = _days_of(left), _days_of(right)
    meet = (a.earliest <= b.latest and b.earliest <= a.latest for a, b in product(one, two))
    return bool(one and two) and not any(meet)


def _days_of(member: Member) -> Sequence[Span]:
    """The days for which an article says that its number held."""
    return [item.as_of.span for item in _of_number(member) if item.as_of.is_told]


def _of_number(member: Member) -> Iterator[Statement]:
    """What an article tells of a figure, in its headline and below."""
    best = quantity_of(member).best
    return (i for i in member.report.statements if isinstance(i.figure, Quantity) and i.figure.best == best)


def _times_of_what_grows(claim: Claim, left: Member, right: Member, apart: dt.timedelta) -> Times:
    """Such a count is of the time of its telling; what another party counts less of soon after cannot have grown."""
    if are_counted_apart(left, right):
        return Times.TWO
    if count_up_to_one_day(left, right) or apart <= dt.timedelta(hours=claim.thresholds.settle_hours):
        return Times.ONE
    near = apart <= (_DONE if left.statement.story else dt.timedelta(days=claim.thresholds.near_days))
    is_about_one = near and left.source != right.source and not has_grown(left, right)
    return Times.ABOUT_ONE if is_about_one else Times.TWO


def _times_of_what_changes(claim: Claim, left: Member, right: Member, apart: dt.timedelta) -> Times:
    """Such a figure is of one time only if told at one moment; a party's own next one is what has become of it.

    Two parties' figures for one day, or told within the settle time, are of about one time: what one has counted by
    noon need not hold in the evening.
    """
    meet = share_a_day(left, right)
    if meet and apart <= MOMENT:
        return Times.ONE
    near = meet or (are_untimed(left, right) and apart <= dt.timedelta(hours=claim.thresholds.settle_hours))
    return Times.ABOUT_ONE if near and left.source != right.source else Times.TWO


def _by_hours(left: Member, right: Member, apart: dt.timedelta) -> Times | None:
    """Of which times figures are that are told for an hour of one day; None where that says nothing.

    Whoever tells a figure for an hour tells that it changes by the hour. What was counted up to one cannot have shrunk
    by another, whoever counts.
    """
    hours = left.statement.as_of.hour, right.statement.as_of.hour
    if hours == (None, None) or not share_a_day(left, right):
        return None
    if hours[0] == hours[1]:
        return Times.ONE
    if count_up(left, right):
        return None
    return Times.ABOUT_ONE if None in hours and apart <= MOMENT else Times.TWO


def _is_done_then(left: Member, right: Member) -> bool:
    """Whether only one article tells when it was done, lately: the other may mean that day."""
    return is_about_then(left, right, _DONE) and not (_days_of(left) and _days_of(right))


def subject_of(claim: Claim, left: Member, right: Member) -> Subject:
    """The claim's subject, of a story's things with what is told of them."""
    told = left.statement.subject.action or right.statement.subject.action
    told = told if is_once(told, ENGLISH) else leading(told, ENGLISH)
    return msgspec.structs.replace(claim.key.subject, action=told) if left.statement.story else claim.key.subject


def changes_by_the_hour(subject: Subject) -> bool:
    """Whether a count of what is so now soon is another: of those whom something befell (the missing, the powerless).

    What is an owner's, or his forces, stands until he changes it; who came to a gathering is counted for its day.
    """
    befallen = subject.action is not None and (subject.actor is None or subject.event is not None)
    stands = is_planned(subject.action, ENGLISH) or is_once(subject.action, ENGLISH)
    return befallen and not is_gathering(subject.action, ENGLISH) and not stands


def has_developed(claim: Claim, left: Member, right: Member) -> bool:
    """Whether the later figure is what became of the earlier: one party's own, or one of another time."""
    return left.source == right.source or times_of(claim, left, right) is Times.TWO
