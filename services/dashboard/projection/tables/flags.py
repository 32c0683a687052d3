"""Flags, and what they rest on."""

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
        Index("flags_then", "state", "conflict", "newest_at", "flag"),
        current("flags_changed", "appended_at", "flag"),
        current("flags_by_claim", "claim", "state", "conflict", "newest_at", "flag"),
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
