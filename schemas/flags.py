"""Findings on claims. Every flag event stands alone: it carries the evidence, the comparison and the explanation."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import msgspec

from schemas.event import ArticleId, ClaimId, Event, FlagId, TrackId
from schemas.statements import AsOf, Factuality, Part
from schemas.topics import FLAGS, Topic
from schemas.values import Figure, Span
from schemas.watch import Rule


class Grade(StrEnum):
    """Conflict: at odds even at the outer tolerances. Tension: at odds only if wordings are taken narrowly."""

    CONFLICT = "conflict"
    TENSION = "tension"


class FlagState(StrEnum):
    """Whether a flag still holds, and if not, why."""

    OPEN = "open"
    RESOLVED = "resolved"
    LAPSED = "lapsed"


class Evidence(msgspec.Struct, frozen=True):
    """A statement as an editor must see it: who published what, in which words, on whose word."""

    article: ArticleId
    revision: int
    outlet: str
    url: str
    title: str
    published_at: dt.datetime
    part: Part
    start: int
    end: int
    quote: str
    figure: Figure
    as_of: AsOf
    chain: tuple[str, ...]
    factuality: Factuality


class Interval(msgspec.Struct, frozen=True):
    """A quantity on the scale of the comparison: its core and its outer tolerance; None is an open end."""

    low: Decimal | None
    high: Decimal | None
    outer_low: Decimal | None
    outer_high: Decimal | None


class QuantitiesCompared(msgspec.Struct, frozen=True, tag="quantities", tag_field="kind"):
    """Two quantities at odds: `gap` between them, and the `threshold` that it exceeds, both in `unit`."""

    left: Interval
    right: Interval
    unit: str | None
    gap: Decimal
    threshold: Decimal


class SpansCompared(msgspec.Struct, frozen=True, tag="spans", tag_field="kind"):
    """Two spans at odds, `gap_days` apart; where they meet but must not (seen inside unseen), the gap is 0."""

    left: Span
    right: Span
    gap_days: int


class VoicesCompared(msgspec.Struct, frozen=True, tag="voices", tag_field="kind"):
    """Outlets that carry one figure, more than one, against the parties at the ends of their chains."""

    outlets: tuple[str, ...]
    parties: tuple[str, ...]


Compared = QuantitiesCompared | SpansCompared | VoicesCompared


class Flag(msgspec.Struct, frozen=True, kw_only=True):
    """A finding at one version of its life. Identity is claim, rule and the parties at odds, never the values."""

    flag: FlagId
    version: int
    state: FlagState
    claim: ClaimId
    """Another, if that one takes up the claim in which the flag was raised, or was a part of it."""
    title: str
    track: TrackId
    watched: bool
    rule: Rule
    grade: Grade
    severity: int
    """1 (a note) to 5 (ask now)."""
    explanation: str
    """One sentence that a desk can read aloud."""
    evidence: tuple[Evidence, ...]
    parties: tuple[str, ...]
    compared: Compared
    reasons: tuple[str, ...]
    """Why this grade."""
    settle: str
    """What would settle it."""
    found_at: dt.datetime
    """Publication of the newest evidence, or the tick that ended it."""
    build: str
    exposure: tuple[Evidence, ...] = ()
    """What our own outlets carry of it: the figures at odds, in our copy."""
    place: str | None = None
    """Where what is counted is or happened; None where nobody says."""
    tags: tuple[str, ...] = ()
    """What the desk files it under: the watched claim's tags and those of the evidence's outlets, sorted."""


class FlagEvent(Event, frozen=True, kw_only=True):
    """A change in a flag's life, with the flag as it stands after it."""

    topic: ClassVar[Topic] = FLAGS

    flag: Flag

    @property
    def key(self) -> str:
        return self.flag.claim

    @property
    def occurred_at(self) -> dt.datetime:
        return self.flag.found_at


class FlagRaised(FlagEvent, frozen=True, kw_only=True):
    """Found for the first time."""

    type: ClassVar[str] = "flag.raised"


class FlagUpdated(FlagEvent, frozen=True, kw_only=True):
    """Still open, with other evidence, grade or severity."""

    type: ClassVar[str] = "flag.updated"


class FlagResolved(FlagEvent, frozen=True, kw_only=True):
    """Later evidence ended it: a correction, a withdrawal, agreement."""

    type: ClassVar[str] = "flag.resolved"


class FlagLapsed(FlagEvent, frozen=True, kw_only=True):
    """Its evidence left the window."""

    type: ClassVar[str] = "flag.lapsed"


class FlagReopened(FlagEvent, frozen=True, kw_only=True):
    """Found again after it had ended."""

    type: ClassVar[str] = "flag.reopened"
