"""What outlets published, and what is read from it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from sqlalchemy import Index, text
from sqlmodel import Field

from services.dashboard.projection.tables.table import Moment, Table

_REVISED = text("revision > 1")
_STANDING: Final = ("superseded_at", "appended_at", "again")
"""Whether and since when a statement counts."""


class ArticleRow(Table, table=True):
    """A revision of an article."""

    __tablename__ = "articles"
    __table_args__ = (
        Index("articles_by_outlet", "outlet", "published_at", "superseded_at", "appended_at"),
        Index("articles_by_time", "appended_at", "outlet", "body_kind"),
        Index("articles_revised", "outlet", "appended_at", sqlite_where=_REVISED, postgresql_where=_REVISED),
    )
    version_of = ("article",)
    version = "revision"

    article: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    outlet: str
    feed: str
    url: str
    title: str
    body_kind: str
    dated_by: str
    published_at: dt.datetime = Field(sa_type=Moment)
    revised_at: dt.datetime | None = Field(sa_type=Moment)
    digest: str
    captures: str
    """Digests, apart by blanks."""
    appended_at: dt.datetime = Field(sa_type=Moment)
    superseded_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    record: str
    body: str


class ReportRow(Table, table=True):
    """What one revision of an article reports in one track, even if that is nothing any more."""

    __tablename__ = "reports"
    __table_args__ = (Index("reports_by_article", "article", "revision"),)
    version_of = ("track", "article")
    version = "revision"

    track: str = Field(primary_key=True)
    article: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    statements: int
    corrects: bool
    build: str
    appended_at: dt.datetime = Field(sa_type=Moment)
    superseded_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    record: str


class StatementRow(Table, table=True):
    """A statement of a report; `source` ends its chain, `links` is the chain's length."""

    __tablename__ = "statements"
    __table_args__ = (
        Index("statements_by_article", "article", "revision"),
        Index("statements_by_outlet", "outlet", "published_at", "source", "links", *_STANDING),
        Index("statements_by_source", "source", "published_at", "outlet", *_STANDING),
        Index("statements_by_time", "appended_at"),
    )

    track: str = Field(primary_key=True)
    article: str = Field(primary_key=True)
    revision: int = Field(primary_key=True)
    ordinal: int = Field(primary_key=True)
    outlet: str
    source: str
    links: int
    place: str | None
    url: str
    title: str
    published_at: dt.datetime = Field(sa_type=Moment)
    appended_at: dt.datetime = Field(sa_type=Moment)
    superseded_at: dt.datetime | None = Field(default=None, sa_type=Moment)
    """When a later revision of the article reported in the track."""
    again: bool
    """Whether it stands in another track too, and counts there."""
    words: str
    """What it is found by."""
    content: str
