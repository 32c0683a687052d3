"""The rules: each finds, in one claim, what an editor should ask about. Pure functions of the claim."""

from collections.abc import Iterator
from typing import Final

from services.detect.rules import arithmetic, circular, date, drift, presence, quantity, silent
from services.detect.rules.finding import Find, Finding
from services.detect.tracking.claims import Claim

RULES: Final[tuple[Find, ...]] = (
    quantity.find,
    presence.find,
    date.find,
    arithmetic.find,
    drift.find,
    circular.find,
    silent.find,
)
"""In the order in which their flags are raised."""


def findings(claim: Claim) -> Iterator[Finding]:
    """All that the rules find in a claim, but for those that the desk wants quiet of it."""
    quiet = claim.watch.quiet if claim.watch is not None else ()
    return (finding for find in RULES for finding in find(claim) if finding.rule not in quiet)
