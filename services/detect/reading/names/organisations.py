"""Whose workers an article speaks of: the name that its title and its first sentences share.

Corvane to cut 1,800 jobs · Corvane Systems plans to … → Corvane
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from services.detect.reading.names.gazetteer import is_city, is_state
from services.detect.reading.names.owners import is_name
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_LEAD: Final = 3
"""Sentences of a story that name whom it is about."""


def organisation_of(title: Sequence[Sentence], story: Sequence[Sentence], language: Language) -> str | None:
    """The first name of the story's opening, as far as the title has it too; no place and no day."""
    refused = frozenset(vocabulary(language, "subjects")["places_refused"]["any"])
    headed = f" {' '.join(token.text for sentence in title for token in sentence.tokens)} "
    for sentence in story[:_LEAD]:
        for name in _names(sentence.tokens):
            shared = _shared(name, headed)
            if shared and shared.lower() not in refused and not is_city(shared) and not is_state(shared):
                return shared
    return None


def _names(tokens: Sequence[Token]) -> Iterator[list[str]]:
    name: list[str] = []
    for token in tokens:
        if is_name(token, ()):
            name.append(token.text)
        elif name:
            yield name
            name = []
    if name:
        yield name


def _shared(name: Sequence[str], headed: str) -> str:
    """As many of a name's first words as the title has in a row."""
    lengths = range(len(name), 0, -1)
    return next((words for n in lengths if f" {(words := ' '.join(name[:n]))} " in headed), "")
