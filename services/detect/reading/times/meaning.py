"""What expressions of time mean, and what reading one may ask: its words, the moment of speaking, the tense."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Final

from msgspec import Struct

from schemas.values import Span
from services.detect.reading.patterns import Match
from services.detect.reading.times.holidays import Yearly
from services.detect.reading.times.lengths import Length
from services.detect.reading.times.periods import GRAINS, Grain, Period
from services.detect.reading.times.tense import Way, ends_now, way
from services.detect.reading.times.words import Words
from services.detect.reading.tokens import Token


class TimeKind(StrEnum):
    """TIMEX3's types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Sort(StrEnum):
    """What a phrase is to the rules that join phrases; each is a class of their patterns by this name."""

    DAY = "DAY"
    MONTH = "MONTH"
    YEAR = "YEAR"
    PERIOD = "PERIOD"
    CLOCK = "CLOCK"
    PART = "PART"
    MOMENT = "MOMENT"
    LENGTH = "LENGTH"
    SET = "SET"
    REF = "REF"
    NONE = "NONE"
    """Of what only looks like a time, or is done with."""


class Meaning(Struct, frozen=True):
    """The meaning of a phrase; `backwards` ones last until the moment of speaking."""

    sort: Sort
    kind: TimeKind
    value: str
    span: Span | None = None
    period: Period | None = None
    length: Length | None = None
    backwards: bool = False
    yearly: Yearly | None = None
    """When it begins each year, where none is said."""
    loose: bool = False
    """Whether it is a time only where it is joined to another: "Monday night", but not "night"."""

    @property
    def first(self) -> dt.date:
        """The first day of a phrase that has days.

        Raises:
            ValueError: it has none.
        """
        if self.span is None:
            raise ValueError(f"{self.value} has no days")
        return self.span.earliest


NOTHING: Final = Meaning(Sort.NONE, TimeKind.DATE, "")
"""Of what is no time, whatever other rules might make of it."""


class Moment(Struct, frozen=True):
    """From where times are reckoned: the day of speaking, the days last named in the text, the hour of speaking."""

    spoken: dt.date
    reference: Span | None
    hour: dt.time | None = None
    """None where it is not known."""


class Item(Struct, frozen=True):
    """A token of the sentence, or the phrase that tokens [first, last) make."""

    token: Token
    first: int
    last: int
    meaning: Meaning | None = None
    rule: str = ""


class Found(Struct, frozen=True):
    """A rule that holds for some items of a sentence."""

    items: Sequence[Item]
    match: Match
    words: Words

    def has(self, name: str) -> bool:
        """Whether the rule remembers something by a name."""
        return name in self.match.named

    def item(self, name: str) -> Item:
        """What the rule remembers by a name."""
        return self.items[self.match.named[name]]

    def lower(self, name: str) -> str:
        """The word that it remembers, in small letters; empty where it does not."""
        return self.item(name).token.lower if self.has(name) else ""

    def meaning(self, name: str) -> Meaning:
        """The meaning of the phrase that it remembers.

        Raises:
            ValueError: it is no phrase.
        """
        found = self.item(name).meaning
        if found is None:
            raise ValueError(f"{name} is no phrase")
        return found

    def length(self, name: str = "length") -> Length:
        """The length that it remembers.

        Raises:
            ValueError: it is none.
        """
        found = self.meaning(name).length
        if found is None:
            raise ValueError(f"{name} is no length")
        return found

    def grain(self, name: str = "unit") -> Grain:
        """How long the unit that it remembers is.

        Raises:
            ValueError: the calendar has no such period ("fortnight").
        """
        grain = GRAINS.get(self.words.units[self.lower(name)])
        if grain is None:
            raise ValueError(f"{self.lower(name)!r} is no period of the calendar")
        return grain

    def amount(self, name: str) -> Decimal | None:
        """The number remembered, an article being one; None for a vague one ("several")."""
        token = self.item(name).token
        if token.number is not None:
            return token.number.best
        ordinal = self.words.ordinals.get(token.lower)
        return Decimal(ordinal if ordinal is not None else 1)

    def whole(self, name: str) -> int:
        """The whole number remembered.

        Raises:
            ValueError: it is vague, or no whole number.
        """
        count = self.amount(name)
        if count is None or count % 1 or not 0 <= count < 10_000:
            raise ValueError(f"{self.lower(name)!r} is no whole number of the calendar")
        return int(count)

    @property
    def ends_now(self) -> bool:
        """Whether a word before it in its clause makes a length one that ends now: "not seen in three weeks"."""
        return ends_now(self.items, self.start, self.words.tense)

    @property
    def way(self) -> Way:
        """Whether the words around speak of what was or of what is to come."""
        return way(self.items, self.start, self.end, self.words.tense)

    @property
    def future(self) -> bool:
        """Whether they speak of what is to come."""
        return self.way is Way.FUTURE

    @property
    def start(self) -> int:
        """The first item of the expression itself."""
        return self.match.named.get("time", self.match.first)

    @property
    def end(self) -> int:
        """The item after the expression's last."""
        return self.match.named.get("after", self.match.last)

    @property
    def before(self) -> str:
        """The word before the expression."""
        return self.items[self.start - 1].token.lower if self.start else ""

    @property
    def behind(self) -> str:
        """The word after the expression, as it is written."""
        return self.items[self.end].token.text if self.end < len(self.items) else ""


Read = Callable[[Found, Moment], Meaning | None]
"""What a rule means: None, ValueError, OverflowError where the calendar has no such time ("30 February")."""


_DATED: Final = {Grain.DAY: Sort.DAY, Grain.MONTH: Sort.MONTH, Grain.YEAR: Sort.YEAR}
"""The sort of a period of the calendar; any other is `PERIOD`."""


def dated(there: Period, span: Span | None = None, yearly: Yearly | None = None) -> Meaning:
    """The meaning of a period of the calendar."""
    sort = _DATED.get(there.grain, Sort.PERIOD)
    return Meaning(sort, TimeKind.DATE, there.value, span or there.span, there, yearly=yearly)


def lasting(length: Length) -> Meaning:
    """The meaning of a length that is bound to no date."""
    return Meaning(Sort.LENGTH, TimeKind.DURATION, length.value, length=length)
