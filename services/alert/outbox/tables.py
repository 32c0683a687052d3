"""The tables of the outbox. Moments are RFC 3339 in UTC with microseconds: their order is that of their text."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel


class DeliveryState(StrEnum):
    """How far a delivery is; from `delivered` on it is finished."""

    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    SUPPRESSED = "suppressed"


class Table(SQLModel, registry=registry()):
    """The outbox's tables have a registry of their own, apart from any other database of the process."""


class DeliveryRow(Table, table=True):
    """A delivery."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("deliveries_by_lane", "receiver", "channel", "state"),)

    seq: int | None = Field(default=None, primary_key=True)
    delivery: str = Field(unique=True)
    receiver: str
    channel: str
    group: str
    claim: str
    causes: str
    payload: str
    state: DeliveryState
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
    finished_at: str = ""
    noticed: bool = Field(default=False, index=True)


class GroupRow(Table, table=True):
    """A group's state."""

    __tablename__ = "groups"

    receiver: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    group: str = Field(primary_key=True)
    claim: str = Field(index=True)
    timing: str
    state: str
    due_at: str | None = Field(default=None, index=True)
    held_by: str = Field(default="", index=True)


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


class BirthRow(Table, table=True):
    """When this outbox took in the past; there is at most one."""

    __tablename__ = "birth"

    id: int = Field(default=1, primary_key=True)
    born_at: str


def stored(moment: dt.datetime) -> str:
    """A moment as the outbox keeps it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def moment(text: str | None) -> dt.datetime | None:
    """A moment that the outbox kept."""
    return None if text is None else dt.datetime.fromisoformat(text)
