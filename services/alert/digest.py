"""A digest: one notice of findings on many claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from schemas.event import ClaimId
from services.alert.grouping import Intent
from services.alert.message import Finding, Message, strongest_first
from services.alert.routing import Digest


class Part(NamedTuple):
    """What one group has for a digest, and since when it is due."""

    due_at: dt.datetime
    intent: Intent


class OfClaim(NamedTuple):
    """What a digest tells of one claim."""

    claim: ClaimId
    title: str
    findings: tuple[Finding, ...]
    """The strongest first."""


def together(hours: Digest, parts: Sequence[Part]) -> Message:
    """One message of what many claims have to tell; its repeat number is above 0 if all of it was told before."""
    findings = tuple(finding for part in parts for finding in part.intent.findings)
    claims = len({finding.claim for finding in findings})
    told = f"{_counted(len(findings), 'finding')} on {_counted(claims, 'claim')}"
    repeats = [part.intent.repeat for part in parts]
    return Message(
        f"Digest, {hours.told(max(part.due_at for part in parts))}: {told}",
        findings,
        max(repeats) if all(repeats) else 0,
    )


def is_digest(message: Message) -> bool:
    """Whether the message is titled by itself, and not by the claim that it is about."""
    return all(finding.title != message.title for finding in message.findings)


def by_claim(findings: Iterable[Finding]) -> list[OfClaim]:
    """The claims with their findings: first that of the strongest that is open, conflicts before tensions."""
    found: dict[ClaimId, list[Finding]] = {}
    for finding in sorted(strongest_first(findings), key=lambda found: not found.open):
        found.setdefault(finding.claim, []).append(finding)
    return [OfClaim(claim, of[0].title, tuple(of)) for claim, of in found.items()]


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
