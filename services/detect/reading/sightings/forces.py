"""Whose forces a noun names: a state's, those of a group that goes by a name, or such as say what they are.

    Belarusian troops → soldier, Belarus · armed members of the Eastern Guard → armed eastern guard force
    mercenaries, foreign instructors → foreign force · gunmen, rebel fighters → armed force

A state's are told apart by the state. Of all others the story tells which they are, and what says whose they are the
words of a noun, so that whoever says less of them may mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from msgspec import Struct

from services.detect.reading.names.actors import actor_of
from services.detect.reading.names.gazetteer import is_city, is_state
from services.detect.reading.names.owners import name_before, name_from
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

FORCE: Final = "force"
"""What is counted of whoever is no state's."""
_OF_STATE: Final = "soldier"
_ARMED: Final = "armed"
"""What all groups are that have a name of their own."""
_MODIFIERS: Final = 4
"""Words before the noun that may say whose they are, or what."""


class Forces(NamedTuple):
    """Who was seen or was not."""

    counted: str
    state: str | None
    """None of those whom only their story tells."""


class _Words(Struct, frozen=True):
    kinds: Mapping[str, frozenset[str]]
    """What they are, by the words for them, or before these, that say so; of several the first."""
    plain: frozenset[str]
    """These, and what else modifies them and is no name, though a sentence may begin with it: "Masked gunmen"."""
    ends: frozenset[str]
    """Words at which what modifies the noun begins at the latest."""
    some: frozenset[str]
    """Of these and numbers, such as say that only some of them are told of."""
    plainly: frozenset[str]
    """Nouns of anybody, unless what stands before says that they bear arms."""
    of: frozenset[str]
    articles: frozenset[str]


def forces_at(tokens: Sequence[Token], k: int, language: Language, owned: int | None = None) -> Forces:
    """Who the noun at token `k` names; whoever has them is named before token `owned`."""
    words = _words(language)
    first = _first(tokens, k, words)
    if (state := actor_of(tokens, language, first, k + 1)) is not None:
        return Forces(_OF_STATE, state)
    said = {token.lower for token in tokens[first : k + 1]}
    owner = None if owned is None else name_before(tokens, owned, words.articles)
    group = (*_names(tokens[first:k], words), *_owner_behind(tokens, k + 1, words), *_words_of(owner))
    if group and (owned is not None or tokens[k].lower not in words.plainly or _ARMED in said):
        return Forces(" ".join((_ARMED, *dict.fromkeys(group), FORCE)), None)
    kind = next((kind for kind, some in words.kinds.items() if not some.isdisjoint(said)), None)
    return Forces(FORCE if kind is None else f"{kind} {FORCE}", None)


def are_some(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether only some of those are told of whom the noun at token `k` names: "hundreds of fighters", "200 men"."""
    words = _words(language)
    led = tokens[max(0, k - _MODIFIERS) : k]
    return any(token.number is not None or token.lower in words.some for token in led)


def _first(tokens: Sequence[Token], k: int, words: _Words) -> int:
    """Where what modifies the noun begins."""
    first = k
    while first and k - first < _MODIFIERS and _modifies(tokens[first - 1], words):
        first -= 1
    return first


def _modifies(token: Token, words: _Words) -> bool:
    return token.text[0].isalpha() and token.number is None and token.lower not in words.ends


def _names(modifiers: Sequence[Token], words: _Words) -> Iterator[str]:
    """The words of a group's name among those before the noun."""
    for token in modifiers:
        is_place = is_city(token.text) or is_state(token.text)
        if token.text[0].isupper() and token.lower not in words.plain and not is_place:
            yield token.lower


def _owner_behind(tokens: Sequence[Token], k: int, words: _Words) -> Sequence[str]:
    """The words of the name of the group that they are told to be of: "fighters | of the Eastern Guard"."""
    if k >= len(tokens) or tokens[k].lower not in words.of:
        return ()
    first = k + 2 if k + 1 < len(tokens) and tokens[k + 1].lower in words.articles else k + 1
    name = name_from(tokens, first, words.articles) if first < len(tokens) else None
    return _words_of(name)


def _words_of(name: str | None) -> Sequence[str]:
    """The words of a name that is no place's."""
    return () if name is None or is_city(name) or is_state(name) else name.lower().split()


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "presences")["forces"]
    kinds = {kind: frozenset(some) for kind, some in table["kinds"].items()}
    return _Words(
        kinds=kinds,
        plain=frozenset(table["plain"]).union(*kinds.values()),
        ends=frozenset(table["ends"]),
        some=frozenset(table["some"]),
        plainly=frozenset(table["plainly"]),
        of=frozenset(table["of"]),
        articles=frozenset(table["articles"]),
    )
