"""Who or what a quantity counts, what they do or suffer, where, and in which event."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final, NamedTuple

from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import ENGLISH, inverse, vocabulary

_WORDS: Final[dict[str, Any]] = vocabulary(ENGLISH, "subjects")
_COUNTED: Final = inverse(_WORDS["counted"])
_ACTORS: Final = inverse(_WORDS["actors"])
_ACTIONS: Final = inverse(_WORDS["actions"])
_TOLLS: Final = inverse(_WORDS["toll"])
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
_DETERMINERS: Final = frozenset(("a", "an", "the", "his", "her", "their", "my", "our", "him", "them", "me", "himself"))
_CLAUSE_ENDS: Final = frozenset((";", ":", ".", "!", "?"))


class Action(NamedTuple):
    """An action's name and the rule that found it."""

    name: str
    rule: str


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


def counted_class(noun: str | None) -> str | None:
    """The class that a counted noun belongs to: its head's, or the head itself where no class knows it."""
    if not noun:
        return None
    head = noun.split()[-1]
    return _COUNTED.get(head, head)


def is_known(noun: str) -> bool:
    """Whether the counted noun's head names one of the vocabulary's classes."""
    return noun.rsplit(maxsplit=1)[-1] in _COUNTED


def is_class(word: str) -> str | None:
    """The counted class that a word names, if any."""
    return _COUNTED.get(word)


def action_of(tokens: Sequence[Token], first: int, last: int, bounds: tuple[int, int]) -> Action | None:
    """What the counted do or suffer: said after them in their clause, or before them by a verb or a toll.

    `bounds` are the ends of the tokens that belong to no other quantity.
    """
    return _suffered(tokens, last, bounds[1]) or _toll(tokens, first, bounds[0]) or _inflicted(tokens, first, bounds[0])


def _suffered(tokens: Sequence[Token], last: int, stop: int) -> Action | None:
    """As in "three people were killed", "2 dead": the first action word after, unless it has an object of its own."""
    if [token.lower for token in tokens[last : last + 2]] == [",", "including"]:
        last = next((k + 1 for k in range(last + 2, len(tokens)) if tokens[k].text == ","), last)
        stop = max(stop, min(last + 4, len(tokens)))
    for k in range(last, min(last + 10, stop)):
        token = tokens[k]
        if token.text in _CLAUSE_ENDS or (token.text == "," and k > last + 1):
            return None
        if (name := _ACTIONS.get(token.lower)) is None:
            continue
        if name == "shot" and (further := _after_shot(tokens, k)) is not None:
            return Action(further, "action after the counted")
        passive = any(tokens[p].lower in ("were", "was", "been", "are", "is", "being") for p in range(last, k))
        if not passive and _has_object(tokens, k):
            return None
        if k and tokens[k - 1].lower == "fatally":
            name = "killed"
        return Action(name, "action after the counted")
    return None


def _after_shot(tokens: Sequence[Token], k: int) -> str | None:
    """What the shot suffered: "shot dead", "shot and wounded", "shot to death"."""
    words = [token.lower for token in tokens[k + 1 : k + 3]]
    if len(words) < 2 or words[0] not in ("and", "to", "dead"):
        return None
    name = _ACTIONS.get(words[1]) or _ACTIONS.get(words[0])
    return name if name in ("killed", "injured") else None


def _has_object(tokens: Sequence[Token], k: int) -> bool:
    if k + 1 >= len(tokens):
        return False
    follows = tokens[k + 1]
    return (
        follows.lower in _DETERMINERS
        or (follows.text[0].isupper() and follows.text.isalpha())
        or follows.text[0].isdigit()
    )


def _toll(tokens: Sequence[Token], first: int, start: int) -> Action | None:
    words = " ".join(token.lower for token in tokens[max(start, first - 8) : first])
    for wording, name in _TOLLS.items():
        if re.search(rf"\b{wording}\b", words):
            return Action(name, f"toll: {wording}")
    return None


def _inflicted(tokens: Sequence[Token], first: int, start: int) -> Action | None:
    """As in "killing three people": the verb at most two words before."""
    for k in range(first - 1, max(first - 4, start - 1), -1):
        if (name := _ACTIONS.get(tokens[k].lower)) is not None and name not in ("seen", "striking"):
            return Action(name, "action before the counted")
        if tokens[k].text in ",;:.":
            return None
    return None


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
