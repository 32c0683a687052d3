"""Whose something is: the proper name that ends before a token, or begins at one."""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from services.detect.reading.tokens import Token

_LONGEST: Final = 4
"""Words of an owner's name."""


def name_before(tokens: Sequence[Token], end: int, articles: Container[str]) -> str | None:
    """The name that ends before token `end`, with the number that it may have: "Orbiter 2"."""
    first = end
    while first and end - first < _LONGEST and _is_part(tokens, first - 1, articles):
        first -= 1
    return _spelt(tokens, first, end)


def name_from(tokens: Sequence[Token], first: int, articles: Container[str]) -> str | None:
    """The name that begins at token `first`."""
    last = first
    while last < len(tokens) and last - first < _LONGEST and _is_part(tokens, last, articles):
        last += 1
    return _spelt(tokens, first, last)


def is_name(token: Token, articles: Container[str]) -> bool:
    """Whether a word may be one of a name's."""
    return not token.shape and token.text[0].isupper() and token.lower not in articles


def _is_part(tokens: Sequence[Token], k: int, articles: Container[str]) -> bool:
    is_numbered = k > 0 and tokens[k].text.isdigit() and is_name(tokens[k - 1], articles)
    return is_numbered or is_name(tokens[k], articles)


def _spelt(tokens: Sequence[Token], first: int, last: int) -> str | None:
    return " ".join(token.text for token in tokens[first:last]) or None
