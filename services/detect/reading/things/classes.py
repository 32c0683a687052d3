"""The classes of things, as the vocabulary has them: what is counted, by its head and by what says which.

primary schools → primary school · account holders → customer · state dwelling → state home
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.measures.measured import classes
from services.detect.reading.people.classes import PEOPLE, counted_class, is_known, is_person
from services.detect.reading.tokens import POSSESSIVE
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_PHRASE: Final = 3
"""Words of a noun that tells its class only with its "of"."""
_PERSONS: Final = "persons"
_OTHERS: Final = "others"
"""Of the classes that a vocabulary names, all persons and all besides."""


class _Words(Struct, frozen=True):
    things: Mapping[str, str]
    generic: frozenset[str]
    """Nouns for persons that say nothing else of them."""
    known: frozenset[str]
    """Names of classes of things;"""
    personal: tuple[str, ...]
    """and endings by which a noun of none of them tells persons: "tribespeople", "geologist"."""
    neutral: frozenset[str]
    plain: frozenset[str]
    persons: frozenset[str]
    of_persons: frozenset[str]
    """Senses that only persons do or suffer."""
    supplied: Sequence[str]
    """Whom a network serves, and as what they are filed first;"""
    supplies: frozenset[str]
    """senses of being served by it."""
    families: Mapping[str, str]
    """Of classes that one word may mean all, that word's own."""
    parts: frozenset[str]
    trades: frozenset[str]
    adults: frozenset[str]
    meant: Mapping[str, Mapping[str, str]]
    """What a sense means of a class: of persons, of others."""
    undone: Mapping[str, Mapping[str, str]]
    """The same of a sense that is denied;"""
    gone: Mapping[str, str]
    """and of verbs that say nothing of other classes."""


def thing_of(counted: str, language: Language) -> str:
    """The class of a counted noun, by its last two words or its last: "account holder" → customer; else its head."""
    words, things = counted.split(), _words(language).things
    if not words:
        return counted
    if is_phrase(counted, language):
        return things[" ".join(words[-_PHRASE:])]
    if len(words) > 1 and (pair := things.get(" ".join(words[-2:]))) is not None:
        return pair
    if is_known(words[-1], language) and (known := counted_class(words[-1], language)) not in (None, PEOPLE):
        return str(known)
    return things.get(words[-1], words[-1])


def is_phrase(counted: str, language: Language) -> bool:
    """Whether it ends in a class's noun of three words: "house of prayer"."""
    if counted.count(" ") < _PHRASE - 1:
        return False  # as most often
    return " ".join(counted.split()[-_PHRASE:]) in _words(language).things


def as_class(counted: str, language: Language) -> str:
    """The noun as its class, with what modifies it: "primary schools", "state dwelling" → state home."""
    words = counted.split()
    taken = _taken(words, language)
    return " ".join((*words[:-taken], thing_of(counted, language)))


def filed_as(counted: str, sense: str | None, language: Language) -> str:
    """As what a count is filed: persons of whom something is told as people, all else by its class or its family.

    Of those whom a network serves, homes and shops are its customers.
    """
    words, thing = _words(language), thing_of(counted, language)
    if is_supplied(counted, sense, language):
        return words.supplied[0]
    if not is_neutral(sense, language) and is_of_persons(counted, language):
        return PEOPLE
    return _family(thing, words)[-1]


def is_supplied(counted: str, sense: str | None, language: Language) -> bool:
    """Whether they are a network's customers, of whom it is told that it serves them or not."""
    words = _words(language)
    return sense in words.supplies and thing_of(counted, language) in words.supplied


def is_of_persons(counted: str, language: Language) -> bool:
    """Whether the counted are persons as anybody may be: a customer or a soldier is so of somebody."""
    words, thing = _words(language), thing_of(counted, language)
    if thing in words.persons or thing in words.generic:
        return True
    return thing not in words.known and thing.endswith(words.personal)


def counted_by(sense: str, counted: str | None, language: Language) -> str | None:
    """What a number counts that a sense is told of and that may leave its noun unsaid; None if nothing tells it."""
    if sense in _words(language).of_persons and not (counted is not None and may_be_person(counted, language)):
        return PEOPLE
    return counted


def may_be_person(counted: str, language: Language) -> bool:
    """Whether the counted are persons."""
    return is_of_persons(counted, language) or is_person(thing_of(counted, language), language)


def meant_of(sense: str, counted: str, language: Language) -> str:
    """What a verb of several senses means of what is counted: to scrap flights is to cancel them, jobs to lay off."""
    return _by_class(_words(language).meant.get(sense, {}), counted, language) or sense


def undone_of(sense: str, counted: str, language: Language) -> str | None:
    """What is told of the counted by saying that they did not do it: trains that did not run are cancelled."""
    return _by_class(_words(language).undone.get(sense, {}), counted, language)


def gone_of(counted: str, language: Language) -> str | None:
    """What has become of the counted of which it is said that they go."""
    return _by_class(_words(language).gone, counted, language)


def _by_class(meanings: Mapping[str, str], counted: str, language: Language) -> str | None:
    if not meanings:
        return None
    kind = _PERSONS if may_be_person(counted, language) else _OTHERS
    named = (meanings[word] for word in reversed(counted.split()) if word in meanings)  # "a tonne of cocaine"
    return meanings.get(thing_of(counted, language)) or next(named, None) or meanings.get(kind)


def is_generic(counted: str, language: Language) -> bool:
    """Whether the noun says no more than that somebody is counted."""
    return counted.rsplit(maxsplit=1)[-1] in _words(language).generic


def _family(thing: str, words: _Words) -> list[str]:
    """The class and those that it is a kind of: turkey, bird, animal."""
    found = [thing]
    while (wider := words.families.get(found[-1])) is not None:
        found.append(wider)
    return found


def _taken(words: Sequence[str], language: Language) -> int:
    """How many of the last words are the class's noun."""
    if is_phrase(" ".join(words), language):
        return _PHRASE
    return 2 if " ".join(words[-2:]) in _words(language).things else 1


def kind_of(counted: str, language: Language) -> frozenset[str]:
    """What says which of the class are counted: its modifiers, but for plain ones, and a class that is part of others.

    12 primary schools → primary · 12 children → child
    """
    words, known, thing = counted.split(), _words(language), thing_of(counted, language)
    taken = _taken(words, language)
    modifiers = {
        word for word in words[:-taken] if len(word) > 1 and not word.endswith(POSSESSIVE) and word not in known.plain
    }
    return frozenset(modifiers | (set(_family(thing, known)) & (known.parts | known.families.keys())))


def may_be_one_kind(left: Set[str], right: Set[str], language: Language) -> bool:
    """Whether one of two kinds takes in the other, as far as told: miners may be men, but women are none."""
    apart = differing(left, right, language)
    return apart.isdisjoint(left) or apart.isdisjoint(right)


def differing(left: Set[str], right: Set[str], language: Language) -> Set[str]:
    """In what two kinds differ but for calling the same ones men, and by their trade: nine men, 23 miners."""
    words = _words(language)
    apart = left ^ right
    is_of_one = not (words.adults.isdisjoint(apart) or words.trades.isdisjoint(apart))
    return apart - words.adults - words.trades if is_of_one else apart


def is_of_family(kinds: Set[str], language: Language) -> bool:
    """Whether nothing but the class tells which are counted: "cows" where another says "animals"."""
    return kinds <= _words(language).families.keys()


def is_class_of(kinds: Set[str], language: Language) -> bool:
    """Whether they are classes of things or people of which there are others besides: cows, children."""
    words = _words(language)
    return kinds <= words.families.keys() | (words.parts - words.trades - words.adults)


def is_neutral(sense: str | None, language: Language) -> bool:
    """Whether a sense says so little that it agrees with any."""
    return sense is None or sense in _words(language).neutral


def _classes(table: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    """The class of each noun: that which bears its name, else the first that has it."""
    classes: dict[str, str] = {name: name for name in table}
    for name, nouns in table.items():
        for noun in nouns:
            classes.setdefault(noun, name)
    return classes


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "clauses")["things"]
    things = {**_classes(vocabulary(language, "things")["things"]), **{name: name for name in classes(language)}}
    return _Words(
        things=things,
        known=frozenset(things.values()),
        personal=tuple(table["personal"]),
        generic=frozenset(table["generic"]),
        neutral=frozenset(table["neutral"]),
        plain=frozenset(table["plain"]),
        persons=frozenset(table["persons"]),
        of_persons=frozenset(vocabulary(language, "clauses")["persons"]["senses"]),
        supplied=table["supplied"],
        supplies=frozenset(table["supplies"]),
        families=inverse(vocabulary(language, "things")["families"]),
        parts=frozenset(table["parts"]),
        trades=frozenset(table["trades"]),
        adults=frozenset(table["adults"]),
        meant={sense: inverse(some) for sense, some in vocabulary(language, "clauses")["by_thing"].items()},
        gone=inverse(vocabulary(language, "clauses")["gone"]["classes"]),
        undone={sense: inverse(some) for sense, some in vocabulary(language, "clauses")["undone"].items()},
    )
