"""What may stand between those counted, or what says which, and their verb: who, | by one count, | have crossed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from services.detect.reading.clauses.words import Words
from services.detect.reading.tokens import Token

_ASIDE: Final = 12
"""Tokens that it takes at most."""


def past_time(tokens: Sequence[Token], k: int, words: Words) -> int:
    """Behind when it is that a clause speaks of: "who | at the end of May | were waiting"."""
    if k >= len(tokens) or tokens[k].lower not in words.prepositions:
        return k
    stop = min(len(tokens), k + _ASIDE)
    return next((at for at in range(k, stop) if tokens[at].lower in words.auxiliaries), k)


def past_some(tokens: Sequence[Token], k: int, words: Words) -> int:
    """Behind what tells of some of the counted: "70 people, | some of them children, | are missing"."""
    tells_of_some = k + 1 < len(tokens) and tokens[k + 1].lower in words.some
    return past_aside(tokens, k) if tells_of_some else k


def past_aside(tokens: Sequence[Token], k: int) -> int:
    """Behind what commas set aside from token k on."""
    if k >= len(tokens) or tokens[k].text != ",":
        return k
    return next((at + 1 for at in range(k + 1, min(len(tokens), k + _ASIDE)) if tokens[at].text == ","), k)
