"""What one statement tells of the deed that it dates: its kind, and what it befalls."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from schemas.statements import Statement
from services.detect.reading.days.kinds import LAST, Deed, befalls_once, deed_of, is_checked
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.things.classes import thing_of
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.remembered import remembered

_WORD: Final = re.compile(r"[^\W\d_]+")


class ToldDeed(NamedTuple):
    """What a statement tells of a deed."""

    deed: Deed
    thing: frozenset[str]
    """The words of what it befalls;"""
    head: str
    """the last of them."""
    words: frozenset[str]
    """The sentence's words, in the singular and as the classes that they are of."""


@remembered
def told_of(statement: Statement) -> ToldDeed:
    """What its action, its thing and its sentence's words tell of the deed that it dates."""
    action = statement.subject.action or ""
    thing = (statement.subject.counted or "").removesuffix(action).split()
    words = {singular(word.lower(), nouns_of(ENGLISH)) for word in _WORD.findall(statement.quote)}
    return ToldDeed(
        deed=deed_of(action, ENGLISH),
        thing=frozenset(thing),
        head=next((word for word in reversed(thing) if not word.isdigit()), ""),  # "line 6"
        words=frozenset(words | {thing_of(word, ENGLISH) for word in words}),
    )


def is_last_time(statement: Statement) -> bool:
    """Whether it tells when something was done to a thing for the last time: "was last inspected in May"."""
    deed = told_of(statement).deed
    return LAST in deed.ordinals and is_checked(deed.kind, ENGLISH)


def comes_but_once(statement: Statement) -> bool:
    """Whether it tells a deed that befalls one thing but once: a death, a signing."""
    return befalls_once(told_of(statement).deed.kind, ENGLISH)
