"""Whom a party told in short is: "he", "it", "its", "the spokesman", "Doe" go back to one named before.

    "he said" → a person · "it said" → a body · "they said" → several, or a body

The party of the sentence before comes first, then what the sentence itself began with ("Doe Rail cut 40 jobs, it
said"), then what the sentence before began with, then whoever spoke further above.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.attribution.kinds import Kind, is_person, kind_of
from services.detect.reading.attribution.subject import subject
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

Chain = tuple[str, ...]
"""Parties, outermost first."""

_FIRST: Final = 2
"""Tokens at a sentence's beginning where a pronoun can mean nobody that the sentence itself names."""


class _Words(Struct, frozen=True):
    pronouns: Mapping[str, frozenset[str]]
    """By word, the kinds of party that it may stand for,"""
    others: Mapping[str, frozenset[str]]
    """and the words of such as it may not: "he", of a woman."""
    possessive: frozenset[str]
    """Of these, what tells whose something is."""
    offices: frozenset[str]
    titles: frozenset[str]
    """What stands before a name that is told again: offices too."""


class Before(Struct, frozen=True):
    """What a sentence can go back to."""

    parties: Chain = ()
    """Who said what the sentence before says,"""
    tokens: Sequence[Token] = ()
    """the words of that,"""
    known: tuple[Chain, ...] = ()
    """and those named in it and above, the last first."""


def is_pronoun(token: Token, language: Language) -> bool:
    """Whether the word stands for a party named before, or for whose something is."""
    return token.lower in _words(language).pronouns


def referent(tokens: Sequence[Token], at: int, before: Before, language: Language) -> Chain | None:
    """Whom the pronoun at token `at` means; None where nobody is told whom it can."""
    word = tokens[at].lower
    told = _told(tokens, at, before, language)
    return next((chain for chain in told if _agrees(word, chain[-1], language)), None)


def named_before(party: str, known: Sequence[Chain], language: Language) -> Chain | None:
    """The chain of whoever is named in short again: "the ministry", below "the transport ministry"."""
    return next((chain for chain in known if _is_again(party, chain, language)), None)


def _told(tokens: Sequence[Token], at: int, before: Before, language: Language) -> Iterator[Chain]:
    """Those whom a pronoun can mean, the likeliest first."""
    is_inside = tokens[at].lower in _words(language).possessive or tokens[at - 1].text[0].isalnum()
    own = tuple(_beginning(tokens[:at], before, language)) if at >= _FIRST else ()
    if is_inside:  # "Doe showed her | his map", "Doe thanked them for what | he said was"
        yield from own
    if before.parties:
        yield before.parties
    if not is_inside and not _is_persons(tokens[at], language):
        yield from own
    yield from _beginning(before.tokens, before, language)
    yield from before.known


def _beginning(tokens: Sequence[Token], before: Before, language: Language) -> Iterator[Chain]:
    """The party with which a sentence begins, if it is surely one: all have a capital there, "Rain fell"."""
    party = subject(tokens, language) if tokens else None
    if party is None:
        return
    again = named_before(party, before.known, language)
    is_sure = party != tokens[0].text or not party[1:].islower() or party.lower() in _words(language).offices
    if again is not None or is_sure:
        yield again or (party,)


def _agrees(pronoun: str, party: str, language: Language) -> bool:
    """Whether a pronoun may stand for a party."""
    words = _words(language)
    is_other = not words.others.get(pronoun, frozenset()).isdisjoint(party.lower().split())
    return kind_of(party, language) in words.pronouns[pronoun] and not is_other


def _is_persons(pronoun: Token, language: Language) -> bool:
    """Whether it stands for a person, who is not the one of whom he speaks: "Doe was upset, he said"."""
    return Kind.PERSON in _words(language).pronouns[pronoun.lower]


def _is_again(party: str, chain: Chain, language: Language) -> bool:
    """Whether a party is one named before: "the spokesman said" after "an army spokesman", "Doe" after "John Doe"."""
    words = _words(language)
    if not chain or party == chain[-1]:
        return False
    known = [word.strip(",").removesuffix(POSSESSIVE) for word in chain[-1].split()]
    if party.lower() in words.offices:
        persons = [kind_of(each, language) is Kind.PERSON for each in (party, chain[-1])]
        return persons[0] == persons[1] and party.lower() in [word.lower() for word in known]
    name = [word for word in party.split() if word.lower() not in words.titles]
    return bool(name) and is_person(party, language) and set(name) < set(known)


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")
    offices = frozenset(table["officials"]["heads"])
    return _Words(
        pronouns={word: frozenset(map(Kind, kinds)) for word, kinds in table["references"]["pronouns"].items()},
        others={word: frozenset(some) for word, some in table["references"]["others"].items()},
        possessive=frozenset(table["references"]["possessive"]),
        offices=offices,
        titles=offices.union(table["parties"]["titles"]),
    )
