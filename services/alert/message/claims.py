"""What a notice on many claims, a digest, tells of each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from schemas.event import ClaimId
from services.alert.message.message import Finding, strongest_first


class OfClaim(NamedTuple):
    """What a digest tells of one claim."""

    claim: ClaimId
    title: str
    findings: tuple[Finding, ...]
    """The strongest first."""


def by_claim(findings: Iterable[Finding]) -> list[OfClaim]:
    """The claims with their findings: first that of the strongest that is open, conflicts before tensions."""
    found: dict[ClaimId, list[Finding]] = {}
    for finding in sorted(strongest_first(findings), key=lambda found: not found.open):
        found.setdefault(finding.claim, []).append(finding)
    return [OfClaim(claim, of[0].title, tuple(of)) for claim, of in found.items()]
