"""Which story counts of one kind of things belong to, and what is told of them there.

Articles of one story share names: two words of them, or one within days (`ties`). What it tells of the things is told
apart by sense (`senses`), and by which of them are meant (`which`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from schemas.event import TrackId
from schemas.statements import Reported, Statement
from schemas.values import Span
from services.detect.reading.measures.measured import is_measure
from services.detect.reading.named import is_of_person
from services.detect.reading.names.actors import is_of_adjective
from services.detect.reading.names.gazetteer import is_of_state
from services.detect.reading.setting.stories import common_words, home_of
from services.detect.reading.things.classes import is_neutral, thing_of
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.deeds import by_deed
from services.detect.tracking.keys import ClaimKey, Happening, Told
from services.detect.tracking.remembered import Newest, remembered
from services.detect.tracking.senses import by_sense, sense_of
from services.detect.tracking.ties import Tie, tie
from services.detect.tracking.voices import Member
from services.detect.tracking.which import by_which

_MANY: Final = 3
"""One of so many of a story's articles names a state for it to be told of there."""
_WORDS: Final = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
"""And what stands between them, at which a name ends."""
_KEYS: Final = 4_096
"""Keys of which it is remembered how their stories went on: those of all tracks that are busy at a time."""


def stories(key: ClaimKey, members: Sequence[Member]) -> Iterator[tuple[Happening, Sequence[Member]]]:
    """The members of a key, in order of publication, by story and sense."""
    for story in _gone_on(key, members).told:
        yield from story.happenings


@remembered
def names_of(report: Reported, statement: Statement) -> tuple[str, ...]:
    """The names of a statement's story as its article spells them, in their order, but for states' adjectives."""
    own = (word for word in statement.story if not is_of_adjective(word, ENGLISH))
    return tuple(spelt_name(word, report, statement) or word.title() for word in own)


def _of_story(told: Sequence[Member]) -> Iterator[tuple[Happening, Sequence[Member]]]:
    """The members of one story, by what is told of which things."""
    first, name = told[0], _name(told)
    for sense, which, of_one, is_first in _apart(told):
        told_of = Told(first.statement.story[0], sense, which, name, is_first)
        yield Happening(first.report.published_at.date(), None, told_of), of_one


def _apart(told: Sequence[Member]) -> Iterator[tuple[str | None, str, Sequence[Member], bool]]:
    """By what is told of which things, with the sense and the words that say so, and whether that is told first."""
    if is_of_person(told[0].statement.subject):
        yield None, "", told, True
        return
    if isinstance(told[0].statement.figure, Span):
        for number, (kind, which, of_one) in enumerate(by_deed(told)):
            yield kind, which, of_one, not number
        return
    for number, (sense, of_sense) in enumerate(by_sense(told)):
        for which, of_one in by_which(of_sense):
            yield sense, which, of_one, not number


def _name(members: Sequence[Member]) -> str:
    """The name that most articles have, the first of as many, as the first of them spells it: "Tarn Vale".

    One that is no state's adjective is preferred: "Kursk" to "Korean".
    """
    words = {member.report.article: member.statement.story for member in members}
    counted = Counter(word for story in words.values() for word in story).most_common()
    often = [word for word, count in counted if 2 * count > counted[0][1]]
    word = next((word for word in often if not is_of_adjective(word, ENGLISH)), often[0])
    return next(filter(None, (spelt_name(word, member.report, member.statement) for member in members)), word.title())


def spelt_name(word: str, report: Reported, statement: Statement) -> str | None:
    """The words of the story's names that stand together around this one in the article's own words."""
    own = frozenset(statement.story)
    words = _WORDS.findall(f"{report.title}. {statement.quote}")
    for is_own, run in groupby(words, lambda each: each.lower() in own and each[0].isupper()):
        name = " ".join(run)
        if is_own and word in name.lower().split():
            return name
    return None


class _Story:
    """The members of a story so far, and how many articles told each word of its names."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self._words: Counter[str] = Counter()
        self._states: Counter[str] = Counter()
        self._articles: set[str] = set()
        self._senses: set[str] = set()
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
        self._senses.update(_told_of(member.statement))
        if member.report.article not in self._articles:
            self._articles.add(member.report.article)
            self._words.update(_words_of(member.statement))
            self._states.update(_states_of(member.statement))

    def tie(self, member: Member) -> Tie:
        """The words that a member shares with it; of three articles and more only words of two of them count.

        Where an outlet is at home is a name of its stories too, if another names it: two of one outlet share it always.
        """
        least = 2 if len(self._articles) > 2 else 1
        own, home = _words_of(member.statement), home_of(member.report.outlet, ENGLISH)
        named = {word for word in own if self._words[word] >= least or word in self._homes}
        named.update(word for word in home if self._words[word] >= least)
        return tie(named, member.statement.story)

    def takes(self, member: Member, shared: Tie) -> bool:
        """Whether a member that shares so many words is of this story."""
        apart = member.report.published_at - self.members[-1].report.published_at
        is_owned = not self._owners.isdisjoint(_owner_of(member.statement))
        is_told = not self._senses.isdisjoint(_told_of(member.statement))
        if is_owned and is_told:
            return True
        return shared.holds(apart, is_told=is_owned or is_told, are_of_two_states=self._is_elsewhere(member.statement))

    def _is_elsewhere(self, statement: Statement) -> bool:
        """Whether a statement's article names states, and none of those that many of the story's name."""
        own = _states_of(statement)
        known = [word for word, count in self._states.items() if _MANY * count >= len(self._articles)]
        return bool(own and known) and own.isdisjoint(known)


def _told_of(statement: Statement) -> Iterator[str]:
    """What is told of the things, or what is measured; nothing where it only says how many there are."""
    sense, thing = sense_of(statement), thing_of(statement.subject.counted or "", ENGLISH)
    if sense is not None and not is_neutral(sense, ENGLISH):
        yield sense
    elif is_measure(thing, ENGLISH):
        yield thing


def _words_of(statement: Statement) -> frozenset[str]:
    """The words of the names that an article tells its story by, and of whose figure it is.

    Who is told of by name may have a namesake in another story, so that his own name tells of none.
    """
    if is_of_person(statement.subject):
        return frozenset(statement.story) - frozenset((statement.subject.actor or "").lower().split())
    return _owner_of(statement).union(statement.story)


@remembered
def _states_of(statement: Statement) -> frozenset[str]:
    """The words of states' names among those of its story."""
    return frozenset(filter(is_of_state, _words_of(statement)))


def _owner_of(statement: Statement) -> frozenset[str]:
    """The words of the owner's name that few others share; of what is told of a person there is no owner."""
    if is_of_person(statement.subject):
        return frozenset()
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
        fitting = ((self.told[number].tie(member), -number) for number in known)
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
