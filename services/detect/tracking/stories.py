"""Which story counts of one kind of things belong to, and what is told of them there.

Articles of one story share names: two words of them, or one within a few days. In a story each sense that is told of
the things ("cancelled") is a claim; a count without one goes with the first of them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from schemas.event import TrackId
from schemas.statements import Statement
from schemas.values import Figure, Measure, Quantity, Span
from services.detect.reading.measures.periods import may_be_of_one
from services.detect.reading.setting.events import is_event
from services.detect.reading.setting.stories import common_words, home_of
from services.detect.reading.things.classes import is_neutral, kind_of
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.intervals import middle
from services.detect.tracking.keys import ClaimKey, Happening, Told
from services.detect.tracking.remembered import Newest, remembered
from services.detect.tracking.voices import Member

_NEAR: Final = dt.timedelta(days=3)
_NEAR_TOLD: Final = dt.timedelta(days=30)
"""The same where the story has told the same before, or of the same owner."""
_ORDERS: Final = 50
"""Times as many as another count is of which it can hardly be the same: 41,000 came, and a hundred gathered outside."""
_SHARED: Final = 2
"""Words of names that articles of one story share; within that time one is enough."""


_KEYS: Final = 4_096
"""Keys of which it is remembered how their stories went on: those of all tracks that are busy at a time."""


def stories(key: ClaimKey, members: Sequence[Member]) -> Iterator[tuple[Happening, Sequence[Member]]]:
    """The members of a key, in order of publication, by story and sense."""
    for story in _gone_on(key, members).told:
        yield from story.happenings


def _of_story(told: Sequence[Member]) -> Iterator[tuple[Happening, Sequence[Member]]]:
    """The members of one story, by what is told of which things."""
    first, name = told[0], _name(told)
    for number, (sense, of_sense) in enumerate(_by_sense(told)):
        for which, of_one in _by_which(of_sense):
            told_of = Told(first.statement.story[0], sense, which, name, _event(of_one), is_first=not number)
            yield Happening(first.report.published_at.date(), None, told_of), of_one


def _name(members: Sequence[Member]) -> str:
    """The word of the story's names that most articles have, the first of as many."""
    words = {member.report.article: member.statement.story for member in members}
    return Counter(word for story in words.values() for word in story).most_common(1)[0][0]


def _event(members: Sequence[Member]) -> str | None:
    return Counter(member.statement.subject.event for member in members).most_common(1)[0][0]


class _Story:
    """The members of a story so far, and how many articles told each word of its names."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self._words: Counter[str] = Counter()
        self._articles: set[str] = set()
        self._senses: set[str | None] = set()
        self._homes: frozenset[str] = frozenset()
        self._owners: set[str] = set()
        self._happenings: Sequence[tuple[Happening, Sequence[Member]]] | None = None

    @property
    def happenings(self) -> Sequence[tuple[Happening, Sequence[Member]]]:
        """What it tells of which things, reckoned anew only when it has grown."""
        if self._happenings is None:
            self._happenings = tuple(_of_story(self.members))
        return self._happenings

    def add(self, member: Member) -> None:
        """Take a member in; an article's words count once."""
        self.members.append(member)
        self._happenings = None
        self._homes |= home_of(member.report.outlet, ENGLISH)
        self._owners.update(_owner_of(member.statement))
        if not is_neutral(sense := member.statement.subject.action, ENGLISH):
            self._senses.add(sense)
        if member.report.article not in self._articles:
            self._articles.add(member.report.article)
            self._words.update(_words_of(member.statement))

    def shared(self, member: Member) -> int:
        """How many words a member shares with it; of three articles and more only words of two of them count.

        Where an outlet is at home is a name of its stories too, if another names it: two of one outlet share it always.
        """
        least = 2 if len(self._articles) > 2 else 1
        own, home = _words_of(member.statement), home_of(member.report.outlet, ENGLISH)
        named = sum(self._words[word] >= least or word in self._homes for word in own)
        return named + sum(self._words[word] >= least for word in home.difference(own))

    def takes(self, member: Member, shared: int) -> bool:
        """Whether a member that shares so many words is of this story."""
        apart = member.report.published_at - self.members[-1].report.published_at
        is_owned = not self._owners.isdisjoint(_owner_of(member.statement))
        near = apart <= (_NEAR_TOLD if is_owned or member.statement.subject.action in self._senses else _NEAR)
        return shared >= (1 if near else _SHARED)


def _words_of(statement: Statement) -> frozenset[str]:
    """The words of the names that an article tells its story by, and of whose figure it is."""
    return _owner_of(statement).union(statement.story)


def _owner_of(statement: Statement) -> frozenset[str]:
    """The words of the owner's name that few others share."""
    return frozenset((statement.subject.actor or "").lower().split()) - common_words(ENGLISH)


class _Stories:
    """The stories that members tell who come in order of publication, so that a later one moves none before it."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.told: list[_Story] = []
        self._naming: dict[str, list[int]] = {}

    def add(self, member: Member) -> None:
        """A member goes to the story with which it shares most words, the first of as many; names are looked up."""
        self.members.append(member)
        words = {*_words_of(member.statement), *home_of(member.report.outlet, ENGLISH)}
        known = {number for word in words for number in self._naming.get(word, ())}
        fitting = ((self.told[number].shared(member), -number) for number in known)
        taking = [(shared, number) for shared, number in fitting if self.told[-number].takes(member, shared)]
        if not taking:
            self.told.append(_Story())
        number = -max(taking)[1] if taking else len(self.told) - 1
        self.told[number].add(member)
        for word in words:
            if number not in (some := self._naming.setdefault(word, [])):
                some.append(number)


_known: Newest[tuple[TrackId, ClaimKey], _Stories] = Newest(_KEYS)


def _gone_on(key: ClaimKey, members: Sequence[Member]) -> _Stories:
    """The stories of these members: those of last time gone on where these only are more, as mostly they are."""
    whose = members[0].report.track, key
    known = _known.get(whose)
    if known is None or known.members != members[: len(known.members)]:
        known = _Stories()
    for member in members[len(known.members) :]:
        known.add(member)
    return _known.keep(whose, known)


def _by_sense(members: Sequence[Member]) -> Iterator[tuple[str | None, list[Member]]]:
    """The members of each sense; those of none go with the sense told first, so that no later article moves them."""
    told = dict.fromkeys(sense for member in members if (sense := _sense(member, None)) is not None)
    main = next(iter(told), None)
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
    groups: list[tuple[list[Member], dict[tuple[_Which, Span], Member]]] = []
    for member in members:
        fitting = (group for group in groups if all(_may_be_one(member, other) for other in group[1].values()))
        group = next(fitting, None)
        if group is None:
            group = [], {}
            groups.append(group)
        group[0].append(member)
        group[1].setdefault((_which(member.statement), member.statement.as_of.span), member)
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


def _may_be_one(member: Member, other: Member) -> bool:
    """Whether two figures of a story may be of the same: of one place, owner, kind and time as far as they are told."""
    left, right = member.statement, other.statement
    if _is_elsewhere(member, other) or _is_elsewhere(other, member) or _are_worlds_apart(left.figure, right.figure):
        return False
    first, second = _which(left), _which(right)
    one, two = first.kind.difference(right.story), second.kind.difference(left.story)
    if not (first.is_neutral or second.is_neutral):
        return one <= two or two <= one
    if not may_be_of_one(left.as_of.span, right.as_of.span) or _are_of_other_times(left, right):
        return False
    return one == two or _names(other, one, two) or _names(member, two, one)


def _are_of_other_times(left: Statement, right: Statement) -> bool:
    """Whether events are counted over different times: a weekend's shootings, and those of a day."""
    head = (left.subject.counted or "").rsplit(maxsplit=1)[-1:]
    return bool(head) and is_event(head[0], ENGLISH) and left.as_of.span != right.as_of.span


def _are_worlds_apart(left: Figure, right: Figure) -> bool:
    """Whether one count is so many times the other that they are of two things; what only grows may grow so far."""
    if not isinstance(left, Quantity) or not isinstance(right, Quantity):
        return False
    if Measure.CUMULATIVE in (left.measure, right.measure):
        return False
    less, more = sorted((middle(left), middle(right)))
    return less > 0 and more > less * _ORDERS


def _names(member: Member, kind: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a member's article names elsewhere of what kind another's figure is: "Bridge bill: it will cost £41m"."""
    return own < kind and (kind - own).issubset(_spelt(f"{member.report.title} {member.statement.quote}"))


@lru_cache(maxsize=16_384)
def _spelt(words: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", words.lower()))


def _is_elsewhere(left: Member, right: Member) -> bool:
    """Whether the left one names a place or an owner that the right one's article does not, or another than it.

    The town where an outlet is at home it need not name.
    """
    own, other = _which(left.statement).names, _which(right.statement).names
    known = home_of(right.report.outlet, ENGLISH).union(right.statement.story)
    return bool(own) and own.isdisjoint(other or known)
