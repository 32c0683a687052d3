"""Which figures are a part of those behind them: the 58 of "58 of the 66 attacking drones"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import POSSESSIVE, Token

_SHARED: Final = 6
"""Tokens between a share and what it is of."""


def shares(sentence: Sentence, quantities: Sequence[Quantity]) -> set[int]:
    """Which quantities are a part of the next."""
    links = nouns_of(sentence.language).links
    found: set[int] = set()
    for number, (part, whole) in enumerate(pairwise(quantities)):
        between = sentence.tokens[part.last : whole.first]
        near = 0 < len(between) <= _SHARED and between[0].lower in links
        if near and part.counted in (None, whole.counted) and part.unit is None and _is_one_phrase(between):
            found.add(number)
    return found


def _is_one_phrase(tokens: Sequence[Token]) -> bool:
    return all(token.text[0].isalnum() or token.lower == POSSESSIVE for token in tokens)
