"""Whether one who goes by a name was at a place on some day, or was not.

    Jane Doe met elders in Kandi on Saturday      → seen: Doe, Kandi, that day
    Doe wasn't in Kandi on Saturday               → not seen
    he has not been in the city since 3 May       → not seen from then on
    a driver saw her at a farm near Kandi on 3 May → seen: whom the article names

People are called by their last name in one article and by all in another, so that the last word stands for them. Of
whom no place is told nothing is: two people may have seen him at two places.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from schemas.values import Presence, Span
from services.detect.reading.attribution.vouching import is_moment_of_saying
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.names.owners import name_before, name_from
from services.detect.reading.names.places import places
from services.detect.reading.patterns import Grammar, Match, Rule
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_ABSENT: Final = "was not at"
_PRESENT: Final = "was at"
_SAW: Final = "saw"
_BY: Final = "was busy, as told behind"
_ASIDE: Final = 16
"""Tokens that commas set aside behind a name: "Jane Doe, the head of the company, | met"."""
_NEAR: Final = 4
"""Tokens between the words and a place that is not named: "in the | city","""
_OFFICE: Final = 6
"""Tokens from "by" to a name's first word at most,"""
_ROLE: Final = 2
"""and from "the" to the end of what one is called."""
_REACH: Final = 12
"""and behind words that need no place: "met elders in the | city"."""


class Whereabouts(Struct, frozen=True):
    """Where one was, said by tokens [first, last)."""

    first: int
    last: int
    figure: Presence
    name: str
    place: str
    rule: str


def whereabouts(
    sentence: Sentence, found: Sequence[Time], anchor: dt.date, lent: Callable[[], tuple[str | None, str | None]]
) -> Whereabouts | None:
    """Where the sentence says that one was; `lent` tells whom the article names, and where, for "he", "the city"."""
    days = [
        (time, time.span) for time in found if time.kind in (TimeKind.DATE, TimeKind.TIME) and time.span is not None
    ]
    if not days:
        return None
    grammar = _grammar(sentence.language)
    if (match := grammar.next_match(grammar.lexicon.spell(sentence.tokens))) is None:
        return None
    day = next((span for time, span in days if _is_of(sentence, match, time, span, anchor)), None)
    if match.rule.name == _ABSENT:  # "since 10 May"
        day = next((span for time, span in days if time.backwards), day)
    name, place = (_name(sentence, match, lent), _place(sentence, match, lent)) if day is not None else (None, None)
    if day is None or name is None or place is None:
        return None
    figure = Presence(match.rule.name != _ABSENT, day)
    return Whereabouts(match.first, match.last, figure, name.split()[-1], place, match.rule.name)


def _is_of(sentence: Sentence, match: Match, time: Time, span: Span, anchor: dt.date) -> bool:
    """Whether a time is the one past day for which the words hold."""
    is_day = span.earliest == span.latest <= anchor and not time.value.endswith("_REF")
    return is_day and time.first >= match.last - 1 and not is_moment_of_saying(sentence, time)


def _name(sentence: Sentence, match: Match, lent: Callable[[], tuple[str | None, str | None]]) -> str | None:
    """Who is told of: whose name stands before the words, or behind those of seeing, or whom the article names."""
    tokens, table = sentence.tokens, _table(sentence.language)
    if match.rule.name == _SAW:
        if match.last < len(tokens) and tokens[match.last].lower in table["single"]:
            return lent()[0]
        return name_from(tokens, match.last, table["nobody"])
    if match.rule.name == _BY:
        return _doer(tokens, match.last, table)
    at = _before_aside(tokens, match.first)
    if at and (tokens[at - 1].lower in table["single"] or _is_role(tokens, at - 1, table)):
        return lent()[0]
    return name_before(tokens, at, table["nobody"])


def _doer(tokens: Sequence[Token], first: int, table: Mapping[str, frozenset[str]]) -> str | None:
    """Who did it, as is told behind: "was opened on 9 June by | water minister Jane Doe"."""
    by = next((k for k in range(first, len(tokens)) if tokens[k].lower in table["by"]), None)
    if by is None:
        return None
    names = (name_from(tokens, k, table["nobody"]) for k in range(by + 1, min(by + _OFFICE, len(tokens))))
    return next(filter(None, names), None)


def _is_role(tokens: Sequence[Token], k: int, table: Mapping[str, frozenset[str]]) -> bool:
    """Whether token `k` ends what one is called whom the article names: "the rebel | leader"."""
    led = (token.lower for token in tokens[max(0, k - _ROLE) : k])
    return tokens[k].lower in table["roles"] and any(word in table["the"] for word in led)


def _before_aside(tokens: Sequence[Token], end: int) -> int:
    if end and tokens[end - 1].text == ",":
        opening = range(end - 2, max(0, end - _ASIDE), -1)
        return next((k for k in opening if tokens[k].text == ","), end)
    return end


def _place(sentence: Sentence, match: Match, lent: Callable[[], tuple[str | None, str | None]]) -> str | None:
    """The place that is named behind the words, else the article's own, for "the city"."""
    tokens, table = sentence.tokens, _table(sentence.language)
    named = next(places(tokens[match.last - 1 :], sentence.language), None)
    reach = _NEAR if match.rule.name in (_ABSENT, _PRESENT) else _REACH
    near = (token.lower for token in tokens[match.last : match.last + reach])
    is_lent = match.rule.name == _BY or any(word in table["generic"] for word in near)
    return named or (lent()[1] if is_lent else None)


@cache
def _table(language: Language) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in vocabulary(language, "presences")["whereabouts"].items()}


@cache
def _grammar(language: Language) -> Grammar:
    words = vocabulary(language, "presences")
    rules = [Rule(rule["name"], rule["pattern"], rule["name"]) for rule in words["there"]]
    return Grammar(Lexicon(words["classes"], [rule.pattern for rule in rules]), rules)
