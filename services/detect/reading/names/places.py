"""Where: places that words put something in, near or at, and the place from which a story was filed.

in Russia's Kursk region → Kursk · near St. Louis, Missouri → St. Louis · MARLOW, Ill. (Agency) - → Marlow
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.names.actors import is_adjective
from services.detect.reading.names.gazetteer import is_city, is_state
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_DATELINE: Final = re.compile(
    r"^\W{0,3}([A-Z][A-Z.' ]{1,28}[A-Z])(?:,\s{0,2}[\w.]{2,20}){0,2}\s{0,2}(?:\([^()\n]{2,24}\)\s{0,2})?-",
    re.MULTILINE,
)
_TOP: Final = 400
"""Characters in which a story begins, below what its page has before it."""
_LONGEST: Final = 4
"""Words of a place's name."""


class Tie(IntEnum):
    """How surely what is told happened in a place that its words name: the surest first."""

    EVENT = 0
    """An event goes by its name: "the battle of Marlow", "an attack on Marlow"."""
    SCENE = 1
    """Something is put there, or is called after it: "in Marlow", "the Marlow shooting"."""
    OFFICE = 2
    """Who works there speaks or acts: "Marlow police"."""
    PERSON = 3
    """Somebody lives there, or was taken there: "a Marlow man", "from Marlow", "to a hospital in Marlow"."""


class Named(Struct, frozen=True):
    """A place that words name."""

    name: str
    tie: Tie


class _Words(Struct, frozen=True):
    spellings: dict[str, str]
    leads: frozenset[str]
    away: frozenset[str]
    """Leads to where somebody comes from or is taken."""
    sources: frozenset[str]
    """Words behind which they lead to somebody, unless it is a city: "according to Marlow police"."""
    care: frozenset[str]
    """Words behind which a sentence speaks of where the hurt were taken."""
    linked: frozenset[str]
    """Words that lead to a place with one of the links: "an attack on"."""
    links: frozenset[str]
    joints: frozenset[str]
    abbreviations: frozenset[str]
    directions: frozenset[str]
    owners: frozenset[str]
    persons: frozenset[str]
    owned: frozenset[str]
    """What somebody has, and a town has not: "at Doe's house"."""
    ranks: frozenset[str]
    events: frozenset[str]
    ends: frozenset[str]
    """Words that no name of a place holds, also where a headline writes them with capitals."""
    refused: frozenset[str]
    refused_last: frozenset[str]
    kinds: frozenset[str]
    wide: frozenset[str]


def dateline(flat: str, language: Language) -> str | None:
    """The place in capitals with which a wire story begins: "KURSK, Russia (Agency) -"."""
    for match in _DATELINE.finditer(flat[:_TOP]):
        if match[1].lower() not in _words(language).refused:
            name = canonical_place(match[1].title(), language)
            if match.start() == 0 or is_city(name):
                return name
    return None


def places(tokens: Sequence[Token], language: Language) -> Iterator[str]:
    """The places that the words put something in, near or at, in order; the part of a city goes by the city's name."""
    return (place.name for place in put_in(tokens, language))


def put_in(tokens: Sequence[Token], language: Language) -> Iterator[Named]:
    """The same, each with its tie."""
    words = _words(language)
    leads, links = words.leads, words.links
    for k in [k for k, token in enumerate(tokens) if token.lower in leads or token.lower in links]:
        if not _leads(tokens, k, words):
            continue
        owner, name = _name(tokens, k + 1, words)
        is_somebody = k > 0 and tokens[k - 1].lower in words.sources and not is_city(" ".join(name))
        for parts in (name, owner) if not is_somebody else ():
            if parts and _may_be_place(parts, words):
                spelt = " ".join(parts).replace(" - ", "-")
                if not is_adjective(spelt, language):
                    yield Named(canonical_place(spelt, language), _tie(tokens, k, words))


def named_cities(tokens: Sequence[Token], language: Language) -> Iterator[Named]:
    """The cities whose people or event words name, and nothing more: "Marlow police", "the Marlow shooting"."""
    words = _words(language)
    for k, token in enumerate(tokens):
        if token.lower in words.owners or token.lower in words.persons or token.lower in words.events:
            first = k
            while first and k - first < _LONGEST and _is_capital(tokens[first - 1], words):
                first -= 1
            led = tokens[first - 1] if first else None
            if first == k or (led is not None and (led.shape or led.text == "-")):
                continue
            if not _may_be_place([word.text for word in tokens[first:k]], words):
                continue
            name = canonical_place(" ".join(word.text for word in tokens[first:k]), language)
            if is_city(name):
                yield Named(name, _tie_to_name(token, words))


def nearest(named: Sequence[str], language: Language) -> str | None:
    """Of places in the order of a text the first that is no state and no county, else the first."""
    wide = _words(language).wide
    return min(named, key=lambda name: is_state(name) or name.rsplit(maxsplit=1)[-1].lower() in wide, default=None)


def canonical_place(name: str, language: Language) -> str:
    """One name for one place: known spellings folded, its kind ("region") and a city's part ("southwest") left out."""
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


def _leads(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether token k leads to a place: "in Marlow", "an attack on Marlow"."""
    if tokens[k].lower in words.leads:
        return True
    return k > 0 and tokens[k].lower in words.links and tokens[k - 1].lower in words.linked


def _tie(tokens: Sequence[Token], k: int, words: _Words) -> Tie:
    """How surely something happened in the place that token k leads to."""
    if tokens[k].lower in words.links and tokens[k - 1].lower in words.events:
        return Tie.EVENT
    is_away = tokens[k].lower in words.away or any(token.lower in words.care for token in tokens[:k])
    return Tie.PERSON if is_away else Tie.SCENE


def _tie_to_name(behind: Token, words: _Words) -> Tie:
    """The same of a city, by what goes by its name."""
    if behind.lower in words.events:
        return Tie.SCENE
    return Tie.OFFICE if behind.lower in words.owners else Tie.PERSON


def _may_be_place(parts: Sequence[str], words: _Words) -> bool:
    """Not a day, an office and a name ("Sheriff Doe"), a venue, a side of a town or what only capitals spell."""
    lower = [part.lower().rstrip(".") for part in parts]
    if not words.refused.isdisjoint(lower) or lower[-1] in words.refused_last or lower[0] in words.ranks:
        return False
    if all(part in words.directions or part in words.abbreviations for part in lower):
        return False
    return len(parts) > 1 or not parts[0].isupper() or lower[0] in words.spellings or is_city(parts[0])


def _name(tokens: Sequence[Token], k: int, words: _Words) -> tuple[list[str], list[str]]:
    """The owner of the place whose name begins at token k ("Russia's Kursk"), if it has one, and its name."""
    owner: list[str] = []
    name: list[str] = []
    while k < len(tokens) and len(name) < 2 * _LONGEST:
        token = tokens[k]
        if token.lower == "'s" and name:
            behind = tokens[k + 1] if k + 1 < len(tokens) else None
            if behind is None or not behind.text[0].isupper():
                return [], [] if behind is None or _is_somebody(name, behind, words) else name
            owner, name = name, []
        elif _is_capital(token, words):
            dotted = token.lower in words.abbreviations and k + 1 < len(tokens) and tokens[k + 1].text == "."
            name.append(f"{token.text}." if dotted else token.text)
            k += dotted
        elif not (name and token.lower in words.joints and _goes_on(tokens, k)):
            break
        else:
            name.append(token.text)
        k += 1
    if owner and name and name[-1].lower() in words.refused_last and not is_city(" ".join(owner)):
        owner = []  # "Cole's Place"
    return owner, name


def _is_somebody(name: Sequence[str], behind: Token, words: _Words) -> bool:
    """Whether what stands behind the "'s" of a name tells that it is a person's or a shop's: "at Doe's house"."""
    is_named = behind.text.isalpha() and behind.lower not in words.owned and behind.lower not in words.leads
    return not is_named and not is_city(" ".join(name)) and not is_state(" ".join(name))


def _is_capital(token: Token, words: _Words) -> bool:
    return not token.shape and token.text[0].isupper() and token.lower not in words.ends


def _goes_on(tokens: Sequence[Token], k: int) -> bool:
    """Whether a name's next word follows the word or hyphen that joins it: "Baden-Baden", "Rio de Janeiro"."""
    if tokens[k].text == "-" and not is_hyphen(tokens, k):
        return False
    return k + 1 < len(tokens) and tokens[k + 1].text[0].isupper()


@cache
def _words(language: Language) -> _Words:
    subjects = vocabulary(language, "subjects")
    named, refused = subjects["places_named"], subjects["places_refused"]
    events = {wording for kinds in ("events", "occasions") for some in subjects[kinds].values() for wording in some}
    return _Words(
        spellings=inverse(subjects["places"]),
        leads=frozenset(named["leads"]),
        away=frozenset(named["away"]),
        sources=frozenset(named["sources"]),
        care=frozenset(named["care"]),
        linked=frozenset(named["linked"]),
        links=frozenset(named["links"]),
        joints=frozenset(named["joints"]),
        abbreviations=frozenset(named["abbreviations"]),
        directions=frozenset(named["directions"]),
        owners=frozenset(named["owners"]),
        persons=frozenset(named["residents"]).union(*vocabulary(language, "people")["persons"].values()),
        owned=frozenset(named["owned"]),
        ranks=frozenset(subjects["persons_named"]["ranks"]),
        events=frozenset(events),
        ends=frozenset((*named["ends"], *events)),
        refused=frozenset(refused["any"]),
        refused_last=frozenset(refused["last"]),
        kinds=frozenset(refused["kinds"]),
        wide=frozenset(refused["wide"]),
    )
