"""The log itself, as far as it is projected."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from services.dashboard.projection.tables.table import Moment, Table


class RecordRow(Table, table=True):
    """A record of the log, but for its value, which stays there."""

    __tablename__ = "records"
    __table_args__ = (Index("records_by_time", "appended_at"), Index("records_by_topic", "topic", "appended_at"))

    topic: str = Field(primary_key=True)
    partition: int = Field(primary_key=True)
    offset: int = Field(primary_key=True, sa_type=BigInteger)
    appended_at: dt.datetime = Field(sa_type=Moment)
    key: str
    type: str
    ce_id: str = Field(index=True)
    size: int
    """Bytes of its value."""
    fault: str | None = None
    """Why its event could not be read; None where it could."""


class PositionRow(Table, table=True):
    """Where reading goes on."""

    __tablename__ = "positions"

    topic: str = Field(primary_key=True)
    partition: int = Field(primary_key=True)
    position: int = Field(sa_type=BigInteger)
