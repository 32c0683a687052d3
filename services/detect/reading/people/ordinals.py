"""Counts by a number in a row: "a fourth victim died" tells that four at least have.

It is one alone where the others of the row are told to have suffered something else: "Two were hurt. A third died."
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from schemas.values import Modality, Quantity
from services.detect.reading.ground import Assertion
from services.detect.reading.people.counts import Count
from services.detect.reading.sentences import Sentence
from services.detect.reading.vocabulary import Language, vocabulary


def in_row(count: Count, sentence: Sentence, before: Iterable[Assertion]) -> Count:
    """The count with all of its row, where it is that of the last of one, and nobody `before` was counted otherwise."""
    people, tokens = vocabulary(sentence.language, "people"), sentence.tokens
    if count.best != 1 or count.action not in people["final"]["actions"]:
        return count
    own = (token.lower for token in tokens[count.first : count.last])
    number = next((_ordinals(sentence.language)[word] for word in own if word in _ordinals(sentence.language)), None)
    if number is None or any(token.number is not None for token in tokens[: count.first]):
        return count
    others = (told.figure for told in before if told.subject.action != count.action)
    if any(isinstance(figure, Quantity) and figure.best == number - 1 for figure in others):
        return count
    row = Decimal(number)
    return replace(count, low=row, best=row, high=None, modality=Modality.AT_LEAST)


@cache
def _ordinals(language: Language) -> dict[str, int]:
    return {word: number for number, word in enumerate(vocabulary(language, "people")["classes"]["ordinal"], 2)}
