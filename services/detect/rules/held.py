"""For when one figure holds, and whether it says so."""

from __future__ import annotations

import datetime as dt
from typing import Final

from services.detect.tracking.voices import Member

MOMENT: Final = dt.timedelta(hours=3)
"""Two figures told so near one another are of one moment also where such figures change by the hour."""


def share_a_day(left: Member, right: Member) -> bool:
    """Whether the spans for which two figures hold have a day in common."""
    first, second = left.statement.as_of.span, right.statement.as_of.span
    return first.earliest <= second.latest and second.earliest <= first.latest


def is_about_then(left: Member, right: Member, days: dt.timedelta) -> bool:
    """Whether one of two figures is told for no time, and that of the other is near the moment of its telling."""
    first, second = left.statement.as_of.span, right.statement.as_of.span
    is_near = first.earliest <= second.latest + days and second.earliest <= first.latest + days
    return is_near and (is_untimed(left) or is_untimed(right))


def are_untimed(left: Member, right: Member) -> bool:
    """Whether both figures are."""
    return is_untimed(left) and is_untimed(right)


def say_not_when(left: Member, right: Member) -> bool:
    """Whether neither clause tells for when its figure holds, whatever else its sentence dates."""
    return not (left.statement.as_of.is_told or right.statement.as_of.is_told)


def is_untimed(member: Member) -> bool:
    """Whether its figure is held for the moment of speaking, as nothing else is said."""
    return is_not_over(member) and not member.statement.as_of.is_told


def is_not_over(member: Member) -> bool:
    """Whether it counts for a day that lasts as it speaks."""
    as_of = member.statement.as_of
    return as_of.span.earliest == as_of.span.latest == as_of.anchor


def are_of_one_moment(left: Member, right: Member) -> bool:
    """Whether two figures are told so near one another that neither can have changed."""
    return abs(right.report.published_at - left.report.published_at) <= MOMENT
