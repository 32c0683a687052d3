"""An article: its text with its figures marked, and how it changed."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

from schemas.articles import BodyKind, DateBasis
from schemas.event import ArticleId, Digest
from services.dashboard.views.claims import StatementRow
from services.dashboard.views.flags import FlagRow
from services.dashboard.views.view import View


class Fate(StrEnum):
    """What a revision did to some words."""

    KEPT = "kept"
    ADDED = "added"
    REMOVED = "removed"


class Run(View, frozen=True, kw_only=True):
    """Words of one kind: with one fate, and inside the same statements."""

    words: str
    fate: Fate = Fate.KEPT
    statements: tuple[int, ...] = ()
    """Where in the view's list those are that are read from these words."""
    ends: tuple[int, ...] = ()
    """Those whose words end here."""


class RevisionRow(View, frozen=True, kw_only=True):
    """A revision in an article's list."""

    revision: int
    seen_at: dt.datetime
    """When it came to the log."""
    statements: int
    place: str
    """Of its record on the log."""


class ArticleView(View, frozen=True, kw_only=True):
    """A revision of an article."""

    article: ArticleId
    revision: int
    outlet: str
    feed: str
    url: str
    published_at: dt.datetime
    revised_at: dt.datetime | None
    dated_by: DateBasis
    body_kind: BodyKind
    captures: tuple[Digest, ...]
    title: tuple[Run, ...]
    paragraphs: tuple[tuple[Run, ...], ...]
    statements: tuple[StatementRow, ...]
    revisions: tuple[RevisionRow, ...]
    """Newest first."""
    compared_with: int | None
    """The revision whose differences are marked; None for none."""
    flags: tuple[FlagRow, ...]
    """Those that rest on it."""
    known_at: dt.datetime | None
