"""A noun's phrase: its nouns, and before them articles, numbers and which of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.names.actors import is_adjective
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_LONGEST: Final = 4
"""Words of a noun's phrase."""
_SAID: Final = 6
"""Tokens of who says what a relative clause tells: "which | the transport ministry said"."""
_ASIDE: Final = 16
"""Tokens of what stands between commas behind a noun."""


class Words(Struct, frozen=True):
    """A language's words."""

    ordinals: Mapping[str, str]
    articles: frozenset[str]
    indefinite: frozenset[str]
    joining: frozenset[str]
    auxiliaries: frozenset[str]
    relative: frozenset[str]
    none: frozenset[str]
    things: frozenset[str]
    groups: frozenset[str]
    plain: frozenset[str]
    led: frozenset[str]
    """Prepositions behind which no subject stands."""
    ends: frozenset[str]
    agents: frozenset[str]
    """What leads to who does it."""
    and_: frozenset[str]
    pairing: frozenset[str]
    numbered: frozenset[str]
    saying: frozenset[str]
    finite: frozenset[str]
    """Auxiliaries that can be no infinitive's or participle's;"""
    meant: frozenset[str]
    """and what else says right behind a noun what it is for."""
    either: frozenset[str]
    """Nouns that are pronouns as well."""


class Phrase(Struct, frozen=True):
    """The noun's phrase of tokens [first, last), which starts, with all that leads to it, at `start`."""

    start: int
    first: int
    last: int
    ordinals: tuple[str, ...]
    is_counted: bool
    is_indefinite: bool


def ending(tokens: Sequence[Token], end: int, language: Language, from_: int = 0) -> Phrase | None:
    """The phrase that ends before a token: its nouns, and before them articles, numbers and which of a row."""
    words, first, length = words_of(language), end, 0
    while first > from_ and length < _LONGEST and is_noun(tokens, first - 1, language):
        first -= 1
        length += tokens[first].text != "-" and not is_hyphen(tokens, first - 1)
    start, ordinals, counted, indefinite = first, list[str](), False, False
    if first > from_ and tokens[first - 1].number is not None and is_hyphen(tokens, first):
        start, first = first - 1, min(end, first + 2)  # "a | four-year | deal"
    while start > from_ and (leads(tokens[start - 1], words) or _joins_adjectives(tokens, start, language)):
        start -= 1
        token = tokens[start]
        counted = counted or token.number is not None
        indefinite = indefinite or token.lower in words.indefinite
        if token.lower in words.ordinals:
            ordinals.insert(0, words.ordinals[token.lower])
    if start == end:
        return None
    has_article = any(token.lower in words.articles for token in tokens[start:first])
    if not has_article and (counted or not is_named(tokens, first, end, language)):
        indefinite = True  # "workers left", "two men left"
    return Phrase(start, first, end, tuple(ordinals), counted, indefinite)


def _joins_adjectives(tokens: Sequence[Token], start: int, language: Language) -> bool:
    """Whether the word before token `start` is of two adjectives before a noun: "the | Norwegian and | Danish gift"."""
    word, words = tokens[start - 1].lower, words_of(language)
    if word in words.and_:
        return start > 1 and all(is_adjective(tokens[k].lower, language) for k in (start - 2, start))
    return start < len(tokens) and tokens[start].lower in words.and_ and is_adjective(word, language)


def past_aside(tokens: Sequence[Token], end: int, language: Language) -> int:
    """Before the auxiliaries, a relative pronoun, and what commas set aside: "the bridge, which cost £3m, | will"."""
    at, words = end, words_of(language)
    while at and is_auxiliary(tokens[at - 1], language):
        at -= 1
    said = next((k for k in range(at - 1, max(0, at - _SAID), -1) if tokens[k].lower in words.relative), at)
    if said < at - 1 and tokens[at - 1].lower in words.saying:
        at = said + 1  # "the line, which the ministry said | would open"
    if at and tokens[at - 1].lower in words.relative:
        at -= 1
        return at - (at > 0 and tokens[at - 1].text == ",")
    if at and tokens[at - 1].text == '"':
        at = _past_title(tokens, at, language)
    if at and tokens[at - 1].text == ",":
        opening = range(at - 2, max(0, at - _ASIDE), -1)
        at = next((k for k in opening if tokens[k].text == ","), at)
    return at


def _past_title(tokens: Sequence[Token], end: int, language: Language) -> int:
    """Before a name in quotation marks, and what leads to it: "the author | of "The Ferry" | died"."""
    opening = next((k for k in range(end - 2, max(-1, end - _ASIDE), -1) if tokens[k].text == '"'), None)
    if opening is None or opening == 0 or not tokens[opening + 1].text[0].isupper():
        return end
    return opening - (tokens[opening - 1].lower in words_of(language).joining)


def is_named(tokens: Sequence[Token], first: int, end: int, language: Language) -> bool:
    """Whether nouns without an article are a name, or of one: a plural that a sentence begins with is none."""
    begins = end - first == 1 and (first == 0 or tokens[first - 1].text in words_of(language).ends)
    if begins and in_singular(tokens[first], language) != tokens[first].lower:
        return False
    return any(token.text[0].isupper() for token in tokens[first:end])


def leads(token: Token, words: Words) -> bool:
    """Whether the word stands before the nouns of a phrase."""
    return token.number is not None or token.lower in words.articles or token.lower in words.ordinals


def is_noun(tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether token k may be a noun of a phrase, or joins two."""
    token, words, nouns = tokens[k], words_of(language), concept_words(language)
    if token.text in (POSSESSIVE, "-", "&"):
        return 0 < k < len(tokens) - 1 and tokens[k - 1].text[0].isalnum()
    if k and (is_hyphen(tokens, k - 1) or (token.number is not None and tokens[k - 1].lower in words.numbered)):
        return True  # "break-in", "line 6"
    if k and token.lower in words.either:
        return tokens[k - 1].lower in words.articles or tokens[k - 1].text[0].isupper()  # "its Lerwick | mine"
    if token.shape or not token.text[0].isalpha() or leads(token, words):
        return False
    if token.lower in words.none or token.text[0].isupper():
        return token.lower not in words.auxiliaries and token.lower not in words.joining
    ends = token.lower.endswith(nouns.endings) and token.lower not in nouns.ending_nouns
    return not ends and token.lower not in nouns.no_nouns


def is_auxiliary(token: Token, language: Language) -> bool:
    """Whether a word stands between a subject and its verb: "will", "been", "finally"."""
    ends = concept_words(language).adverbial
    return token.lower in words_of(language).auxiliaries or (token.text.islower() and token.text.endswith(ends))


def in_singular(token: Token, language: Language) -> str:
    """A noun in the singular."""
    return singular(token.lower, nouns_of(language))


@cache
def words_of(language: Language) -> Words:
    """The words of a language."""
    table = vocabulary(language, "occurrences")
    words = {name: frozenset(some) for name, some in table["words"].items()}
    return Words(
        ordinals=inverse(table["ordinals"]),
        articles=words["articles"],
        indefinite=words["indefinite"],
        joining=words["joining"],
        auxiliaries=words["auxiliaries"],
        relative=words["relative"],
        none=words["none"],
        things=words["things"],
        groups=words["groups"],
        plain=words["plain"],
        led=words["clauses"],
        ends=words["ends"],
        agents=words["agents"],
        and_=words["and"],
        pairing=words["pairing"],
        numbered=words["numbered"],
        saying=words["saying"],
        finite=words["finite"],
        meant=words["meant"],
        either=words["either"],
    )
