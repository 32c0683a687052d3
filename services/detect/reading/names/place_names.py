"""How far the name of a place goes from where it begins, and whether a name may be a place's at all.

Russia's Kursk | region · St. Louis | shooting · Rio de Janeiro — but not Park Street, Sheriff Doe, Monday
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.names.capitals import is_capital
from services.detect.reading.names.gazetteer import is_city, is_state
from services.detect.reading.names.spellings import is_spelling
from services.detect.reading.tokens import POSSESSIVE, Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

_LONGEST: Final = 8
"""Words of a place's name."""


class Name(Struct, frozen=True):
    """The words of a name that ends before token `last`, and of its owner's ("Russia's Kursk"), if it has one."""

    words: tuple[str, ...]
    owner: tuple[str, ...]
    last: int


class _Words(Struct, frozen=True):
    joints: frozenset[str]
    """Small words inside of a name,"""
    hyphened: frozenset[str]
    """and such as are so only between hyphens."""
    abbreviations: frozenset[str]
    directions: frozenset[str]
    owned: frozenset[str]
    """What somebody has, and a town has not: "at Doe's house"."""
    leads: frozenset[str]
    ends: frozenset[str]
    """Words that no name of a place holds, also where a headline writes them with capitals."""
    ranks: frozenset[str]
    refused: frozenset[str]
    refused_last: frozenset[str]


def is_part_of_name(token: Token, language: Language) -> bool:
    """Whether a word may be one of a place's name."""
    words = _words(language)
    return is_capital(token) and token.lower not in words.ends


def name_at(tokens: Sequence[Token], first: int, language: Language) -> Name:
    """The name that begins at token `first`; no words where it is somebody's: "at Doe's house"."""
    words = _words(language)
    owner: list[str] = []
    name: list[str] = []
    k = first
    while k < len(tokens) and len(name) < _LONGEST:
        token = tokens[k]
        if token.lower == POSSESSIVE and name:
            behind = tokens[k + 1] if k + 1 < len(tokens) else None
            if behind is None or not behind.text[0].isupper():
                is_somebody = behind is None or _is_somebody(name, behind, words)
                return Name((), () if is_somebody else tuple(name), k)
            owner, name = name, []
        elif is_part_of_name(token, language):
            dotted = token.lower in words.abbreviations and k + 1 < len(tokens) and tokens[k + 1].text == "."
            name.append(f"{token.text}." if dotted else token.text)
            k += dotted
        elif not (name and _goes_on(tokens, k, words)):
            break
        else:
            name.append(token.text)
        k += 1
    if owner and name and name[-1].lower() in words.refused_last and not is_city(" ".join(owner)):
        owner = []  # "Cole's Place"
    return Name(tuple(name), tuple(owner), k)


def may_be_place(name: Sequence[str], language: Language) -> bool:
    """Not a day, an office and a name ("Sheriff Doe"), a venue, a side of a town or what only capitals spell."""
    words, spelt = _words(language), " ".join(name)
    if len(name) > 1 and is_city(spelt):
        return True  # "Highland Park"
    lower = [part.lower().rstrip(".") for part in name]
    if not words.refused.isdisjoint(lower) or lower[-1] in words.refused_last or lower[0] in words.ranks:
        return False
    if all(part in words.directions or part in words.abbreviations for part in lower):
        return False
    return len(name) > 1 or not name[0].isupper() or is_spelling(lower[0], language) or is_city(name[0])


def _is_somebody(name: Sequence[str], behind: Token, words: _Words) -> bool:
    """Whether what stands behind the "'s" of a name tells that it is a person's or a shop's: "at Doe's house"."""
    if behind.lower in words.owned:
        return True
    is_named = behind.text.isalpha() and behind.lower not in words.leads
    return not is_named and not is_city(" ".join(name)) and not is_state(" ".join(name))


def _goes_on(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether a name's next word follows what joins it: "Baden-Baden", "Rio de Janeiro", "Port-au-Prince"."""
    behind = tokens[k + 1] if k + 1 < len(tokens) else None
    if behind is None:
        return False
    if is_hyphen(tokens, k):
        return behind.text[0].isupper() or (behind.lower in words.hyphened and is_hyphen(tokens, k + 2))
    is_joint = tokens[k].lower in (words.hyphened if is_hyphen(tokens, k - 1) else words.joints)
    return is_joint and (behind.text[0].isupper() or is_hyphen(tokens, k + 1))


@cache
def _words(language: Language) -> _Words:
    subjects = vocabulary(language, "subjects")
    named, refused = subjects["places_named"], subjects["places_refused"]
    kinds = ("events", "occasions")
    events = {wording for kind in kinds for some in subjects[kind].values() for wording in some}
    return _Words(
        joints=frozenset(named["joints"]),
        hyphened=frozenset((*named["joints"], *named["hyphened"])),
        abbreviations=frozenset(named["abbreviations"]),
        directions=frozenset(named["directions"]),
        owned=frozenset(named["owned"]),
        leads=frozenset(named["leads"]),
        ends=frozenset((*named["ends"], *named["leads"], *named["venues"], *named["owners"], *events)),
        ranks=frozenset(subjects["persons_named"]["ranks"]),
        refused=frozenset(refused["any"]),
        refused_last=frozenset(refused["last"]),
    )
