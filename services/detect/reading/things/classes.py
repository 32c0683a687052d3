"""The classes of things, as the vocabulary has them: what is counted, by its head and by what says which.

primary schools → primary school · account holders → customer · state dwelling → state home
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from services.detect.reading.measures.measured import classes
from services.detect.reading.people.classes import PEOPLE, counted_class, is_known, is_person
from services.detect.reading.vocabulary import Language, vocabulary


class _Words(NamedTuple):
    things: Mapping[str, str]
    generic: frozenset[str]
    """Nouns for persons that say nothing else of them."""
    neutral: frozenset[str]
    plain: frozenset[str]
    persons: frozenset[str]
    parts: frozenset[str]
    tolls: frozenset[str]


def thing_of(counted: str, language: Language) -> str:
    """The class of a counted noun, by its last two words or its last: "account holder" → customer; else its head."""
    words, things = counted.split(), _words(language).things
    if not words:
        return counted
    if len(words) > 1 and (pair := things.get(" ".join(words[-2:]))) is not None:
        return pair
    if is_known(words[-1], language) and (known := counted_class(words[-1], language)) not in (None, PEOPLE):
        return str(known)
    return things.get(words[-1], words[-1])


def as_class(counted: str, language: Language) -> str:
    """The noun as its class, with what modifies it: "primary schools", "state dwelling" → state home."""
    words, known = counted.split(), _words(language).things
    taken = 2 if " ".join(words[-2:]) in known else 1
    return " ".join((*words[:-taken], thing_of(counted, language)))


def filed_as(counted: str, sense: str | None, language: Language) -> str:
    """As what a count is filed: persons of whom something is told as people, all else by its class."""
    is_told_of = not is_neutral(sense, language) and is_of_persons(counted, language)
    return PEOPLE if is_told_of else thing_of(counted, language)


def is_of_persons(counted: str, language: Language) -> bool:
    """Whether the counted are persons as anybody may be: a customer or a soldier is so of somebody."""
    thing = thing_of(counted, language)
    return thing in _words(language).persons or thing in _words(language).generic


def is_generic(counted: str, language: Language) -> bool:
    """Whether the noun says no more than that somebody is counted."""
    return counted.rsplit(maxsplit=1)[-1] in _words(language).generic


def is_victim(counted: str, action: str | None, language: Language) -> bool:
    """Whether persons suffered what every event's toll counts: names of stories do not tell which ones are meant."""
    if action not in _words(language).tolls:
        return False
    return is_of_persons(counted, language) or is_person(thing_of(counted, language), language)


def kind_of(counted: str, language: Language) -> frozenset[str]:
    """What says which of the class are counted: its modifiers, but for plain ones, and a class that is part of others.

    12 primary schools → primary · 12 children → child
    """
    words, known, thing = counted.split(), _words(language), thing_of(counted, language)
    taken = 2 if " ".join(words[-2:]) in known.things else 1
    modifiers = {
        word for word in words[:-taken] if len(word) > 1 and not word.endswith("'s") and word not in known.plain
    }
    return frozenset(modifiers | ({thing} & known.parts))


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
    return _Words(
        things={**_classes(vocabulary(language, "things")["things"]), **{name: name for name in classes(language)}},
        generic=frozenset(table["generic"]),
        neutral=frozenset(table["neutral"]),
        plain=frozenset(table["plain"]),
        persons=frozenset(table["persons"]),
        parts=frozenset(table["parts"]),
        tolls=frozenset(table["tolls"]),
    )
