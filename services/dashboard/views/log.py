"""The log as it lies: records, and what led to what."""

from __future__ import annotations

import datetime as dt

from services.dashboard.views.view import View


class RecordRow(View, frozen=True, kw_only=True):
    """A record in a list."""

    place: str
    """As "flags/3/41"."""
    topic: str
    type: str
    key: str
    appended_at: dt.datetime
    size: int
    fault: str | None
    """Why its event could not be read."""


class RecordView(View, frozen=True, kw_only=True):
    """One record, decoded, with what it came of and what came of it."""

    row: RecordRow
    headers: tuple[tuple[str, str], ...]
    event: str | None
    """As indented JSON; None where the log no longer has it."""
    causes: tuple[RecordRow, ...]
    effects: tuple[RecordRow, ...]
