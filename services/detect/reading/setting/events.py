"""Kinds of events, as words name them: "a quake", "opened fire", "the outbreak".

Some words say what happened (a flood), others only that something did (an attack, a protest); of an article that has
both, the former name its event. What only sounds like one (a fire chief) is told apart by its own, longer wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Final

from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, wordings
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_NONE: Final = ""


def events(tokens: Sequence[Token], language: Language) -> Iterator[str]:
    """The kinds of events that the words name, in order."""
    grammar = _grammar(language)
    for match in grammar.matches(grammar.lexicon.spell(tokens)):
        if match.rule.means != _NONE:
            yield match.rule.means


def main_event(named: Iterable[str], language: Language) -> str | None:
    """Of kinds of events in the order of a text the one that it tells of: the first, a general one last.

    One that is a part of another is that: the shooting of a coup.
    """
    found, table = list(named), vocabulary(language, "subjects")
    main = next((kind for kind in found if kind not in table["occasions"]), None) or next(iter(found), None)
    return next((kind for kind in found if kind in table["told_with"].get(main, ())), main)


def kind_of_toll(event: str, language: Language) -> str:
    """The kind under which it is told whom an event cost: what one outlet calls a protest is a riot to the next."""
    return next((kind for kind, some in vocabulary(language, "subjects")["one_of"].items() if event in some), event)


def is_sum(tokens: Sequence[Token], language: Language) -> bool:
    """Whether the words speak of many events together: "20 shot in 12 incidents across the city"."""
    grammar = _sums(language)
    return grammar.next_match(grammar.lexicon.spell(tokens)) is not None


def may_be_summed(event: str | None, language: Language) -> bool:
    """Whether many events of the kind are told together: their count is no one event's, and so not comparable."""
    return event in vocabulary(language, "subjects")["sums"]["events"]


def is_kind(event: str | None, language: Language) -> bool:
    """Whether it is a kind of what happens once, and no one happening ("the exchange of 12")."""
    table = vocabulary(language, "subjects")
    return event in table["events"] or event in table["occasions"]


def is_event(noun: str, language: Language) -> bool:
    """Whether the noun, singular, is one of what happens: a shooting, a fire, an attack."""
    return noun in _nouns(language)


def is_of_two_sides(event: str | None, language: Language) -> bool:
    """Whether two sides at odds count whom an event of the kind cost: a protest's police, and its protesters."""
    return event in vocabulary(language, "subjects")["sides"]["events"]


def is_rare(event: str | None, language: Language) -> bool:
    """Whether events of the kind are so few that all lie in one track, wherever they happen."""
    return event in vocabulary(language, "subjects")["rare"]["events"]


@cache
def _grammar(language: Language) -> Grammar:
    table = vocabulary(language, "subjects")
    rules = wordings({**table["events"], **table["occasions"], _NONE: table["no_events"]["words"]}, "event")
    return Grammar(Lexicon({}, [rule.pattern for rule in rules]), rules)


@cache
def _nouns(language: Language) -> frozenset[str]:
    table = vocabulary(language, "subjects")
    kinds = (*table["events"].values(), *table["occasions"].values())
    return frozenset(word for words in kinds for word in words)


@cache
def _sums(language: Language) -> Grammar:
    rules = wordings({"sum": vocabulary(language, "subjects")["sums"]["words"]}, "sum")
    return Grammar(Lexicon({}, [rule.pattern for rule in rules]), rules)
