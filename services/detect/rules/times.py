"""Of which times two quantities of one claim speak."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Final

import msgspec

from schemas.statements import Statement, Subject
from schemas.values import Measure, Precision, Quantity
from services.detect.reading.clauses.senses import is_once, leading
from services.detect.reading.people.classes import is_gathering
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import middle
from services.detect.tracking.plans import is_planned
from services.detect.tracking.voices import Member

_MOMENT: Final = dt.timedelta(hours=3)
"""Two figures told so near one another are of one moment also where such figures change by the hour."""


_DONE: Final = dt.timedelta(days=30)
"""So long two parties may tell of what was done once in a story, and mean the same."""
_LENGTHS: Final = dt.timedelta(days=3)
"""From days so near one another two counts may begin that are of one time."""


class Times(StrEnum):
    """How the times of two figures lie to one another."""

    ONE = "the same time"
    ABOUT_ONE = "about the same time"
    TWO = "different times"


def times_of(claim: Claim, left: Member, right: Member) -> Times:
    """Of which times two figures of a claim speak: counts that only grow of their telling, others of their as-of.

    A figure that stands until somebody changes it (a budget, a force), and that two parties tell within a few days,
    holds about then if one of them does not say for when, and the other says no day far from it.
    """
    apart = abs(right.report.published_at - left.report.published_at)
    told = subject_of(claim, left, right)
    is_of_day = is_gathering(told.action, ENGLISH)
    by_hours = None if is_of_day else _by_hours(left, right, apart)
    if by_hours is not None:
        return by_hours
    if count_up(left, right):
        return _times_of_what_grows(claim, left, right, apart)
    if isinstance(left.statement.figure, Quantity) and changes_by_the_hour(told):
        return _times_of_what_changes(claim, left, right, apart)
    if _meet(left, right):
        return Times.ONE
    days = dt.timedelta(days=claim.thresholds.near_days)
    is_one = is_once(told.action, ENGLISH) and left.statement.story and _are_untimed(left, right)
    stands = apart <= _DONE if is_one and not is_of_day else apart <= days and _is_about_then(left, right, days)
    return Times.ABOUT_ONE if stands and left.source != right.source else Times.TWO


def _times_of_what_grows(claim: Claim, left: Member, right: Member, apart: dt.timedelta) -> Times:
    """Such a count is of the time of its telling; what another party counts less of soon after cannot have grown."""
    if are_of_two_lengths(left, right):
        return Times.TWO
    if count_up_to_one_day(left, right) or apart <= dt.timedelta(hours=claim.thresholds.settle_hours):
        return Times.ONE
    near = apart <= dt.timedelta(days=claim.thresholds.near_days) and left.source != right.source
    return Times.ABOUT_ONE if near and not has_grown(left, right) else Times.TWO


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


def _by_hours(left: Member, right: Member, apart: dt.timedelta) -> Times | None:
    """Of which times figures are that are told for an hour of one day; None where that says nothing.

    Whoever tells a figure for an hour tells that it changes by the hour. What was counted up to one cannot have shrunk
    by another, whoever counts.
    """
    hours = left.statement.as_of.hour, right.statement.as_of.hour
    if hours == (None, None) or not _meet(left, right):
        return None
    if hours[0] == hours[1]:
        return Times.ONE
    if count_up(left, right):
        return None
    return Times.ABOUT_ONE if None in hours and apart <= _MOMENT else Times.TWO


def are_of_one_moment(left: Member, right: Member) -> bool:
    """Whether two figures are told so near one another that neither can have changed."""
    return abs(right.report.published_at - left.report.published_at) <= _MOMENT


def are_of_two_lengths(left: Member, right: Member) -> bool:
    """Whether two counts of what is done up to now say from when on, and not from one day: since January, this week."""
    first, second = left.statement.as_of.span, right.statement.as_of.span
    if not (_counts_to_now(left) and _counts_to_now(right)):
        return False
    lengths = {first.earliest < first.latest, second.earliest < second.latest}
    if lengths == {False, True}:
        return True
    return True in lengths and abs(first.earliest - second.earliest) > _LENGTHS


def _counts_to_now(member: Member) -> bool:
    """Whether its figure is held for days that end with the moment of speaking, and says which."""
    as_of = member.statement.as_of
    is_told = as_of.span.precision is not Precision.ABOUT and not _is_untimed(member)
    return is_told and as_of.span.latest == as_of.anchor


def count_up(left: Member, right: Member) -> bool:
    """Whether counts can only grow; of a story's things one may leave open what is counted, and goes by the other."""
    figures = (left.statement.figure, right.statement.figure)
    return any(isinstance(figure, Quantity) and figure.measure is Measure.CUMULATIVE for figure in figures)


def subject_of(claim: Claim, left: Member, right: Member) -> Subject:
    """The claim's subject, of a story's things with what is told of them."""
    told = left.statement.subject.action or right.statement.subject.action
    told = told if is_once(told, ENGLISH) else leading(told, ENGLISH)
    return msgspec.structs.replace(claim.key.subject, action=told) if left.statement.story else claim.key.subject


def _meet(left: Member, right: Member) -> bool:
    """Whether the spans for which two figures hold have a day in common."""
    first, second = left.statement.as_of.span, right.statement.as_of.span
    return first.earliest <= second.latest and second.earliest <= first.latest


def count_up_to_one_day(left: Member, right: Member) -> bool:
    """Whether two growing counts name the day up to which they count: "by 31 March"; an event's day is no such.

    Of an event, both must say from when on, "140 deaths since 20 July", or up to which hour.
    """
    hours = left.statement.as_of.hour, right.statement.as_of.hour
    if hours != (None, None):
        return hours[0] == hours[1] and _meet(left, right)
    if _is_untimed(left) or _is_untimed(right):
        return False
    first, second = left.statement.as_of.span, right.statement.as_of.span
    if any(_is_of_event(member.statement) for member in (left, right)):
        return first == second and first.earliest < first.latest
    return first.latest == second.latest and not (_is_not_over(left) and _is_not_over(right))


def _is_of_event(told: Statement) -> bool:
    """Whether the day told may be an event's, of which the count is a toll."""
    return told.subject.event is not None and not (told.story and told.as_of.is_told)


def _is_not_over(member: Member) -> bool:
    """Whether it counts for a day that lasts as it speaks."""
    as_of = member.statement.as_of
    return as_of.span.earliest == as_of.span.latest == as_of.anchor


def changes_by_the_hour(subject: Subject) -> bool:
    """Whether a count of what is so now soon is another: of those whom something befell (the missing, the powerless).

    What is an owner's, or his forces, stands until he changes it; who came to a gathering is counted for its day.
    """
    befallen = subject.action is not None and (subject.actor is None or subject.event is not None)
    stands = is_planned(subject.action, ENGLISH) or is_once(subject.action, ENGLISH)
    return befallen and not is_gathering(subject.action, ENGLISH) and not stands


def _is_about_then(left: Member, right: Member, days: dt.timedelta) -> bool:
    """Whether one of two figures is told for no time, and that of the other is near the moment of its telling."""
    first, second = left.statement.as_of.span, right.statement.as_of.span
    is_near = first.earliest <= second.latest + days and second.earliest <= first.latest + days
    return is_near and (_is_untimed(left) or _is_untimed(right))


def _are_untimed(left: Member, right: Member) -> bool:
    return _is_untimed(left) and _is_untimed(right)


def _is_untimed(member: Member) -> bool:
    """Whether its figure is held for the moment of speaking, as nothing else is said."""
    return _is_not_over(member) and not member.statement.as_of.is_told


def has_developed(claim: Claim, left: Member, right: Member) -> bool:
    """Whether the later figure is what became of the earlier: one party's own, or one of another time."""
    return left.source == right.source or times_of(claim, left, right) is Times.TWO


def has_grown(left: Member, right: Member) -> bool:
    """Whether the difference is a toll growing from one moment to a later one."""
    first, second = quantity_of(left), quantity_of(right)
    before, after = _moments(left, right)
    if not count_up(left, right) or before == after:
        return False
    return middle(second) > middle(first) if before < after else middle(first) > middle(second)


def _moments(left: Member, right: Member) -> tuple[dt.datetime, dt.datetime]:
    """When two figures were so: of the day and hour that both name, else as they were told."""
    first, second = left.statement.as_of, right.statement.as_of
    if first.hour is None or second.hour is None:
        return left.report.published_at, right.report.published_at
    return dt.datetime.combine(first.span.latest, first.hour), dt.datetime.combine(second.span.latest, second.hour)


def quantity_of(member: Member) -> Quantity:
    """The figure of a member that is known to give a quantity."""
    figure = member.statement.figure
    assert isinstance(figure, Quantity)  # noqa: S101 - whoever asks has seen to it
    return figure
