"""Claims and their statements, as rows of a list and whole."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from schemas.event import ArticleId, ClaimId, TrackId
from schemas.statements import Statement
from schemas.values import Figure
from services.charts.chart import Chart
from services.dashboard.views.decisions import WordingRow
from services.dashboard.views.flags import FlagView
from services.dashboard.views.view import View


class StatementRow(View, frozen=True, kw_only=True):
    """A statement with the article that makes it."""

    track: TrackId
    article: ArticleId
    revision: int
    index: int
    outlet: str
    url: str
    title: str
    published_at: dt.datetime
    appended_at: dt.datetime
    superseded: bool
    """A later revision of the article stands in its place."""
    former: bool
    """It was of the claim, and is no more."""
    claim: ClaimId | None
    """That it belongs or last belonged to."""
    statement: Statement


class Voice(View, frozen=True, kw_only=True):
    """A party that is quoted, and who quotes it: a tree from the origins outwards to the outlets."""

    party: str
    statements: int
    quoted_by: tuple[Voice, ...]


class ClaimRow(View, frozen=True, kw_only=True):
    """A claim in a list."""

    claim: ClaimId
    title: str
    track: TrackId
    watched: bool
    statements: int
    low: Decimal | None
    high: Decimal | None
    latest: Figure | None
    latest_outlet: str
    latest_source: str
    rolled_at: dt.datetime
    """When what last changed its figures happened."""


class PartyRow(View, frozen=True, kw_only=True):
    """What one party, a source or an outlet, has said of a claim: how often, and last."""

    party: str
    statements: int
    figure: Figure
    published_at: dt.datetime
    article: ArticleId


class ClaimView(View, frozen=True, kw_only=True):
    """All of a claim, but for its statements, which are listed."""

    row: ClaimRow
    version: int
    sources: tuple[PartyRow, ...]
    outlets: tuple[PartyRow, ...]
    origins: tuple[str, ...]
    chart: Chart | None
    voices: tuple[Voice, ...]
    flags: tuple[FlagView, ...]
    """Open ones first, conflicts before tensions."""
    ours: tuple[StatementRow, ...]
    """What our own outlets carry of it."""
    wordings: tuple[WordingRow, ...]
    """How our copy may put it: the last approved first, which is empty where that was taken back."""
    known_at: dt.datetime | None
