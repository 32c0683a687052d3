"""A claim's title as a person would write it."""

from __future__ import annotations

import datetime as dt

from services.detect.reading.measures.measured import is_measure
from services.detect.reading.names.actors import adjective
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.calendar import named
from services.detect.tracking.keys import ClaimKey, Happening, Kind, Told


def title(key: ClaimKey, happening: Happening | None = None) -> str:
    """As in "North Korean soldiers deployed in Kursk", "Date of the strike in Marlow"."""
    if key.watched is not None:
        return f"{key.watched}: sightings" if key.yardstick.kind is Kind.PRESENCE else key.watched
    subject = key.subject
    if happening is not None and happening.told is not None:
        return _of_story(key, happening.told, happening.day)
    counted = plural(subject.counted or "people") if subject.action else subject.counted or ""
    state = adjective(subject.actor, ENGLISH) if subject.actor else None
    whose = state.title() if state else subject.actor
    words = [f"{whose} {counted}" if whose else counted]
    if key.yardstick.kind is Kind.DATE:
        words = ["when", *words, "were"] if subject.action else ["date of the", *words]
    if subject.action:
        words.append({"seen": "at the front", "shot": "shot"}.get(subject.action, subject.action))
    if subject.event and key.yardstick.kind is Kind.QUANTITY:
        words.append(f"in the {subject.event}")
    day, near = (happening.day, happening.place) if happening is not None else (None, None)
    if place := subject.place or near:
        words.append(f"in {place}")
    if (kind := _measured_in(key)) is not None:
        words.append(kind)
    dated = f", {named(day)} {day.year}" if day else ""
    return _capital(" ".join(words)) + dated


def _of_story(key: ClaimKey, told: Told, day: dt.date | None) -> str:
    """As in "Customers affected: Tamar, 9 June 2026", "Wexcombe budget: Reed, 9 June 2026".

    The story goes by the name that most of its articles have.
    """
    counted = key.subject.counted or ""
    if key.yardstick.kind is Kind.DATE:
        head = f"date of the {told.sense}"
    else:
        is_one = is_measure(counted, ENGLISH)
        which = told.which if is_one or key.yardstick.unit is not None else None
        event = f"in the {told.event}" if told.event else None
        noun = counted if is_one else plural(counted)
        head = " ".join(filter(None, (which, noun, told.sense, event, _measured_in(key))))
    return f"{_capital(head)}: {told.name.title()}" + (f", {named(day)} {day.year}" if day else "")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _measured_in(key: ClaimKey) -> str | None:
    if key.yardstick.is_change:
        return "(change)"
    return "(per cent)" if key.yardstick.unit == "percentage" else None


def plural(noun: str) -> str:
    """The plural that a title needs."""
    irregular = {"man": "men", "woman": "women", "child": "children", "people": "people", "money": "money"}
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun if noun.endswith("s") else noun + "s"
