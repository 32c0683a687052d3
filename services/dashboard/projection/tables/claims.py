"""Claims: their figures, their titles and their statements."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field

from services.dashboard.projection.tables.table import Moment, Table, current


class FiguresRow(Table, table=True):
    """A claim's rolling figures at one version."""

    __tablename__ = "figures"
    __table_args__ = (
        current("figures_now", "watched", "rolled_at", "claim"),
        current("figures_told", "lone", "watched", "rolled_at", "claim"),
        Index("figures_by_time", "claim", "appended_at"),
    )
    version_of = ("claim",)
    version = "number"

    claim: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    title: str
    track: str
    watched: bool
    lone: bool
    """Nobody watches it, and no two articles tell it, or they do in other claims too."""
    statements: int
    low: str | None
    high: str | None
    rolled_at: dt.datetime = Field(sa_type=Moment)
    appended_at: dt.datetime = Field(sa_type=Moment)
    superseded_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    record: str
    content: str


class TitleRow(Table, table=True):
    """A title that a claim has or had."""

    __tablename__ = "titles"

    claim: str = Field(primary_key=True)
    title: str = Field(primary_key=True)
    words: str
    """What it is found by."""


class MemberRow(Table, table=True):
    """A statement of a claim, from the version of the claim's figures with which it joined."""

    __tablename__ = "members"
    __table_args__ = (
        Index("members_of_claim", "claim", "published_at", "article", "revision", "ordinal"),
        Index("members_by_statement", "article", "revision", "ordinal", "track"),
        Index("members_by_outlet", "claim", "outlet", "published_at"),
        Index("members_by_place", "claim", "place"),
        Index("members_of_outlet", "outlet", "published_at", "claim"),
    )
    version_of = ("claim", "article", "revision", "ordinal")
    version = "number"

    claim: str = Field(primary_key=True)
    article: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    track: str
    published_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    """The statement's, like outlet and place: None until that is here too."""
    outlet: str | None = None
    place: str | None = None
    appended_at: dt.datetime = Field(sa_type=Moment)
    left_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    superseded_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    """When it joined again."""
