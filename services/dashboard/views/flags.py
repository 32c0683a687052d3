"""Flags, as rows of a list and whole."""

from __future__ import annotations

import datetime as dt

from schemas.event import ClaimId, FlagId
from schemas.flags import Compared, Evidence, FlagState, Grade
from schemas.verdicts import Verdict
from schemas.watch import Rule
from services.dashboard.views.view import Passage, View


class FlagRow(View, frozen=True, kw_only=True):
    """A flag in a list."""

    flag: FlagId
    version: int
    state: FlagState
    claim: ClaimId
    title: str
    watched: bool
    rule: Rule
    grade: Grade
    severity: int
    explanation: str
    outlets: tuple[str, ...]
    newest_at: dt.datetime
    """Publication of its newest evidence."""
    appended_at: dt.datetime
    """When this version came to the log."""
    exposed: bool
    """Whether our own copy carries it."""
    verdict: Verdict | None
    """The desk's last."""
    by: str | None
    """Who gave it."""
    taken_by: str | None
    """Who has it: took it last."""


class OpenClaim(View, frozen=True, kw_only=True):
    """A claim with open flags, as a list shows it."""

    flags: tuple[FlagRow, ...]
    """The strongest first: conflicts before tensions, newest evidence first."""
    conflicts: int
    tensions: int
    more: int
    """That are not shown."""


class Piece(View, frozen=True, kw_only=True):
    """A piece of evidence, with its words where they stand."""

    evidence: Evidence
    passage: Passage


class VerdictRow(View, frozen=True, kw_only=True):
    """What somebody at the desk answered to a flag."""

    flag: FlagId
    claim: ClaimId
    verdict: Verdict
    reason: str
    link: str
    by: str
    decided_at: dt.datetime


class Change(View, frozen=True, kw_only=True):
    """A step in a flag's life."""

    what: str
    """raised, updated, resolved, lapsed, reopened."""
    version: int
    grade: Grade
    severity: int
    explanation: str
    found_at: dt.datetime
    appended_at: dt.datetime
    place: str
    """Of its record: "flags/3/41"."""


class NoticeRow(View, frozen=True, kw_only=True):
    """What was sent to whom, or why not."""

    claim: ClaimId
    what: str
    """delivered, failed, suppressed."""
    receiver: str
    channel: str
    detail: str
    """The receipt, or the reason."""
    at: dt.datetime
    place: str


class FlagView(View, frozen=True, kw_only=True):
    """All of a flag."""

    row: FlagRow
    evidence: tuple[Piece, ...]
    exposure: tuple[Piece, ...]
    compared: Compared
    reasons: tuple[str, ...]
    settle: str
    changes: tuple[Change, ...]
    """Newest first."""
    verdicts: tuple[VerdictRow, ...]
    """Newest first."""
    notices: tuple[NoticeRow, ...]
    """Newest first."""
