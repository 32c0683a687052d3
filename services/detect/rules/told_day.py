"""contradiction.date between two tellings: days that can only be of one thing, though no reader files them so.

As with numbers (`telling`) it is never more than a tension. Days next to one another may be those of one night; a plan
that an article says has moved, or a further event's, is at odds with nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from schemas.flags import Grade, SpansCompared
from schemas.watch import Rule
from services.detect.rules import date
from services.detect.rules.date import days_apart, is_plan
from services.detect.rules.finding import Finding, parties, widest
from services.detect.rules.moved import says_so, tells_another
from services.detect.rules.wording import stated, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.likeness.story import are_two_parties
from services.detect.tracking.tellings import filed_under_one
from services.detect.tracking.voices import Member, span_of


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for each pair of parties whose days lie apart: the pair that does so furthest."""
    pairs = combinations(claim.members, 2)
    return widest(_compare(*pair) for pair in pairs if _are_at_odds(claim, *pair))


def _are_at_odds(claim: Claim, left: Member, right: Member) -> bool:
    if not are_two_parties(left.source, right.source) or days_apart(span_of(left), span_of(right)) <= 0:
        return False
    if any(says_so(member) or (tells_another(member) and not is_plan(member)) for member in (left, right)):
        return False
    key = filed_under_one(left, right)
    return key is None or not any(date.find(claim._replace(key=key, members=(left, right))))


def _compare(left: Member, right: Member) -> Finding:
    first, second = span_of(left), span_of(right)
    days = days_apart(first, second)
    return Finding(
        rule=Rule.DATE,
        grade=Grade.TENSION,
        parties=parties(left, right),
        members=(left, right),
        compared=SpansCompared(first, second, days),
        weight=Decimal(days) / 30,
        explanation=f"Two tellings of one story give two days: {stated(left)} ({voice(left)}) and {stated(right)} "
        f"({voice(right)}).",
        reasons=("neither article gives the other's day, and nothing else in it is likelier to be meant",),
        settle="Read both: if they date the same, ask both sources for the day and how they know it.",
    )
