"""Which story counts of one kind of things belong to, and what is told of them there.

Articles of one story share names: two words of them, or one within a few days. In a story each sense that is told of
the things ("cancelled") is a claim; a count without one goes with the first of them.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from schemas.statements import Statement
from services.detect.reading.subjects.things import is_neutral, kind_of
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.keys import Happening, Told
from services.detect.tracking.remembered import remembered
from services.detect.tracking.voices import Member

_NEAR: Final = dt.timedelta(days=3)
_NEAR_TOLD: Final = dt.timedelta(days=30)
"""The same where the story has told the same before."""
_SHARED: Final = 2
"""Words of names that articles of one story share; within that time one is enough."""


def stories(members: Sequence[Member]) -> Iterator[tuple[Happening, Sequence[Member]]]:
    """The members, in order of publication, by story and sense."""
    for told in _by_story(members):
        first = told[0]
        for number, (sense, of_sense) in enumerate(_by_sense(told)):
            for which, of_one in _by_which(of_sense):
                told_of = Told(first.statement.story[0], sense, which, _name(told), is_first=not number)
                yield Happening(first.report.published_at.date(), None, told_of), of_one


def _name(members: Sequence[Member]) -> str:
    """The word of the story's names that most articles have, the first of as many."""
    words = {member.report.article: member.statement.story for member in members}
    return Counter(word for story in words.values() for word in story).most_common(1)[0][0]


class _Story:
    """The members of a story so far, and how many articles told each word of its names."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self._words: Counter[str] = Counter()
        self._articles: set[str] = set()
        self._senses: set[str | None] = set()

    def add(self, member: Member) -> None:
        """Take a member in; an article's words count once."""
        self.members.append(member)
        if not is_neutral(sense := _told(member), ENGLISH):
            self._senses.add(sense)
        if member.report.article not in self._articles:
            self._articles.add(member.report.article)
            self._words.update(member.statement.story)

    def shared(self, member: Member) -> int:
        """How many words a member shares with it; of three articles and more only words of two of them count."""
        least = 2 if len(self._articles) > 2 else 1
        return sum(self._words[word] >= least for word in member.statement.story)

    def takes(self, member: Member, shared: int) -> bool:
        """Whether a member that shares so many words is of this story."""
        apart = member.report.published_at - self.members[-1].report.published_at
        near = apart <= (_NEAR_TOLD if _told(member) in self._senses else _NEAR)
        return shared >= (1 if near else _SHARED)


def _by_story(members: Sequence[Member]) -> list[list[Member]]:
    """Each member goes to the story with which it shares most words, the first of as many; names are looked up."""
    found: list[_Story] = []
    naming: dict[str, list[int]] = {}
    for member in members:
        words = member.statement.story
        known = sorted({number for word in words for number in naming.get(word, ())})
        fitting = [(found[number].shared(member), -number) for number in known]
        taking = [(shared, number) for shared, number in fitting if found[-number].takes(member, shared)]
        if not taking:
            found.append(_Story())
        number = -max(taking)[1] if taking else len(found) - 1
        found[number].add(member)
        for word in words:
            if number not in (some := naming.setdefault(word, [])):
                some.append(number)
    return [story.members for story in found]


def _by_sense(members: Sequence[Member]) -> Iterator[tuple[str | None, list[Member]]]:
    """The members of each sense; those of none go with the sense told first, so that no later article moves them."""
    told = dict.fromkeys(sense for member in members if not is_neutral(sense := _told(member), ENGLISH))
    main = next(iter(told), None)
    for sense in told or [None]:
        yield sense, [member for member in members if _sense(member, main) == sense]


def _told(member: Member) -> str | None:
    return member.statement.subject.action


def _sense(member: Member, main: str | None) -> str | None:
    sense = member.statement.subject.action
    return main if is_neutral(sense, ENGLISH) else sense


def _by_which(members: Sequence[Member]) -> Iterator[tuple[str, list[Member]]]:
    """The members that may count the same things, with the words that tell which."""
    groups: list[tuple[list[Member], dict[_Which, Statement]]] = []
    for member in members:
        own = member.statement
        fitting = (group for group in groups if all(_may_be_one(own, other) for other in group[1].values()))
        group = next(fitting, None)
        if group is None:
            group = [], {}
            groups.append(group)
        group[0].append(member)
        group[1].setdefault(_which(own), own)
    for number, (group_members, _) in enumerate(groups):
        which = _which(group_members[0].statement)
        words = sorted(which.kind | which.names)
        yield " ".join([*words, str(number + 1)] if number else words), group_members


class _Which(NamedTuple):
    """What the words say of which things are counted."""

    kind: frozenset[str]
    names: frozenset[str]
    """Of the place and the owner that are told, and such as modify the noun."""
    is_neutral: bool


@remembered
def _which(statement: Statement) -> _Which:
    subject = statement.subject
    kind = kind_of(subject.counted or "", ENGLISH)
    attached = {word for name in (subject.actor, subject.place) if name for word in name.lower().split()}
    named = kind.intersection(statement.story)
    return _Which(kind - named, frozenset(attached | named), is_neutral(subject.action, ENGLISH))


def _may_be_one(left: Statement, right: Statement) -> bool:
    """Whether two counts of a story may be of the same things: of one place, owner and kind as far as they are told."""
    if _is_elsewhere(left, right) or _is_elsewhere(right, left):
        return False
    first, second = _which(left), _which(right)
    one, other = first.kind.difference(right.story), second.kind.difference(left.story)
    if one == other:
        return True
    return not (first.is_neutral or second.is_neutral) and (one <= other or other <= one)


def _is_elsewhere(left: Statement, right: Statement) -> bool:
    """Whether the left one names a place or an owner that the right one's article does not, or another than it."""
    own, other = _which(left).names, _which(right).names
    return bool(own) and own.isdisjoint(other or right.story)
