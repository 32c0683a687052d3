"""What a revision changed without saying so: a sentence that is told again in the same words, with another number.

    revision ─▶ its sentences with numbers, each by its other words ─▶ first told with others? ─▶ what it `was`

Whatever the number counts, and whether or not anything is read of the sentence: the words themselves show that it is
one figure. What else is reworded with it is another statement.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final
from zlib import crc32

import msgspec
from msgspec import Struct

from schemas import values
from schemas.articles import Revision
from schemas.statements import AsOf, Factuality, Former, Part, Scope, Statement, Subject
from schemas.values import Measure, Modality
from services.detect.reading.ground import bound, figure_of
from services.detect.reading.quantities.quantity import Quantity, quantities
from services.detect.reading.quotes import quote_of
from services.detect.reading.sentences import Sentence, sentences
from services.detect.reading.spans import day_span
from services.detect.reading.statements import Reading
from services.detect.reading.times import Time, times
from services.detect.reading.tokens import Token, flatten
from services.detect.reading.vocabulary import ENGLISH, vocabulary

_KEPT: Final = 64
"""Sentences that are remembered of an article at most, the first of them."""
_LEAST: Final = 5
"""Words besides its numbers that a sentence must have to be known again: pages count readers and comments."""
_CHANGED: Final = 2
"""Numbers of one sentence that may have changed; more are another day's prices or scores."""

Readings = Sequence[tuple[Part, Reading]]


class Wording(msgspec.Struct, frozen=True, array_like=True):
    """A sentence with numbers, as an article first told it."""

    words: int
    """All that is no number of it, as a checksum,"""
    start: int
    """where it began in its part,"""
    numbers: tuple[str, ...]
    """and its numbers as they were written."""


class _Number(Struct, frozen=True):
    """A number in its sentence, as a figure."""

    start: int
    end: int
    figure: values.Quantity


def first_told(before: Sequence[Wording], readings: Readings) -> tuple[Wording, ...]:
    """The sentences of an article that any revision so far told, each as it was told first."""
    known = {told.words: told for told in before}
    for told, *_ in _wordings(readings):
        known.setdefault(told.words, told)
    return tuple(known.values())[:_KEPT]


def changes(revision: Revision, readings: Readings, before: Sequence[Wording]) -> list[Statement]:
    """A statement of each number that was another when its sentence was first told: nothing but that it `was`."""
    first = {told.words: told for told in before}
    again = ((first.get(now.words), part, reading) for now, part, reading in _wordings(readings)) if before else ()
    return [
        _statement(revision, part, reading, number, former)
        for told, part, reading in again
        if told is not None
        for number, former in _formers(revision, part, reading, told)
    ]


def with_former(statement: Statement, changed: Sequence[Statement]) -> Statement:
    """The statement with what its figure was, if that is among what changed."""
    figure = statement.figure
    for change in changed:
        if isinstance(figure, values.Quantity) and tells(statement, change) and change.was is not None:
            then = change.was.figure
            was = msgspec.structs.replace(figure, low=then.low, best=then.best, high=then.high, modality=then.modality)
            return msgspec.structs.replace(statement, was=msgspec.structs.replace(change.was, figure=was))
    return statement


def tells(statement: Statement, change: Statement) -> bool:
    """Whether a statement is of the number that changed."""
    figure, number = statement.figure, change.figure
    if (
        not isinstance(figure, values.Quantity)
        or not isinstance(number, values.Quantity)
        or statement.part is not change.part
    ):
        return False
    return statement.start < change.end and change.start < statement.end and figure.best == number.best


def _wordings(readings: Readings) -> Iterator[tuple[Wording, Part, Reading]]:
    """The sentences with numbers that no other of the article is like."""
    found = [(told, part, reading) for part, reading in readings if (told := _wording(part, reading)) is not None]
    times_told = Counter(told.words for told, *_ in found)
    yield from (each for each in found if times_told[each[0].words] == 1)


def _wording(part: Part, reading: Reading) -> Wording | None:
    tokens, numbers = reading.sentence.tokens, _numbers(reading.sentence, reading.times)
    if not numbers or sum(token.text[0].isalpha() for token in tokens) - len(numbers) < _LEAST:
        return None
    marked = ("#" if token in numbers else token.lower for token in tokens)
    return Wording(crc32(" ".join((part, *marked)).encode()), tokens[0].start, tuple(token.text for token in numbers))


def _numbers(sentence: Sentence, dates: Sequence[Time]) -> Sequence[Token]:
    """The numbers of a sentence that are of no date: one that names another day is told anew."""
    dated = {k for time in dates for k in range(time.first, time.last)}
    return [token for k, token in enumerate(sentence.tokens) if token.number is not None and k not in dated]


def _formers(revision: Revision, part: Part, reading: Reading, told: Wording) -> Iterator[tuple[_Number, Former]]:
    """The numbers of a sentence that were others when it was first told, with what they were."""
    now = _numbers(reading.sentence, reading.times)
    swapped = [k for k, number in enumerate(told.numbers) if now[k].text.lower() != number.lower()]
    if not 0 < len(swapped) <= _CHANGED:
        return
    text, at, pieces = _text(revision, part), reading.sentence.start, list[str]()
    for k in swapped:
        pieces += [text[at : now[k].start], told.numbers[k]]
        at = now[k].end
    words = "".join((*pieces, text[at : reading.sentence.end]))
    flat = flatten(words)
    sentence = next(sentences(flat, ENGLISH))
    dated = times(sentence, revision.published_at.date())
    then, former = _numbers(sentence, dated), tuple(quantities(sentence, dated))
    if len(then) != len(now):
        return
    for k in swapped:
        number, old = _number(now[k], reading.quantities), _number(then[k], former)
        if number.figure == old.figure:  # "four" written as 4
            continue
        quote = quote_of(words, flat, sentence, old.start)
        yield number, Former(old.figure, quote, told.start + old.start, told.start + old.end)


def _number(token: Token, among: Sequence[Quantity]) -> _Number:
    """The quantity that a number is of, or the number alone."""
    found = next((each for each in among if each.start <= token.start < each.end), None)
    if found is not None and found.modality is not Modality.RELATIVE:
        return _Number(found.start, found.end, figure_of(found, Measure.STOCK))
    assert token.number is not None  # noqa: S101 - only numbers are asked about
    low, best, high = bound(token.number.low), bound(token.number.best), bound(token.number.high)
    figure = values.Quantity(low=low, best=best, high=high, modality=Modality.EXACT)
    return _Number(token.start, token.end, figure)


def _statement(revision: Revision, part: Part, reading: Reading, number: _Number, former: Former) -> Statement:
    text, sentence, day = _text(revision, part), reading.sentence, revision.published_at.date()
    return Statement(
        part=part,
        start=number.start,
        end=number.end,
        quote=quote_of(text, flatten(text), sentence, number.start),
        figure=number.figure,
        subject=Subject(_named(revision.title)),
        scope=Scope.WHOLE,
        as_of=AsOf(day_span(day), day, "published"),
        chain=reading.chain,
        first_hand=False,
        factuality=Factuality.ASSERTED,
        was=former,
    )


def _text(revision: Revision, part: Part) -> str:
    return revision.title if part is Part.TITLE else revision.body


def _named(title: str) -> str:
    """What the number is: all that is known of it is where it stands."""
    return str(vocabulary(ENGLISH, "corrections")["revised"]["named"]).format(title)
