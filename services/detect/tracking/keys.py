"""What statements must share to be of one claim: what is counted, of whom, doing or suffering what, where, by what.

Watched claims come first, in the watchlist's order; all else is discovered.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

import msgspec

from schemas.event import CARRIED, ClaimId, TrackId, stands_elsewhere
from schemas.statements import Statement, Subject
from schemas.values import Figure, Measure, Modality, Presence, Quantity, Span
from schemas.watch import Rules, WatchedClaim
from services.detect.reading.days.kinds import family_of
from services.detect.reading.named import AGE, is_of_person
from services.detect.reading.people.classes import PEOPLE, is_person
from services.detect.reading.setting.events import is_kind
from services.detect.reading.sightings.forces import FORCE
from services.detect.reading.things.classes import filed_as
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.plans import is_planned
from services.detect.tracking.remembered import remembered


class Kind(StrEnum):
    """What kind of figure a claim compares."""

    QUANTITY = "quantity"
    PRESENCE = "presence"
    DATE = "date"
    AGE = "age"
    CARRIED = "carried"
    """A number on others' word, whatever it counts."""
    TELLING = "telling"
    """What two tellings of one story give, whatever each says of it;"""
    TOLD_DAY = "told-day"
    """and the days that they give."""


class Yardstick(NamedTuple):
    """What figures must share to be compared at all."""

    kind: Kind
    unit: str | None = None
    is_change: bool = False
    """Whether it says by how much something rose or fell; not so of what is told relative to an earlier figure."""


class Told(NamedTuple):
    """What a story tells of things: the word of its names by which it goes, the sense, and words that say which."""

    story: str
    sense: str | None
    which: str
    name: str
    """The word that most of the articles have, for a title; of a number on others' word, what its first one names."""
    is_first: bool
    """Whether it is the first that the story tells of them: counts may be of it that say nothing but how many."""


class Happening(NamedTuple):
    """A one-off event, by the first day and the first place told of it."""

    day: dt.date | None
    place: str | None = None
    told: Told | None = None
    """Of things of a story: which story, and what is told of which of them; the day is then the first of telling."""


class ClaimKey(NamedTuple):
    """What all statements of a claim have in common, but for which event they speak of."""

    yardstick: Yardstick
    subject: Subject
    watched: str | None


def key_of(statement: Statement, rules: Rules) -> ClaimKey:
    """The key of a statement's claim under these rules."""
    filed = _filed_as(statement)
    told = statement.subject if statement.story else filed
    return _key(told, filed, yardstick_of(statement), statement.story, rules)


def filed_under(track: TrackId, statement: Statement, rules: Rules) -> tuple[ClaimKey, ClaimId, ClaimId | None]:
    """That key, the id that all claims of the key share, and that of the claims of which these are a part."""
    if stands_elsewhere(track):
        key = _gathered(track, statement)
        return key, claim_id(track, key), None
    key = key_of(statement, rules)
    whole = whole_of(key)
    return key, claim_id(track, key), None if whole is None else claim_id(track, whole)


def _gathered(track: TrackId, statement: Statement) -> ClaimKey:
    """The key of what a track gathers anew: by a number, or by a name that articles share."""
    unit = statement.figure.unit if isinstance(statement.figure, Quantity) else None
    gathered, by = track.split("/")[:2]
    if gathered == CARRIED:
        return ClaimKey(Yardstick(Kind.CARRIED, unit), Subject(by, None, None, None, None), None)
    kind = Kind.TOLD_DAY if isinstance(statement.figure, Span) else Kind.TELLING
    return ClaimKey(Yardstick(kind, unit), Subject(None, None, None, None, None), None)


@lru_cache(maxsize=65_536)
def _key(told: Subject, filed: Subject, yardstick: Yardstick, story: tuple[str, ...], rules: Rules) -> ClaimKey:
    """A watch asks for what is told, also where a story tells more of which ones are meant."""
    for watched in rules.watchlist:
        if _matches(watched, told, filed.counted, yardstick.kind, story):
            shared = Subject(watched.counted, watched.actor, watched.action, watched.place, None)
            return ClaimKey(yardstick, shared, watched.name)
    if is_kind(filed.event, ENGLISH):  # which one is told by more than the place that a sentence names (`happenings`)
        filed = msgspec.structs.replace(filed, place=None)
    return ClaimKey(yardstick, filed, None)


def yardstick_of(statement: Statement) -> Yardstick:
    """By what a statement's figure can be compared."""
    figure = statement.figure
    if statement.subject.counted == AGE and is_of_person(statement.subject):
        return Yardstick(Kind.AGE)
    if isinstance(figure, Quantity):
        is_change = figure.measure is Measure.CHANGE and figure.modality is not Modality.RELATIVE
        return Yardstick(Kind.QUANTITY, figure.unit, is_change)
    return Yardstick(Kind.PRESENCE if isinstance(figure, Presence) else Kind.DATE)


def _matches(watched: WatchedClaim, subject: Subject, filed: str | None, kind: Kind, story: tuple[str, ...]) -> bool:
    """Whether a watch gathers a subject, by its noun or its class, and where no place is told, by its story's names."""
    if watched.action is not None and watched.action != subject.action and kind is not Kind.PRESENCE:
        return False
    if kind is Kind.DATE or (is_planned(subject.action, ENGLISH) and watched.action != subject.action):
        return False
    nouns, places = (watched.counted, *watched.aliases), (watched.place, *watched.places)
    return (
        (None in nouns or _is_one_of(nouns, subject.counted) or _is_one_of(nouns, filed))
        and (watched.actor is None or _is_one_of((watched.actor,), subject.actor))
        and (None in places or _is_one_of(places, subject.place) or (subject.place is None and _is_in(places, story)))
    )


def _is_in(places: Iterable[str | None], story: tuple[str, ...]) -> bool:
    """Whether a story names one of the places, whole."""
    return any(place is not None and set(place.lower().split()) <= set(story) for place in places)


def _is_one_of(names: Iterable[str | None], given: str | None) -> bool:
    return given is not None and given.lower() in {name.lower() for name in names if name is not None}


def whole_of(key: ClaimKey) -> ClaimKey | None:
    """The claim that counts all the people of whom this one counts a class; None where it counts no such class."""
    subject = key.subject
    counted = subject.counted or PEOPLE
    if key.watched is not None or subject.event is None or key.yardstick.kind is not Kind.QUANTITY:
        return None
    if counted == PEOPLE or not is_person(counted, ENGLISH):
        return None
    return key._replace(subject=msgspec.structs.replace(subject, counted=PEOPLE))


def _filed_as(statement: Statement) -> Subject:
    """Whom a statement is filed as being about: one victim who is only mentioned is one of the people.

    "A man was killed" in one report and "one person was killed" in another speak of one toll.
    """
    figure, subject = statement.figure, statement.subject
    if statement.story:
        return _filed_in_story(subject, figure)
    mentioned = isinstance(figure, Quantity) and is_mention(figure)
    if mentioned and subject.event is not None and is_person(subject.counted or PEOPLE, ENGLISH):
        return msgspec.structs.replace(subject, counted=PEOPLE)
    return subject


def _filed_in_story(subject: Subject, figure: Figure) -> Subject:
    """The same of what only its story tells apart: by its kind alone, or by the person's name."""
    if is_of_person(subject):
        return msgspec.structs.replace(subject, place=None)  # places are compared with the days
    if isinstance(figure, Span):
        return Subject(family_of(subject.action or "", ENGLISH), None, None, None, None)
    if isinstance(figure, Presence):
        return Subject(FORCE, None, None, None, None)
    return Subject(filed_as(subject.counted or "", subject.action, ENGLISH), None, None, None, None)


@remembered
def of_people(statement: Statement) -> Statement:
    """What a count of a class of people states of all: so many people at least."""
    figure = statement.figure
    assert isinstance(figure, Quantity)  # noqa: S101 - only counts have a whole
    least = msgspec.structs.replace(figure, high=None, modality=Modality.AT_LEAST)
    subject = msgspec.structs.replace(statement.subject, counted=PEOPLE)
    return msgspec.structs.replace(statement, figure=least, subject=subject)


def counts_a_place_s_people(subject: Subject) -> bool:
    """Whether it counts people of nobody's and of no event: "killed in Ituri" may add up any events there."""
    return subject.event is None and subject.actor is None and is_person(subject.counted or PEOPLE, ENGLISH)


def is_mention(figure: Quantity) -> bool:
    """Whether it says only that there was one: "a man was killed"."""
    return figure.modality is Modality.AT_LEAST and figure.best == 1


@lru_cache(maxsize=65_536)
def claim_id(track: TrackId, key: ClaimKey, happening: Happening | None = None) -> ClaimId:
    """The claim's identity, readable; of a one-off event's claims without the event, what they share."""
    kind, unit, is_change = key.yardstick
    if key.watched is not None:
        measured = [slug(unit)] if unit is not None else []
        return ClaimId("/".join(["watched", slug(key.watched), kind, *measured, track]))
    subject = key.subject
    parts = (subject.counted, subject.action, subject.place, subject.event, unit, "change" if is_change else None)
    name = ClaimId(f"{track}/{kind}/{slug(' '.join(part for part in parts if part))}")
    if happening is None:
        return name
    told, day = happening.told, happening.day
    # The first of a story's claims bears no sense: it may be known by number alone before anybody says what happened.
    of_story = () if told is None else (told.story, None if told.is_first else told.sense, told.which)
    which = [slug(word) for word in (happening.place, *of_story) if word]
    return ClaimId("/".join((name, *which, *([day.isoformat()] if day is not None else []))))


def is_of(claim: ClaimId, watched: str) -> bool:
    """Whether a claim, or what claims share, is that of the watch with this name."""
    return claim.startswith(f"watched/{slug(watched)}/")


@lru_cache(maxsize=65_536)
def slug(name: str) -> str:
    """The name in lower-case letters, digits and hyphens of any script."""
    return re.sub(r"\W+", "-", name.lower()).strip("-")
