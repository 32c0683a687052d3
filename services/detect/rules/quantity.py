"""contradiction.quantity: two figures for one claim and one time that cannot both be right.

Counts that only grow are compared as tolls are: a later and higher one is the toll growing, a later and lower one, or
another one at the same moment, is at odds. So, in tension, is a higher one in the same words as the lower, which do not
say that it grew. Two parties who do not say for when a standing figure holds (a budget, a force) speak, in tension, of
about one time if they speak within a few days. A voice's own later figure within the settle time replaces its earlier
one. Whoever denies a figure is at odds with whoever states it, unless that is a person only mentioned: one child who
was not hurt denies no toll. An article that also gives the other's figure is at odds with nobody; nor is a toll with
those who did it at odds with one without them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from schemas.flags import Grade, QuantitiesCompared
from schemas.statements import Scope
from schemas.values import Modality, Quantity
from schemas.watch import Rule
from services.detect.rules.comparison import are_at_odds, doubts
from services.detect.rules.finding import Finding, contradicts, parties, widest
from services.detect.rules.growth import has_grown
from services.detect.rules.times import Times, times_of
from services.detect.rules.two_senses import two_senses
from services.detect.rules.wording import stated, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.copies import worded_alike
from services.detect.tracking.intervals import between, gap, interval, middle, outer_gap
from services.detect.tracking.keys import is_mention
from services.detect.tracking.voices import Member, quantity_of


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for each pair of parties at odds: the pair of statements that lies furthest apart."""
    current = _current(claim.members, dt.timedelta(hours=claim.thresholds.settle_hours))
    denied = ((left, right) for left in current for right in claim.denials)
    return widest(
        (
            *(_compare(claim, left, right) for left, right in _widest(claim, current)),
            *(_denial(left, right) for left, right in denied if _is_denied(claim, left, right)),
        )
    )


class _Weighed(NamedTuple):
    """A member, with what it is weighed by."""

    member: Member
    low: Decimal | None
    high: Decimal | None
    middle: Decimal


def _widest(claim: Claim, current: Sequence[Member]) -> list[tuple[Member, Member]]:
    """For each pair of parties at odds the two statements that lie furthest apart.

    At each report all pairs are weighed anew, so only what is cheap is asked of each.
    """
    widest: dict[tuple[str, str], tuple[Decimal, Member, Member]] = {}
    for first, second in combinations(map(_weighed, current), 2):
        apart = between(first.low, first.high, second.low, second.high)
        if not apart:
            continue
        left, right = first.member, second.member
        weight = _share(apart, first.middle, second.middle)
        sides = (left.source, right.source) if left.source < right.source else (right.source, left.source)
        known = widest.get(sides)
        if (known is None or weight > known[0]) and are_at_odds(claim, left, right):
            widest[sides] = weight, left, right
    return [(left, right) for _, left, right in widest.values()]


def _weighed(member: Member) -> _Weighed:
    figure = quantity_of(member)
    core = interval(figure)
    return _Weighed(member, core.low, core.high, middle(figure))


def _current(members: Sequence[Member], settle: dt.timedelta) -> list[Member]:
    """The comparable members that their own voice has not replaced within the settle time."""
    kept: list[Member] = []
    later: dict[tuple[str, str], dt.datetime] = {}
    for member in reversed(members):
        figure = member.statement.figure
        if not isinstance(figure, Quantity) or figure.modality is Modality.RELATIVE:
            continue
        at = member.report.published_at
        replaced = (by := later.get(member.voice)) is not None and by - at <= settle
        later[member.voice] = at
        if not replaced:
            kept.append(member)
    return kept[::-1]


def _compare(claim: Claim, left: Member, right: Member) -> Finding:
    first, second = quantity_of(left), quantity_of(right)
    a, b = interval(first), interval(second)
    apart, grown = gap(a, b), has_grown(left, right) and worded_alike(left, right)
    far = outer_gap(a, b) and not grown
    doubtful = (*doubts(claim, left, right), *two_senses(left, right))
    reason = "disjoint even at the outer tolerances" if far else "disjoint at the core, not at the outer tolerances"
    if grown:
        reason = "the later figure may be the toll grown, but stands in the earlier one's words"
    return Finding(
        rule=contradicts(left, right, Rule.QUANTITY),
        grade=Grade.CONFLICT if far and not doubtful else Grade.TENSION,
        parties=parties(left, right),
        members=(left, right),
        compared=QuantitiesCompared(a, b, first.unit, apart, Decimal(0)),
        weight=_share(apart, middle(first), middle(second)),
        explanation=f"For {times_of(claim, left, right)}, {_whom(left, right)} {stated(right)} ({voice(right)}).",
        reasons=(reason, *doubtful),
        settle="Ask both sources which count they mean, and as of when.",
    )


def _is_denied(claim: Claim, left: Member, right: Member) -> bool:
    """Whether one article's figure is what another denies for the same time."""
    figure, denied = left.statement.figure, right.statement.figure
    if not isinstance(figure, Quantity) or not isinstance(denied, Quantity) or Modality.RELATIVE is denied.modality:
        return False
    apart = left.report.article == right.report.article or times_of(claim, left, right) is not Times.ONE
    return not apart and not is_mention(denied) and not gap(interval(figure), interval(denied))


def _denial(left: Member, right: Member) -> Finding:
    figure, denied = quantity_of(left), quantity_of(right)
    whole = left.statement.scope is right.statement.scope is Scope.WHOLE
    return Finding(
        rule=contradicts(left, right, Rule.QUANTITY),
        grade=Grade.CONFLICT if whole else Grade.TENSION,
        parties=parties(left, right),
        members=(left, right),
        compared=QuantitiesCompared(interval(figure), interval(denied), figure.unit, Decimal(0), Decimal(0)),
        weight=Decimal(1),
        explanation=f"One says {stated(left)} ({voice(left)}), another that it was not so ({voice(right)}).",
        reasons=("the second denies what the first states",)
        + (() if whole else ("a speaker vouches for a part only",)),
        settle="Ask the one who denies it what he knows, and the other on whose word the figure stands.",
    )


def _share(apart: Decimal, first: Decimal, second: Decimal) -> Decimal:
    """How far apart two figures lie, as a share of the larger."""
    larger = max(first, second)
    return apart / larger if larger else apart


def _whom(left: Member, right: Member) -> str:
    if left.source == right.source:
        return f"one source gives {stated(left)} ({voice(left)}) and"
    return f"one says {stated(left)} ({voice(left)}) and another"
