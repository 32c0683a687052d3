"""What those do who join what others do: who takes part in Friday's strike strikes, who joined the march protested."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from services.detect.reading.clauses.senses import Said, joined_in
from services.detect.reading.clauses.words import words_of
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language

_PHRASE: Final = 8
"""Tokens of what somebody joins: "in | Friday's two-hour strike"."""


def joined(tokens: Sequence[Token], said: Said, language: Language) -> Said:
    """What is said by the head of what the counted join or take part in."""
    words = words_of(language)
    first = said.last + (said.last < len(tokens) and tokens[said.last].lower in words.prepositions)
    stops = words.breaks | words.prepositions
    within = range(first, min(len(tokens), first + _PHRASE))
    ends = (k for k in within if tokens[k].lower in stops and not is_hyphen(tokens, k))
    last = next(ends, min(len(tokens), first + _PHRASE))
    sense = joined_in(said.sense, tokens[last - 1].lower, language) if last > first else None
    return said if sense is None else replace(said, sense=sense)
