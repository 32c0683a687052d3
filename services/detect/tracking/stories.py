"""Which story counts of one kind of things belong to, and what is told of them there.

Articles of one story share names: two words of them, or one within a few days. In a story each sense that is told of
the things ("cancelled") is a claim; a count without one goes with the sense that most articles tell.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from schemas.statements import Statement
from schemas.values import Quantity
from services.detect.reading.subjects.periods import may_be_of_one
from services.detect.reading.subjects.stories import common_words
from services.detect.reading.subjects.things import is_neutral, kind_of
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.keys import Happening, Told
from services.detect.tracking.voices import Member

_NEAR: Final = dt.timedelta(days=3)
_NEAR_TOLD: Final = dt.timedelta(days=30)
"""The same where the story has told the same before, or of the same owner."""
_SHARED: Final = 2
"""Words of names that articles of one story share; within that time one is enough."""


def stories(members: Sequence[Member]) -> Iterator[tuple[Happening, Sequence[Member]]]:
    """The members, in order of publication, by story and sense."""
    for told in _by_story(members):
        first = told[0]
        for sense, of_sense in _by_sense(told):
            for which, of_one in _by_which(of_sense):
                told_of = Told(first.statement.story[0], sense, which)
                yield Happening(first.report.published_at.date(), None, told_of), of_one


class _Story:
    """The members of a story so far, and how many told each word of its names."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self._words: Counter[str] = Counter()
        self._articles: set[str] = set()
        self._senses: set[str | None] = set()
        self._owners: set[str] = set()

    def add(self, member: Member) -> None:
        """Take a member in; an article's words count once."""
        self.members.append(member)
        self._owners.update(_owner_of(member.statement))
        if not is_neutral(sense := member.statement.subject.action, ENGLISH):
            self._senses.add(sense)
        if member.report.article not in self._articles:
            self._articles.add(member.report.article)
            self._words.update(_words_of(member.statement))

    def shared(self, member: Member) -> int:
        """How many words a member shares with it; of three articles and more only words of two of them count."""
        least = 2 if len(self._articles) > 2 else 1
        return sum(self._words[word] >= least for word in _words_of(member.statement))

    def takes(self, member: Member, shared: int) -> bool:
        """Whether a member that shares so many words is of this story."""
        apart = member.report.published_at - self.members[-1].report.published_at
        is_owned = not self._owners.isdisjoint(_owner_of(member.statement))
        is_told = is_owned or member.statement.subject.action in self._senses
        near = apart <= (_NEAR_TOLD if is_told else _NEAR)
        return shared >= (1 if near else _SHARED)


def _words_of(statement: Statement) -> frozenset[str]:
    """The words of the names that an article tells its story by, and of whose figure it is."""
    return _owner_of(statement).union(statement.story)


def _owner_of(statement: Statement) -> frozenset[str]:
    """The words of the owner's name that few others share."""
    return frozenset((statement.subject.actor or "").lower().split()) - common_words(ENGLISH)


def _by_story(members: Sequence[Member]) -> list[list[Member]]:
    found: list[_Story] = []
    for member in members:
        fitting = [(story.shared(member), story) for story in found]
        taking = [(shared, story) for shared, story in fitting if story.takes(member, shared)]
        story = max(taking, key=lambda each: each[0])[1] if taking else _Story()
        if not taking:
            found.append(story)
        story.add(member)
    return [story.members for story in found]


def _by_sense(members: Sequence[Member]) -> Iterator[tuple[str | None, list[Member]]]:
    """The members of each sense; those of none are taken for what most articles tell, the first of as many."""
    told: dict[str, set[str]] = {}
    for member in members:
        if (sense := _sense(member, None)) is not None:
            told.setdefault(sense, set()).add(member.report.article)
    main = max(told, key=lambda sense: len(told[sense]), default=None)
    senses = [_sense(member, main) for member in members]
    for sense in dict.fromkeys((*told, *senses)):
        yield sense, [member for member, own in zip(members, senses, strict=True) if own == sense]


def _sense(member: Member, main: str | None) -> str | None:
    """What is told of it; a mere number of things goes with the main sense, a measure or an amount does not."""
    sense, figure = member.statement.subject.action, member.statement.figure
    if not is_neutral(sense, ENGLISH):
        return sense
    return None if isinstance(figure, Quantity) and figure.unit is not None else main


def _by_which(members: Sequence[Member]) -> Iterator[tuple[str, list[Member]]]:
    """The members that may count the same things, with the words that tell which."""
    groups: list[list[Member]] = []
    for member in members:
        group = next((some for some in groups if all(_may_be_one(member, other) for other in some)), None)
        if group is None:
            groups.append([member])
        else:
            group.append(member)
    for number, group in enumerate(groups):
        words = _which(group[0].statement)
        yield " ".join([*words, str(number + 1)] if number else words), group


def _which(statement: Statement) -> list[str]:
    """The names as they are spelt, then the words that tell the kind."""
    subject = statement.subject
    names = dict.fromkeys(name for name in (subject.actor, subject.place) if name is not None)
    return [*names, *sorted(_kind(statement).difference(*(name.lower().split() for name in names)))]


def _may_be_one(member: Member, other: Member) -> bool:
    """Whether two figures of a story may be of the same: of one place, owner, kind and time as far as they are told."""
    left, right = member.statement, other.statement
    if _is_elsewhere(left, right) or _is_elsewhere(right, left):
        return False
    first, second = (_kind(item) - {*left.story, *right.story} for item in (left, right))
    if not (is_neutral(left.subject.action, ENGLISH) or is_neutral(right.subject.action, ENGLISH)):
        return first <= second or second <= first
    if not may_be_of_one(left.as_of.span, right.as_of.span):
        return False
    return first == second or _names(other, first, second) or _names(member, second, first)


def _names(member: Member, kind: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a member's article names elsewhere of what kind another's figure is: "Bridge bill: it will cost £41m"."""
    return own < kind and (kind - own).issubset(_spelt(f"{member.report.title} {member.statement.quote}"))


@lru_cache(maxsize=16_384)
def _spelt(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.lower()))


def _is_elsewhere(left: Statement, right: Statement) -> bool:
    """Whether the left one names a place or an owner that the right one's article does not, or another than it."""
    own, other = _own_names(left), _own_names(right)
    return bool(own) and own.isdisjoint(other or right.story)


def _own_names(statement: Statement) -> frozenset[str]:
    subject = statement.subject
    attached = {word for name in (subject.actor, subject.place) if name for word in name.lower().split()}
    return frozenset(attached.union(_kind(statement).intersection(statement.story)))


def _kind(statement: Statement) -> frozenset[str]:
    return kind_of(statement.subject.counted or "", ENGLISH)
