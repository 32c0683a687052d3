"""A claim's title as a person would write it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

from services.detect.reading.measures.measured import is_measure
from services.detect.reading.named import is_of_person
from services.detect.reading.names.actors import adjective
from services.detect.reading.sums.asserted import LEVEL, RECKONED
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.calendar import named
from services.detect.tracking.keys import ClaimKey, Happening, Kind, Told
from services.wording.amounts import amount, plural


def title(key: ClaimKey, happening: Happening | None = None) -> str:
    """As in "North Korean soldiers deployed in Kursk", "Date of the strike in Marlow", "Age of Ann Hale"."""
    if key.watched is not None:
        return f"{key.watched}: sightings" if key.yardstick.kind is Kind.PRESENCE else key.watched
    if happening is not None and happening.told is not None and not is_of_person(key.subject):
        return _OF_TOLD.get(key.yardstick.kind, _of_story)(key, happening.told, happening.day)
    return _of_subject(key, happening)


def _of_subject(key: ClaimKey, happening: Happening | None) -> str:
    subject = key.subject
    if is_of_person(subject):
        return f"{_capital(subject.counted or '')} of {subject.actor}"
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
    """As in "Tamar Bank: customers affected, 9 June 2026", "Romania: inflation (per cent), 14 April 2026".

    The story goes by the name that most of its articles have, and need not be named twice.
    """
    counted = key.subject.counted or ""
    dated = f", {named(day)} {day.year}" if day else ""
    if key.yardstick.kind is Kind.DATE:
        head = f"date of the {told.sense}"
    else:
        is_one = counted == LEVEL or is_measure(counted, ENGLISH)
        which = told.which if is_one or key.yardstick.unit is not None else None
        noun = "figures of one text" if counted == LEVEL else counted if is_one else plural(counted)
        sense = None if told.sense == RECKONED else told.sense
        head = " ".join(filter(None, (which, noun, sense, _measured_in(key))))
        head = head.removeprefix(f"{told.name.lower()} ")
    return f"{told.name}: {head}{dated}"


def _of_number(key: ClaimKey, told: Told, day: dt.date | None) -> str:
    """As in "214 on the word of police, Marlow, 19 May 2026"."""
    number = amount(Decimal(key.subject.counted or "0"), key.yardstick.unit)
    dated = f", {named(day)} {day.year}" if day else ""
    where = f", {told.name}" if told.name else ""
    return f"{number} on the word of {told.story}{where}{dated}"


def _of_tellings(key: ClaimKey, told: Told, day: dt.date | None) -> str:
    """As in "Wadi Rahm: prisoners, as told on 4 March 2026"."""
    noun = told.sense or "figure"
    is_amount = key.yardstick.unit is not None or is_measure(noun, ENGLISH)
    head = " ".join(filter(None, (noun if is_amount else plural(noun), _measured_in(key))))
    return f"{told.name}: {head}{_as_told(day)}"


def _of_told_day(_key: ClaimKey, told: Told, day: dt.date | None) -> str:
    """As in "Wadi Rahm: date of the release, as told on 4 March 2026"."""
    return f"{told.name}: {f'date of the {told.sense}' if told.sense else 'date'}{_as_told(day)}"


def _as_told(day: dt.date | None) -> str:
    return f", as told on {named(day)} {day.year}" if day else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _measured_in(key: ClaimKey) -> str | None:
    if key.yardstick.is_change:
        return "(change)"
    return "(per cent)" if key.yardstick.unit == "percentage" else None


_OF_TOLD: Final[Mapping[Kind, Callable[[ClaimKey, Told, dt.date | None], str]]] = {
    Kind.CARRIED: _of_number,
    Kind.TELLING: _of_tellings,
    Kind.TOLD_DAY: _of_told_day,
}
"""How what is gathered anew is called; all else that a story tells is called by that."""
