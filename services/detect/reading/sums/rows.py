"""Figures of one kind that are told in a row, within a sentence or from one to the next.

310 in Ash, 205 in Oak and 98 in Elm → 310, 205, 98 · It cost £3m. Roads took 2m, and parks 1m. → 3m, 2m, 1m
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.measures.words import Kind
from services.detect.reading.sums.figures import BEGIN, Figure, Spelt
from services.detect.reading.sums.things import are_of_one_kind, are_of_one_unit
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

FEWEST: Final = 3
"""Parts of a row at least: two figures that are near a third are so too often by chance."""
_MOST: Final = 24
"""Figures of a text's few sentences, of which more are a table."""
_GAP: Final = 14
"""Tokens between two parts at most."""
_LED: Final = 5
"""Tokens before a part in which it is told to remain, and behind the last in which one is told by no number."""
_LEVELS: Final = frozenset(f"#{kind}" for kind in Kind if kind is not Kind.PERCENTAGE)


_ALONE: Final = "row"
_FULL: Final = "full"
"""The kind of a row whose last part is told to be what remains: "and a further 12";"""
_JOINED: Final = "joined"
"""and of one that may be of one list with what it is near to, or of one time after another."""
_DATED: Final = 2
"""Tokens behind a figure in which it is dated."""
Places = tuple[int, ...]


class Row(Struct, frozen=True):
    """Parts at their places in what is spelt."""

    places: Places
    parts: tuple[Figure, ...]
    kind: str


class _Words(Struct, frozen=True):
    joints: frozenset[str]
    """What stands between two parts;"""
    last: frozenset[str]
    """of this, what only stands before the last."""
    parting: frozenset[str]
    """What never does."""
    ends: frozenset[str]
    of: frozenset[str]
    them: frozenset[str]
    more: frozenset[str]
    single: frozenset[str]
    """What stands for a number: "two women and | a | boy"."""
    dates: frozenset[str]


def rows(told: Spelt, language: Language) -> Iterator[Row]:
    """Every row of three parts or more; one of several sentences, or of several nouns, also in what it is made of."""
    words = _words(language)
    places = [k for k in sorted(told.figures) if _is_level(told.tokens, k, words)]
    if not FEWEST < len(places) <= _MOST:
        return
    figures = {k: told.figures[k]() for k in places}
    found: dict[Places, str] = {}
    longest: list[Places] = []
    for some in _by_sentence(told.tokens, places):
        joined = list(_runs(some, figures, partial(_are_joined, told.tokens, words), are_of_one_unit))
        alike = [part for run in joined for part in _runs(run, figures, _always, are_of_one_kind)]
        longest.append(max(alike, key=len, default=()))
        runs = (*joined, *alike)
        found |= dict.fromkeys((each for run in runs for each in _without_whole(run, figures)), _JOINED)
        found |= dict.fromkeys(runs, _ALONE)
    found |= dict.fromkeys(_of_sentences(told.tokens, longest, figures, words), _ALONE)
    for row, kind in found.items():
        if len(row) >= FEWEST:
            yield _row(told.tokens, row, kind, figures, words)


def _is_level(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether it is how much there is of something, also as a name's own: "Ash 310, Oak 205"."""
    if tokens[k].number is None:
        return tokens[k].text in _LEVELS
    behind = tokens[k + 1].lower if k + 1 < len(tokens) else ""
    return tokens[k - 1].text[0].isupper() and (behind in words.joints or behind in words.ends)


def _by_sentence(tokens: Sequence[Token], places: Sequence[int]) -> Iterator[Places]:
    begins = [k for k, token in enumerate(tokens) if token is BEGIN]
    for begin, end in pairwise((*begins, len(tokens))):
        yield tuple(k for k in places if begin <= k < end)


def _runs(
    places: Places,
    figures: Mapping[int, Figure],
    are_joined: Callable[[int, int], bool],
    are_alike: Callable[[Figure, Figure], bool],
) -> Iterator[Places]:
    """The places in longest pieces, of which each is joined to the one before and like all of them."""
    run: Places = ()
    for k in places:
        if run and not (are_joined(run[-1], k) and all(are_alike(figures[k], figures[other]) for other in run)):
            yield run
            run = ()
        run = (*run, k)
    if run:
        yield run


def _are_joined(tokens: Sequence[Token], words: _Words, one: int, other: int) -> bool:
    """Whether the words between two parts are those of a list; what tells of some of the former begins another."""
    between, behind = ([token.lower for token in tokens[a:b]] for a, b in ((one + 1, other), (other + 1, other + 3)))
    is_nested = len(behind) > 1 and behind[0] in words.of and behind[1] in words.them
    is_list = len(between) <= _GAP and not words.joints.isdisjoint(between) and words.parting.isdisjoint(between)
    return is_list and not is_nested


def _always(one: int, other: int) -> bool:
    return one < other


def _without_whole(run: Places, figures: Mapping[int, Figure]) -> Iterator[Places]:
    """What is left of a run whose first or last may be the whole: "34 goats, | 21 in Ash and …"."""
    greatest = max(run, key=lambda k: figures[k].value)
    if greatest == run[0]:
        yield run[1:]
    if greatest == run[-1]:
        yield run[:-1]


def _is_dated(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether it is told right behind a figure for when it was: "on Monday", "in 2023"."""
    behind = tokens[k + 1 : k + 1 + _DATED]
    return any(token.lower in words.dates or (token.number is not None and token.text.isdecimal()) for token in behind)


def _of_sentences(
    tokens: Sequence[Token], runs: Sequence[Places], figures: Mapping[int, Figure], words: _Words
) -> Iterator[Places]:
    """The rows that the runs of neighbouring sentences make, each going on from the one before."""
    for first in range(len(runs)):
        row = runs[first]
        for before, after in pairwise(runs[first:]):
            if not (before and after and _goes_on(tokens, before, after, words)):
                break
            row = (*row, *after)
            if not all(are_of_one_kind(figures[one], figures[other]) for one, other in pairwise(row)):
                break
            yield row


def _goes_on(tokens: Sequence[Token], before: Places, after: Places, words: _Words) -> bool:
    """Whether a row that was not at its end goes on, or one that was, with what remains: "A further 12 …"."""
    between = [token.lower for token in tokens[before[-1] + 1 : after[0]]]
    is_over = len(before) > 1 and any(token.lower in words.last for token in tokens[before[-2] : before[-1]])
    return words.parting.isdisjoint(between) and not (is_over and words.more.isdisjoint(between[-_LED:]))


def _row(tokens: Sequence[Token], places: Places, kind: str, figures: Mapping[int, Figure], words: _Words) -> Row:
    led = [token.lower for token in tokens[max(places[-2] + 1, places[-1] - _LED) : places[-1]]]
    *parts, last = [figures[k] for k in places]
    last = replace(last, high=last.high + _singles(tokens, places, words))
    if not words.more.isdisjoint(led):
        kind = _FULL
    elif all(_is_dated(tokens, k, words) for k in places):
        kind = _JOINED
    return Row(places, (*parts, last), kind)


def _singles(tokens: Sequence[Token], places: Sequence[int], words: _Words) -> int:
    """How many are told in it by no number: "three men, two women and | a boy"."""
    told = pairwise(tokens[places[0] : places[-1] + _LED + 1])
    return sum(one.lower in words.joints and other.lower in words.single for one, other in told)


@cache
def _words(language: Language) -> _Words:
    own, times = vocabulary(language, "sums")["row"], vocabulary(language, "times")
    dates = frozenset((*times["months"], *times["weekdays"]))
    return _Words(dates=dates, **{name: frozenset(some) for name, some in own.items()})
