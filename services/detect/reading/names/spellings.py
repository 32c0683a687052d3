"""One name for one place: known spellings folded, its kind ("region") and a city's part ("southwest") left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec import Struct

from services.detect.reading.names.gazetteer import is_city, is_state
from services.detect.reading.vocabulary import Language, inverse, vocabulary


class _Words(Struct, frozen=True):
    spellings: Mapping[str, str]
    kinds: frozenset[str]
    directions: frozenset[str]
    wide: frozenset[str]


def canonical_place(name: str, language: Language) -> str:
    """The name under which a place is told of: "Kursk region", "Southwest Detroit" → Kursk, Detroit."""
    words = _words(language)
    parts = name.split()
    known = words.spellings
    while name.lower() not in known and not is_city(name) and len(parts) > 1 and parts[-1].lower() in words.kinds:
        parts.pop()
        name = " ".join(parts)
    name = words.spellings.get(name.lower(), name)
    while len(parts) > 1 and parts[0].lower() in words.directions and not is_city(name) and not is_state(name):
        parts = parts[1:]
        whole = words.spellings.get(" ".join(parts).lower(), " ".join(parts))
        name = whole if is_city(whole) else name
    return name


def is_spelling(name: str, language: Language) -> bool:
    """Whether it is one of several known spellings of a place."""
    return name.lower() in _words(language).spellings


def is_wide(name: str, language: Language) -> bool:
    """Whether it is a state or a county, and so wider than a town."""
    return is_state(name) or (name.rsplit(maxsplit=1)[-1].lower() in _words(language).wide and not is_city(name))


def nearest(named: Sequence[str], language: Language) -> str | None:
    """Of places in the order of a text the first that is no state and no county, else the first."""
    return min(named, key=lambda name: is_wide(name, language), default=None)


@cache
def _words(language: Language) -> _Words:
    subjects = vocabulary(language, "subjects")
    named, refused = subjects["places_named"], subjects["places_refused"]
    return _Words(
        inverse(subjects["places"]),
        frozenset(refused["kinds"]),
        frozenset(named["directions"]),
        frozenset(refused["wide"]),
    )
