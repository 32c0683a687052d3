"""A claim's title as a person would write it."""

from __future__ import annotations

from services.detect.reading.subjects.actors import adjective
from services.detect.reading.subjects.measures import is_measure
from services.detect.reading.vocabulary import ENGLISH
from services.detect.tracking.keys import ClaimKey, Happening, Kind


def title(key: ClaimKey, happening: Happening | None = None) -> str:
    """The claim's title as a person would write it: "North Korean soldiers deployed in Kursk"."""
    if key.watched is not None:
        return f"{key.watched}: sightings" if key.yardstick.kind is Kind.PRESENCE else key.watched
    subject = key.subject
    if happening is not None and happening.sense is not None or (happening and subject.place is None and subject.event is None):
        return _of_story(key, happening)
    counted = plural(subject.counted or "people") if subject.action else subject.counted or ""
    state = adjective(subject.actor, ENGLISH) if subject.actor else None
    whose = state.title() if state else subject.actor
    head = f"{whose} {counted}" if whose else counted
    words = [head[0].upper() + head[1:]]
    if subject.action:
        words.append({"seen": "at the front", "shot": "shot"}.get(subject.action, subject.action))
    if subject.event and key.yardstick.kind is Kind.QUANTITY:
        words.append(f"in the {subject.event}")
    day, near = (happening.day, happening.place) if happening is not None else (None, None)
    if place := subject.place or near:
        words.append(f"in {place}")
    if key.yardstick.is_change:
        words.append("(change)")
    elif key.yardstick.unit == "percentage":
        words.append("(per cent)")
    dated = f", {day.day} {day:%B %Y}" if day else ""
    return ("When: " if key.yardstick.kind is Kind.DATE else "") + " ".join(words) + dated


def _of_story(key: ClaimKey, happening: Happening) -> str:
    """As in "Customers affected: Tamar, 9 June 2026", "Wexcombe budget: Reed, 9 June 2026".

    The story is named by the first word of its names.
    """
    counted = key.subject.counted or ""
    is_one = is_measure(counted, ENGLISH)
    day = f", {happening.day.day} {happening.day:%B %Y}" if happening.day is not None else ""
    words = " ".join(filter(None, (happening.sense, counted) if is_one else (plural(counted), happening.sense)))
    kind = " (change)" if key.yardstick.is_change else " (per cent)" if key.yardstick.unit == "percentage" else ""
    return f"{words[0].upper()}{words[1:]}{kind}: {(happening.place or '').title()}{day}"


def plural(noun: str) -> str:
    """The plural that a title needs."""
    irregular = {"man": "men", "woman": "women", "child": "children", "people": "people"}
    if noun in irregular:
        return irregular[noun]
    return noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
