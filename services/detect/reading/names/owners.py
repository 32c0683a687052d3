"""Whose something is: the proper name that ends before a token, or begins at one.

A name may hold an initial, an abbreviated saint, an ampersand and another's name: St. Anne's Health, J. R. Doe & Sons.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from typing import Final

from services.detect.reading.tokens import POSSESSIVE, Token

_LONGEST: Final = 4
"""Words of an owner's name."""
_ABBREVIATED: Final = 2
"""Letters of an initial or a title that a full stop follows inside a name."""


def name_before(tokens: Sequence[Token], end: int, articles: Container[str]) -> str | None:
    """The name that ends before token `end`, with the number that it may have: "Orbiter 2"."""
    first, words = end, 0
    while first and words < _LONGEST:
        is_inner = first < end and _is_inner(tokens, first - 1, articles)
        if not is_inner and not _is_part(tokens, first - 1, articles):
            break
        words += not is_inner
        first -= 1
    return _spelt(tokens, first, end)


def name_from(tokens: Sequence[Token], first: int, articles: Container[str]) -> str | None:
    """The name that begins at token `first`."""
    last, words = first, 0
    while last < len(tokens) and words < _LONGEST:
        is_inner = last > first and _is_inner(tokens, last, articles)
        if not is_inner and not _is_part(tokens, last, articles):
            break
        words += not is_inner
        last += 1
    return _spelt(tokens, first, last)


def is_name(token: Token, articles: Container[str]) -> bool:
    """Whether a word may be one of a name's."""
    return not token.shape and token.text[0].isupper() and token.lower not in articles


def _is_part(tokens: Sequence[Token], k: int, articles: Container[str]) -> bool:
    is_numbered = k > 0 and tokens[k].text.isdigit() and is_name(tokens[k - 1], articles)
    return is_numbered or is_name(tokens[k], articles)


def _is_inner(tokens: Sequence[Token], k: int, articles: Container[str]) -> bool:
    """Whether token k joins two words of one name: the "'s" of "St. Anne's Health", "&", the full stop of "St."."""
    if k < 1 or k + 1 >= len(tokens) or not is_name(tokens[k - 1], articles) or not is_name(tokens[k + 1], articles):
        return False
    if tokens[k].text == ".":
        return len(tokens[k - 1].text) <= _ABBREVIATED
    return tokens[k].lower == POSSESSIVE or tokens[k].text == "&"


def _spelt(tokens: Sequence[Token], first: int, last: int) -> str | None:
    name = " ".join(token.text for token in tokens[first:last])
    return name.replace(f" {POSSESSIVE}", POSSESSIVE).replace(" .", ".") or None
