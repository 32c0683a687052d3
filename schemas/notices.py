"""What was sent to whom, or why not: the events of `notices`."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import ClassVar, Final

import msgspec

from schemas.event import ClaimId, Digest, Event, FlagId
from schemas.flags import FlagState
from schemas.topics import NOTICES, Topic


class Cause(msgspec.Struct, frozen=True):
    """A flag, at the version and state for which a notice was made."""

    flag: FlagId
    version: int
    state: FlagState


class Suppression(StrEnum):
    """Why a notice was not sent."""

    STALE = "stale"
    """Older than a day when the outbox was set up."""
    ENDED = "ended"
    """The flag ended before anything of it was sent."""
    MUTED = "muted"
    """Its route was muted at that time. This and what follows hold it back: it is sent later if it is open then."""
    SILENCED = "silenced"
    """The desk had silenced it."""
    INHIBITED = "inhibited"
    """Another flag was open that matters more."""


HELD_BACK: Final = frozenset({Suppression.MUTED, Suppression.SILENCED, Suppression.INHIBITED})
"""Reasons that end: what was not sent for one of them waits."""


class NoticeEvent(Event, frozen=True, kw_only=True):
    """The end of one delivery: what (causes), to whom (receiver, channel), in which group."""

    topic: ClassVar[Topic] = NOTICES

    delivery: Digest
    """Of receiver, group, causes and repeat number, or reason: one delivery keeps it over all attempts."""
    receiver: str
    channel: str
    group: str
    claim: ClaimId
    """A group never mixes claims; empty in a digest, which is of many."""
    causes: tuple[Cause, ...]
    at: dt.datetime

    @property
    def key(self) -> str:
        return self.group

    @property
    def occurred_at(self) -> dt.datetime:
        return self.at


class NoticeDelivered(NoticeEvent, frozen=True, kw_only=True):
    """The receiver's side took it."""

    type: ClassVar[str] = "notice.delivered"

    payload: Digest
    """Of the message as sent."""
    receipt: str
    """The receiver's own id of it: Slack's channel and ts, a mail's Message-ID."""
    thread: str
    """The receipt of the claim's first message there, which later ones follow; its own for the first."""
    attempts: int


class NoticeFailed(NoticeEvent, frozen=True, kw_only=True):
    """It cannot be delivered, and is not tried again."""

    type: ClassVar[str] = "notice.failed"

    reason: str
    attempts: int


class NoticeSuppressed(NoticeEvent, frozen=True, kw_only=True):
    """It was not sent on purpose."""

    type: ClassVar[str] = "notice.suppressed"

    by: Suppression
    why: str = ""
    """What held it back: the time interval's name, the silence's or the other flag's id."""
