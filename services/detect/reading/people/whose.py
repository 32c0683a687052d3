"""Whose people are counted, where it is a state: by its adjective, its name, or what stands for it.

Kenyan soldiers · soldiers from Kenya · Kenya has sent 600 soldiers · Kenya said 12 of its soldiers · the country has
"""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from services.detect.reading.names.actors import actor_of, only_state, state_of
from services.detect.reading.people.said import Said
from services.detect.reading.people.tolls import numbered
from services.detect.reading.sentences import Sentence
from services.detect.reading.vocabulary import Language, vocabulary

_LED: Final = 8
"""Tokens before them that may name who does it."""
_NAME: Final = 3
"""Words of a state's name, its article included."""


class _Words(Struct, frozen=True):
    agents: frozenset[str]
    """Actions that a state does to its own."""
    countries: frozenset[str]
    """Words for a state, and its forces, that was named before."""
    hosts: frozenset[str]
    """Of these, such as are where somebody is,"""
    articles: frozenset[str]
    """behind which words."""
    of: frozenset[str]
    """What leads to whose they are: "from", "by"."""
    owning: frozenset[str]
    """Words for whose they are who was named before."""


def actor_told(sentence: Sentence, said: Said, first: int, last: int) -> str | None:
    """Whose they are: "Kenyan soldiers", "soldiers from Kenya"; of some actions also who does it, "Kenya has sent"."""
    tokens, language, words = sentence.tokens, sentence.language, _words(sentence.language)
    own = actor_of(tokens, language, first, last) or actor_of(tokens, language, said.first, said.last)
    if own is None and (of_whom := numbered(tokens, said.first, language)) is not None:
        own = actor_of(tokens, language, of_whom.start, of_whom.stop)
    if own is None and last < len(tokens) and tokens[last].lower in words.of:
        own = state_of(tokens, language, last + 1, last + 1 + _NAME)
    if own is None and any(token.lower in words.owning for token in tokens[first:last]):
        own = only_state(tokens, language, first)  # "Kenya said 12 of its soldiers"
    if own is not None or said.action not in words.agents:
        return own
    if said.last < len(tokens) and tokens[said.last].lower in words.of:
        return state_of(tokens, language, said.last + 1, said.last + 1 + _NAME)
    return state_of(tokens, language, max(0, said.first - _LED), said.first) if said.last <= first else None


def is_of_country(sentence: Sentence, said: Said) -> bool:
    """Whether "the country" or "the army" does it, of the state that the article is about."""
    words, tokens = _words(sentence.language), sentence.tokens
    return said.action in words.agents and said.first > 0 and tokens[said.first - 1].lower in words.countries


def host_of(sentence: Sentence, actor: str) -> str | None:
    """The one state besides that a sentence names which tells where "the country" is, in which its forces are."""
    words, tokens = _words(sentence.language), sentence.tokens
    is_told = any(token.lower in words.hosts and before.lower in words.articles for before, token in pairwise(tokens))
    return only_state(tokens, sentence.language, but=actor) if is_told else None


@cache
def _words(language: Language) -> _Words:
    people = vocabulary(language, "people")
    return _Words(
        agents=frozenset(people["agents"]["actions"]),
        countries=frozenset(people["agents"]["countries"]),
        hosts=frozenset(people["agents"]["hosts"]),
        articles=frozenset(people["classes"]["definite"]),
        of=frozenset(people["agents"]["links"]),
        owning=frozenset(people["classes"]["possessive"]),
    )
