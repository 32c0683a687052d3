"""Flags, what they rest on, and what the desk made of them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field

from services.dashboard.projection.tables.table import Moment, Table, current


class FlagRow(Table, table=True):
    """A flag at one version; `what` is its event, as "raised"."""

    __tablename__ = "flags"
    __table_args__ = (
        current("flags_now", "state", "conflict", "newest_at", "flag"),
        current("flags_changed", "appended_at", "flag"),
        Index("flags_of_claim", "claim", "appended_at"),
    )
    version_of = ("flag",)
    version = "number"

    flag: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    what: str
    state: str
    claim: str
    title: str
    watched: bool
    rule: str
    conflict: bool
    """Its grade; a tension otherwise."""
    severity: int
    explanation: str
    exposed: bool
    newest_at: dt.datetime = Field(sa_type=Moment)
    found_at: dt.datetime = Field(sa_type=Moment)
    appended_at: dt.datetime = Field(sa_type=Moment)
    superseded_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    record: str
    content: str


class QuotedRow(Table, table=True):
    """An article on which a flag rests at one version, or that is exposed in it."""

    __tablename__ = "quoted"
    __table_args__ = (Index("quoted_by_article", "article"),)

    flag: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    outlet: str = Field(primary_key=True)
    article: str = Field(primary_key=True)


class VerdictRow(Table, table=True):
    """The desk's answer to a flag."""

    __tablename__ = "verdicts"

    ce_id: str = Field(primary_key=True)
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
    flag: str = Field(index=True)
    by: str
    appended_at: dt.datetime = Field(sa_type=Moment)
    record: str


class RulesRow(Table, table=True):
    """Rules and watchlist, whole, as they were decided."""

    __tablename__ = "rules"

    ce_id: str = Field(primary_key=True)
    by: str
    decided_at: dt.datetime = Field(sa_type=Moment)
    appended_at: dt.datetime = Field(sa_type=Moment, index=True)
    record: str
    content: str
