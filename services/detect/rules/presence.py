"""contradiction.presence: seen, where another says not seen.

Seen over a span means at some moment of it; not seen means at every moment of it. They conflict only where the seen
span lies inside the certain core of the unseen one, and are in tension where only inside its outer ends.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from schemas.flags import Grade, SpansCompared
from schemas.statements import Scope
from schemas.values import Presence
from schemas.watch import Rule
from services.detect.reading.named import is_of_person
from services.detect.rules.finding import Finding, contradicts, is_revised, parties
from services.detect.rules.sighted import denies, inside
from services.detect.rules.wording import span, voice
from services.detect.tracking.claims import Claim
from services.detect.tracking.voices import Member


def find(claim: Claim) -> Iterator[Finding]:
    """One finding for each pair of parties of which one has seen what the other has not."""
    settle = dt.timedelta(hours=claim.thresholds.settle_hours)
    found: dict[tuple[str, ...], Finding] = {}
    stated = (*claim.members, *claim.further) if is_of_person(claim.key.subject) else claim.members
    told = [(member, figure) for member in stated if isinstance(figure := member.statement.figure, Presence)]
    unseen_by, seen_by = ([member for member, figure in told if figure.seen is seen] for seen in (False, True))
    for unseen, seen in product(unseen_by, seen_by):
        is_one = unseen.report.article == seen.report.article or is_revised(unseen, seen, settle)
        finding = _compare(unseen, seen) if not is_one else None
        if finding is not None:
            known = found.get(finding.parties)
            if known is None or (known.grade is Grade.TENSION and finding.grade is Grade.CONFLICT):
                found[finding.parties] = finding
    yield from found.values()


def _compare(unseen: Member, seen: Member) -> Finding | None:
    absent, present = unseen.statement.figure, seen.statement.figure
    if not isinstance(absent, Presence) or not isinstance(present, Presence) or not denies(unseen, seen):
        return None
    certain = inside(present.span, *absent.span.core)
    whole = unseen.statement.scope is Scope.WHOLE
    reasons = (
        "the days of the sighting lie inside those certainly covered by the absence"
        if certain
        else "the days of the sighting lie inside the absence only if its wording is taken widely",
    ) + (() if whole else ("the absence is vouched for in a part only",))
    return Finding(
        rule=contradicts(unseen, seen, Rule.PRESENCE),
        grade=Grade.CONFLICT if certain and whole else Grade.TENSION,
        parties=parties(unseen, seen),
        members=(unseen, seen),
        compared=SpansCompared(absent.span, present.span, 0),
        weight=Decimal(1),
        explanation=f"One says not seen {span(absent.span)} ({voice(unseen)}), another seen "
        f"{span(present.span)} ({voice(seen)}).",
        reasons=reasons,
        settle="Ask who saw them, where and on which day, and what the other's absence covers.",
    )
