"""What is known of a claim now: its rolling figures."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import ClassVar

import msgspec

from schemas.event import ArticleId, ClaimId, Event, TrackId
from schemas.topics import FIGURES, Topic
from schemas.values import Figure


class FigurePoint(msgspec.Struct, frozen=True):
    """One figure as one article gave it."""

    figure: Figure
    article: ArticleId
    revision: int
    outlet: str
    source: str
    published_at: dt.datetime


class StatementAt(msgspec.Struct, frozen=True):
    """A statement by its place: `index` is that in the report of this article revision in the claim's track."""

    article: ArticleId
    revision: int
    index: int


class PartyFigures(msgspec.Struct, frozen=True):
    """What one source or one outlet has said: how often, and last."""

    party: str
    statements: int
    latest: FigurePoint


class WindowFigures(msgspec.Struct, frozen=True):
    """The extremes stated in the last `days` days up to the last tick."""

    days: int
    statements: int
    low: Decimal | None
    high: Decimal | None


class FiguresRolled(Event, frozen=True, kw_only=True):
    """A claim's rolling figures after a change; `version` counts the changes."""

    type: ClassVar[str] = "figures.rolled"
    topic: ClassVar[Topic] = FIGURES

    claim: ClaimId
    title: str
    track: TrackId
    watched: bool
    version: int
    rolled_at: dt.datetime
    """When what changed them happened; with `claim` and `version` all that depends on the order of arrival."""
    statements: int
    low: Decimal | None
    high: Decimal | None
    first: FigurePoint | None
    latest: FigurePoint | None
    sources: tuple[PartyFigures, ...]
    outlets: tuple[PartyFigures, ...]
    windows: tuple[WindowFigures, ...]
    origins: tuple[str, ...]
    """The parties at the ends of all chains, sorted."""
    joined: tuple[StatementAt, ...] = ()
    """The statements that are of this claim since this version."""
    left: tuple[StatementAt, ...] = ()
    """Those that were until then: withdrawn, revised, or of another claim."""

    @property
    def key(self) -> str:
        return self.claim

    @property
    def occurred_at(self) -> dt.datetime:
        return self.rolled_at
