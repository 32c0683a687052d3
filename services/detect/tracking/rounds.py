"""Which of what comes again and again a sentence tells of: "the second day of the strike", "monthly inflation".

So also how sure it is: suspected cases are not those confirmed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from services.detect.reading.alternatives import any_of
from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary

_RATE = "rate"
_STATUS = "status"


class _Words(NamedTuple):
    ordered: re.Pattern[str]
    rated: re.Pattern[str]
    sure: re.Pattern[str]
    lasting: re.Pattern[str]
    rates: Mapping[str, str]
    """By each wording, for how long a rate is reckoned;"""
    statuses: Mapping[str, str]
    """and how sure it is."""


def are_of_other_rounds(left: str, right: str) -> bool:
    """Whether two sentences each say which one they tell of, and not the same."""
    first, second = _rounds(left), _rounds(right)
    return any(first[kind] != second[kind] for kind in first.keys() & second.keys())


def are_of_one_rate(left: str, right: str) -> bool:
    """Whether two sentences tell rates for one length of time, or neither says for which."""
    return _rounds(left).get(_RATE) == _rounds(right).get(_RATE)


def is_left_over(quote: str) -> bool:
    """Whether a sentence tells what is left of more: "45 were still there"."""
    return _words(ENGLISH).lasting.search(quote.lower()) is not None


@lru_cache(maxsize=16_384)
def _rounds(quote: str) -> Mapping[str, str]:
    """By what comes again, which one: day → second. Of several the first."""
    words, lower, found = _words(ENGLISH), quote.lower(), dict[str, str]()
    for match in words.ordered.finditer(lower):
        found.setdefault(match["noun"], match["which"])
    if (rated := words.rated.search(lower)) is not None:
        found[_RATE] = words.rates[rated.group()]
    if (sure := words.sure.search(lower)) is not None:
        found[_STATUS] = words.statuses[sure["which"]]
    return found


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "clauses")
    rounds, sure = table["rounds"], table["statuses"]
    rates = {wording: name for name, wordings in table["rates"].items() for wording in wordings}
    statuses = {wording: name for name in ("suspected", "confirmed") for wording in sure[name]}
    return _Words(
        ordered=re.compile(rf"\b(?P<which>{any_of(rounds['which'])})[ -](?P<noun>{any_of(rounds['nouns'])})\b"),
        rated=re.compile(rf"\b{any_of(rates)}\b"),
        sure=re.compile(rf"\b(?P<which>{any_of(statuses)})(?: \w+)? {any_of(sure['nouns'])}\b"),
        lasting=re.compile(rf"\b{any_of(table['lasting']['words'])}\b"),
        rates=rates,
        statuses=statuses,
    )
