"""What the desk decided beyond verdicts: silences, and wordings of claims."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from schemas.event import ClaimId, Digest
from services.dashboard.views.view import View


class Course(StrEnum):
    """Where a silence stands."""

    TO_COME = "to come"
    IN_FORCE = "in force"
    OVER = "over"


class SilenceRow(View, frozen=True, kw_only=True):
    """A silence as it was set last."""

    silence: Digest
    matchers: tuple[str, ...]
    """All of which a flag must meet, as routes spell them."""
    starts_at: dt.datetime
    ends_at: dt.datetime
    course: Course
    reason: str
    by: str
    decided_at: dt.datetime
    place: str
    """Of its record on the log."""


class WordingRow(View, frozen=True, kw_only=True):
    """How our own copy may put a claim; an empty wording is one that was taken back."""

    claim: ClaimId
    wording: str
    reason: str
    by: str
    decided_at: dt.datetime
    place: str
    """Of its record on the log."""
