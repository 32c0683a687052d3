"""What many groups have for a digest, told in one notice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from services.alert.message.message import Kind, Message
from services.alert.posting.grouping import Intent
from services.alert.routing import Digest
from services.wording.amounts import counted


class Part(NamedTuple):
    """What one group has for a digest, and since when it is due."""

    due_at: dt.datetime
    intent: Intent


def together(hours: Digest, parts: Sequence[Part]) -> Message:
    """One message of what many claims have to tell; its repeat number is above 0 if all of it was told before."""
    findings = tuple(finding for part in parts for finding in part.intent.findings)
    claims = len({finding.claim for finding in findings})
    told = f"{counted(len(findings), 'finding')} on {counted(claims, 'claim')}"
    repeats = [part.intent.repeat for part in parts]
    return Message(
        f"Digest, {hours.told(max(part.due_at for part in parts))}: {told}",
        findings,
        max(repeats) if all(repeats) else 0,
        kind=Kind.DIGEST,
    )
