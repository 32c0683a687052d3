"""What an article as a whole lends its sentences: the day it speaks, and the place and the event it speaks of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import chain, pairwise
from typing import Final, NamedTuple

from schemas.statements import Part
from schemas.values import Span
from services.detect.reading.names.gazetteer import country_of, is_city, is_state
from services.detect.reading.names.organisations import organisation_of
from services.detect.reading.names.owners import is_name, name_before
from services.detect.reading.names.persons import persons
from services.detect.reading.names.places import dateline, named_cities, nearest, places
from services.detect.reading.names.regions import regions
from services.detect.reading.names.streets import streets
from services.detect.reading.sentences import Sentence
from services.detect.reading.setting.events import events, is_sum, main_event
from services.detect.reading.setting.stories import kind_as_name, story_of
from services.detect.reading.times import Time, TimeKind, times
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


class Passage(NamedTuple):
    """A part of an article: as published, in plain typography, and cut into sentences; all share their offsets."""

    part: Part
    text: str
    flat: str
    sentences: tuple[Sentence, ...]
    language: Language


class Setting(NamedTuple):
    """Place, event and day are those that title and opening name first; None where they name none.

    An article that names no place at all is of its outlet's own city, if the outlet's name holds one.
    """

    outlet: str
    spoken: dt.date
    filed: str | None
    """The dateline's place: where a story was written, and where its event was, but not where an army stands."""
    place: str | None
    """The first place that the title or the lead puts something in."""
    country: str | None
    """The state that title and opening name first, else that of the first city."""
    event: str | None
    event_day: Span | None
    is_sum: bool
    """Whether the title counts for many events together."""
    organisation: str | None
    """The name that title and opening share."""
    named: str | None
    """Whom or what the story names first by two words or more that are no place: a ship, somebody missing."""
    places: tuple[str, ...]
    """The places that title and opening name, with the states and streets."""
    story: tuple[str, ...]
    """The words of its names by which it is told from other stories."""
    people: tuple[str, ...]
    """Whom the opening names in full, with their ages."""
    names: tuple[str, ...]
    """Whom it names in full besides."""


def setting_of(outlet: str, spoken: dt.date, title: Passage, body: Passage) -> Setting:
    """The setting of an article published on the day `spoken`."""
    opening = [sentence for passage in (title, body) for sentence in passage.sentences[:_OPENING]]
    wide = [sentence for passage in (title, body) for sentence in passage.sentences[:_TELLING]]
    named = [list(events(sentence.tokens, sentence.language)) for sentence in opening]
    event = main_event(chain.from_iterable(named), body.language) or _event(wide, body.language)
    telling = [sentence for sentence, kinds in zip(opening, named, strict=True) if event in kinds]
    day = (_event_day(telling, spoken) or _event_day(opening, spoken)) if event is not None else None
    filed = dateline(body.flat, body.language)
    headed, told = _named(title), _named(body)
    states = [state for sentence in opening for state in regions(sentence.tokens, sentence.language)]
    near = tuple(dict.fromkeys(([filed] if filed else []) + headed + told + states))
    on = dict.fromkeys(street for sentence in wide for street in streets(sentence.tokens, body.language))
    people, names = _people(wide)
    home = next(filter(is_city, outlet.split()), None)
    place = _place(headed, told, body.language) or home
    return Setting(
        outlet=outlet,
        spoken=spoken,
        filed=filed,
        place=place,
        country=_country(near),
        event=event,
        event_day=day,
        is_sum=any(is_sum(sentence.tokens, title.language) for sentence in title.sentences),
        organisation=organisation_of(title.sentences, body.sentences, body.language),
        named=_first_name(body),
        story=story_of(
            outlet,
            title.sentences,
            body.sentences,
            (filed, place, _country(near), home, kind_as_name(event, body.language)),
            body.language,
        ),
        places=(*near, *on)[:_PLACES],
        people=people,
        names=names,
    )


def _event(told: Sequence[Sentence], language: Language) -> str | None:
    return main_event((kind for sentence in told for kind in events(sentence.tokens, language)), language)


def _people(telling: Sequence[Sentence]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who is named with his age, and who without."""
    found = dict.fromkeys(who for sentence in telling for who in persons(sentence.tokens, sentence.language))
    aged = dict.fromkeys(who.name for who in found if who.is_aged)
    names = dict.fromkeys(who.name for who in found if who.name not in aged)
    return tuple(aged)[:_PEOPLE], tuple(names)[:_PEOPLE]


def _place(headed: Sequence[str], told: Sequence[str], language: Language) -> str | None:
    """The first city that title and opening name; else what the body names, as in titles any word may be a capital."""
    return next((name for name in (*headed, *told) if is_city(name)), None) or nearest((*told, *headed), language)


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


def _named(passage: Passage) -> list[str]:
    opening = [(sentence.tokens, passage.language) for sentence in passage.sentences[:_OPENING]]
    return [name for some in (named_cities, places) for tokens in opening for name in some(*tokens)]


def past_day(found: Sequence[Time], spoken: dt.date) -> Span | None:
    """The first of the times that names one day up to that of speaking."""
    days = (time.span for time in found if time.kind in (TimeKind.DATE, TimeKind.TIME))
    return next((span for span in days if span is not None and span.earliest == span.latest <= spoken), None)


def _event_day(telling: Sequence[Sentence], spoken: dt.date) -> Span | None:
    """The earliest day that those sentences name which tell of the event: all else that they tell came of it."""
    days = (past_day(times(sentence, spoken), spoken) for sentence in telling)
    return min((day for day in days if day is not None), key=lambda day: day.earliest, default=None)
