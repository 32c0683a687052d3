"""Whose doing a count of a story is: "The Harvest Party won 41 seats" is told of whom the sentence names before it.

Who only says so is no doer.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from schemas.statements import Statement
from services.detect.reading.clauses.senses import leading
from services.detect.reading.vocabulary import ENGLISH, Language, vocabulary
from services.detect.tracking.remembered import remembered

_WORD: Final = re.compile(r"[^\W\d_]+")
_NUMBER: Final = re.compile(r"\d")


def are_of_two(left: Statement, right: Statement) -> bool:
    """Whether two sentences name before their figures who did it, and nobody in common."""
    first, second = _doers(left), _doers(right)
    return bool(first and second) and first.isdisjoint(second)


@remembered
def _doers(statement: Statement) -> frozenset[str]:
    """The words of the story's names before the figure, but for those of whoever says so; none of other senses."""
    if leading(statement.subject.action, ENGLISH) not in _senses(ENGLISH):
        return frozenset()
    before = _NUMBER.split(statement.quote, maxsplit=1)[0]
    said = {word for party in statement.chain for word in _WORD.findall(party.lower())}
    words = {word.lower() for word in _WORD.findall(before) if not word.islower()}
    return frozenset(words.intersection(statement.story) - said)


@cache
def _senses(language: Language) -> frozenset[str]:
    return frozenset(leading(sense, language) or sense for sense in vocabulary(language, "clauses")["agents"]["senses"])
