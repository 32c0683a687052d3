"""How the running goes: what needs an operator."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from services.dashboard.views.decisions import SilenceRow
from services.dashboard.views.view import View


class FeedState(StrEnum):
    """What is the matter with a feed."""

    FAILING = "failing"
    OVERDUE = "overdue"
    SILENT = "silent"
    WELL = "well"


class FeedView(View, frozen=True, kw_only=True):
    """A feed as its last poll found it."""

    feed: str
    outlet: str
    state: FeedState
    fetched_at: dt.datetime
    next_at: dt.datetime
    status: int | None
    error: str | None
    failures: int
    answered_at: dt.datetime | None
    news_at: dt.datetime | None


class BodiesRow(View, frozen=True, kw_only=True):
    """How much of an outlet's newest articles was to be had."""

    outlet: str
    full: int
    summary: int
    paywalled: int


class Lag(View, frozen=True, kw_only=True):
    """How far the pages are behind the log, by topic."""

    topic: str
    records: int
    behind: int


class RejectView(View, frozen=True, kw_only=True):
    """What could not be processed."""

    service: str
    refused: str
    reason: str
    detail: str
    refused_at: dt.datetime
    place: str


class ReceiverState(StrEnum):
    """What is the matter with a receiver."""

    FAILING = "failing"
    """Its last delivery failed."""
    FAILED = "failed of late"
    WELL = "well"


class ReceiverRow(View, frozen=True, kw_only=True):
    """How deliveries to a receiver's channel ended of late."""

    receiver: str
    channel: str
    state: ReceiverState
    delivered: int
    failed: int
    suppressed: int
    last_at: dt.datetime
    last_failure: str | None


class HealthView(View, frozen=True, kw_only=True):
    """All of it, worst first."""

    feeds: tuple[FeedView, ...]
    bodies: tuple[BodiesRow, ...]
    lags: tuple[Lag, ...]
    rejects: tuple[RejectView, ...]
    receivers: tuple[ReceiverRow, ...]
    silences: tuple[SilenceRow, ...]
    """Those in force, that end last first."""
