"""What it comes to that a thing begins, ends, is done or is first used: the deed of which another article tells.

the fire broke out → fire      they completed their withdrawal → departure      the ferry is back → reopening
is shut until Monday → reopening, then                  the first trains will run on Monday → opening
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Final

from msgspec.structs import replace

from services.detect.reading.days.doings import kind_of
from services.detect.reading.days.topics import Topic
from services.detect.reading.inflection import inflected, spelling_of
from services.detect.reading.vocabulary import Language, vocabulary

_DONE: Final = "completion"
_FIRST: Final = "first"


def ended(kind: str | None, language: Language) -> str | None:
    """What comes when that ends which is told: when no longer shut it is open."""
    ends: Mapping[str, str] = _tables(language)["until"]
    return ends.get(kind or "")


def opened_by(verb: str, topic: Topic, language: Language) -> str | None:
    """What opens on the day on which the first of its users use it: "the first trains will | run"."""
    table = _tables(language)["first_use"]
    is_first_use = _FIRST in topic.ordinals and verb in _uses(language)
    return table["kind"] if is_first_use and not {topic.head, *topic.words[-1:]}.isdisjoint(table["users"]) else None


def outcome(kind: str, topic: Topic, subject: Callable[[], Topic], language: Language) -> tuple[str, Topic]:
    """What happens to what, where it is only said to begin or to be done: "the fire broke out" is the day of the fire.

    Of "the force will complete its withdrawal" it befalls the force, the `subject`. When a service is back, it is open
    again; what its first users open need not be named.
    """
    words = _tables(language)
    if kind == words["first_use"]["kind"] and topic.head in words["first_use"]["users"]:
        return kind, Topic(())
    if kind in words["of_services"] and topic.head in words["of_services"]["heads"]:
        return str(words["of_services"][kind]), topic
    head, of_what = kind_of(topic.head, language), topic.words[:-1]
    if head is not None and kind == words["begun"]["kind"]:
        return head, replace(topic, words=of_what)
    if head in words["done"]["kinds"] and kind == _DONE:
        return str(head), replace(topic, words=of_what) if of_what else subject()
    return kind, topic


def _tables(language: Language) -> Mapping[str, Any]:
    return vocabulary(language, "occurrences")


@cache
def _uses(language: Language) -> frozenset[str]:
    """All forms of the verbs by which things are first used."""
    verbs, spelling = _tables(language)["first_use"]["verbs"], spelling_of(language)
    return frozenset(form for verb in verbs for form, _ in inflected(verb, spelling))
