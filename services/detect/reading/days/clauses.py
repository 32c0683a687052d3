"""The clause around a date: its words, and what it tells to happen then."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from functools import cache
from typing import Final

from msgspec import Struct, field

from services.detect.reading.days.doings import Doing, doings_at
from services.detect.reading.days.topics import Topic
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

_BESIDE_NOUNS: Final = ("articles", "breaks", "joining", "dating", "auxiliaries")
"""Sets of words that no noun's phrase goes on with to the left."""


class Tense(Enum):
    """Whether the words say that it has happened."""

    PAST = "past"
    FUTURE = "future"
    FORMER = "former"
    """It was planned once: "was due to open"."""
    UNTOLD = "untold"


class Told(Struct, frozen=True):
    """What happens, told by tokens [first, last); of kind None where nothing comes of it that we could compare."""

    first: int
    last: int
    kind: str | None
    topic: Topic
    tense: Tense


class Clause(Struct, frozen=True):
    """The tokens [start, end) of a sentence's; a date stands right behind them, or before them."""

    tokens: Sequence[Token]
    start: int
    end: int
    language: Language
    _doings: dict[int, list[Doing]] = field(default_factory=dict[int, list[Doing]])
    """What has been asked before: who looks for a noun asks it of most tokens, and so does who looks for a verb."""

    def doings(self, k: int) -> list[Doing]:
        """What the words from token k on tell, within the clause."""
        if k >= self.end:
            return []
        told = self._doings.get(k)
        if told is None:
            told = self._doings[k] = doings_at(self.tokens, k, self.language, self.end)
        return told

    def has(self, name: str, first: int, last: int) -> bool:
        """Whether one of the tokens [first, last) is a word of that set."""
        return has(name, self.tokens[max(0, first) : last], self.language)

    def is_at(self, name: str, k: int) -> bool:
        """Whether token k, inside the clause or not, is a word of that set."""
        return is_at(name, self.tokens, k, self.language)

    def sets(self) -> Mapping[str, frozenset[str]]:
        """The words of occurrences.toml."""
        return words_of(self.language)


def has(name: str, tokens: Sequence[Token], language: Language) -> bool:
    """Whether one of the tokens is a word of that set."""
    return not words_of(language)[name].isdisjoint([token.lower for token in tokens])


def is_at(name: str, tokens: Sequence[Token], k: int, language: Language) -> bool:
    """Whether there is a token k, and it is a word of that set."""
    return 0 <= k < len(tokens) and tokens[k].lower in words_of(language)[name]


def tense_of(said: Sequence[Token], language: Language) -> Tense:
    """What auxiliaries and the like say of when something happens."""
    if has("begun", said, language):
        return Tense.PAST  # "began to leave"
    if has("future", said, language):
        return Tense.FORMER if has("former", said, language) else Tense.FUTURE
    return Tense.PAST if has("past", said, language) else Tense.UNTOLD


@cache
def words_of(language: Language) -> Mapping[str, frozenset[str]]:
    """The sets of words that lead from what happens to its day."""
    sets = {name: frozenset(some) for name, some in vocabulary(language, "occurrences")["words"].items()}
    return {
        **sets,
        "no_objects": (sets["joining"] | sets["leads"] | sets["where"]) - sets["articles"],
        "no_nouns": frozenset().union(*(sets[name] for name in _BESIDE_NOUNS)) - {POSSESSIVE},
    }
