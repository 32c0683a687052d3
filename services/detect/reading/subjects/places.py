"""Where: places that words put something in, near or at, and the place from which a story was filed.

in Russia's Kursk region → Kursk · near St. Louis, Missouri → St. Louis · MARLOW, Ill. (Agency) - → Marlow
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from services.detect.reading.subjects.actors import is_adjective
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_DATELINE: Final = re.compile(
    r"^\W{0,3}([A-Z][A-Z.' ]{1,28}[A-Z])(?:,\s{0,2}[\w.]{2,20}){0,2}\s{0,2}(?:\([^()\n]{2,24}\)\s{0,2})?-"
)
_LONGEST: Final = 4
"""Words of a place's name."""


class _Words(NamedTuple):
    spellings: dict[str, str]
    leads: frozenset[str]
    joints: frozenset[str]
    abbreviations: frozenset[str]
    refused: frozenset[str]
    refused_last: frozenset[str]
    kinds: frozenset[str]


def dateline(flat: str, language: Language) -> str | None:
    """The place in capitals with which a wire story begins: "KURSK, Russia (Agency) -"."""
    match = _DATELINE.match(flat[:120])
    if match is None or match[1].lower() in _words(language).refused:
        return None
    return canonical_place(match[1].title(), language)


def places(tokens: Sequence[Token], language: Language) -> Iterator[str]:
    """The places that the words put something in, near or at, in order."""
    words = _words(language)
    for k, token in enumerate(tokens):
        if token.lower not in words.leads:
            continue
        name = _name(tokens, k + 1, words)
        if name and words.refused.isdisjoint(word.lower().rstrip(".") for word in name):
            spelt = " ".join(name).replace(" - ", "-")
            if name[-1].lower() not in words.refused_last and not is_adjective(spelt, language):
                yield canonical_place(spelt, language)


def canonical_place(name: str, language: Language) -> str:
    """One name for one place: known spellings folded, a last word that only says its kind ("region") left out."""
    words = _words(language)
    parts = name.split()
    while name.lower() not in words.spellings and len(parts) > 1 and parts[-1].lower() in words.kinds:
        parts.pop()
        name = " ".join(parts)
    return words.spellings.get(name.lower(), name)


def _name(tokens: Sequence[Token], k: int, words: _Words) -> list[str]:
    """The capitalised words from token k on; the owner of a place ("Russia's Kursk") is not part of its name."""
    name: list[str] = []
    while k < len(tokens) and len(name) < 2 * _LONGEST:
        token = tokens[k]
        if token.lower == "'s" and name:
            if k + 1 < len(tokens) and tokens[k + 1].text[0].isupper():
                name = []
            else:
                return name
        elif token.text[0].isupper():
            dotted = token.lower in words.abbreviations and k + 1 < len(tokens) and tokens[k + 1].text == "."
            name.append(f"{token.text}." if dotted else token.text)
            k += dotted
        elif not (name and token.lower in words.joints and _goes_on(tokens, k)):
            break
        else:
            name.append(token.text)
        k += 1
    return name


def _goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Whether a name's next word follows the word or hyphen that joins it: "Baden-Baden", "Rio de Janeiro"."""
    return k + 1 < len(tokens) and tokens[k + 1].text[0].isupper()


@cache
def _words(language: Language) -> _Words:
    subjects = vocabulary(language, "subjects")
    named, refused = subjects["places_named"], subjects["places_refused"]
    return _Words(
        spellings=inverse(subjects["places"]),
        leads=frozenset(named["leads"]),
        joints=frozenset(named["joints"]),
        abbreviations=frozenset(named["abbreviations"]),
        refused=frozenset(refused["any"]),
        refused_last=frozenset(refused["last"]),
        kinds=frozenset(refused["kinds"]),
    )
