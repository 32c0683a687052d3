"""What a headline says is to be, by its infinitive: "Ansel to close seven schools", "seven schools to close"."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.alternatives import any_of
from services.detect.reading.vocabulary import Language, vocabulary

_BEFORE: Final = 60
"""Characters of a headline before a figure in which its verb may stand."""


class _Words(Struct, frozen=True):
    before: re.Pattern[str]
    """The infinitive right before its figure, "to close | seven", with the words before it,"""
    behind: re.Pattern[str]
    """or behind what is counted, "seven schools | to close"."""
    done: frozenset[str]
    """Words before such an infinitive that say it was done: "has | to close"."""


def is_announced(headline: str, start: int, end: int, language: Language) -> bool:
    """Whether a headline says that what it counts at [start, end) is to be."""
    words = _words(language)
    led = words.before.search(headline[max(0, start - _BEFORE) : start])
    if led is not None:
        return words.done.isdisjoint(led.group(1).lower().split())
    return words.behind.match(headline, end) is not None


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")["announced"]
    to, nouns = re.escape(table["infinitive"]), any_of(table["nouns"])
    return _Words(
        before=re.compile(rf"\b((?:\w+ ){{1,3}}){to} (?!{nouns}\b)[a-z]+ (?:[a-z]+ ){{0,3}}$"),
        behind=re.compile(rf" (?:[a-z-]+ ){{0,2}}{to} (?!{nouns}\b)[a-z]+"),
        done=frozenset(table["done"]),
    )
