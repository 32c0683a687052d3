"""What a party is, by its name alone: a person, a body, several people, an outlet.

the mayor of Marlow, Mayor Ana Brook → a person · transport ministry, operator Doe Rail → a body · officials → many
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from services.detect.reading.tokens import POSSESSIVE
from services.detect.reading.vocabulary import Language, vocabulary

_NAMES: Final = range(2, 5)
"""Words of a person's full name."""


class Kind(StrEnum):
    """What a party is, as far as its name tells."""

    PERSON = "person"
    BODY = "body"
    MANY = "many"
    NAMED = "named"
    """By a proper name alone that may be a person's,"""
    CALLED = "called"
    """or such as may not."""


class _Words(Struct, frozen=True):
    offices: frozenset[str]
    outlets: frozenset[str]
    unnamed: frozenset[str]
    """Offices, outlets and kinds, in which no person's name ends."""
    links: frozenset[str]
    persons: frozenset[str]
    """Offices and titles of one person."""
    either: frozenset[str]
    """Offices that may be a person's or a body's."""
    many: frozenset[str]
    """Offices of several that have no ending of their own: "police"."""
    plural: str
    given: frozenset[str]
    """Given names."""
    particles: frozenset[str]
    """Small words inside a name: "al"."""


def is_office(party: str, language: Language) -> bool:
    """Whether a party is told by an office, beside his name or without."""
    offices = _words(language).offices
    return any(word.lower().removesuffix(POSSESSIVE) in offices for word in party.split())


def is_person(party: str, language: Language) -> bool:
    """Whether a party is told by a name, at most with an office or a rank before it."""
    words, names = _words(language), party.split()
    last = names[-1]
    is_name = last.rpartition("-")[2][:1].isupper() and last.lower() not in words.unnamed
    return is_name and words.links.isdisjoint(names)


def is_outlet(party: str, language: Language) -> bool:
    """Whether a party's name is that of a publisher."""
    return party.rsplit(maxsplit=1)[-1].lower() in _words(language).outlets


def kind_of(party: str, language: Language) -> Kind:
    """What a party is, by the head of its name."""
    words = _words(language)
    name, _, role = party.partition(", ")
    if not words.persons.isdisjoint(role.lower().split()):
        return Kind.PERSON
    told = name.split()
    end = next((k for k, word in enumerate(told) if k and word in words.links), len(told))
    return _of_office(told[end - 1], words) or _of_name(told[:end], words)


def _of_office(head: str, words: _Words) -> Kind | None:
    """What an office is, or what else has no proper name."""
    lower, is_known = head.lower(), head.lower() in words.unnamed
    if lower in words.either:
        return Kind.NAMED
    if lower in words.many or (is_known and _is_plural(lower, words)):
        return Kind.MANY
    if lower in words.persons:
        return Kind.PERSON
    if is_known or head.islower():
        return Kind.MANY if _is_plural(lower, words) else Kind.BODY
    return None


def _of_name(told: Sequence[str], words: _Words) -> Kind:
    """What has a proper name, by the offices before it, by a given name in it, or by how many words it has."""
    before = frozenset(word.lower() for word in told[:-1])
    if not words.persons.isdisjoint(before):
        return Kind.PERSON
    if not words.unnamed.isdisjoint(before):
        return Kind.BODY
    owner = max((k for k, word in enumerate(told) if word.endswith(POSSESSIVE)), default=-1)
    own = told[owner + 1 :]
    if any(name.lower() in words.given and last[0].isupper() for name, last in pairwise(own)):
        return Kind.PERSON
    is_full = len(own) in _NAMES and all(word[0].isupper() or word in words.particles for word in own)
    is_one = len(told) == 1 and not told[0].isupper() and not _is_plural(told[0], words)
    return Kind.NAMED if is_full or is_one else Kind.CALLED


def _is_plural(word: str, words: _Words) -> bool:
    return word.endswith(words.plural) and not word.endswith(words.plural * 2)


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")
    parties, references = table["parties"], table["references"]
    offices, outlets = frozenset(table["officials"]["heads"]), frozenset(parties["outlets"])
    kinds = frozenset(table["named"]["kinds"])
    inside = (parties["prepositions"], parties["links"], parties["conjunctions"])
    return _Words(
        offices=offices,
        outlets=outlets,
        unnamed=offices | outlets | kinds,
        links=frozenset(word for some in inside for word in some),
        persons=frozenset((*table["one_party"]["roles"], *parties["titles"], *references["persons"])),
        either=frozenset(references["either"]),
        many=frozenset(references["many"]),
        plural=references["plural"],
        given=frozenset(vocabulary(language, "people")["given"]["names"]),
        particles=frozenset(parties["particles"]),
    )
