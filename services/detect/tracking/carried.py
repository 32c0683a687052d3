"""Which of those who carry one number on others' word tell of one thing: those who name the same, whatever they count.

Party, places and people are names alike: three outlets that have 68 of something from one observatory have one figure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from schemas.statements import Statement
from services.detect.reading.names.actors import adjective
from services.detect.reading.setting.stories import common_words
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.keys import Happening, Told, slug
from services.detect.tracking.remembered import remembered
from services.detect.tracking.stories import names_of
from services.detect.tracking.voices import Member

_NEAR: Final = dt.timedelta(days=3)
_SHARED: Final = 2
"""Words of names that two articles share; within that time one is enough."""
_WORD: Final = re.compile(r"\w+")


class _Story(NamedTuple):
    """Those who tell of one thing so far, and the words of its names."""

    members: list[Member]
    words: set[str]

    def takes(self, member: Member, words: frozenset[str]) -> bool:
        apart = member.report.published_at - self.members[-1].report.published_at
        return len(self.words & words) >= (1 if apart <= _NEAR else _SHARED)


def by_story(members: Sequence[Member]) -> Iterator[tuple[Happening, Sequence[Member]]]:
    """The members of a number, in order of publication, by what they tell of; no later one moves one before it."""
    stories: list[_Story] = []
    for member in members:
        words = _names(member.statement)
        taking = [story for story in stories if story.takes(member, words)]
        if taking:
            story = max(taking, key=lambda each: len(each.words & words))
        else:
            stories.append(story := _Story([], set()))
        story.members.append(member)
        story.words.update(words)
    taken: dict[tuple[str, dt.date], int] = {}
    for story in stories:
        first = story.members[0]
        party, day = first.source, first.report.published_at.date()
        number = taken[party, day] = taken.get((party, day), 0) + 1
        told = Told(party, None, str(number) if number > 1 else "", _where(first), is_first=True)
        yield Happening(day, None, told), story.members


def _where(first: Member) -> str:
    """Of what its party speaks, as the first who tells it names that: the place, else a name of its story.

    Nothing that the party's own name says; an office alone ("police") would tell no number from another's.
    """
    place = first.statement.subject.place
    names = (*([place] if place else []), *names_of(first.report, first.statement), *first.statement.places)
    return next((name for name in names if not _is_named(name, first.source)), "")


def _is_named(name: str, party: str) -> bool:
    """Whether a party's own name has the name in it, or says whose it is: "Marlow police", "Danish police"."""
    forms = (slug(form) for form in (name, adjective(name, ENGLISH)) if form)
    return any(f"-{form}-" in f"-{slug(party)}-" for form in forms)


@remembered
def _names(statement: Statement) -> frozenset[str]:
    """The words of the names that an article tells it by, and of the party on whose word it stands."""
    subject, party = statement.subject, statement.chain[-1]
    named = [*statement.story, *statement.places, *statement.people, *statement.names, subject.place, subject.actor]
    words = {word for name in named if name for word in _WORD.findall(name.lower())}
    own = {word.lower() for word in _WORD.findall(party) if word[0].isupper()}
    return frozenset(words | own) - common_words(ENGLISH)
