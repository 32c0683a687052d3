"""Silences: how they are set, and how they end.

desk's pages, command line, buttons in Slack ─▶ SilenceSet on `decisions`, whole, with who, why and until when
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from schemas.decisions import SilenceSet
from schemas.envelope import digest
from schemas.event import Digest

LONGEST: Final = dt.timedelta(days=366)
"""What is to be quiet for ever is better left out of the rules."""


def silence(matchers: Sequence[str], until: dt.datetime, *, by: str, reason: str, now: dt.datetime) -> SilenceSet:
    """The silence from now on of what meets all of these matchers."""
    return SilenceSet(
        silence=digest(by, now.isoformat(), *matchers),
        matchers=tuple(matchers),
        starts_at=now,
        ends_at=until,
        reason=reason,
        by=by,
        decided_at=now,
    )


def ended(
    asked: Digest, matchers: Sequence[str], starts_at: dt.datetime, *, by: str, reason: str, now: dt.datetime
) -> SilenceSet:
    """The silence set again, so that it ends now."""
    return SilenceSet(
        silence=asked,
        matchers=tuple(matchers),
        starts_at=min(starts_at, now),
        ends_at=now,
        reason=reason,
        by=by,
        decided_at=now,
    )
