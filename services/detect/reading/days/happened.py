"""The day on which something happened: the one date of a sentence, where its words give it to what happened.

    the shooting happened on Saturday · four people were shot at a motel on Saturday · Saturday's shooting

A sentence that names two days may tell of more than the event, so that neither is taken. From the date to the word that
says what happened no other clause may begin, and no other thing be done: "the man shot by police died Saturday".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from schemas.values import Span
from services.detect.reading.attribution.vouching import is_moment_of_saying
from services.detect.reading.sentences import Sentence
from services.detect.reading.setting.events import events, main_event
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_DATED: Final = (TimeKind.DATE, TimeKind.TIME)
_REACH: Final = 16
"""Tokens between a date and what happened on it."""
_PLAIN: Final = 2
"""Words without a capital between an event's noun and its date: "at a crowded motel"."""
_BETWEEN: Final = 4
"""Tokens between a date and the noun of the event that it belongs to: "'s drive-by"."""


class Happened(Struct, frozen=True):
    """Tokens [first, last) that give an event of some kind its day."""

    first: int
    last: int
    day: Span
    kind: str
    rule: str


class _Words(Struct, frozen=True):
    done: frozenset[str]
    """Verbs that say what happened, or what befell somebody."""
    nouns: frozenset[str]
    """Names of events."""
    leads: frozenset[str]
    """Small words that lead to a place or a date."""
    owners: frozenset[str]
    """Before an event's noun: it is not the event that is told of, but something of it."""
    joins: frozenset[str]
    """Before a date that is but a part of a word."""
    breaks: frozenset[str]
    """Words with which another clause or another deed begins;"""
    stops: frozenset[str]
    """these and auxiliaries,"""
    ends: frozenset[str]
    """and what leads to a place: a noun behind a date does not go on past any."""


def happened(sentence: Sentence, found: Sequence[Time], anchor: dt.date) -> Happened | None:
    """The event to which the sentence gives the one day that it names, up to that of speaking."""
    dates = list(_dates(sentence, found))
    days = {day for _, day in dates}
    if len(days) != 1 or dates[0][1].latest > anchor:
        return None
    words, language = _words(sentence.language), sentence.language
    for time, day in dates:
        told = _done_on(sentence.tokens, time, words)
        if told is not None and (kind := main_event(events(sentence.tokens, language), language)) is not None:
            rule = f"happened: {sentence.tokens[told].lower}"
            return Happened(min(told, time.first), max(told + 1, time.last), day, kind, rule)
    return None


def _dates(sentence: Sentence, found: Sequence[Time]) -> Iterator[tuple[Time, Span]]:
    """The days that a sentence names, but for "now" and the moment of its saying."""
    for time in found:
        day = time.span
        if time.kind not in _DATED or day is None or day.earliest != day.latest or time.is_now:
            continue
        if not is_moment_of_saying(sentence, time):
            yield time, day


def _done_on(tokens: Sequence[Token], time: Time, words: _Words) -> int | None:
    """The token that says what happened on a date."""
    return next((at for look in (_before, _owned, _opened) if (at := look(tokens, time, words)) is not None), None)


def _before(tokens: Sequence[Token], time: Time, words: _Words) -> int | None:
    """Before the date: "four were shot at a motel in Marlow on | Saturday", "a shooting outside a bar | Saturday"."""
    plain = 0
    for at in range(time.first - 1, max(-1, time.first - _REACH), -1):
        token = tokens[at]
        if token.lower in words.done:
            return at if at == 0 or tokens[at - 1].lower not in words.breaks else None
        if token.lower in words.nouns and plain <= _PLAIN and _stands_alone(tokens, at, time, words):
            return at
        if token.lower in words.stops:
            return None
        plain += token.text.islower() and token.lower not in words.leads
    return None


def _stands_alone(tokens: Sequence[Token], at: int, time: Time, words: _Words) -> bool:
    """Whether an event's noun is what is told of: no "shooting victim", nor "the scene of the shooting"."""
    heads = at + 1 == time.first or tokens[at + 1].lower in words.leads
    return heads and all(token.lower not in words.owners for token in tokens[max(0, at - 2) : at])


def _owned(tokens: Sequence[Token], time: Time, words: _Words) -> int | None:
    """Right behind the date, an event's noun: "Saturday's | shooting"; not so of "the day-after-Christmas shooting"."""
    if time.first and tokens[time.first - 1].lower in words.joins:
        return None
    for at in range(time.last, min(len(tokens), time.last + _BETWEEN + 1)):
        if tokens[at].lower in words.nouns:
            return at
        if tokens[at].lower in words.ends:
            return None
    return None


def _opened(tokens: Sequence[Token], time: Time, words: _Words) -> int | None:
    """Behind a date that opens the sentence: "On Saturday, | four people were shot"."""
    if any(token.lower not in words.leads for token in tokens[: time.first]):
        return None
    start = time.last + (time.last < len(tokens) and tokens[time.last].lower == ",")
    for at in range(start, min(len(tokens), start + _REACH)):
        if tokens[at].lower in words.done:
            return at
        if tokens[at].lower in words.breaks:
            return None
    return None


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "plans")["happened"]
    subjects = vocabulary(language, "subjects")
    kinds = (*subjects["events"].values(), *subjects["occasions"].values())
    done = frozenset((*table["done"], *table["calls"]))
    nouns = frozenset(word for wordings in kinds for word in wordings if " " not in word)
    leads, breaks = frozenset(table["leads"]), frozenset(table["breaks"])
    stops = breaks | frozenset(table["auxiliaries"])
    return _Words(
        done=done,
        nouns=nouns - done,
        leads=leads,
        owners=frozenset(table["owners"]),
        joins=frozenset(table["joins"]),
        breaks=breaks,
        stops=stops,
        ends=stops | leads,
    )
