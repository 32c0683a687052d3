"""What the charts of a claim draw."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec

from schemas.event import ArticleId
from schemas.flags import Grade
from schemas.values import Modality, Span


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of a quantity on a chart."""

    published_at: dt.datetime
    as_of: Span
    low: Decimal | None
    """None is an open end."""
    best: Decimal | None
    high: Decimal | None
    modality: Modality
    outlet: str
    source: str
    ours: bool
    words: str
    article: ArticleId
    revision: int
    at_odds: Grade | None
    """The worst grade of the open flags that rest on it."""


class BandPoint(msgspec.Struct, frozen=True, kw_only=True):
    """The rolling figures from a moment on."""

    at: dt.datetime
    low: Decimal | None
    high: Decimal | None


class QuantityChart(msgspec.Struct, frozen=True, kw_only=True, tag="quantity", tag_field="kind"):
    """A claim's quantities over time: a band, and a mark for each statement, oldest first."""

    title: str
    unit: str | None
    band: tuple[BandPoint, ...]
    marks: tuple[Mark, ...]
    hidden: int
    """How many statements older than those shown there are."""
    known_at: dt.datetime | None


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A statement of a span on a calendar: of a presence, seen or not; of an event's day, None."""

    seen: bool | None
    span: Span
    published_at: dt.datetime
    outlet: str
    source: str
    ours: bool
    words: str
    article: ArticleId
    revision: int
    at_odds: Grade | None
    """The worst grade of the open flags that rest on it."""


class PresenceChart(msgspec.Struct, frozen=True, kw_only=True, tag="presence", tag_field="kind"):
    """A claim's spans on one calendar, in the order of publication."""

    title: str
    bars: tuple[Bar, ...]
    hidden: int
    """How many statements older than those shown there are."""
    known_at: dt.datetime | None


Chart = QuantityChart | PresenceChart
