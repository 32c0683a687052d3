"""Who or what a quantity counts, what they do or suffer, where, and in which event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import ENGLISH, inverse, vocabulary

_WORDS: Final[dict[str, Any]] = vocabulary(ENGLISH, "subjects")
_COUNTED: Final = inverse(_WORDS["counted"])
_WHOLES: Final = frozenset(_WORDS["wholes"]["people"])
_ACTORS: Final = inverse(_WORDS["actors"])
_EVENTS: Final = inverse(_WORDS["events"])
_PLACES: Final = inverse(_WORDS["places"])
_REFUSED_LAST: Final = frozenset(_WORDS["places_refused"]["last"])
_REFUSED_ANY: Final = frozenset(_WORDS["places_refused"]["any"])
_SUFFIXES: Final = tuple(_WORDS["places_refused"]["suffixes"])
_CUMULATIVE: Final = frozenset(_WORDS["measures"]["cumulative"])

_NAME: Final = r"[A-Z][\w'.]*[\w']"
_PLACE: Final = re.compile(
    rf"\b(?:in|near|at|from|across|around|outside|to|into|inside)\s{{1,3}}({_NAME}(?:[ -]{_NAME}){{0,3}})"
)
_DATELINE: Final = re.compile(
    r"^\W{0,3}([A-Z][A-Z.' ]{1,28}[A-Z])(?:,\s{0,2}[\w.]{2,20}){0,2}\s{0,2}(?:\([^()\n]{2,24}\)\s{0,2})?-"
)


def actor_of(tokens: Sequence[Token]) -> str | None:
    """The state whose people or forces these words name, the last one named: "US-trained Ukrainian troops"."""
    found = None
    for i in range(len(tokens)):
        for length in (2, 1):
            wording = " ".join(token.lower for token in tokens[i : i + length])
            if wording in _ACTORS and len(tokens) - i >= length:
                if length == 1 and i and f"{tokens[i - 1].lower} {wording}" in _ACTORS:
                    continue
                if wording != "us" or tokens[i].text == "US":
                    found = _ACTORS[wording]
                    break
    return found


def is_class(word: str) -> str | None:
    """The counted class that a word names, if any."""
    return _COUNTED.get(word)


def is_whole(counted: str) -> bool:
    """Whether a count of the class may be the whole of an event's victims, and not only a part of them."""
    return counted in _WHOLES


def is_cumulative(action: str | None) -> bool:
    """Whether counts of the action can only grow."""
    return action in _CUMULATIVE


def event_of(tokens: Sequence[Token]) -> str | None:
    """The first kind of event that the words name."""
    return next((_EVENTS[token.lower] for token in tokens if token.lower in _EVENTS), None)


def dateline(flat: str) -> str | None:
    """The place in capitals with which a wire story begins: "KURSK, Russia (Agency) -"."""
    match = _DATELINE.match(flat[:120])
    if match is None or match[1].lower() in _REFUSED_ANY:
        return None
    return canonical_place(match[1].title())


def places(flat: str, start: int, end: int) -> Iterator[str]:
    """The places that flat[start:end] puts something in, near or at, in order."""
    for match in _PLACE.finditer(flat[start:end]):
        words = match[1].removesuffix("'s").split()
        if any(word.lower().rstrip(".") in _REFUSED_ANY for word in words) or words[-1].lower() in _REFUSED_LAST:
            continue
        if " ".join(words).lower() in _ACTORS and " ".join(words) not in _ACTORS.values():
            continue
        yield canonical_place(" ".join(words))


def canonical_place(name: str) -> str:
    """One name for one place: known spellings folded, a trailing kind ("region") left out."""
    lowered = name.lower()
    if lowered in _PLACES:
        return _PLACES[lowered]
    words = name.split()
    if len(words) > 1 and words[-1].lower() in _SUFFIXES and words[-1].lower() != "city":
        words = words[:-1]
    return _PLACES.get(" ".join(words).lower(), " ".join(words))
