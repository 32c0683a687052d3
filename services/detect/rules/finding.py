"""What a rule finds, before it has a life as a flag."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

from schemas.flags import Compared, Evidence, Grade, Rule
from schemas.watch import Rules
from services.detect.tracking.claims import Claim, Member


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


Find = Callable[[Claim, Rules], Iterator[Finding]]


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
    report, statement = member
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


def severity(finding: Finding, claim: Claim) -> int:
    """1 (a note) to 5 (ask now), by grade, distance, whether independent voices say it, and the desk's priority."""
    points = 3 if finding.grade is Grade.CONFLICT else 2
    points += finding.weight >= Decimal("0.5")
    points += len(finding.parties) > 1
    points += claim.watch.priority - 2 if claim.watch is not None else -1
    return min(5, max(1, points))
