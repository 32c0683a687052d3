"""contradiction.quantity: two figures for one claim and one time that cannot both be right.

Counts that only grow are compared as tolls are: a later and higher one is the toll growing, a later and lower one, or
another one at the same moment, is at odds. So, in tension, is a higher one in the same words as the lower, which do not
say that it grew. Two parties who do not say for when a standing figure holds (a budget, a force) speak, in tension, of
about one time if they speak within a few days. A voice's own later figure within the settle time replaces its earlier
one. Whoever denies a figure is at odds with whoever states it, unless that is a person only mentioned: one child who
was not hurt denies no toll. An article that also gives the other's figure is at odds with nobody.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from itertools import combinations
from typing import NamedTuple

from schemas.flags import Grade, QuantitiesCompared
from schemas.statements import AsOf, Scope, Subject
from schemas.values import Measure, Modality, Quantity
from schemas.watch import Rule
from services.detect.rules.finding import Finding, contradicts, parties, worded_alike
from services.detect.rules.wording import stated, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import between, gap, interval, middle, outer_gap
from services.detect.tracking.keys import is_mention, whole_of
from services.detect.tracking.voices import Member


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for each pair of parties at odds: the pair of statements that lies furthest apart."""
    widest: dict[tuple[str, ...], Finding] = {}
    current = _current(claim.members, dt.timedelta(hours=claim.thresholds.settle_hours))
    denied = ((left, right) for left in current for right in claim.denials)
    for finding in (
        *(_compare(claim, left, right) for left, right in _widest(claim, current)),
        *(_denial(left, right) for left, right in denied if _is_denied(claim, left, right)),
    ):
        known = widest.get(finding.parties)
        if known is None or finding.weight > known.weight:
            widest[finding.parties] = finding
    yield from widest.values()


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
        if (known is None or weight > known[0]) and _are_at_odds(claim, left, right):
            widest[sides] = weight, left, right
    return [(left, right) for _, left, right in widest.values()]


def _weighed(member: Member) -> _Weighed:
    figure = _quantity(member)
    core = interval(figure)
    return _Weighed(member, core.low, core.high, middle(figure))


def _are_at_odds(claim: Claim, left: Member, right: Member) -> bool:
    """Whether two figures that lie apart are of one time, and not a toll's growth."""
    if _times(claim, left, right) is _Times.TWO or _is_told(claim, left, right) or _is_told(claim, right, left):
        return False
    return not _grown(left, right) or worded_alike(left, right)


def _is_told(claim: Claim, told: Member, by: Member) -> bool:
    """Whether the other's article gives this figure too, further down."""
    own = interval(_quantity(told))
    return any(
        not gap(own, interval(figure))
        for member in claim.further
        if member.report.article == by.report.article
        and isinstance(figure := member.statement.figure, Quantity)
        and figure.modality is Modality.EXACT
    )


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


class _Times(StrEnum):
    """How the times of two figures lie to one another."""

    ONE = "the same time"
    ABOUT_ONE = "about the same time"
    TWO = "different times"


def _times(claim: Claim, left: Member, right: Member) -> _Times:
    figure = left.statement.figure
    apart = abs(right.report.published_at - left.report.published_at)
    if isinstance(figure, Quantity) and figure.measure is Measure.CUMULATIVE:
        return _Times.ONE if apart <= dt.timedelta(hours=claim.thresholds.settle_hours) else _Times.TWO
    first, second = left.statement.as_of, right.statement.as_of
    if first.span.earliest <= second.span.latest and second.span.earliest <= first.span.latest:
        return _Times.ONE
    untimed = _is_untimed(first) and _is_untimed(second) and left.source != right.source
    near = untimed and _is_standing(claim.key.subject) and apart <= dt.timedelta(days=claim.thresholds.near_days)
    return _Times.ABOUT_ONE if near else _Times.TWO


def _is_standing(subject: Subject) -> bool:
    """Whether such figures hold until somebody changes them: what is an owner's, or his forces; not those missing."""
    return subject.event is None and (subject.action is None or subject.actor is not None)


def _is_untimed(as_of: AsOf) -> bool:
    """Whether it is held for the moment of speaking, as nothing else is said."""
    return as_of.span.earliest == as_of.span.latest == as_of.anchor


def _compare(claim: Claim, left: Member, right: Member) -> Finding:
    first, second = _quantity(left), _quantity(right)
    a, b = interval(first), interval(second)
    apart, times, grown = gap(a, b), _times(claim, left, right), _grown(left, right)
    far = outer_gap(a, b) and not grown
    doubts = tuple(_doubts(claim, left, right, times))
    reason = "disjoint even at the outer tolerances" if far else "disjoint at the core, not at the outer tolerances"
    if grown:
        reason = "the later figure may be the toll grown, but stands in the earlier one's words"
    return Finding(
        rule=contradicts(left, right, Rule.QUANTITY),
        grade=Grade.CONFLICT if far and not doubts else Grade.TENSION,
        parties=parties(left, right),
        members=(left, right),
        compared=QuantitiesCompared(a, b, first.unit, apart, Decimal(0)),
        weight=_share(apart, middle(first), middle(second)),
        explanation=f"For {times}, {_whom(left, right)} {stated(right)} ({voice(right)}).",
        reasons=(reason, *doubts),
        settle="Ask both sources which count they mean, and as of when.",
    )


def _doubts(claim: Claim, left: Member, right: Member, times: _Times) -> Iterator[str]:
    """Why two disjoint figures may both be right all the same."""
    if left.statement.scope is not right.statement.scope:
        yield "the speakers vouch for different scopes"
    elif left.statement.scope is not Scope.WHOLE:
        yield "both speakers vouch for a part only"
    if times is _Times.ABOUT_ONE:
        yield "neither says for when the figure holds, and they spoke on different days"
    counts_up = _quantity(left).measure is Measure.CUMULATIVE
    if counts_up and left.report.published_at == right.report.published_at and left.source != right.source:
        yield "which of the two was told first is not known, and the count may have grown"
    if whole_of(claim.key) is not None:
        yield f"who passes for one may differ: {claim.key.subject.counted}"


def _is_denied(claim: Claim, left: Member, right: Member) -> bool:
    """Whether one article's figure is what another denies for the same time."""
    figure, denied = left.statement.figure, right.statement.figure
    if not isinstance(figure, Quantity) or not isinstance(denied, Quantity) or Modality.RELATIVE is denied.modality:
        return False
    apart = left.report.article == right.report.article or _times(claim, left, right) is not _Times.ONE
    return not apart and not is_mention(denied) and not gap(interval(figure), interval(denied))


def _denial(left: Member, right: Member) -> Finding:
    figure, denied = _quantity(left), _quantity(right)
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


def _grown(left: Member, right: Member) -> bool:
    """Whether the difference is a toll growing from one moment to a later one."""
    first, second = _quantity(left), _quantity(right)
    before, after = left.report.published_at, right.report.published_at
    if first.measure is not Measure.CUMULATIVE or before == after:
        return False
    return middle(second) > middle(first) if before < after else middle(first) > middle(second)


def _quantity(member: Member) -> Quantity:
    figure = member.statement.figure
    assert isinstance(figure, Quantity)  # noqa: S101 - `_current` and `_is_denied` have seen to it
    return figure


def _whom(left: Member, right: Member) -> str:
    if left.source == right.source:
        return f"one source gives {stated(left)} ({voice(left)}) and"
    return f"one says {stated(left)} ({voice(left)}) and another"
