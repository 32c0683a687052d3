"""The tables of the outbox. Moments are RFC 3339 in UTC with microseconds: their order is that of their text."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import BigInteger, Index, text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

Lane = tuple[str, str]
"""A receiver and one of its channels."""


class Place(NamedTuple):
    """Where a group tells: one channel of a receiver."""

    receiver: str
    channel: str
    group: str
    claim: str
    """What the group is about; empty for a digest of many."""

    @property
    def lane(self) -> Lane:
        return self.receiver, self.channel


class DeliveryState(StrEnum):
    """How far a delivery is; from `delivered` on it is finished."""

    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    SUPPRESSED = "suppressed"


class Table(SQLModel, registry=registry()):
    """The outbox's tables have a registry of their own, apart from any other database of the process."""


def _partial(name: str, *columns: str, where: str) -> Index:
    """An index of the rows of which this holds."""
    return Index(name, *columns, sqlite_where=text(where), postgresql_where=text(where))


class DeliveryRow(Table, table=True):
    """A delivery."""

    __tablename__ = "deliveries"
    __table_args__ = (
        _partial("deliveries_by_lane", "receiver", "channel", "seq", where="finished_at IS NULL"),
        _partial("deliveries_by_claim", "receiver", "channel", "claim", "seq", where="finished_at IS NULL"),
        _partial("deliveries_untold", "seq", where="finished_at IS NOT NULL AND told_at IS NULL"),
    )

    seq: int | None = Field(default=None, primary_key=True)
    delivery: str = Field(unique=True)
    receiver: str
    channel: str
    group: str
    claim: str
    causes: str
    payload: str
    state: DeliveryState
    worker: int = 0
    """Who sends it, or did; 0 is nobody yet."""
    decided_at: str
    since: str
    uncertain: bool = False
    attempts: int = 0
    next_attempt_at: str
    receipt: str = ""
    thread: str = ""
    digest: str = ""
    reason: str = ""
    why: str = ""
    finished_at: str | None = None
    told_at: str | None = None
    """When `notices` knew of its end."""

    @property
    def lane(self) -> Lane:
        return self.receiver, self.channel


class GroupRow(Table, table=True):
    """A group's state; which flags it knows stands in rows of their own, by which it is found."""

    __tablename__ = "groups"

    receiver: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    group: str = Field(primary_key=True)
    claim: str = Field(index=True)
    timing: str
    state: str
    due_at: str | None = Field(default=None, index=True)
    held_by: str = Field(default="", index=True)


class MemberRow(Table, table=True):
    """A flag that a group has still to tell, or told."""

    __tablename__ = "members"
    __table_args__ = (Index("members_by_flag", "flag"),)

    receiver: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    group: str = Field(primary_key=True)
    flag: str = Field(primary_key=True)


class ToldRow(Table, table=True):
    """The last version of a flag that a channel has dealt with."""

    __tablename__ = "told"

    receiver: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    flag: str = Field(primary_key=True)
    version: int
    shown: str | None
    grade: str | None = None


class ThreadRow(Table, table=True):
    """The first message of a claim on a channel."""

    __tablename__ = "threads"

    receiver: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    claim: str = Field(primary_key=True)
    receipt: str


class SilenceRow(Table, table=True):
    """A silence that has not ended."""

    __tablename__ = "silences"

    silence: str = Field(primary_key=True)
    ends_at: str = Field(index=True)
    event: str


class OpenFlagRow(Table, table=True):
    """A flag at its last version: while it is open, it may inhibit others."""

    __tablename__ = "open_flags"

    flag: str = Field(primary_key=True)
    claim: str = Field(index=True)
    version: int
    labels: str | None
    """None of one that ended."""


class DecidedRow(Table, table=True):
    """What the desk decided on a flag."""

    __tablename__ = "decided"

    flag: str = Field(primary_key=True)
    decided: str


class PositionRow(Table, table=True):
    """Where reading goes on."""

    __tablename__ = "positions"

    topic: str = Field(primary_key=True)
    partition: int = Field(primary_key=True)
    position: int = Field(sa_type=BigInteger)


class IntakeRow(Table, table=True):
    """Who takes in the log, and since when this outbox does; there is one."""

    __tablename__ = "intake"

    id: int = Field(default=1, primary_key=True)
    worker: int
    born_at: str | None = None
    """When it had taken in the past."""


class WorkerRow(Table, table=True):
    """A process that shares the work, for as long as it is taken to live."""

    __tablename__ = "workers"
    __table_args__ = {"sqlite_autoincrement": True}

    worker: int | None = Field(default=None, primary_key=True)
    session: str
    """The name of its sessions on a server."""
    beats: int = 0


class LaneRow(Table, table=True):
    """What all workers must know of a receiver's channel."""

    __tablename__ = "lanes"

    receiver: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    news: int = 0
    """Counts how often there was something new to send."""
    rests_until: str | None = None
    """The channel asked to be left alone until then."""


def stored(at: dt.datetime) -> str:
    """A moment as the outbox keeps it."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def moment(kept: str | None) -> dt.datetime | None:
    """A moment that the outbox kept."""
    return None if kept is None else dt.datetime.fromisoformat(kept)
