"""Whether two figures are of one thing, and whether nothing is counted in two parts of one whole.

74 were under five and 63 adults, 12 women and nine men, 31 were freed and 17 killed, £40m and £30m → apart
41 were treated in hospital and 30 were children → not apart, as one may be both
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from msgspec import Struct

from services.detect.reading.clauses.said import said_of
from services.detect.reading.measures.nouns import figure_kind
from services.detect.reading.measures.words import Kind
from services.detect.reading.people.classes import is_person
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.sums.figures import Figure
from services.detect.reading.vocabulary import Language, vocabulary

_BEHIND: Final = 7
"""Tokens behind a part's number in which it is told what it is."""
_PER: Final = " per "
_SCALE: Final = 500
"""How many times as much as another a part of one whole is at most."""


class _Words(Struct, frozen=True):
    fates: frozenset[str]
    """Senses of which one alone can be said of each."""
    overlapping: frozenset[str]
    """Where these stand, one part may lie in another."""
    cells: Sequence[Mapping[str, str]]
    """For each way to divide people the words of its cells."""
    ends: frozenset[str]
    within: frozenset[str]


def are_alike(left: Figure, right: Figure) -> bool:
    """Whether two figures may be of one thing: in one unit, and of one noun or of people, as far as they say."""
    if left.unit != right.unit and None not in (left.unit, right.unit):
        one, other = (str(figure.unit).split(_PER) for figure in (left, right))
        if one[0] != other[0] or len(one) == len(other):
            return False
    heads = {figure.counted.rsplit(maxsplit=1)[-1] for figure in (left, right) if figure.counted}
    return len(heads) < 2 or all(is_person(head, left.sentence.language) for head in heads)


def are_of_one_unit(left: Figure, right: Figure) -> bool:
    """Whether two figures may be so, and be parts of one whole: of things counted of one scale, whatever they are."""
    if not (left.low > 0 < right.low and left.high.is_finite() and right.high.is_finite()):
        return False
    is_counted = any(one.counted and not one.unit and other.unit for one, other in ((left, right), (right, left)))
    is_near = max(left.value, right.value) <= min(left.value, right.value) * _SCALE
    return is_near and not is_counted and (left.unit == right.unit or None in (left.unit, right.unit))


def are_of_one_kind(left: Figure, right: Figure) -> bool:
    """Whether two figures may be of one unit and of one thing."""
    return are_of_one_unit(left, right) and are_alike(left, right)


def are_apart(parts: Sequence[Figure]) -> bool:
    """Whether nothing can be in two of the parts: of money, of fates, of what divides people, of named places."""
    told = [(part.sentence, part.said) for part in parts if part.said is not None]
    if len(told) != len(parts):
        return False
    words = _words(parts[0].sentence.language)
    if any(not words.overlapping.isdisjoint(sentence.words) for sentence, _ in told):
        return False
    if all(figure_kind(quantity, sentence.language) is Kind.MONEY for sentence, quantity in told):
        return True
    said = [each for sentence, one in told if (each := said_of(sentence.tokens, one, sentence.language)) is not None]
    senses = {each.sense for each in said}
    if len(senses) == len(told) and words.fates.issuperset(senses):
        return True
    phrases = [tuple(_phrase(sentence, quantity, words)) for sentence, quantity in told]
    return any(_divides(cells, phrases) for cells in words.cells) or _are_in_places(phrases, words)


def _phrase(sentence: Sentence, quantity: Quantity, words: _Words) -> Iterator[str]:
    """What tells what a part is of, up to the next: "were under the age of five"."""
    for token in sentence.tokens[quantity.first + 1 : quantity.last + _BEHIND]:
        if token.lower in words.ends:
            return
        yield token.text


def _divides(cells: Mapping[str, str], phrases: Sequence[Sequence[str]]) -> bool:
    """Whether each part is of a cell of its own."""
    told = [{cells[word.lower()] for word in phrase if word.lower() in cells} for phrase in phrases]
    return all(len(each) == 1 for each in told) and len(set().union(*told)) == len(phrases)


def _are_in_places(phrases: Sequence[Sequence[str]], words: _Words) -> bool:
    """Whether each part is said to be in a named place of its own: "12 in Ash, nine in Oak"."""
    named = [next((b for a, b in pairwise(phrase) if a in words.within and b[0].isupper()), None) for phrase in phrases]
    return None not in named and len(set(named)) == len(named)


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "sums")["apart"]
    return _Words(
        fates=frozenset(table["fates"]),
        overlapping=frozenset(table["overlapping"]),
        cells=[{word: cell for cell, some in way.items() for word in some} for way in table["ways"]],
        ends=frozenset(table["ends"]),
        within=frozenset(table["within"]),
    )
