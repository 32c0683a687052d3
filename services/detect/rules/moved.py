"""Whether a move from one figure to a later one is news: of one thing, and with nobody saying that it has moved.

What the desk watches is followed whoever tells of it; of all else only what no careful reader would explain away.
"""

from __future__ import annotations

from schemas.values import Quantity
from services.detect.rules.comparison import gives
from services.detect.tracking.claims import Claim
from services.detect.tracking.rounds import are_of_one_rate
from services.detect.tracking.voices import Member


def is_news(claim: Claim, before: Member, now: Member) -> bool:
    """Whether a quantity's move is."""
    if claim.watch is not None:
        return True
    if says_so(now) or gives(before, now):
        return False
    is_settled = not before.statement.story and claim.key.subject.event is None
    return is_settled or _are_of_one(before, now)


def says_so(now: Member) -> bool:
    """Whether a sentence tells its figure as one that has moved: "raised its bid to £2.4bn", "postponed to May"."""
    return now.statement.marks.moved


def tells_another(member: Member) -> bool:
    """Whether a sentence tells of a further event of the kind: "will also strike on 18 May"."""
    return member.statement.marks.further


def _are_of_one(before: Member, now: Member) -> bool:
    """Whether enough shows one thing: another party's count of things, or for another time, may be of others.

    Of an event's toll only a source that both name does: an outlet's own headline may be of the next night's.
    """
    left, right = before.statement, now.statement
    if left.scope is not right.scope or not are_of_one_rate(left, right):
        return False
    if not left.story:
        return before.source == now.source != now.report.outlet
    is_measured = isinstance(right.figure, Quantity) and right.figure.unit is not None
    return is_measured or before.source == now.source or before.report.outlet == now.report.outlet
