"""What people at the desk decided.

`number` is a decision's place in its partition, from 1: of two on one thing the later has the higher.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import BigInteger, Index
from sqlmodel import Field

from services.dashboard.projection.tables.table import Moment, Table, current


class VerdictRow(Table, table=True):
    """The desk's answer to a flag."""

    __tablename__ = "verdicts"

    ce_id: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)
    flag: str = Field(index=True)
    claim: str = Field(index=True)
    verdict: str
    reason: str
    link: str
    by: str
    decided_at: dt.datetime = Field(sa_type=Moment)
    appended_at: dt.datetime = Field(sa_type=Moment)
    record: str


class TakenRow(Table, table=True):
    """Somebody looks into a flag."""

    __tablename__ = "taken"

    ce_id: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)
    flag: str = Field(index=True)
    by: str
    appended_at: dt.datetime = Field(sa_type=Moment)
    record: str


class SilenceRow(Table, table=True):
    """A silence as it was set; set again, to be changed or ended."""

    __tablename__ = "silences"
    __table_args__ = (current("silences_now", "ends_at", "silence"), Index("silences_by_id", "silence", "number"))
    version_of = ("silence",)
    version = "number"

    ce_id: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)
    silence: str
    matchers: str
    """As a JSON array."""
    starts_at: dt.datetime = Field(sa_type=Moment)
    ends_at: dt.datetime = Field(sa_type=Moment)
    reason: str
    by: str
    decided_at: dt.datetime = Field(sa_type=Moment)
    appended_at: dt.datetime = Field(sa_type=Moment)
    superseded_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    record: str


class WordingRow(Table, table=True):
    """How our own copy may put a claim; empty where that was taken back."""

    __tablename__ = "wordings"
    __table_args__ = (
        current("wordings_now", "decided_at", "claim"),
        Index("wordings_of_claim", "claim", "number"),
    )
    version_of = ("claim",)
    version = "number"

    ce_id: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger)
    claim: str
    wording: str
    reason: str
    by: str
    decided_at: dt.datetime = Field(sa_type=Moment)
    appended_at: dt.datetime = Field(sa_type=Moment)
    superseded_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    record: str


class RulesRow(Table, table=True):
    """Rules and watchlist, whole, as they were decided, whether they came in force or not."""

    __tablename__ = "rules"

    ce_id: str = Field(primary_key=True)
    number: int = Field(sa_type=BigInteger, index=True)
    reason: str
    by: str
    decided_at: dt.datetime = Field(sa_type=Moment)
    appended_at: dt.datetime = Field(sa_type=Moment, index=True)
    record: str
    made_from: str | None
    """The `ce_id` of the decision whose rules these change."""
    content: str
