"""How the running goes: notices, rejects, feeds."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field

from services.dashboard.projection.tables.table import Moment, Table


class NoticeRow(Table, table=True):
    """The end of a delivery: `detail` is its receipt, or the reason."""

    __tablename__ = "notices"

    ce_id: str = Field(primary_key=True)
    claim: str
    what: str
    receiver: str
    channel: str
    detail: str
    at: dt.datetime = Field(sa_type=Moment, index=True)
    appended_at: dt.datetime = Field(sa_type=Moment)
    record: str


class CauseRow(Table, table=True):
    """A flag, at the version for which a notice was made."""

    __tablename__ = "causes"
    __table_args__ = (Index("causes_by_flag", "flag", "number"),)

    ce_id: str = Field(primary_key=True)
    flag: str = Field(primary_key=True)
    number: int = Field(primary_key=True)


class RejectRow(Table, table=True):
    """What could not be processed."""

    __tablename__ = "rejects"

    ce_id: str = Field(primary_key=True)
    service: str
    refused: str
    reason: str
    detail: str
    refused_at: dt.datetime = Field(sa_type=Moment, index=True)
    appended_at: dt.datetime = Field(sa_type=Moment)
    record: str


class FeedRow(Table, table=True):
    """A feed as its last poll found it."""

    __tablename__ = "feeds"

    feed: str = Field(primary_key=True)
    outlet: str
    fetched_at: dt.datetime = Field(sa_type=Moment)
    next_at: dt.datetime = Field(sa_type=Moment)
    status: int | None
    error: str | None
    failures: int
    """In a row, none since `answered_at`."""
    answered_at: dt.datetime | None = Field(sa_type=Moment)
    news_at: dt.datetime | None = Field(sa_type=Moment)
    """The last poll that brought something new or revised."""
