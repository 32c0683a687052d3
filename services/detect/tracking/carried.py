"""Which of those who carry one number on others' word tell of one thing: those who name the same, whatever they count.

Party, places and people are names alike: three outlets that have 68 of something from one observatory have one figure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from schemas.statements import Statement
from services.detect.reading.setting.stories import common_words
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.keys import Happening, Told
from services.detect.tracking.remembered import remembered
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
        name, day = first.source, first.report.published_at.date()
        number = taken[name, day] = taken.get((name, day), 0) + 1
        yield (
            Happening(day, None, Told(name, None, str(number) if number > 1 else "", name, is_first=True)),
            story.members,
        )


@remembered
def _names(statement: Statement) -> frozenset[str]:
    """The words of the names that an article tells it by, and of the party on whose word it stands."""
    subject, party = statement.subject, statement.chain[-1]
    named = [*statement.story, *statement.places, *statement.people, *statement.names, subject.place, subject.actor]
    words = {word for name in named if name for word in _WORD.findall(name.lower())}
    own = {word.lower() for word in _WORD.findall(party) if word[0].isupper()}
    return frozenset(words | own) - common_words(ENGLISH)
