"""What the rules find in reports, each rule by itself."""

from __future__ import annotations

from collections.abc import Sequence

from schemas.statements import Reported
from schemas.watch import Rule, Rules
from services.detect.rules import findings
from services.detect.rules.finding import Finding
from services.detect.tracking.claims import claims


def found(rule: Rule, *reports: Reported, rules: Rules | None = None, firsts: Sequence[Reported] = ()) -> list[Finding]:
    rules = rules or Rules()
    ordered = sorted(reports, key=lambda item: (item.published_at, item.article))
    return [
        finding
        for claim in claims(ordered[0].track, ordered, rules, firsts=firsts)
        for finding in findings(claim)
        if finding.rule is rule
    ]
