"""Persons by name, of whom something befell: each is one, and maybe not the only one.

Ann Hale, 34, was killed · the shooting of Tom Reed · Hale died (whom the opening names in full)

A name beside somebody's mention is his: "a neighbour, Tom Reed, 41, and his son"; so is a noun behind a name: "Ann
Hale, a nurse,". Who is named while he does something else is mostly told of beside the story, and is not looked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from schemas.values import Modality
from services.detect.reading.names.owners import is_name
from services.detect.reading.names.persons import age_behind, given_name_end, persons
from services.detect.reading.people.classes import PEOPLE
from services.detect.reading.people.participant import COUNTED, NAMED, Participant
from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

_BESIDE: Final = 4
"""Tokens between a name and whose it is: commas, an age, ", later identified as"."""


class _Words(Struct, frozen=True):
    befall: frozenset[str]
    """Words of what befalls somebody."""
    articles: frozenset[str]
    beside: frozenset[str]
    """Words that may stand between a name and whose it is."""
    joins: frozenset[str]
    bodies: frozenset[str]
    """What is said of somebody's is said of him: "Ann Hale's | death"."""
    away: frozenset[str]
    """What leads to names of whom nothing is said: "according to", "by"."""


def may_name(sentence: Sentence) -> bool:
    """Whether the words say of somebody what befell him."""
    return not _words(sentence.language).befall.isdisjoint(sentence.words)


def with_named(
    tokens: Sequence[Token], found: Sequence[Participant], known: Collection[str], language: Language
) -> list[Participant]:
    """The participants in order, with those named in full, or by the last name of somebody `known`."""
    words = _words(language)
    kept = [_with_given(tokens, item, words, language) for item in found]
    for first, last in _names(tokens, known, language):
        if any(item.first < last and first < item.last for item in kept):
            continue
        before = next((k for k in range(len(kept) - 1, -1, -1) if kept[k].last <= first), -1)
        own, noun = kept[before] if before >= 0 else None, kept[before + 1] if before + 1 < len(kept) else None
        if own is not None and _is_single(own) and _are_beside(tokens[own.last : first], words):
            kept[before] = replace(own, last=last)
        elif noun is not None and _is_apposition(tokens, last, noun, words):
            kept[before + 1] = replace(noun, first=first)
        elif not _is_away(tokens, first, last, words):
            kept.insert(before + 1, _named(first, last))
    return kept


def _names(tokens: Sequence[Token], known: Collection[str], language: Language) -> Iterator[tuple[int, int]]:
    """Where the names of persons stand with their ages, tokens [first, last)."""
    surnames, done = {name.rsplit(maxsplit=1)[-1] for name in known}, 0
    in_full = {who.first: who.last for who in persons(tokens, language, in_office=True)}
    for k, token in enumerate(tokens):
        if k < done:
            continue
        last = in_full.get(k, k)
        if last == k and token.text in surnames and not _is_name_beside(tokens, k):
            last = k + 1
        if last > k:
            done = _behind_age(tokens, last, language)
            yield k, done


def _is_name_beside(tokens: Sequence[Token], k: int) -> bool:
    """Whether a word is one of a longer name: "the | Hale | Clinic"."""
    return any(is_name(token, ()) for token in (*tokens[max(0, k - 1) : k], *tokens[k + 1 : k + 2]))


def _behind_age(tokens: Sequence[Token], last: int, language: Language) -> int:
    """Where a name ends with the age that stands behind it: "Ann Hale, 34 | ,"."""
    at = age_behind(tokens, last, language)
    return last if at is None else at + 1


def _with_given(tokens: Sequence[Token], item: Participant, words: _Words, language: Language) -> Participant:
    """A person mentioned, with the first name that stands behind: "his wife, | Ann, 34 |, and their two sons"."""
    if not _is_single(item) or item.last >= len(tokens) or item.is_event:
        return item
    first = item.last + (tokens[item.last].text == ",")
    last = given_name_end(tokens, first, language)
    end = _behind_age(tokens, last, language)
    closes = end < len(tokens) and (tokens[end].text == "," or tokens[end].lower in words.joins)
    return replace(item, last=end) if last > first and closes else item


def _is_single(item: Participant) -> bool:
    """Whether it is one person mentioned without a number."""
    return item.rule not in (COUNTED, NAMED) and (item.is_single or item.best == 1)


def _are_beside(between: Sequence[Token], words: _Words) -> bool:
    return len(between) <= _BESIDE and all(
        token.text == "," or token.number is not None or token.lower in words.beside for token in between
    )


def _is_apposition(tokens: Sequence[Token], last: int, noun: Participant, words: _Words) -> bool:
    """Whether a noun behind a name says who that is: "Ann Hale, 34, a nurse"."""
    between = tokens[last : noun.first]
    is_led = tokens[noun.first].lower in words.articles
    return is_led and _is_single(noun) and len(between) > 0 and _are_beside(between, words)


def _is_away(tokens: Sequence[Token], first: int, last: int, words: _Words) -> bool:
    """Whether the name only tells who says or does something, or whose something is."""
    led = first > 0 and tokens[first - 1].lower in words.away
    if led or last + 1 >= len(tokens):
        return led
    return tokens[last].lower == POSSESSIVE and tokens[last + 1].lower not in words.bodies


def _named(first: int, last: int) -> Participant:
    one = Decimal(1)
    return Participant(
        first=first,
        last=last,
        low=one,
        best=one,
        high=one,
        modality=Modality.EXACT,
        counted=PEOPLE,
        words=None,
        is_known=True,
        is_count=True,
        besides=False,
        is_partitive=False,
        is_after_name=False,
        rule=NAMED,
    )


@cache
def _words(language: Language) -> _Words:
    people, clauses = vocabulary(language, "people"), vocabulary(language, "clauses")["words"]
    return _Words(
        befall=frozenset(people["named"]["words"]),
        articles=frozenset(people["classes"]["article"]),
        beside=frozenset((*people["joins"]["ages"], *people["named"]["beside"])),
        joins=frozenset(people["joins"]["names"]),
        bodies=frozenset(people["things"]["bodies"]),
        away=frozenset((*clauses["prepositions"], *clauses["agents"])) - nouns_of(language).links,
    )
