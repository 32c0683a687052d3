"""Which counts are tolls: of whom something befell at once, and who are found one after another."""

from __future__ import annotations

from services.detect.reading.people.classes import is_toll
from services.detect.reading.things.classes import may_be_person, thing_of
from services.detect.reading.vocabulary import Language, vocabulary


def is_victim(counted: str, action: str | None, language: Language) -> bool:
    """Whether persons suffered what every event's toll counts: names of stories do not tell which ones are meant."""
    if not is_toll(action, language):
        return False
    return may_be_person(counted, language)


def is_harm(counted: str, action: str | None, language: Language) -> bool:
    """Whether it is a toll of what happened once: where that is of no known kind, only its story tells which."""
    table = vocabulary(language, "clauses")["things"]
    return action in table["harm"] and thing_of(counted, language) not in table["forces"]


def is_found(action: str | None, language: Language) -> bool:
    """Whether those to whom it is done are found one after another: the dead, the hurt and the missing."""
    return action in vocabulary(language, "clauses")["things"]["harm"]
