"""What an article as a whole lends its sentences: the day it speaks, and the place and the event it speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise
from typing import Final

from msgspec import Struct

from schemas.statements import Part
from schemas.values import Span
from services.detect.reading.names.gazetteer import country_of, is_city, is_state
from services.detect.reading.names.organisations import organisation_of
from services.detect.reading.names.owners import is_name, name_before
from services.detect.reading.names.persons import persons
from services.detect.reading.names.places import Named
from services.detect.reading.names.regions import regions
from services.detect.reading.names.streets import streets
from services.detect.reading.sentences import Sentence
from services.detect.reading.setting.dates import event_day
from services.detect.reading.setting.events import events, is_sum, main_event
from services.detect.reading.setting.scenes import but_for_people, opening_places, place_of, scene_of
from services.detect.reading.setting.stories import home_of, kind_as_name, story_of
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_PLACES: Final = 12
"""That an article lends its statements at most."""
_PEOPLE: Final = 8
"""The same of people of either sort."""
_LEAD: Final = 2
"""Sentences of a story that name whom or what it is about."""
_OPENING: Final = 5
"""Sentences of each part in which place, event and day are looked for."""
_TELLING: Final = 12
"""Sentences of each part in which streets and people are, and the event where the opening names none."""


class Passage(Struct, frozen=True):
    """A part of an article: as published, in plain typography, and cut into sentences; all share their offsets."""

    part: Part
    text: str
    flat: str
    sentences: tuple[Sentence, ...]
    language: Language
    filed: str | None = None
    """The place of its dateline."""


@dataclass(frozen=True)
class Setting:
    """Place, event and day are those that title and opening name first; None where they name none.

    An article that names no place at all is of its outlet's own city, if the outlet's name holds one. Each is looked
    for when a sentence first asks for it: most articles state little, and the whole takes as long as three sentences.
    """

    outlet: str
    spoken: dt.date
    """The day on which the article was published."""
    title: Passage
    body: Passage

    @cached_property
    def filed(self) -> str | None:
        """The dateline's place: where a story was written, and where its event was, but not where an army stands."""
        return self.body.filed

    @cached_property
    def place(self) -> str | None:
        """The first place that the title or the lead puts something in."""
        return place_of(self._headed, self._told, self.body.language) or self._home

    @cached_property
    def scene(self) -> str | None:
        """Where its event happened, as far as title and opening tell."""
        return scene_of(self._headed, self._told, self.filed, self.body.language) or self._home

    @cached_property
    def country(self) -> str | None:
        """The state that title and opening name first, else that of the first city."""
        return _country(self._near)

    @cached_property
    def event(self) -> str | None:
        """The kind of event that the opening names, else what follows it."""
        language = self.body.language
        below = (each for passage in (self.title, self.body) for each in passage.sentences[_OPENING:_TELLING])
        return main_event(chain.from_iterable(self._kinds), language) or _event(below, language)

    @cached_property
    def event_day(self) -> Span | None:
        """The first day that the opening gives to it."""
        if self.event is None:
            return None
        telling = (self.event in kinds for kinds in self._kinds)
        return event_day(zip(self._opening, telling, strict=True), self.spoken)

    @cached_property
    def is_sum(self) -> bool:
        """Whether the title counts for many events together."""
        return any(is_sum(sentence.tokens, self.title.language) for sentence in self.title.sentences)

    @cached_property
    def organisation(self) -> str | None:
        """The name that title and opening share."""
        return organisation_of(self.title.sentences, self.body.sentences, self.body.language)

    @cached_property
    def named(self) -> str | None:
        """Whom or what the story names first by two words or more that are no place: a ship, somebody missing."""
        return _first_name(self.body)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places that title and opening name, with the states and streets."""
        on = dict.fromkeys(street for sentence in self._telling for street in streets(*_words(sentence)))
        return (*self._near, *on)[:_PLACES]

    @cached_property
    def story(self) -> tuple[str, ...]:
        """The words of its names by which it is told from other stories."""
        language = self.body.language
        where = (self.filed, self.place, self.country, self._home, kind_as_name(self.event, language))
        state = country_of(self._home) if self._home else None
        return story_of(self.outlet, self.title.sentences, self.body.sentences, where, language, state=state)

    @property
    def people(self) -> tuple[str, ...]:
        """Whom the opening names in full, with their ages."""
        return self._people[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Whom it names in full besides."""
        return self._people[1]

    @cached_property
    def _people(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        return _people(self._telling)

    @cached_property
    def _opening(self) -> list[Sentence]:
        return [sentence for passage in (self.title, self.body) for sentence in passage.sentences[:_OPENING]]

    @cached_property
    def _telling(self) -> list[Sentence]:
        return [sentence for passage in (self.title, self.body) for sentence in passage.sentences[:_TELLING]]

    @cached_property
    def _kinds(self) -> list[list[str]]:
        """The kinds of events that each sentence of the opening names."""
        return [list(events(*_words(sentence))) for sentence in self._opening]

    @cached_property
    def _headed(self) -> list[Named]:
        return opening_places(self.title.sentences[:_OPENING])

    @cached_property
    def _told(self) -> list[Named]:
        places = opening_places(self.body.sentences[:_OPENING])
        return but_for_people(places, self.people + self.names, self.outlet, self._headed) if places else places

    @cached_property
    def _near(self) -> tuple[str, ...]:
        """The places that title and opening name, with the states."""
        states = (state for sentence in self._opening for state in regions(*_words(sentence)))
        named = (place.name for place in (*self._headed, *self._told))
        return tuple(dict.fromkeys((*([self.filed] if self.filed else ()), *named, *states)))

    @property
    def _home(self) -> str | None:
        home = home_of(self.outlet, self.body.language)
        return next((word for word in self.outlet.split() if word.lower() in home and is_city(word)), None)


def _words(sentence: Sentence) -> tuple[Sequence[Token], Language]:
    return sentence.tokens, sentence.language


def _event(told: Iterable[Sentence], language: Language) -> str | None:
    return main_event((kind for sentence in told for kind in events(sentence.tokens, language)), language)


def _people(telling: Sequence[Sentence]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is named with his age, and who without."""
    found = dict.fromkeys(who for sentence in telling for who in persons(sentence.tokens, sentence.language))
    aged = dict.fromkeys(who.name for who in found if who.is_aged)
    names = dict.fromkeys(who.name for who in found if who.name not in aged)
    return tuple(aged)[:_PEOPLE], tuple(names)[:_PEOPLE]


def _first_name(body: Passage) -> str | None:
    articles = vocabulary(body.language, "plans")["words"]["articles"]
    runs = (
        name
        for sentence in body.sentences[:_LEAD]
        for k, (word, token) in enumerate(pairwise(sentence.tokens), 1)
        if not word.text.islower() and not is_name(token, ())
        if (name := name_before(sentence.tokens, k, articles)) is not None
    )
    return next((name for name in runs if " " in name and not is_city(name) and not is_state(name)), None)


def _country(named: Sequence[str]) -> str | None:
    """The first state that is named, else the country of the first city."""
    return next(filter(is_state, named), None) or next(filter(None, map(country_of, named)), None)
