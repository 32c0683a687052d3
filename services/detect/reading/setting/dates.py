"""The day of an article's event: the first that the sentences which tell of it give to what happened.

Earlier ones that it names behind that are of other events: "the second this week; last Tuesday". Most days after it are
those on which something came of it, and are none: a suspect charged on Friday, Monday's vigil, police said Tuesday. One
is the event's all the same where its noun follows: "arrested in Saturday's shooting".
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from schemas.values import Span
from services.detect.reading.attribution.vouching import is_as_of, is_moment_of_saying
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time, TimeKind, times
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_DATED: Final = (TimeKind.DATE, TimeKind.TIME)
_REACH: Final = 12
"""Tokens between a date and the word that says what was done on it."""
_OWNED: Final = 3
"""Tokens between a date and the noun that it belongs to: "'s fatal"."""
_CHARGE: Final = 5
"""Tokens between a charge and its crime: "with two counts of first-degree"."""
_SUBJECT: Final = 3
"""Tokens of the subject of a clause that tells what was done beside: "as the two"."""


class Told(IntEnum):
    """What is told of a day, the surest of an event first."""

    EVENT = 0
    CALL = 1
    """Help was called for, mostly at once."""
    OTHER = 2
    AFTER = 3
    """Something came of the event."""


class _Words(Struct, frozen=True):
    told: Mapping[str, Told]
    """Nouns of events and what befell somebody in one, calls for help, and what is done when an event is over."""
    nouns: frozenset[str]
    """Those of events."""
    crimes: frozenset[str]
    charging: frozenset[str]
    """Between a charge and its crime."""
    meanwhile: frozenset[str]
    """What leads to a clause that tells what was done beside: "shot as she returned home Monday"."""
    during: frozenset[str]
    """The same, and what leads to the event: "arrested on Monday at the march"."""
    saying: frozenset[str]
    leads: frozenset[str]
    """Small words behind which another phrase begins: "arrested Friday | for shooting"."""


def past_day(sentence: Sentence, found: Iterable[Time], spoken: dt.date) -> Span | None:
    """The first of a sentence's times that names one day up to that of speaking, and not up to when was counted."""
    return next(_past_days(sentence, found, spoken), None)


def event_day(opening: Iterable[tuple[Sentence, bool]], spoken: dt.date) -> Span | None:
    """The first day that sentences give to what happened, else any but those of what came of it.

    Of two told alike the one in a sentence that names the kind of event goes first, as each says of itself.
    """
    named = [
        (told, not is_telling, day)
        for sentence, is_telling in opening
        for time in times(sentence, spoken)
        if (told := told_of(sentence, time)) is not Told.AFTER
        for day in _past_days(sentence, (time,), spoken)
    ]
    *_, found = min(named, key=lambda one: one[:2], default=(None,))
    return found


def deed_day(sentence: Sentence, found: Iterable[Time], spoken: dt.date) -> Span | None:
    """The first day that a sentence itself gives to what happened."""
    told = (time for time in found if told_of(sentence, time) <= Told.CALL)
    return next(_past_days(sentence, told, spoken), None)


def _past_days(sentence: Sentence, found: Iterable[Time], spoken: dt.date) -> Iterator[Span]:
    """The single days up to that of speaking that times name."""
    for time in found:
        day = time.span if time.kind in _DATED and not is_as_of(sentence, time) else None
        if day is not None and day.earliest == day.latest <= spoken:
            yield day


def told_of(sentence: Sentence, time: Time) -> Told:
    """What the nearest word that says what was done on the day says; a day in brackets is that of the telling."""
    words, tokens = _words(sentence.language), sentence.tokens
    near = (token.lower for token in tokens[time.last : time.last + _OWNED])
    if not words.nouns.isdisjoint(takewhile(lambda word: word not in words.leads, near)):
        return Told.EVENT
    is_said = time.last < len(tokens) and tokens[time.last].lower in words.saying
    if is_said or time.is_now or is_moment_of_saying(sentence, time) or _is_bracketed(tokens, time):
        return Told.AFTER
    before = _done(tokens, range(time.first - 1, max(-1, time.first - 1 - _REACH), -1), words)
    if before is Told.AFTER and _is_meanwhile_of(tokens, time.last, words):
        return Told.EVENT
    if before is not None:
        return before
    done = _done(tokens, range(time.last, min(len(tokens), time.last + _REACH)), words)
    return Told.OTHER if done is None else done


def is_aftermath(action: str | None, language: Language) -> bool:
    """Whether an action is done when an event is over: arrested, charged."""
    return action is not None and _words(language).told.get(action) is Told.AFTER


def _is_bracketed(tokens: Sequence[Token], time: Time) -> bool:
    around = (*tokens[max(0, time.first - 1) : time.first], *tokens[time.last : time.last + 1])
    return [token.lower for token in around] == ["(", ")"]


def _done(tokens: Sequence[Token], places: Iterable[int], words: _Words) -> Told | None:
    """What the first of the words at these places says that says what was done, but for what was done beside it."""
    for at in places:
        told = words.told.get(tokens[at].lower)
        if told is not None and not (told is Told.AFTER and _is_meanwhile(tokens, at, words)):
            return Told.AFTER if tokens[at].lower in words.crimes and _is_charge(tokens, at, words) else told
    return None


def _is_charge(tokens: Sequence[Token], at: int, words: _Words) -> bool:
    """Whether a crime is told as what somebody has to answer for: "charged with attempted murder"."""
    for k in range(at - 1, max(0, at - _CHARGE), -1):
        if tokens[k].lower in words.charging:
            return words.told.get(tokens[k - 1].lower) is Told.AFTER
    return False


def _is_meanwhile(tokens: Sequence[Token], at: int, words: _Words) -> bool:
    return any(token.lower in words.meanwhile for token in tokens[max(0, at - _SUBJECT) : at])


def _is_meanwhile_of(tokens: Sequence[Token], last: int, words: _Words) -> bool:
    """Whether what came of an event is told of its own day: "arrested 40 on Sunday | as they broke up a rally"."""
    last += last < len(tokens) and tokens[last].text == ","
    is_led = last < len(tokens) and tokens[last].lower in words.during
    return is_led and _done(tokens, range(last + 1, min(len(tokens), last + _REACH)), words) is Told.EVENT


@cache
def _words(language: Language) -> _Words:
    subjects = vocabulary(language, "subjects")
    kinds = (*subjects["events"].values(), *subjects["occasions"].values())
    nouns = frozenset(word for wordings in kinds for word in wordings if " " not in word)
    happened, cues = vocabulary(language, "plans")["happened"], vocabulary(language, "attribution")["cues"]
    leads = frozenset((*happened["leads"], *happened["breaks"]))
    told = dict.fromkeys(subjects["aftermath"]["words"], Told.AFTER)
    told |= dict.fromkeys(happened["since"], Told.OTHER) | dict.fromkeys(happened["calls"], Told.CALL)
    crimes = subjects["places_named"]["deeds"]
    told |= dict.fromkeys((*nouns, *happened["done"], *crimes), Told.EVENT)
    saying = frozenset((*cues["saying"], *cues["telling"]))
    return _Words(
        told=told,
        nouns=nouns.difference(happened["done"]),
        crimes=frozenset(crimes),
        charging=frozenset(happened["charging"]),
        meanwhile=frozenset(happened["meanwhile"]),
        during=frozenset((*happened["meanwhile"], *happened["during"])),
        saying=saying,
        leads=leads,
    )
