"""Counts that are a lower bound by the words they are told in, as others may have suffered the same, or suffered less.

two were critically injured · charged with killing two · the house where two were found · the sister of two women killed
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from services.detect.reading.people.classes import is_known
from services.detect.reading.people.participant import is_known_one
from services.detect.reading.people.said import Said
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_LEAD: Final = 3
"""Tokens before an action's own words that may say how badly it was suffered."""
_BEHIND: Final = 3
"""Tokens behind its own words that may say where they were found: "at the scene"."""
_CHARGE: Final = 12
"""Tokens before them that may name the charge which they stand in."""


class _Words(Struct, frozen=True):
    least: Mapping[str, frozenset[str]]
    of_whom: frozenset[str]
    where: frozenset[str]
    charged: frozenset[str]
    links: frozenset[str]


def tells_of_part(sentence: Sentence, said: Said) -> bool:
    """Whether the words lead one to expect more who suffered it: "critically injured", "saw one wounded man"."""
    tokens, words = sentence.tokens, _words(sentence.language)
    return _is_of_some(tokens, said, words) or _is_charged(tokens, said, words) or _is_quality(sentence, said)


def tells_how_badly(sentence: Sentence, action: str, first: int, last: int) -> bool:
    """Whether a count's own words, tokens [first, last), say how badly: "no life-threatening injuries"."""
    own = (token.lower for token in sentence.tokens[first:last])
    return not _words(sentence.language).least.get(action, frozenset()).isdisjoint(own)


def _is_of_some(tokens: Sequence[Token], said: Said, words: _Words) -> bool:
    start = max([said.first - _LEAD, *(item.last for item in said.of if item.last <= said.first)])
    lead = [token.lower for token in tokens[max(0, start) : said.first]]
    own = {token.lower for token in tokens[said.first : said.last + _BEHIND]}
    if not words.least.get(said.action, frozenset()).isdisjoint(own.union(lead)):
        return True
    if any(item.besides for item in said.of) and not all(item.is_count or is_known_one(item) for item in said.of):
        return True  # "left them and three others dead"
    first = said.of[0].first
    is_led = first > 1 and tokens[first - 1].lower in words.of_whom and tokens[first - 2].number is None
    if is_led and said.first == said.of[-1].last:
        return True  # "the sister of two women killed"
    return first > 0 and tokens[first - 1].lower in words.where  # "the house where two people were found"


def _is_charged(tokens: Sequence[Token], said: Said, words: _Words) -> bool:
    """Whether it is what somebody answers for, which need not be all: "charged with killing two"."""
    before = [token.lower for token in tokens[max(0, said.first - _CHARGE) : said.first]]
    return any(verb in words.charged and link in words.links for verb, link in pairwise(before))


def _is_quality(sentence: Sentence, said: Said) -> bool:
    """Whether the action's words stand between a number and its noun: "saw one wounded man"."""
    item, tokens = said.of[-1], sentence.tokens
    if item.words is not None or item.last != said.first or said.last >= len(tokens):
        return False
    return is_known(tokens[said.last].lower, sentence.language)


@cache
def _words(language: Language) -> _Words:
    people = vocabulary(language, "people")
    return _Words(
        least={action: frozenset(some) for action, some in people["least"].items()},
        of_whom=nouns_of(language).links,
        where=frozenset(people["parts"]["where"]),
        charged=frozenset(people["charged"]["verbs"]),
        links=frozenset(people["charged"]["links"]),
    )
