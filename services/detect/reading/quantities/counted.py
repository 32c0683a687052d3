"""The words of counted nouns: which are plurals, what their singulars are, and where a noun's phrase ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from services.detect.reading.endings import Ending, changed, endings
from services.detect.reading.inflection import spelling_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary


class Nouns(Struct, frozen=True):
    """A language's words for finding the end of a noun's phrase; nouns.toml tells what each is for."""

    ends: frozenset[str]
    phrasal: Mapping[str, Sequence[str]]
    """Words that end it too, where one of these stands behind them."""
    initials: frozenset[str]
    """In capitals, names that would be of these in small letters: "US"."""
    numerals: frozenset[str]
    """Numbers of names, which would be of these too: "World War I"."""
    degrees: frozenset[str]
    """Words that raise an adjective: "the most popular";"""
    plain: Mapping[str, str]
    """adjectives that are raised by their form: "largest"."""
    links: frozenset[str]
    determiners: frozenset[str]
    them: frozenset[str]
    joints: frozenset[str]
    persons: frozenset[str]
    """What shows that a bare number is of people: "12 who fled"."""
    comparing: frozenset[str]
    no_heads: frozenset[str]
    states: frozenset[str]
    not_one: frozenset[str]
    plurals: Mapping[str, str]
    attributive: frozenset[str]
    """Plurals that stand before another: "sports fans";"""
    united: frozenset[str]
    """before such they are names: "United States"."""
    ranking: frozenset[str]
    """What stands between "of the" and the number of a group: "two of the last | three games"."""
    colouring: frozenset[str]
    """Words before a unit that change nothing of it: "12 long months"."""
    leading: frozenset[str]
    """Words that end a phrase, unless a number stands before them and their noun behind: "two | earlier attacks"."""
    trailing: frozenset[str]
    """Words behind a noun that belong to none: "one race | left"."""
    participles: tuple[str, ...]
    """Endings of participles;"""
    doing: tuple[str, ...]
    """of those of the present, which are nouns too;"""
    irregular: frozenset[str]
    """those that have none; and nouns that look like participles."""
    no_participles: frozenset[str]
    peoples: tuple[str, ...]
    singulars: Sequence[Ending]
    plural_ends: tuple[str, ...]
    """Ends that plurals have,"""
    no_plural_ends: tuple[str, ...]
    """unless it is one of these,"""
    plural_ends_of_names: tuple[str, ...]
    """and of these only names: "Iraqis"."""


@cache
def nouns_of(language: Language) -> Nouns:
    """The nouns of a language."""
    words, rules = vocabulary(language, "nouns"), vocabulary(language, "inflection")["nouns"]
    return Nouns(
        ends=frozenset(words["ends"]),
        phrasal=words["phrasal"],
        initials=frozenset(words["initials"]),
        numerals=frozenset(words["numerals"]),
        degrees=frozenset(words["degrees"]["words"]),
        plain={**words["degrees"]["none"], **dict(_raised(words["degrees"]["adjectives"], language))},
        links=frozenset(words["links"]),
        determiners=frozenset(words["determiners"]),
        them=frozenset(words["them"]),
        joints=frozenset(words["joints"]),
        persons=frozenset(words["persons"]),
        comparing=frozenset(words["comparing"]),
        no_heads=frozenset(words["no_heads"]),
        states=frozenset(words["states"]),
        not_one=frozenset(words["not_one"]),
        plurals=words["plurals"],
        attributive=frozenset(words["attributive"]["words"]),
        united=frozenset(words["attributive"]["united"]),
        ranking=frozenset(words["ranking"]),
        colouring=frozenset(words["colouring"]),
        leading=frozenset(words["leading"]),
        trailing=frozenset(words["trailing"]),
        participles=tuple(words["participles"]),
        doing=tuple(words["doing"]),
        irregular=frozenset(_irregular(language)).difference(words["no_participles"]),
        no_participles=frozenset(words["no_participles"]),
        peoples=tuple(words["peoples"]),
        singulars=endings(rules["singular"]),
        plural_ends=tuple(rules["plurals"]),
        no_plural_ends=tuple(rules["no_plurals"]),
        plural_ends_of_names=tuple(rules["plurals_of_names"]),
    )


def _raised(adjectives: Iterable[str], language: Language) -> Iterator[tuple[str, str]]:
    """The superlatives of some adjectives, each with its adjective: "largest", "large"."""
    rules = endings(vocabulary(language, "inflection")["adjectives"]["superlative"])
    yield from ((changed(adjective, rules), adjective) for adjective in adjectives)


def _irregular(language: Language) -> Iterator[str]:
    """The pasts and participles of irregular verbs, but for such as are their base too: "bought", not "cut"."""
    for base, pasts in spelling_of(language).irregular.items():
        yield from (past for past in pasts if past != base)


def is_plural(token: Token, nouns: Nouns) -> bool:
    """Whether a word looks like a plural, or is one that does not look it."""
    word = token.lower
    if word in nouns.plurals:
        return bool(nouns.plurals[word])
    if token.text[0].isupper() and word.endswith(nouns.peoples):
        return True
    if len(word) <= 2 or not word.endswith(nouns.plural_ends):
        return False
    if token.text[:-1].isupper():
        return token.text[-1].islower()  # "MPs"
    if len(word) == 3 or not word[0].isalpha() or token.text.isupper() or word.endswith(nouns.no_plural_ends):
        return False
    return not word.endswith(nouns.plural_ends_of_names) or token.text[0].isupper()


def is_participle(token: Token, nouns: Nouns) -> bool:
    """Whether a word looks like a verb's participle, which nothing counts: "thousands marched", but "10 speed bike"."""
    word = token.lower
    return word in nouns.irregular or (word.endswith(nouns.participles) and word not in nouns.no_participles)


def singular(word: str, nouns: Nouns) -> str:
    """The singular of a plural, and any other word as it is."""
    return nouns.plurals.get(word) or changed(word, nouns.singulars)
