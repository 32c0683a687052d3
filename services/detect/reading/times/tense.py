"""Which way an undated weekday, month or holiday lies: reporting speaks of the past, unless a word says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from itertools import chain
from typing import Final, Protocol

from msgspec import Struct

from services.detect.reading.tokens import Token

_BEFORE: Final = 14
_SHORTLY_BEFORE: Final = 10
_AFTER: Final = 8
"""Words of the clause that are asked."""
_SECOND: Final = 2
"""Where a sentence's second word is, behind its edge."""
_BRACKETS: Final = ("(", ")")


class Way(IntEnum):
    """Whether words around a time speak of what was or of what is to come."""

    PAST = -1
    UNSAID = 0
    FUTURE = 1


class Tense(Struct, frozen=True):
    """A language's words that tell tense, those at which a clause ends, and endings of possessives."""

    future: frozenset[str]
    modal: frozenset[str]
    past: frozenset[str]
    perfect: frozenset[str]
    past_endings: tuple[str, ...]
    stops: frozenset[str]
    possessive: frozenset[str]
    before_time: frozenset[str]
    """Those of them that end none where a time follows: "will leave before Friday"."""
    until_then: frozenset[str]
    """Words right before what is to come, whatever an ending says: "postponed until Friday"."""
    from_then: frozenset[str]
    """Words that begin a range, whose end is reckoned from its beginning."""
    by_then: frozenset[str]
    """The same where nothing else says a way: "by Friday"."""
    together: Mapping[str, frozenset[str]]
    """Words that speak of what is to come with one of those right after them: "set for"."""
    nouns: Mapping[str, frozenset[str]]
    """Words that do not with one of those right after them: "the start of"."""
    months: frozenset[str]
    """Months, whose names may be words of tense: "on May 3", which are none where they begin with a capital."""
    hours: frozenset[str]
    """Words of the hour that stand between those words and a day."""
    until_now: frozenset[str]
    """Words that make a length one that ends now: "not seen in three weeks"."""


class _Item(Protocol):
    @property
    def token(self) -> Token: ...


def way(items: Sequence[_Item], start: int, end: int, tense: Tense) -> Way:
    """What the nearest word of tense says before items [start, end), else after them."""
    if end < len(items) and items[end].token.lower in tense.possessive:
        return Way.PAST
    before = _clause(items, range(start - 1, max(-1, start - 1 - _BEFORE), -1), tense)
    after = _clause(items, range(end, min(len(items), end + _AFTER)), tense)
    lead = _lead(items, start, tense)
    for k in chain(before, after):
        if (told := _told(items, k, tense)) is Way.UNSAID:
            continue
        if any(item.token.lower in tense.modal for item in items[max(0, k - 2) : k]):
            return Way.FUTURE
        return Way.FUTURE if lead in tense.until_then and items[k].token.lower not in tense.past else told
    return Way.FUTURE if lead in tense.until_then or lead in tense.by_then else Way.UNSAID


def _lead(items: Sequence[_Item], start: int, tense: Tense) -> str:
    """The word right before, or before an hour ("by 5 p.m. Monday"), unless it bounds what is reckoned from a range."""
    while start and (items[start - 1].token.shape or items[start - 1].token.lower in tense.hours):
        start -= 1
    lead = items[start - 1].token.lower if start else ""
    if lead not in tense.until_then and lead not in tense.by_then:
        return ""
    before = _clause(items, range(start - 1, max(-1, start - 1 - _BEFORE), -1), tense)
    return "" if any(items[k].token.lower in tense.from_then for k in before) else lead


def ends_now(items: Sequence[_Item], start: int, tense: Tense) -> bool:
    """Whether a word before item `start` makes the length there one that ends at the moment of speaking."""
    before = _clause(items, range(start - 1, max(-1, start - 1 - _SHORTLY_BEFORE), -1), tense)
    return any(items[k].token.lower in tense.until_now for k in before)


def _clause(items: Sequence[_Item], places: range, tense: Tense) -> Iterator[int]:
    """Those places, but for what stands in brackets among them, up to the one at which the clause ends."""
    opened, closed = _BRACKETS if places.step > 0 else reversed(_BRACKETS)
    aside = False
    for k in places:
        word = items[k].token.lower
        if aside or word == opened:
            aside = word != closed
            continue
        yield k
        if word in tense.stops and not (word in tense.before_time and _is_led_to(items, k + 1, places.start, tense)):
            return


def _is_led_to(items: Sequence[_Item], k: int, last: int, tense: Tense) -> bool:
    """Whether a word before item k leads to the time behind the clause's last item, or to its hour."""
    return k > last or bool(items[k].token.shape) or items[k].token.lower in tense.hours


def _is_name(items: Sequence[_Item], k: int) -> bool:
    """Whether a word is written as a name; in a headline of capitals, or first in a sentence, that says nothing."""
    text, behind = items[k].token.text, items[k + 1].token.text if k + 1 < len(items) else ""
    return text[:1].isupper() and not (behind.isalpha() and (behind[0].isupper() or k < _SECOND))


def _told(items: Sequence[_Item], k: int, tense: Tense) -> Way:
    """What one word says, or with the next ("set for"); a name ("United") has no ending of a verb."""
    token = items[k].token
    word = token.lower
    if word in tense.months and _is_name(items, k):
        return Way.UNSAID
    if word in tense.nouns and items[k + 1].token.lower in tense.nouns[word]:
        return Way.UNSAID
    if word in tense.future or (word in tense.together and items[k + 1].token.lower in tense.together[word]):
        return Way.FUTURE
    if (
        word in tense.past
        or word in tense.perfect
        or (len(word) > 4 and word.endswith(tense.past_endings) and token.text == word)
    ):
        return Way.PAST
    return Way.UNSAID
