"""Outlets and sources: who says how much, on whose word, and how it was changed."""

from __future__ import annotations

import datetime as dt

from schemas.event import ArticleId
from services.dashboard.views.claims import StatementRow
from services.dashboard.views.flags import FlagRow
from services.dashboard.views.view import Listed, View


class OutletRow(View, frozen=True, kw_only=True):
    """An outlet in a list."""

    outlet: str
    ours: bool
    articles: int
    latest_at: dt.datetime | None


class Share(View, frozen=True, kw_only=True):
    """A party, and how many statements are on its word or in its pages."""

    party: str
    statements: int


class RevisedRow(View, frozen=True, kw_only=True):
    """An article that was changed after publication."""

    article: ArticleId
    revision: int
    title: str
    published_at: dt.datetime
    seen_at: dt.datetime
    before: tuple[str, ...]
    """The words of figures that the revision no longer has."""
    after: tuple[str, ...]
    """The words of figures that it has instead."""
    corrects: bool
    """Whether it says that it corrects."""


class OutletView(View, frozen=True, kw_only=True):
    """An outlet over `days` days up to its last statement."""

    outlet: str
    ours: bool
    feeds: tuple[str, ...]
    days: int
    articles: int
    statements: int
    own: int
    """Statements on its own word."""
    relayed: int
    """Statements that it has by way of another outlet or agency."""
    sources: tuple[Share, ...]
    """Those it relies on most, by statements."""
    revised: tuple[RevisedRow, ...]
    """Newest first."""
    delay_hours: int | None
    """In the middle, how long after the first to state something of a claim it did; None where it is on no claim."""
    flags: tuple[FlagRow, ...]
    """Open ones that rest on it."""
    latest: Listed[StatementRow]


class SourceRow(View, frozen=True, kw_only=True):
    """A source in a list."""

    source: str
    statements: int
    latest_at: dt.datetime | None
    """Publication of the last of them; None where all are superseded."""


class SourceView(View, frozen=True, kw_only=True):
    """A party at the end of chains, over `days` days up to its last statement."""

    source: str
    days: int
    statements: int
    outlets: tuple[Share, ...]
    """Who carries it most."""
    latest: Listed[StatementRow]
