"""contradiction.quantity, of ages: one person by name is told to be of two ages.

An age rises by one on a birthday: between two articles a year apart or less it may have risen once, though within a
week that is unlikely enough (1 in 52) to ask. A name may be borne by two: where an article tells it with two ages, or
two are a generation apart (a father and his son), nothing is at odds. So it is never more than a tension.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import Final

from schemas.flags import Grade, QuantitiesCompared
from schemas.watch import Rule
from services.detect.rules.finding import Finding, contradicts, is_revised, parties
from services.detect.rules.wording import voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import gap, interval, middle
from services.detect.tracking.voices import Member, quantity_of

_WEEK: Final = dt.timedelta(days=7)
_YEAR: Final = 365.25
"""Days."""
_GENERATION: Final = 15
"""Years between two of one family that bear one name, at least."""


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for two parties, and one for two ages: of the first statements at odds, whoever joins them later."""
    if _are_namesakes(claim):
        return
    settle = dt.timedelta(hours=claim.thresholds.settle_hours)
    ages: set[frozenset[Decimal]] = set()
    at_odds: set[tuple[str, ...]] = set()
    for left, right in combinations(claim.members, 2):
        told, who = frozenset((_age(left), _age(right))), parties(left, right)
        if told in ages or who in at_odds or is_revised(left, right, settle) or not _are_two_ages(left, right):
            continue
        ages.add(told)
        at_odds.add(who)
        yield _finding(claim, left, right)


def _are_namesakes(claim: Claim) -> bool:
    """Whether one article tells the name with two ages, or two articles with ages a generation apart."""
    told: defaultdict[str, set[Decimal]] = defaultdict(set)
    for member in (*claim.members, *claim.further):
        told[member.report.article].add(_age(member))
    ages = set().union(*told.values())
    return any(len(some) > 1 for some in told.values()) or max(ages) - min(ages) >= _GENERATION


def _are_two_ages(earlier: Member, later: Member) -> bool:
    """Whether nobody can be of both, each on the day of telling: members come in order of publication."""
    apart = later.report.published_at - earlier.report.published_at
    birthdays = int(apart.days / _YEAR)
    rise = _age(later) - _age(earlier)
    return not birthdays <= rise <= birthdays + (apart > _WEEK)


def _age(member: Member) -> Decimal:
    return middle(quantity_of(member))


def _finding(claim: Claim, left: Member, right: Member) -> Finding:
    a, b = interval(quantity_of(left)), interval(quantity_of(right))
    name, ages = claim.key.subject.actor, (_age(left), _age(right))
    return Finding(
        rule=contradicts(left, right, Rule.QUANTITY),
        grade=Grade.TENSION,
        parties=parties(left, right),
        members=(left, right),
        compared=QuantitiesCompared(a, b, "year", gap(a, b), Decimal(0)),
        weight=abs(ages[1] - ages[0]) / max(ages),
        explanation=f"The age of {name} is given as {ages[0]} ({voice(left)}) and as {ages[1]} ({voice(right)}).",
        reasons=("two people may bear one name",),
        settle="Ask for the date of birth, and whether both mean one person.",
    )
