"""Words with a capital: a name begins with one, so who looks for names asks only there."""

from __future__ import annotations

from collections.abc import Sequence

from services.detect.reading.tokens import Token


def capitals(tokens: Sequence[Token]) -> list[int]:
    """The tokens that begin with a capital and are no number, in order."""
    return [k for k, token in enumerate(tokens) if token.text[0].isupper() and not token.shape]


def is_capital(token: Token) -> bool:
    """Whether a token begins with a capital and is no number."""
    return token.text[0].isupper() and not token.shape
