"""contradiction.date: two statements date one event, or one last sighting, to disjoint spans.

"Not seen for about two weeks" dates the last sighting too: to the days in which the absence may have begun. A sighting
after the day of speaking contradicts no absence up to that day: it is another last one. Who saw them between is shown
beside. A day yet to come is a plan, which may move: two plans are at odds only if they are told within a week, a plan
and what came of it within a few days. A deadline ("by the end of June") is at odds with a day behind it, and with a
deadline that ends at another time. An article that gives the other day too explains it. The day of what happened, as
its tolls tell it, is compared with more care (`event_day`); hours of one day are, too (`hour`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Final

from schemas.flags import Grade, SpansCompared
from schemas.values import Precision, Presence, Span
from schemas.watch import Rule
from services.detect.rules import hour
from services.detect.rules.finding import Finding, contradicts, is_revised, parties, widest
from services.detect.rules.moved import tells_another
from services.detect.rules.wording import span, stated, voice
from services.detect.tracking.calendar import named
from services.detect.tracking.claims import Claim
from services.detect.tracking.deeds import Agreement, agreement, is_done_again
from services.detect.tracking.intervals import days_between
from services.detect.tracking.keys import Kind
from services.detect.tracking.told_deed import comes_but_once, is_last_time
from services.detect.tracking.voices import Member

_WEEK: Final = dt.timedelta(days=10)
"""A week and some days, in which a weekly, too, may tell of a plan that has not moved meanwhile."""


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for each pair of parties: the pair of dates furthest apart."""
    return iter(()) if claim.is_of_day else widest(_at_odds(claim))


def _at_odds(claim: Claim) -> Iterator[Finding]:
    settle = dt.timedelta(hours=claim.thresholds.settle_hours)
    dated = [(member, when) for member in claim.members if (when := _dated(member)) is not None]
    for (left, first), (right, second) in combinations(dated, 2):
        if is_revised(left, right, settle) or not _may_be_at_odds(claim, left, first, right, second):
            continue
        finding = _compare(claim, left, first, right, second) or hour.at_odds(claim, left, right)
        if finding is not None:
            yield finding


def _may_be_at_odds(claim: Claim, left: Member, first: Span, right: Member, second: Span) -> bool:
    """Whether neither of two dates is of another event, an earlier plan, or known to the other's article too."""
    told = ((left, first, right, second), (right, second, left, first))
    if any(_is_another(one, day) or _has_come_since(one, other, day) for one, _, other, day in told):
        return False
    if any(_is_a_further_one(one) or _was_done_before(one, own, other, day) for one, own, other, day in told):
        return False
    if hour.meet(left, right):
        return False
    near = _WEEK if is_plan(left) and is_plan(right) else dt.timedelta(days=claim.thresholds.near_days)
    if (is_plan(left) or is_plan(right)) and may_have_moved(left, right, near):
        return False
    return first == second or not any(_is_told(claim, one, day) for one, _, _, day in told)


def is_plan(member: Member) -> bool:
    """Whether it dates what was yet to come when it was said."""
    figure = member.statement.figure
    return isinstance(figure, Span) and figure.latest > member.statement.as_of.anchor


def may_have_moved(left: Member, right: Member, near: dt.timedelta = _WEEK) -> bool:
    """Whether a plan may have changed between two tellings: one party's own at once, another's in time."""
    apart = abs(right.report.published_at.date() - left.report.published_at.date())
    return left.source == right.source or apart > near


def is_deadline(dates: Span) -> bool:
    """Whether it is any day up to the last ones, which are its core: "by the end of June"."""
    start, end = dates.core
    return dates.precision is Precision.ABOUT and dates.earliest < start and end == dates.latest


def days_apart(first: Span, second: Span) -> int:
    """Days between two spans, 0 or less where they meet; of two deadlines, between their ends."""
    if is_deadline(first) and is_deadline(second):
        return days_between(first.core, second.core)
    return days_between((first.earliest, first.latest), (second.earliest, second.latest))


def _is_told(claim: Claim, member: Member, dates: Span) -> bool:
    """Whether the member's article gives the other date too, and not only the month that it lies in."""
    own = (each.statement.figure for each in claim.further if each.report.article == member.report.article)
    days = [figure for figure in own if isinstance(figure, Span) and days_apart(figure, dates) <= 0]
    return any(is_deadline(day) or _width(day) <= _width(dates) for day in days)


def _width(dates: Span) -> dt.timedelta:
    return dates.latest - dates.earliest


def _dated(member: Member) -> Span | None:
    """The span in which the member puts its event or last sighting; its core is what it says if taken narrowly."""
    figure = member.statement.figure
    if isinstance(figure, Span):
        return figure
    if isinstance(figure, Presence) and not figure.seen:
        earliest, latest = figure.span.earliest, figure.span.core[0]
        quarter = (latest - earliest) // 4
        return Span(earliest, latest, Precision.ABOUT, earliest + quarter, latest - quarter)
    return None


def _is_another(absence: Member, sighting: Span) -> bool:
    """Whether a sighting may lie after all that an absence covers."""
    figure = absence.statement.figure
    return isinstance(figure, Presence) and sighting.latest > figure.span.latest


def _has_come_since(told: Member, later: Member, day: Span) -> bool:
    """Whether a past day is told that had not come when another was: it is of another event, where there can be one."""
    if bool(told.statement.story) and comes_but_once(told.statement) and comes_but_once(later.statement):
        return False
    return not is_plan(told) and not is_plan(later) and day.earliest > told.statement.as_of.anchor


def _is_a_further_one(told: Member) -> bool:
    return tells_another(told) and not is_done_again(told.statement)


def _was_done_before(told: Member, day: Span, last: Member, last_day: Span) -> bool:
    """Whether a day lies before that on which the same was done for the last time, and so may well be right."""
    is_last = is_last_time(last.statement) and not is_last_time(told.statement)
    return is_last and day.latest < last_day.earliest


def _compare(claim: Claim, left: Member, first: Span, right: Member, second: Span) -> Finding | None:
    ends = (is_deadline(first), is_deadline(second))
    if all(ends) and not (is_plan(left) and is_plan(right)):
        return None  # done by Monday, and so by Tuesday
    apart = days_apart(first, second) if any(ends) else days_between(first.core, second.core)
    if apart <= 0:
        return None
    far = all(ends) or days_between((first.earliest, first.latest), (second.earliest, second.latest)) > 0
    scoped = left.statement.scope is not right.statement.scope
    doubted = bool(left.statement.story) and agreement(left, right) is not Agreement.SHOWN
    what = "last sighting" if claim.key.yardstick.kind is Kind.PRESENCE else "event"
    beside = _between(claim, left, right)
    return Finding(
        rule=contradicts(left, right, Rule.DATE),
        grade=Grade.CONFLICT if far and not (scoped or doubted) else Grade.TENSION,
        parties=parties(left, right),
        members=(left, right, *beside),
        compared=SpansCompared(first, second, apart),
        weight=Decimal(apart) / 30,
        explanation=f"The {what} is dated differently: {_when(first)} ({voice(left)}) against {_when(second)} "
        f"({voice(right)}){''.join(f'; yet {stated(third)} ({voice(third)})' for third in beside)}.",
        reasons=(
            "the spans are disjoint even at their outer ends"
            if far
            else "the spans are disjoint only if both wordings are taken narrowly",
            *(("the speakers vouch for different scopes",) if scoped else ()),
            *((hour.BY_STORY,) if doubted else ()),
        ),
        settle=f"Ask both sources for the day of the {what} and how they know it.",
    )


def _between(claim: Claim, left: Member, right: Member) -> tuple[Member, ...]:
    """The latest sighting that neither absence leaves room for, in time for both to have known of it."""
    absences = [m.statement.figure for m in (left, right) if isinstance(m.statement.figure, Presence)]
    seen = [
        member
        for member in claim.members
        if isinstance(figure := member.statement.figure, Presence)
        and figure.seen
        and all(a.span.core[0] <= figure.span.earliest and figure.span.latest <= a.span.latest for a in absences)
    ]
    return tuple(seen[-1:]) if len(absences) == len((left, right)) else ()


def _when(dates: Span) -> str:
    if is_deadline(dates):
        return f"by {named(dates.latest)}"
    if dates.precision is not Precision.ABOUT:
        return span(dates)
    return f"about {named(dates.earliest + (dates.latest - dates.earliest) // 2)}"
