"""Whether words make a change of figures, without a way.

a 5 % drop · 3 % lower · cut the rate from 8 % to 7 %
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.quantities.counted import nouns_of
from services.detect.reading.quantities.cues import Cues
from services.detect.reading.quantities.units import units_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_OBJECT: Final = 12
"""Words of what a verb moves "from" a figure: "cut its forecast for growth in the next two years from"."""
_NOUN: Final = 2
"""Words between a figure and the noun that says its way: "a 10 % pay rise"."""


class _Words(Struct, frozen=True):
    change: frozenset[str]
    close: frozenset[str]
    measures: frozenset[str]
    """Units of what rises and falls by itself, and of money."""
    determiners: frozenset[str]
    ends: frozenset[str]
    stops: frozenset[str]
    """Of these, such as no noun begins with."""


def changes_object(tokens: Sequence[Token], start: int, around: Cues, language: Language) -> bool:
    """Whether a verb of direction or its noun says what went "from" token `start`: "cut the rate | from 8 % to 7 %"."""
    words = _words(language)
    for k in range(start - 1, max(0, start - _OBJECT), -1):
        if tokens[k].number is not None or not (tokens[k].text[0].isalnum() or tokens[k].text == "-"):
            return False
        if tokens[k].lower in words.change:
            return True
        verb = around.moves.get(k)
        if verb is not None and tokens[k - 1].lower not in words.change:
            modifies = verb.first > 0 and tokens[verb.first - 1].lower in words.determiners  # "a rising scale of fees"
            return not modifies and tokens[k].lower not in words.stops  # not "prices rose for homes from $3m to $5m"
    return False


def names_change(tokens: Sequence[Token], last: int, unit: str | None, language: Language) -> bool:
    """Whether a noun or a comparative behind the figure makes a change of it: "a 5 % drop", "3 % lower"."""
    words = _words(language)
    if unit is None or last >= len(tokens):
        return False
    if tokens[last].lower in words.close:
        return True
    if unit not in words.measures:
        return False
    last += tokens[last].text == "-"
    for k in range(last, min(last + _NOUN + 1, len(tokens))):
        if tokens[k].lower in words.change:
            return True
        if not tokens[k].text[0].isalpha() or tokens[k].shape or tokens[k].lower in words.ends:
            return False
    return False


@cache
def _words(language: Language) -> _Words:
    words, ends = vocabulary(language, "quantities"), nouns_of(language).ends
    determiners = nouns_of(language).determiners.union(words["classes"]["article"])
    return _Words(
        change=frozenset(words["direction_after"]["nouns"]),
        close=frozenset(words["direction_after"]["close"]),
        measures=units_of(language).money.union(words["direction_verbs"]["measures"]),
        determiners=determiners,
        ends=ends,
        stops=ends - determiners,
    )
