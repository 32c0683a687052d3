"""The rules: each finds, in one claim, what an editor should ask about. Pure functions of the claim."""

from collections.abc import Iterator, Mapping
from typing import Final

from services.detect.rules import (
    age,
    arithmetic,
    circular,
    date,
    drift,
    event_day,
    presence,
    quantity,
    silent,
    telling,
    told_day,
)
from services.detect.rules.finding import Find, Finding, interested
from services.detect.rules.wording import listed
from services.detect.tracking.claims import Claim
from services.detect.tracking.keys import Kind

RULES: Final[tuple[Find, ...]] = (
    quantity.find,
    presence.find,
    date.find,
    event_day.find,
    arithmetic.find,
    drift.find,
    circular.find,
    silent.find,
)
"""In the order in which their flags are raised."""
OF_AGES: Final[tuple[Find, ...]] = (age.find, silent.find)
"""The same of somebody's age: that it is told on one word, and that it rises, is no news."""
OF_CARRIED: Final[tuple[Find, ...]] = (circular.find,)
"""The same of a number on others' word: all else of it is told where it is told what it counts."""
OF_TELLINGS: Final[tuple[Find, ...]] = (telling.find,)
"""The same of what two tellings of a story give, which are only laid side by side,"""
OF_TOLD_DAYS: Final[tuple[Find, ...]] = (told_day.find,)
"""and of the days that they give."""
_OF_KIND: Final[Mapping[Kind, tuple[Find, ...]]] = {
    Kind.AGE: OF_AGES,
    Kind.CARRIED: OF_CARRIED,
    Kind.TELLING: OF_TELLINGS,
    Kind.TOLD_DAY: OF_TOLD_DAYS,
}


def findings(claim: Claim) -> Iterator[Finding]:
    """All that the rules find in a claim, but for those that the desk wants quiet of it."""
    quiet = claim.watch.quiet if claim.watch is not None else ()
    rules = _OF_KIND.get(claim.key.yardstick.kind, RULES)
    found = (finding for find in rules for finding in find(claim) if finding.rule not in quiet)
    return (_with_stakes(finding, claim) for finding in found)


def _with_stakes(finding: Finding, claim: Claim) -> Finding:
    """The finding, which says who of the parties at odds has a stake in the figure."""
    names = interested(finding, claim)
    if not names:
        return finding
    have = "has" if len(names) == 1 else "have"
    return finding._replace(reasons=(*finding.reasons, f"{listed(names)} {have} a stake in the figure"))
