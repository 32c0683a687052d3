"""Whose people or forces words name: the state, by its adjective or its name.

US-trained Ukrainian troops → Ukraine · Russia's soldiers → Russia
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import Final

from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Rule, wordings
from services.detect.reading.tokens import Token, flatten, tokenize
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_ABBREVIATED: Final = 2
"""Letters of names that are words too ("us"): they stand for the state only in capitals."""


def actor_of(tokens: Sequence[Token], language: Language, first: int = 0, last: int | None = None) -> str | None:
    """The state whose people or things tokens [first, last) name last, as the vocabulary calls it."""
    return _last(tokens, first, last, _states(language))


def state_of(tokens: Sequence[Token], language: Language, first: int = 0, last: int | None = None) -> str | None:
    """The state that tokens [first, last) name last by whatever name: "Kenya", "the Kenyan army"."""
    return _last(tokens, first, last, _named(language))


def names_state(tokens: Sequence[Token], language: Language) -> bool:
    """Whether the tokens name any state, by whatever name."""
    grammar = _named(language)
    return grammar.next_match(grammar.lexicon.spell(tokens)) is not None


def only_state(
    tokens: Sequence[Token], language: Language, last: int | None = None, *, but: str | None = None
) -> str | None:
    """The one state that the tokens before `last` name `but` for another; None where they name several."""
    grammar = _named(language)
    named = {match.rule.means for match in grammar.matches(grammar.lexicon.spell(tokens)[:last])} - {but}
    return named.pop() if len(named) == 1 else None


@lru_cache(maxsize=16_384)
def state_called(party: str, language: Language) -> str | None:
    """The state that a party's name tells: "Armenia's defence ministry", "Yerevan"; None where it names none."""
    flat = flatten(party)
    return state_of(tokenize(flat, 0, len(flat), language), language)


def is_adjective(words: str, language: Language) -> bool:
    """Whether the words are a state's people or what is theirs ("Russian"), and no place."""
    return words.lower() in _adjectives(language)


def adjective(state: str, language: Language) -> str | None:
    """What is the state's, as a title has it: "North Korean"; None of what is no state."""
    known = vocabulary(language, "states")["adjectives"].get(state)
    return str(known[0]) if known else None


def owner_called(name: str, language: Language) -> str:
    """Whose something is, by the owner's name or, of a state, by its adjective: "Portuguese" is Portugal's."""
    return _by_adjective(language).get(name.lower(), name)


def is_of_adjective(word: str, language: Language) -> bool:
    """Whether the word is of what is said of a state's people: "Danish", "Korean"."""
    return word in _words_of_adjectives(language)


def _last(tokens: Sequence[Token], first: int, last: int | None, grammar: Grammar) -> str | None:
    found = None
    for match in grammar.matches(grammar.lexicon.spell(tokens)[first:last]):  # a sentence is spelt but once
        word = tokens[first + match.first].text
        if len(word) > _ABBREVIATED or word.isupper():
            found = match.rule.means
    return found


@cache
def _words_of_adjectives(language: Language) -> frozenset[str]:
    return frozenset(word for adjective in _adjectives(language) for word in adjective.split())


@cache
def _adjectives(language: Language) -> frozenset[str]:
    return frozenset(chain.from_iterable(vocabulary(language, "states")["adjectives"].values()))


@cache
def _by_adjective(language: Language) -> Mapping[str, str]:
    return inverse(vocabulary(language, "states")["adjectives"])


@cache
def _named(language: Language) -> Grammar:
    table = vocabulary(language, "states")
    known = {
        state: [state.lower(), *words, *table["names"].get(state, ())] for state, words in table["adjectives"].items()
    }
    rules = wordings(known, "state")
    return Grammar(Lexicon({}, [rule.pattern for rule in rules]), rules)


@cache
def _states(language: Language) -> Grammar:
    table = vocabulary(language, "states")
    rules = []
    for state, adjectives in table["adjectives"].items():
        names = [*table["names"].get(state, ()), *([] if state in table["ambiguous"] else [state.lower()])]
        rules += [Rule(f"state: {word}", f"'{word}'", state) for word in adjectives]
        rules += [Rule(f"state: {name}'s", f"'{name}' '''s'", state) for name in names]
    lexicon = Lexicon({}, [rule.pattern for rule in rules])
    return Grammar(lexicon, rules)
