"""The classes of the counted, and what they may do or suffer, as the vocabulary has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Final

from msgspec import Struct

from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary

PEOPLE: Final = "people"
"""The class of whoever is of no other."""
SUSPECT: Final = "suspect"


class _Words(Struct, frozen=True):
    counted: Mapping[str, str]
    heads: Mapping[str, str]
    """The counted, the persons and the nationals of states, also in the singular."""
    young: Mapping[str, str]
    wholes: frozenset[str]
    persons: frozenset[str]
    serving: Mapping[str, Sequence[str]]
    by_class: Mapping[str, Mapping[str, str]]
    in_event: Mapping[str, Mapping[str, str]]
    of_things: frozenset[str]
    of_things_only: frozenset[str]
    of_campaigns: frozenset[str]
    of_employers: frozenset[str]
    implied: Mapping[str, str]
    gatherings: frozenset[str]
    dated: frozenset[str]
    only_in: Mapping[str, Mapping[str, Any]]
    owning: frozenset[str]
    owned: frozenset[str]
    tolls: frozenset[str]
    cumulative: frozenset[str]


def is_class(word: str, language: Language) -> str | None:
    """The counted class that a word names, if any."""
    return _words(language).counted.get(word)


def class_before(tokens: Sequence[Token], language: Language) -> str | None:
    """The counted class that the tokens name last."""
    return next((found for t in reversed(tokens) if (found := is_class(t.lower, language)) is not None), None)


def counted_class(noun: str | None, language: Language) -> str | None:
    """The class that a counted noun belongs to: its head's, or the head itself where no class knows it."""
    if not noun:
        return None
    words, parts = _words(language), noun.split()
    young = next((words.young[part] for part in parts if part in words.young), None)
    return young or words.heads.get(parts[-1], parts[-1])


def young_class(tokens: Sequence[Token], language: Language) -> str | None:
    """The class that words say of somebody young, whatever the noun: "a teenage girl"."""
    young = _words(language).young
    return next((young[token.lower] for token in tokens if token.lower in young), None)


def is_known(noun: str, language: Language) -> bool:
    """Whether the counted noun's head names one of the vocabulary's classes."""
    return noun.rsplit(maxsplit=1)[-1] in _words(language).heads


def is_whole(counted: str, language: Language) -> bool:
    """Whether a count of the class may be the whole of an event's victims, and not only a part of them."""
    return counted in _words(language).wholes


def is_person(counted: str, language: Language) -> bool:
    """Whether one of the class may be one of an event's victims as anybody may: not those who did it."""
    words = _words(language)
    return words.heads.get(counted, counted) in words.persons


def may_serve(counted: str, action: str, language: Language) -> bool:
    """Whether a class does or suffers an action of its own accord; others are sent or leave as anybody does."""
    serving = _words(language).serving
    return action not in serving or counted in serving[action]


def told_as(action: str, counted: str, event: str | None, language: Language) -> str | None:
    """What an action means of a class and in an event; None where of this class it means nothing.

    "Lost 300 jobs" is laid off; who took part in a strike was striking.
    """
    words = _words(language)
    by_class = words.by_class.get(action)
    told = action if by_class is None else by_class.get(counted)
    in_event = words.in_event.get(event or "", words.in_event["other"])
    return in_event.get(told, told) or None if told is not None else None


def is_of_things(action: str, language: Language) -> bool:
    """Whether the action is also stated of things that no class knows."""
    return action in _words(language).of_things


def is_of_things_only(action: str, language: Language) -> bool:
    """Whether the action is never stated of people: whoever counts none but a number counts other things."""
    return action in _words(language).of_things_only


def is_of_campaign(action: str, language: Language) -> bool:
    """Whether the action is of no one event, but goes on in a whole country."""
    return action in _words(language).of_campaigns


def is_of_employer(action: str, language: Language) -> bool:
    """Whether an organisation does this to its own people, so that its name tells whose they are."""
    return action in _words(language).of_employers


def is_at_large(action: str, language: Language) -> bool:
    """Whether an action may come to mean one of a campaign or of an employer, whatever event is told of."""
    words = _words(language)
    told = words.by_class.get(action, {"": action}).values()
    meant = {*told, *(others.get(each) for others in words.in_event.values() for each in told)}
    return not meant.isdisjoint(words.of_campaigns | words.of_employers)


def event_of(action: str, event: str | None, language: Language) -> str | None:
    """The kind of event that an action makes itself, else the one in which it is told."""
    return _words(language).implied.get(action, event)


def is_of_owner(tokens: Sequence[Token], noun: str | None, language: Language) -> bool:
    """Whether the words of a count say whose they are, so that it counts all his: "23 of its soldiers".

    Of a person's own ("two of his sons") it does not, nor of a group named before ("two of the victims").
    """
    words, head = _words(language), (noun or "").rsplit(maxsplit=1)[-1:]
    is_owned = any(token.lower in words.owning for token in tokens)
    return is_owned and bool(head) and not words.owned.isdisjoint((head[0], words.heads.get(head[0], head[0])))


def is_gathering(action: str | None, language: Language) -> bool:
    """Whether the action is over with the day of its event: who marched is counted for that day."""
    return action in _words(language).gatherings


def is_said_in(action: str, own: Sequence[Token], event: str | None, language: Language) -> bool:
    """Whether an action's own words say it in such an event: "cases" are of a disease, not of a court."""
    only = _words(language).only_in.get(action)
    return only is None or event == only["event"] or only["words"].isdisjoint(token.lower for token in own)


def is_dated(action: str | None, language: Language) -> bool:
    """Whether the day on which the action was done is itself a figure worth comparing."""
    return action in _words(language).dated


def is_toll(action: str | None, language: Language) -> bool:
    """Whether the action is what every event's toll counts: killed, arrested."""
    return action in _words(language).tolls


def is_cumulative(action: str | None, language: Language) -> bool:
    """Whether counts of the action can only grow."""
    return action in _words(language).cumulative


@cache
def _words(language: Language) -> _Words:
    subjects, people, nouns = vocabulary(language, "subjects"), vocabulary(language, "people"), nouns_of(language)
    counted, states = inverse(subjects["counted"]), vocabulary(language, "states")["adjectives"]
    nationals = {word: word for adjectives in states.values() for word in adjectives if word.isalpha()}
    known = {**nationals, **inverse(people["persons"]), **counted}
    return _Words(
        counted=counted,
        heads={**known, **{singular(word, nouns): name for word, name in known.items()}},
        persons=frozenset({*people["persons"], *nationals} - {*people["besides"]["classes"]}),
        young=people["young"]["words"],
        wholes=frozenset(subjects["wholes"]["people"]),
        serving=people["serving"],
        by_class=people["told_by_class"],
        in_event=people["told_in"],
        of_things=frozenset(people["of_things"]["actions"]),
        of_things_only=frozenset(people["of_things"]["only"]),
        of_campaigns=frozenset(people["campaigns"]["actions"]),
        gatherings=frozenset(people["gatherings"]["actions"]),
        implied=people["implied"],
        of_employers=frozenset(people["employers"]["actions"]),
        dated=frozenset(people["dated"]["actions"]),
        only_in={name: {**only, "words": frozenset(only["words"])} for name, only in people["only_in"].items()},
        owning=frozenset(people["owned"]["by"]),
        owned=frozenset(people["owned"]["classes"]),
        tolls=frozenset(vocabulary(language, "clauses")["things"]["tolls"]),
        cumulative=frozenset(subjects["measures"]["cumulative"]),
    )
