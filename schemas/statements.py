"""What articles state, and the control records that give the fold its rules and its time."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

import msgspec

from schemas.event import ArticleId, Event, TrackId
from schemas.topics import STATEMENTS, Topic, control_key
from schemas.values import Figure, Quantity, Span
from schemas.verdicts import Judgement
from schemas.watch import Rules


class Part(StrEnum):
    """Where in an article a statement stands."""

    TITLE = "title"
    BODY = "body"


class Factuality(StrEnum):
    """Whether the speaker vouches for the figure; only `asserted` is ever counted as an assertion."""

    ASSERTED = "asserted"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    FORECAST = "forecast"
    ASKED = "asked"


class Scope(StrEnum):
    """What the speaker can vouch for."""

    WHOLE = "whole"
    SECTOR = "sector"
    UNIT = "unit"
    SITE = "site"


class Subject(msgspec.Struct, frozen=True):
    """What a figure is about; None where the sentence does not say."""

    counted: str | None = None
    actor: str | None = None
    action: str | None = None
    place: str | None = None
    event: str | None = None


class AsOf(msgspec.Struct, frozen=True):
    """The span for which a figure held, and the moment of speaking from which it was reckoned."""

    span: Span
    anchor: dt.date
    basis: str
    """`stated` when the sentence dates its report, else `published`."""
    hour: dt.time | None = None
    """The hour of that day up to which it was counted, by the speaker's own clock, where one is told."""
    is_told: bool = False
    """Whether the figure's clause says so, where the span is no other than the day of speaking: "on Monday"."""
    is_up_to: bool = False
    """Whether it was counted up to the end of that span, and not on its days alone: "by Monday"."""


class Marks(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the words around a figure mark it as: by these, figures of one noun are told apart."""

    moved: bool = False
    """That it has moved: "raised its bid to", "postponed to"."""
    further: bool = False
    """That another event of the kind is told of: "will also strike"."""
    left: bool = False
    """That it is what is left of more: "still there"."""
    rounds: tuple[str, ...] = ()
    """Which of what comes again: "second day"; the last word is what comes again."""
    rate: str | None = None
    """For how long it is reckoned: "monthly"."""
    status: str | None = None
    """How sure it is: "suspected"."""
    doers: tuple[str, ...] = ()
    """The words of the names of those whose doing it is."""
    at: dt.time | None = None
    """Of a day on which something was done: at which hour, by the speaker's own clock, where one is told."""


class How(StrEnum):
    """In which way figures make another."""

    CHANGE = "change"
    """A level before, and by how much it moved;"""
    SHARE = "share"
    """a part and its whole;"""
    PARTS = "parts"
    """the parts of a whole, which is no less;"""
    REST = "rest"
    """a whole and what is taken from it;"""
    EACH = "each"
    """what is divided, and into how many;"""
    MARGIN = "margin"
    """two that differ by it."""


class Reckoned(msgspec.Struct, frozen=True):
    """From which figures that are told with it a figure is reckoned."""

    how: How
    of: tuple[Quantity, ...]
    """In the order in which they are named there."""


class Former(msgspec.Struct, frozen=True):
    """What a sentence told before its article was revised, in the same words but for the number."""

    figure: Quantity
    quote: str
    """The words themselves, at most 160 characters."""
    start: int
    end: int
    """[start, end) of the figure as it stood in the part, in characters."""


class Statement(msgspec.Struct, frozen=True):
    """One assertion read from one sentence."""

    part: Part
    start: int
    end: int
    """[start, end) of the sentence's figure clause in the part, in characters."""
    quote: str
    """The words themselves, at most 160 characters."""
    figure: Figure
    subject: Subject
    scope: Scope
    as_of: AsOf
    chain: tuple[str, ...]
    """Outermost first: the outlet, whom it quotes, …, the source."""
    first_hand: bool
    """The source saw it, rather than having been told."""
    factuality: Factuality
    event_day: Span | None = None
    """The day of the event that the subject names, as far as the article dates it."""
    places: tuple[str, ...] = ()
    """The places that the article's title and opening name, of an event: its place may be told by more than one."""
    people: tuple[str, ...] = ()
    """Whom the article's opening names in full with their ages, of an event: by them it is known again later."""
    names: tuple[str, ...] = ()
    """Whom it names in full besides."""
    story: tuple[str, ...] = ()
    """The words of the names in its article's opening, of a count of things that only their story tells apart."""
    beside: tuple[Decimal, ...] = ()
    """Numbers of its sentence in the figure's unit that nothing is stated by: "2,100 of the 7,400", "up from 12"."""
    makes: Quantity | None = None
    """What the figures that are told with it make of it, where that is not the figure."""
    reckoned: Reckoned | None = None
    """From which of them, and how."""
    marks: Marks = Marks()
    filed: TrackId | None = None
    """Of a figure of its article's telling, the track in which it is filed besides, if it is in any."""
    was: Former | None = None
    """What the article first gave for it, where nothing of its sentence was changed but the number."""


class Reported(Event, frozen=True, kw_only=True):
    """All that one article revision states in one track; an empty list withdraws what it stated before."""

    type: ClassVar[str] = "statements.reported"
    topic: ClassVar[Topic] = STATEMENTS

    track: TrackId
    article: ArticleId
    revision: int
    outlet: str
    url: str
    title: str
    published_at: dt.datetime
    statements: tuple[Statement, ...]
    build: str
    corrects: bool = False
    """Whether the revision says that it corrects what the article said before."""

    @property
    def key(self) -> str:
        return self.track

    @property
    def occurred_at(self) -> dt.datetime:
        return self.published_at


class RulesTaken(Event, frozen=True, kw_only=True):
    """From here on, in this partition, these rules and this watchlist are in force."""

    type: ClassVar[str] = "control.rules"
    topic: ClassVar[Topic] = STATEMENTS

    partition: int
    rules: Rules
    decided_at: dt.datetime

    @property
    def key(self) -> str:
        return control_key(self.partition)

    @property
    def occurred_at(self) -> dt.datetime:
        return self.decided_at


class VerdictTaken(Event, frozen=True, kw_only=True):
    """From here on this verdict holds in its track."""

    type: ClassVar[str] = "control.verdict"
    topic: ClassVar[Topic] = STATEMENTS

    track: TrackId
    judgement: Judgement
    decided_at: dt.datetime

    @property
    def key(self) -> str:
        return self.track

    @property
    def occurred_at(self) -> dt.datetime:
        return self.decided_at


class DayCame(Event, frozen=True, kw_only=True):
    """The tick: from here on, in this partition, it is this day (UTC)."""

    type: ClassVar[str] = "control.tick"
    topic: ClassVar[Topic] = STATEMENTS

    partition: int
    day: dt.date

    @property
    def key(self) -> str:
        return control_key(self.partition)

    @property
    def occurred_at(self) -> dt.datetime:
        return dt.datetime.combine(self.day, dt.time(), dt.UTC)
