"""What a sentence's assertions are made of, and what an assertion is.

Who says it, and whether he vouches for it, is another question (`attribution/`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from schemas import values
from schemas.statements import Reckoned, Subject
from schemas.values import Measure, Span, exact
from services.detect.reading.attribution.vouching import (
    are_of_two_clauses,
    is_compared_with,
    is_moment_of_saying,
)
from services.detect.reading.counting import counted_to
from services.detect.reading.names.places import Named, named_places
from services.detect.reading.names.ties import Tie
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.setting.article import Setting
from services.detect.reading.setting.events import events, is_sum, main_event, may_be_summed
from services.detect.reading.spans import day_span
from services.detect.reading.times import Time, TimeKind

Told = tuple[Sentence, tuple[Quantity, ...]]
"""A sentence with its quantities."""


@dataclass(eq=False)  # not frozen, which would make the one of each sentence four times as dear
class Ground:
    """What a sentence's assertions are made of; what is asked of few is looked for once, when it is first asked for."""

    sentence: Sentence
    quantities: tuple[Quantity, ...]
    times: Sequence[Time]
    anchor: dt.date
    """The moment of speaking."""
    setting: Setting
    is_near: bool
    """Whether it stands where the article's own event is told of."""
    is_headline: bool
    named: Span | None = None
    """The days that the text has last named before it,"""
    before: tuple[Told, ...] = ()
    """the sentences right before it, with their quantities,"""
    stated: tuple[Assertion, ...] = ()
    """and what the last of them states."""
    victim: str | None = None
    """The class of the one person who was told last to be hurt."""

    @cached_property
    def place(self) -> str | None:
        """The first place that the sentence itself names."""
        named = (place.name for place in self._places if place.tie not in (Tie.OFFICE, Tie.PERSON))
        return next(named, None)

    @cached_property
    def scene(self) -> str | None:
        """Where the event happened: where the sentence calls it after a place, there, else where the article's did."""
        called = next((place.name for place in self._places if place.tie is Tie.CALLED), None)
        return called or self.setting.scene or self.place

    @cached_property
    def _places(self) -> Sequence[Named]:
        return tuple(named_places(self.sentence.tokens, self.sentence.language))

    @cached_property
    def event(self) -> str | None:
        """The kind of event that the sentence itself names, else the article's."""
        language, lent = self.sentence.language, self.setting.event
        return main_event([*events(self.sentence.tokens, language), *([lent] if lent else ())], language)

    @cached_property
    def is_sum(self) -> bool:
        """Whether the sentence, or the title, counts for many such events together."""
        language = self.sentence.language
        summed = self.setting.is_sum or is_sum(self.sentence.tokens, language)
        return summed and may_be_summed(self.event, language)

    @property
    def dates(self) -> Iterator[Time]:
        """Those of its times that say when, and not how long or how often."""
        return (time for time in self.times if time.kind in (TimeKind.DATE, TimeKind.TIME))

    def held(self, happened: Span | None = None, said: tuple[int, int] | None = None) -> Span:
        """The span for which a figure is said to hold: the sentence's own past time, or the moment of speaking.

        A moment up to which something was counted ("as of Sunday") goes before all else that the sentence dates.

        "Officials said on Monday" dates the saying, not the figure; and of what is still so after an event, "12 are
        missing after Tuesday's flood", that event's day (`happened`) dates the event. What only came of an event, told
        at [start, end) (`said`), has no time of another clause: "a man was arrested after his son was shot on Friday".
        """
        if self._as_of is not None and self._as_of.span is not None and self._as_of.span.latest <= self.anchor:
            return self._as_of.span
        held = (time.span for time in self.when if said is None or self._is_one_clause(*said, time))
        past = (span for span in held if span is not None and span.latest <= self.anchor and span != happened)
        return next(past, day_span(self.anchor))

    def hour(self, held: Span) -> dt.time | None:
        """The hour of the day for which a figure holds up to which it was counted: "by 4pm"."""
        return self._as_of.hour if self._as_of is not None and self.is_up_to(held) else None

    def is_up_to(self, held: Span) -> bool:
        """Whether it was counted up to the end of the span for which a figure holds."""
        until = self._as_of
        return until is not None and held == (until.span or day_span(self.anchor))

    def says_when(self, stated: Assertion) -> bool:
        """Whether an assertion's own clause says for when its figure holds, not only its sentence of something else."""
        told = (time for time in self.when if _ends_with(time, stated.held) and not time.is_now)
        return any(self._is_one_clause(stated.start, stated.end, time) for time in told)

    def _is_one_clause(self, start: int, end: int, time: Time) -> bool:
        """Whether nothing between [start, end) and a time begins another clause, or names an event that it may date."""
        first, last = min(end, time.end), max(start, time.start)
        between = [token for token in self.sentence.tokens if first <= token.start < last]
        is_broken = are_of_two_clauses(between, self.sentence.language)
        return not is_broken and not any(events(between, self.sentence.language))

    @cached_property
    def when(self) -> Sequence[Time]:
        """Those that may say when what is stated was so."""
        apart = (is_moment_of_saying, is_compared_with)
        return [time for time in self.dates if not any(is_other(self.sentence, time) for is_other in apart)]

    @cached_property
    def _as_of(self) -> Time | None:
        """The moment up to which something was counted."""
        return counted_to(self.sentence, tuple(self.dates))


class Assertion(Struct, frozen=True):
    """What a sentence states at [start, end), before it is known who says it."""

    start: int
    end: int
    figure: values.Figure
    subject: Subject
    held: Span
    event_day: Span | None
    is_denied: bool
    rule: str | None
    """What found the subject's action, with the action's name or words in `fired`."""
    words: str
    is_of_story: bool = False
    """Whether nothing but its article's story tells which ones are meant."""
    makes: values.Quantity | None = None
    """What the figures that are told with it make of it, where that is not the figure."""
    reckoned: Reckoned | None = None
    """From which of them, and how."""
    at: dt.time | None = None
    """Of a day on which something was done: at which hour."""


def _ends_with(time: Time, held: Span) -> bool:
    """Whether a time names the span for which a figure holds, or its end: "since 3 May, as of | Wednesday"."""
    return time.span is not None and time.span.latest == held.latest and held.earliest <= time.span.earliest


def figure_of(quantity: Quantity, measure: Measure) -> values.Quantity:
    """The figure that a quantity states."""
    return values.Quantity(
        low=bound(quantity.low),
        best=bound(quantity.best),
        high=bound(quantity.high),
        unit=quantity.unit,
        modality=quantity.modality,
        measure=measure,
        direction=quantity.direction,
    )


def bound(number: Decimal | None) -> Decimal | None:
    """A bound of a figure as the log spells it; None where it is open."""
    return None if number is None else exact(number)
