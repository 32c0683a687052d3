"""A digest: one notice of findings on many claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from schemas.event import ClaimId
from schemas.flags import Grade
from services.alert.message import Finding, Message


class OfClaim(NamedTuple):
    """What a digest tells of one claim."""

    claim: ClaimId
    title: str
    findings: tuple[Finding, ...]
    """The strongest first."""


def is_digest(message: Message) -> bool:
    """Whether the message is titled by itself, and not by the claim that it is about."""
    return all(finding.title != message.title for finding in message.findings)


def by_claim(findings: Iterable[Finding]) -> list[OfClaim]:
    """The claims with their findings: first that of the strongest finding, conflicts before tensions."""
    found: dict[ClaimId, list[Finding]] = {}
    for finding in sorted(findings, key=_strength, reverse=True):
        found.setdefault(finding.claim, []).append(finding)
    return [OfClaim(claim, of[0].title, tuple(of)) for claim, of in found.items()]


def _strength(finding: Finding) -> tuple[bool, bool, int]:
    return finding.open, finding.grade == Grade.CONFLICT.value, finding.severity
