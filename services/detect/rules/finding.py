"""What a rule finds, before it has a life as a flag."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from schemas.flags import Compared, Evidence, Grade
from schemas.values import Modality, Quantity, Span
from schemas.watch import Rule, Tagged
from services.detect.rules.growth import has_grown
from services.detect.rules.sighted import denies
from services.detect.tracking.claims import Claim
from services.detect.tracking.intervals import gap, interval
from services.detect.tracking.voices import Member, has_stake


class Finding(NamedTuple):
    """A rule's result: the parties at odds give it its identity, the rest may change while it lasts."""

    rule: Rule
    grade: Grade
    parties: tuple[str, ...]
    members: tuple[Member, ...]
    compared: Compared
    weight: Decimal
    """How far apart, as a share: 0 and up; 1 is as far as the larger figure itself."""
    explanation: str
    reasons: tuple[str, ...]
    settle: str


Find = Callable[[Claim], Iterator[Finding]]


def widest(found: Iterable[Finding]) -> Iterator[Finding]:
    """One finding for each list of parties: that of figures furthest apart, the first of as far."""
    by_parties: dict[tuple[str, ...], Finding] = {}
    for finding in found:
        known = by_parties.get(finding.parties)
        if known is None or finding.weight > known.weight:
            by_parties[finding.parties] = finding
    yield from by_parties.values()


def parties(left: Member, right: Member) -> tuple[str, ...]:
    """The parties at odds: the sources, or where one source is at odds with itself, that one."""
    return tuple(sorted({left.source, right.source}))


def contradicts(left: Member, right: Member, rule: Rule) -> Rule:
    """The rule that a contradiction falls under: where one party is on both sides, it is at odds with itself."""
    return Rule.SELF if left.source == right.source else rule


def is_revised(left: Member, right: Member, settle: dt.timedelta) -> bool:
    """Whether one voice says both so soon after another that the later replaces the earlier."""
    return left.voice == right.voice and abs(right.report.published_at - left.report.published_at) <= settle


def evidence(member: Member) -> Evidence:
    """The member as an editor must see it."""
    report, statement = member.report, member.statement
    return Evidence(
        article=report.article,
        revision=report.revision,
        outlet=report.outlet,
        url=report.url,
        title=report.title,
        published_at=report.published_at,
        part=statement.part,
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
        figure=statement.figure,
        as_of=statement.as_of,
        chain=statement.chain,
        factuality=statement.factuality,
    )


def exposure(finding: Finding, claim: Claim, ours: Container[str]) -> tuple[Member, ...]:
    """What our own outlets carry, by publication: the evidence itself, or a figure at odds with any of it.

    An article is named once, by its words in evidence; where it was changed, by those that it has now.
    """
    own = (member for member in claim.members if member.report.outlet in ours)
    told = (member for member in own if any(_is_at_odds(member, other) for other in finding.members))
    shown = (member for member in finding.members if member.report.outlet in ours)
    carried = {member.report.article: member for member in (*told, *shown)}
    return tuple(sorted(carried.values(), key=lambda member: (member.report.published_at, member.report.article)))


def _is_at_odds(left: Member, right: Member) -> bool:
    first, second = left.statement.figure, right.statement.figure
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        comparable = Modality.RELATIVE not in (first.modality, second.modality)
        return comparable and bool(gap(interval(first), interval(second))) and not has_grown(left, right)
    if isinstance(first, Span) and isinstance(second, Span):
        return first.latest < second.earliest or second.latest < first.earliest
    return denies(left, right) or denies(right, left)


def place(finding: Finding, claim: Claim) -> str | None:
    """Where what the claim counts is or happened; where it does not say so itself, as most of the evidence has it."""
    told = Counter(at for member in finding.members if (at := member.statement.subject.place) is not None)
    return claim.key.subject.place or max(told, key=told.__getitem__, default=None)


def tags(finding: Finding, claim: Claim, tagged: Iterable[Tagged]) -> tuple[str, ...]:
    """What the desk files it under."""
    outlets = {member.report.outlet for member in finding.members}
    own = () if claim.watch is None else claim.watch.tags
    return tuple(sorted({*own, *(tag for known in tagged if known.outlet in outlets for tag in known.tags)}))


def interested(finding: Finding, claim: Claim) -> list[str]:
    """The parties at odds that have a stake in the claim."""
    return [party for party in finding.parties if has_stake(party, claim.watch)]


def severity(finding: Finding, claim: Claim, *, exposed: bool) -> int:
    """1 (a note) to 5 (ask now): by grade, distance, independent voices, the desk's priority, and our own exposure.

    Of two armies each counts the other's dead: what only parties with a stake differ in is nothing unheard of.
    """
    points = 3 if finding.grade is Grade.CONFLICT else 2
    points += finding.weight >= Decimal("0.5")
    points += (len(finding.parties) > max(1, len(interested(finding, claim)))) + exposed
    points += claim.watch.priority - 2 if claim.watch is not None else -1
    return min(5, max(1, points))
