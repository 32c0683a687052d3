"""What it comes to that a thing begins, ends, is done or is first used: the deed of which another article tells.

the fire broke out → fire      they completed their withdrawal → departure      the ferry is back → reopening
is shut until Monday → reopening, then                  the first trains will run on Monday → opening
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
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


def outcome(kind: str, topic: Topic, subject: Callable[[], Topic], language: Language) -> tuple[str | None, Topic]:
    """What happens to what, where it is only said to begin or to be done: "the fire broke out" is the day of the fire.

    Of "the force will complete its withdrawal" it befalls the force, the `subject`. What its first users open need not
    be named, nor who broke in. Some deeds are what they are by what they befall: a plane that comes down crashes.
    """
    words = _tables(language)
    if kind == words["first_use"]["kind"] and topic.head in words["first_use"]["users"]:
        return kind, Topic(())
    by_thing = _by_thing(language).get((kind, topic.head))
    if by_thing is not None:
        return by_thing, Topic(()) if by_thing in words["words"]["unnamed"] else topic
    if kind in words["words"]["unsaid"]:
        return None, topic
    head, of_what = kind_of(topic.head, language), topic.words[:-1]
    if head is not None and kind == words["begun"]["kind"]:
        return head, replace(topic, words=of_what)
    if head in words["done"]["kinds"] and kind == _DONE:
        return str(head), replace(topic, words=of_what) if of_what else subject()
    return kind, topic


def _tables(language: Language) -> Mapping[str, Any]:
    return vocabulary(language, "occurrences")


@cache
def _by_thing(language: Language) -> Mapping[tuple[str, str], str]:
    """By a kind and by what it befalls: what it is."""
    tables: Sequence[Mapping[str, Any]] = _tables(language)["by_thing"]
    return {
        (kind, head): means for table in tables for kind, means in table["means"].items() for head in table["heads"]
    }


@cache
def _uses(language: Language) -> frozenset[str]:
    """All forms of the verbs by which things are first used."""
    verbs, spelling = _tables(language)["first_use"]["verbs"], spelling_of(language)
    return frozenset(form for verb in verbs for form, _ in inflected(verb, spelling))
