"""What could not be processed, with its reason: nothing is lost."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Final

from schemas.event import Digest, Event
from schemas.topics import REJECTS, Topic

KEPT: Final = 512 * 1024
"""Bytes of what was refused that its reject has."""


class Rejected(Event, frozen=True, kw_only=True):
    """A record, feed item or page that a service refused."""

    type: ClassVar[str] = "record.rejected"
    topic: ClassVar[Topic] = REJECTS

    service: str
    """Who refused: "ingest", "detect.read", "detect.track", "detect.control", "alert"."""
    where: str
    """What was refused: a record as topic/partition/offset, a feed's URL, or a feed item's URL or guid."""
    reason: str
    """A stable word for the kind of fault: "malformed", "too-large", "unknown-type", …"""
    detail: str
    """What was wrong and what to do."""
    original: bytes
    """The refused bytes, the first `KEPT` of them; empty where `capture` names them."""
    capture: Digest | None
    refused_at: dt.datetime

    @property
    def key(self) -> str:
        return self.where

    @property
    def occurred_at(self) -> dt.datetime:
        return self.refused_at
