"""Text → sentences of tokens: where one statement's words begin and end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.numbers.grammar import joined
from services.detect.reading.tokens import Token, tokenize
from services.detect.reading.vocabulary import Language, vocabulary

_END: Final = re.compile(
    r"[\n.!?](?:(?<=\n)\n*+|(?<![.!?][.!?])[.!?]*+[\"')\]]*+(?:(?=\s)|(?<=[a-z][.!?])(?=[A-Z][a-z])))"
)
"""Before a space, or between a small letter and a capital where the space was lost.

Possessive, and begun only where a run of signs begins: a page of dots is read in linear time. What it may begin with
is said first, so that other characters are passed over at once.
"""
_WORD: Final = re.compile(r"\b[a-z]+\Z", re.IGNORECASE)
_NEXT_WORD: Final = re.compile(r" ?([^\W\d_]{1,20})")
_PLAIN: Final = re.compile(r"\b[a-z]{4}")
"""How a word begins that a headline in capitals would not write so."""
_HEADLINE: Final = 150
"""Characters before an hour in which such a word shows that it is told in plain text."""
_ABBREVIATED: Final = 8
"""Letters that a word before a full stop has at most, where it may be an abbreviation."""
MAX_SENTENCE: Final = 1_000
"""Characters; text without a sentence end is cut at the last space before this, so that work stays linear."""


class Sentence(Struct, frozen=True):
    """A piece of the text that states on its own; offsets count characters of the whole text."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    language: Language
    words: frozenset[str]
    """Those of its tokens, in lower case: to ask whether it has any of a set costs less than to look where."""
    numbers: tuple[int, ...]
    """Which of its tokens are numbers."""


def sentences(flat: str, language: Language, dateline: int = 0) -> Iterator[Sentence]:
    """The sentences of a flattened text, in order; a dateline, which ends before character `dateline`, is its own."""
    start = 0
    for end in _with(dateline, _boundaries(flat, language)):
        if raw := tokenize(flat, start, end, language):
            tokens, numbers = joined(raw, flat, language)
            words = frozenset([token.lower for token in tokens])
            yield Sentence(tokens[0].start, tokens[-1].end, tokens, language, words, numbers)
        start = end


def _with(dateline: int, ends: Iterable[int]) -> Iterator[int]:
    start = 0
    for end in ends:
        if start < dateline < end:
            yield dateline
        yield end
        start = end


@cache
def _abbreviations(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "sentences")["abbreviations"])


def _is_abbreviation(flat: str, start: int, stop: int, language: Language) -> bool:
    """Whether a full stop belongs to the word before it, or to the last letter of "U.S."."""
    word = _WORD.search(flat, max(start, stop - _ABBREVIATED), stop)
    return word is not None and (len(word[0]) == 1 or word[0].lower() in _abbreviations(language))


class _Hours(Struct, frozen=True):
    ends: tuple[str, ...]
    """How an hour is shortened, up to its last full stop: "a.m"."""
    behind: frozenset[str]
    """Capitals that go on from one: a day, a month, whose time it is."""
    time: str


@cache
def _hours(language: Language) -> _Hours:
    words = vocabulary(language, "sentences")
    return _Hours(tuple(words["hours"]), frozenset(words["behind_hours"]), words["time"])


def _ends_with_hour(flat: str, start: int, stop: re.Match[str], language: Language) -> bool:
    """Whether a sentence ends behind a shortened hour: "at 4:24 p.m. | When officers", but "p.m. Aug. 4", "p.m. EDT".

    Not so of a headline that writes each word with a capital: "Crash At 6 a.m. Blocks Road".
    """
    words = _hours(language)
    if not flat[max(0, stop.start() - _ABBREVIATED) : stop.start()].lower().endswith(words.ends):
        return False
    word = _NEXT_WORD.match(flat, stop.end())
    if word is None or not word[1][0].isupper() or word[1].isupper() or word[1].lower() in words.behind:
        return False
    second = _NEXT_WORD.match(flat, word.end())
    is_zone = second is not None and second[1].lower() == words.time
    return not is_zone and _PLAIN.search(flat, max(start, stop.start() - _HEADLINE), stop.start()) is not None


@cache
def _units(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "sentences")["units"])


def _is_unit(flat: str, stop: re.Match[str], language: Language) -> bool:
    """Whether a full stop belongs to a shortened unit that a small letter or digits go on from: "6 ft. 8 in. tall"."""
    after = flat[stop.end() : stop.end() + 2]
    if after[:1] != " " or not (after[1:].islower() or after[1:].isdecimal()):
        return False
    word = _WORD.search(flat, max(0, stop.start() - _ABBREVIATED), stop.start())
    return word is not None and word[0].lower() in _units(language)


@cache
def _behind_ordinals(language: Language) -> frozenset[str]:
    return frozenset(vocabulary(language, "sentences")["behind_ordinals"])


def _is_ordinal(flat: str, stop: re.Match[str], language: Language) -> bool:
    """Whether a full stop makes an ordinal of the digits before it: German "3. Mai"."""
    words = _behind_ordinals(language)
    if not words or not flat[stop.start() - 1 : stop.start()].isdecimal():
        return False
    word = _NEXT_WORD.match(flat, stop.end())
    return word is not None and word[1].lower() in words


def _boundaries(flat: str, language: Language) -> Iterator[int]:
    start = 0
    for match in _END.finditer(flat):
        if flat[match.start()] == "." and (
            (
                _is_abbreviation(flat, start, match.start(), language)
                and not _ends_with_hour(flat, start, match, language)
            )
            or _is_unit(flat, match, language)
            or _is_ordinal(flat, match, language)
        ):
            continue
        yield from _cuts(flat, start, match.end())
        start = match.end()
    yield from _cuts(flat, start, len(flat))


def _cuts(flat: str, start: int, end: int) -> Iterator[int]:
    while end - start > MAX_SENTENCE:
        space = flat.rfind(" ", start + 1, start + MAX_SENTENCE)
        start = space if space > start else start + MAX_SENTENCE
        yield start
    if end > start:
        yield end
