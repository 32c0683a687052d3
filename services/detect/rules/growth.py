"""Counts that can only grow: over which days each counts, and whether one is what became of the other."""

from __future__ import annotations

import datetime as dt
from typing import Final

from schemas.statements import Statement
from schemas.values import Measure, Precision, Quantity
from services.detect.reading.names.actors import state_called
from services.detect.reading.setting.events import is_of_two_sides
from services.detect.reading.things.tolls import is_found
from services.detect.reading.vocabulary import ENGLISH
from services.detect.rules.held import is_not_over, is_untimed, share_a_day
from services.detect.tracking.intervals import middle
from services.detect.tracking.voices import Member, quantity_of

LONG_PAST: Final = dt.timedelta(days=100)
"""A quarter of the year is told of as late as that."""
_LENGTHS: Final = dt.timedelta(days=3)
"""From days so near one another two counts may begin that are of one time."""
AT_ONCE: Final = dt.timedelta(hours=6)
"""So near one another two parties hardly tell of one count that has grown so far meanwhile,"""
_DAY: Final = dt.timedelta(days=1)
"""if they count from about one day."""


def has_grown(left: Member, right: Member) -> bool:
    """Whether the difference is a toll growing from one moment to a later one, and no two parties' two counts."""
    return is_risen(left, right) and not (_are_of_two_sides(left, right) or _are_told_at_once(left, right))


def is_risen(left: Member, right: Member) -> bool:
    """Whether of what can only grow the later count is higher."""
    first, second = quantity_of(left), quantity_of(right)
    before, after = _moments(left, right)
    if not count_up(left, right) or before == after:
        return False
    return middle(second) > middle(first) if before < after else middle(first) > middle(second)


def _are_of_two_sides(left: Member, right: Member) -> bool:
    """Whether only one of two parties speaks for another state than that whose people are counted: its enemy."""
    actors = {left.statement.subject.actor, right.statement.subject.actor}
    if None in actors or len(actors) > 1 or not _are_two_parties(left, right):
        return False
    sides = [state_called(member.source, ENGLISH) or state for member in (left, right) for state in actors]
    return sides[0] != sides[1] and not actors.isdisjoint(sides)


def _are_told_at_once(left: Member, right: Member) -> bool:
    """Whether two parties tell within hours how much was done, since one day; the dead are found one after another.

    But those whom unrest cost are counted by either side.
    """
    before, after = _moments(left, right)
    if abs(after - before) > AT_ONCE or not _are_two_parties(left, right):
        return False
    first, second = _first_day(left.statement), _first_day(right.statement)
    if first is None or second is None or abs(second - first) > _DAY:
        return False
    told = (member.statement.subject for member in (left, right))
    return not any(is_found(each.action, ENGLISH) and not is_of_two_sides(each.event, ENGLISH) for each in told)


def _first_day(told: Statement) -> dt.date | None:
    """From which day on it counts: of an event's people from that event's, None where no day of it is told.

    Whom unrest cost whose day is not told are counted from the day that is named for them, or that of the telling.
    """
    if told.story or told.subject.event is None:
        return told.as_of.span.earliest
    if told.event_day is not None:
        return told.event_day.earliest
    is_clash = is_of_two_sides(told.subject.event, ENGLISH) and is_found(told.subject.action, ENGLISH)
    return told.as_of.span.earliest if is_clash else None


def _are_two_parties(left: Member, right: Member) -> bool:
    """Whether each figure is somebody's word, and not the outlet's own, and they are two."""
    is_named = all(member.source != member.report.outlet for member in (left, right))
    return is_named and left.source != right.source


def _moments(left: Member, right: Member) -> tuple[dt.datetime, dt.datetime]:
    """When two figures were so: of the day and hour that both name, else as they were told."""
    first, second = left.statement.as_of, right.statement.as_of
    if first.hour is None or second.hour is None:
        return left.report.published_at, right.report.published_at
    return dt.datetime.combine(first.span.latest, first.hour), dt.datetime.combine(second.span.latest, second.hour)


def count_up(left: Member, right: Member) -> bool:
    """Whether counts can only grow; of a story's things one may leave open what is counted, and goes by the other."""
    figures = (left.statement.figure, right.statement.figure)
    return any(isinstance(figure, Quantity) and figure.measure is Measure.CUMULATIVE for figure in figures)


def count_up_to_one_day(left: Member, right: Member) -> bool:
    """Whether two growing counts name the day up to which they count: "by 31 March"; an event's day is no such.

    Of an event, both must say up to which hour or day, or from when on: "140 deaths since 20 July".
    """
    hours = left.statement.as_of.hour, right.statement.as_of.hour
    if hours != (None, None):
        return hours[0] == hours[1] and share_a_day(left, right)
    if _tells_no_day(left) or _tells_no_day(right):
        return False
    first, second = left.statement.as_of.span, right.statement.as_of.span
    if any(_is_of_event(member.statement) for member in (left, right)):
        return first == second and first.earliest < first.latest
    return first.latest == second.latest and not (is_not_over(left) and is_not_over(right))


def _tells_no_day(member: Member) -> bool:
    """Whether it does not say up to when it counts: "as of Thursday evening" only as that day ends."""
    ends = dt.datetime.combine(member.statement.as_of.span.latest + _DAY, dt.time(), member.report.published_at.tzinfo)
    is_at_its_end = member.statement.as_of.is_up_to and ends - member.report.published_at <= AT_ONCE
    return is_untimed(member) and not is_at_its_end


def _is_of_event(told: Statement) -> bool:
    """Whether the day told may be an event's, of which the count is a toll."""
    return told.subject.event is not None and not (told.as_of.is_up_to or (told.story and told.as_of.is_told))


def are_counted_apart(left: Member, right: Member) -> bool:
    """Whether two counts of what is done are of two lengths of time, of two days, or one of a time long over."""
    pairs = (left, right), (right, left)
    is_apart = any(_is_of_a_later_day(*pair) or _is_long_over(*pair) for pair in pairs)
    return is_apart or _are_of_two_lengths(left, right)


def _is_long_over(member: Member, other: Member) -> bool:
    """Whether it alone counts for a year or month long over when anything was told: "when €58m was collected"."""
    if member.statement.as_of.span == other.statement.as_of.span:
        return False
    told = min(member.statement.as_of.anchor, other.statement.as_of.anchor)
    return told - member.statement.as_of.span.latest > LONG_PAST


def _are_of_two_lengths(left: Member, right: Member) -> bool:
    """Whether two counts of what is done up to now say from when on, and not from one day: since January, this week."""
    first, second = left.statement.as_of.span, right.statement.as_of.span
    if not (_counts_to_now(left) and _counts_to_now(right)):
        return False
    lengths = {first.earliest < first.latest, second.earliest < second.latest}
    if lengths == {False, True}:
        return True
    return True in lengths and abs(first.earliest - second.earliest) > _LENGTHS


def _is_of_a_later_day(member: Member, other: Member) -> bool:
    """Whether it counts what was done on a day that had not come when the other was told."""
    as_of = member.statement.as_of
    return as_of.is_told and not as_of.is_up_to and as_of.span.earliest > other.statement.as_of.anchor


def _counts_to_now(member: Member) -> bool:
    """Whether its figure is held for days that end with the moment of speaking, and says which."""
    as_of = member.statement.as_of
    is_told = as_of.span.precision is not Precision.ABOUT and not is_untimed(member)
    return is_told and as_of.span.latest == as_of.anchor
