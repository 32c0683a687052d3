"""Which of what comes again and again a sentence tells of: "the second day of the strike", "monthly inflation"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from services.detect.reading.alternatives import any_of
from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary

_RATE = "rate"


def are_of_other_rounds(left: str, right: str) -> bool:
    """Whether two sentences each say which one they tell of, and not the same."""
    first, second = _rounds(left), _rounds(right)
    return any(first[kind] != second[kind] for kind in first.keys() & second.keys())


def are_of_one_rate(left: str, right: str) -> bool:
    """Whether two sentences tell rates for one length of time, or neither says for which."""
    return _rounds(left).get(_RATE) == _rounds(right).get(_RATE)


@lru_cache(maxsize=16_384)
def _rounds(words: str) -> Mapping[str, str]:
    """By what comes again, which one: day → second. Of several the first."""
    found: dict[str, str] = {}
    ordered, reckoned = _patterns(ENGLISH)
    for match in ordered.finditer(words.lower()):
        found.setdefault(match["noun"], match["which"])
    for match in reckoned.finditer(words.lower()):
        found.setdefault(_RATE, _names(ENGLISH)[match.group()])
    return found


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = vocabulary(language, "clauses")["rounds"]
    ordered = rf"\b(?P<which>{any_of(table['which'])})[ -](?P<noun>{any_of(table['nouns'])})\b"
    return re.compile(ordered), re.compile(rf"\b{any_of(list(_names(language)))}\b")


@cache
def _names(language: Language) -> Mapping[str, str]:
    """By each wording, for how long a rate is reckoned."""
    rates = vocabulary(language, "clauses")["rates"]
    return {wording: name for name, wordings in rates.items() for wording in wordings}
