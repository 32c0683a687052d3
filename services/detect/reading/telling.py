"""An article's telling: the figures that it opens with, whatever is said of them, to be laid beside another's.

    title, first sentences ─▶ figures, with what they count ─▶ telling ─▶ one track for each name that few stories share

What a track of its own gathers must have been read as one thing in both articles. Of two tellings of one story it is
enough that each gives such a figure in its opening, and that the two can hardly mean anything but one another.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from schemas import values
from schemas.event import TrackId
from schemas.statements import Factuality, Statement, Subject
from schemas.values import Measure, Modality, Precision
from services.detect.reading.ground import Assertion, Ground, figure_of
from services.detect.reading.named import is_of_person
from services.detect.reading.names.rarity import is_everybodys
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.setting.stories import begins_another
from services.detect.reading.spans import day_span
from services.detect.reading.things.told import is_besides, is_nothing

_FIGURES: Final = 4
"""Of an article, the first; what stands further down is seldom what the story is about."""
_DAYS: Final = 3
"""The same of days."""
_NIGHT: Final = dt.timedelta(days=1)
_NAMES: Final = 4
"""Words of names by which an article is looked for, the first."""
_WORDS: Final = 10
"""Of those names that each of its figures bears, the first."""
_SHORTEST: Final = 3
"""Letters of such a word."""
_FEW: Final = 10
"""A smaller number without a noun mostly stands for those named before: "each of the three"."""
_OF: Final = 4
"""Tokens between a part and its whole: "of its more than"."""
_NO_FIGURES: Final = frozenset((Modality.RELATIVE, Modality.VAGUE))


def others_of(ground: Ground, found: Iterable[Quantity], asserted: Sequence[Assertion]) -> Iterator[Assertion]:
    """A sentence's quantities and days of which it asserts nothing that could be filed; none of another thing's."""
    if begins_another(ground.sentence):
        return
    yield from _counts(ground, found, asserted)
    yield from _days(ground, asserted)


def _counts(ground: Ground, found: Iterable[Quantity], asserted: Sequence[Assertion]) -> Iterator[Assertion]:
    """Each quantity as so many of what it counts."""
    known = {(told.figure.best, told.figure.unit) for told in asserted if isinstance(told.figure, values.Quantity)}
    for before, each in pairwise((None, *found)):
        if each is None or (each.best, each.unit) in known or not _is_figure(each, ground):
            continue
        if before is not None and _is_whole_of(before, each, ground.sentence):
            continue
        figure, subject = figure_of(each, Measure.STOCK), Subject(each.counted, None, None, None, None)
        yield Assertion(each.start, each.end, figure, subject, ground.held(), None, False, None, "", True)


def _days(ground: Ground, asserted: Sequence[Assertion]) -> Iterator[Assertion]:
    """Each day but that of speaking as the day of something."""
    known = {told.figure.earliest for told in asserted if isinstance(told.figure, values.Span)}
    for time in ground.when:
        day = time.span
        if day is None or day.earliest in known or not _is_day(day) or day.earliest == ground.anchor:
            continue
        held, subject = day_span(ground.anchor), Subject(None, None, None, None, None)
        yield Assertion(time.start, time.end, day, subject, held, None, False, None, "", True)


def _is_day(span: values.Span) -> bool:
    """Whether it is one day, or the night between two."""
    return span.precision is Precision.DAY and span.latest - span.earliest <= _NIGHT


def _is_figure(quantity: Quantity, ground: Ground) -> bool:
    """Whether it gives a number of something, and no length of time or age."""
    if quantity.modality in _NO_FIGURES or (quantity.low is None and quantity.high is None):
        return False
    if quantity.is_former or is_besides(ground.sentence, quantity):
        return False
    noun = quantity.unit or quantity.counted
    if noun is None:
        return quantity.low is not None and quantity.low >= _FEW
    return not is_nothing(noun, ground.sentence.language)


def _is_whole_of(part: Quantity, whole: Quantity, sentence: Sentence) -> bool:
    """Whether one is told as a share of the other: "412 of the | 803 trains"."""
    between = [token.lower for token in sentence.tokens[part.last - 1 : whole.first]]
    return whole.first - part.last < _OF and not nouns_of(sentence.language).links.isdisjoint(between)


def telling(story: Sequence[str], told: Iterable[tuple[Statement, TrackId | None]]) -> tuple[Statement, ...]:
    """The figures of an article's telling, from its statements in order, each with the track in which it is filed."""
    figures = dict.fromkeys(_as_told(each, story, filed) for each, filed in told if _may_be_told(each))
    counts = [each for each in figures if isinstance(each.figure, values.Quantity)][:_FIGURES]
    days = [each for each in figures if isinstance(each.figure, values.Span)][:_DAYS]
    return (*counts, *days)


def _may_be_told(statement: Statement) -> bool:
    figure = statement.figure
    if isinstance(figure, values.Span):
        return _is_day(figure) and statement.factuality is Factuality.ASSERTED
    if not isinstance(figure, values.Quantity) or figure.modality in _NO_FIGURES or is_of_person(statement.subject):
        return False
    return (
        statement.makes is None
        and figure.best != 1
        and statement.factuality in (Factuality.ASSERTED, Factuality.FORECAST)
    )


def _as_told(statement: Statement, story: Sequence[str], filed: TrackId | None) -> Statement:
    return replace(statement, story=tuple(story[:_WORDS]), filed=filed, places=(), people=(), names=(), was=None)


def rare_names(story: Iterable[str]) -> tuple[str, ...]:
    """The words of a story's names by which it is looked for: none of a state, a part of the world, or a given name."""
    rare = (word for word in story if len(word) >= _SHORTEST and not is_everybodys(word))
    return tuple(rare)[:_NAMES]
