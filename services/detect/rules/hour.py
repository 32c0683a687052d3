"""contradiction.date, of one day: two hours of one deed, further apart than their wordings leave room for.

An hour that is told round ("at 2am", "at noon") may be half an hour off, one on the quarter a quarter, any other a few
minutes. Hours that differ by whole ones may be two clocks' of one moment. What a thing does several times a day, and
what is planned, has no one hour.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from schemas.flags import Grade, SpansCompared
from schemas.values import Span
from schemas.watch import Rule
from services.detect.rules.finding import Finding, contradicts, parties
from services.detect.rules.wording import stated, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.deeds import Agreement, agreement, may_come_again
from services.detect.tracking.voices import Member

BY_STORY: Final = "little but their story shows that both speak of one event"
"""Why two dates of one story may be of two deeds."""
_BESIDE: Final = 15
"""Minutes by which two clocks, or what is taken for the deed's moment, may differ;"""
_ROUND: Final = ((60, 30), (15, 15), (1, 5))
"""and those by which an hour may be off that is told in whole ones, in quarters, or in minutes."""
_HOUR: Final = dt.timedelta(hours=1)
_MONTH: Final = dt.timedelta(days=30)


def at_odds(claim: Claim, left: Member, right: Member) -> Finding | None:
    """What two hours of one day are at odds in, if they are."""
    apart = _apart(left, right)
    if apart is None or may_come_again(left.statement) or left.statement.figure != right.statement.figure:
        return None
    if _is_told(claim, left, right) or _is_told(claim, right, left):
        return None
    first, second = left.statement.figure, right.statement.figure
    if not isinstance(first, Span) or not isinstance(second, Span):
        return None
    doubts = (
        *(("clocks may differ by whole hours",) if not apart % _HOUR else ()),
        *((BY_STORY,) if agreement(left, right) is not Agreement.SHOWN else ()),
    )
    return Finding(
        rule=contradicts(left, right, Rule.DATE),
        grade=Grade.TENSION if doubts else Grade.CONFLICT,
        parties=parties(left, right),
        members=(left, right),
        compared=SpansCompared(first, second, 0),
        weight=Decimal(apart // dt.timedelta(minutes=1)) / Decimal(_MONTH // dt.timedelta(minutes=1)),
        explanation=f"The event is dated to two hours: {stated(left)} ({voice(left)}) against {stated(right)} "
        f"({voice(right)}).",
        reasons=("the hours lie further apart than their wordings leave room for", *doubts),
        settle="Ask both sources for the hour of the event and how they know it.",
    )


def meet(left: Member, right: Member) -> bool:
    """Whether both tell an hour, and these meet, if of two days: a little before midnight, and just after it."""
    return None not in (_moment(left), _moment(right)) and _apart(left, right) is None


def _is_told(claim: Claim, member: Member, other: Member) -> bool:
    """Whether the member's article gives the other hour too."""
    own = (each for each in claim.further if each.report.article == member.report.article)
    return any(meet(each, other) for each in own)


def _apart(left: Member, right: Member) -> dt.timedelta | None:
    """The time between two moments that exclude one another; None where they meet, or one is not told."""
    first, second = _moment(left), _moment(right)
    if first is None or second is None:
        return None
    apart = abs(first - second)
    return apart if apart > dt.timedelta(minutes=_BESIDE + _slack(first) + _slack(second)) else None


def _moment(member: Member) -> dt.datetime | None:
    day, at = member.statement.figure, member.statement.marks.at
    if at is None or not isinstance(day, Span) or day.earliest != day.latest:
        return None
    return dt.datetime.combine(day.earliest, at)


def _slack(moment: dt.datetime) -> int:
    return next(minutes for whole, minutes in _ROUND if moment.minute % whole == 0)
