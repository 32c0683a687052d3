"""How likely two days date one thing, though each article may word it so that nothing tells which."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Final

from schemas.statements import Statement
from services.detect.reading.days.kinds import family_of
from services.detect.reading.vocabulary import ENGLISH, vocabulary
from services.detect.tracking.likeness import Likeness
from services.detect.tracking.likeness.story import said_by_nobody, said_by_two, shared
from services.detect.tracking.remembered import remembered
from services.detect.tracking.voices import Member, span_of

_FAR: Final = dt.timedelta(days=60)
"""Two days so far apart are of two things."""
_NIGHT: Final = dt.timedelta(days=1)
"""What happened in one night is dated to either day."""
_WORD: Final = re.compile(r"\b[a-z]{4,}")
"""A word that is no name."""
_STEM: Final = 6
"""Letters by which forms of one word are taken for one: "negotiate", "negotiations"."""
_WORDS: Final = 2
"""That two sentences share, from which on more tell nothing more."""


def _say_one(left: Member, right: Member) -> bool:
    first, second = span_of(left), span_of(right)
    return first.earliest <= second.latest and second.earliest <= first.latest


def _may_be_one(left: Member, right: Member) -> bool:
    return _is_to_come(left) is _is_to_come(right)


def _are_two(left: Member, right: Member) -> bool:
    apart = abs(span_of(left).earliest - span_of(right).earliest)
    if apart > _FAR or (apart <= _NIGHT and not _is_to_come(left)) or said_by_nobody(left, right):
        return True
    return len(_deeds(left.statement, right.statement)) > 1


def _points(left: Member, right: Member) -> int:
    when = 1 if _is_to_come(left) else -1
    alike = _date_alike(left.statement, right.statement)
    return shared(left, right) + 1 + said_by_two(left, right) + when + alike


DAYS: Final = Likeness(_say_one, _may_be_one, _are_two, _points)


def _date_alike(one: Statement, other: Statement) -> int:
    """2 for one family of deeds; else one for each word that the sentences share, up to two."""
    return _WORDS if _deeds(one, other) else min(_WORDS, len(_words(one) & _words(other)))


def _deeds(one: Statement, other: Statement) -> frozenset[str]:
    """The families of deeds that both date; none where it is not known what one dates."""
    deeds = [each.subject.action or each.subject.event for each in (one, other)]
    return frozenset(family_of(deed, ENGLISH) for deed in deeds if deed) if all(deeds) else frozenset()


@remembered
def _words(statement: Statement) -> frozenset[str]:
    """The stems of the words of its sentence that tell what it is about, names apart."""
    words = (word for word in _WORD.findall(statement.quote) if word not in _plain())
    return frozenset(word[:_STEM] for word in words)


@cache
def _plain() -> frozenset[str]:
    """Words that any sentence with a date may have."""
    return frozenset(vocabulary(ENGLISH, "clauses")["tellings"]["plain"])


def _is_to_come(member: Member) -> bool:
    return span_of(member).earliest > member.statement.as_of.anchor
