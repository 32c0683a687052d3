"""Where: the places that words put something in, or call it after, each with how surely it happened there.

    in Russia's Kursk region · a shooting at a bar in Marlow · southeast Detroit house party shooting · Marlow police

Any name may be a place's behind a word that leads to one; what goes by a name alone ("a Detroit man") is a city's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from services.detect.reading.names.actors import is_adjective
from services.detect.reading.names.capitals import capitals
from services.detect.reading.names.gazetteer import is_city
from services.detect.reading.names.place_names import Name, is_part_of_name, may_be_place, name_at
from services.detect.reading.names.regions import has_region_behind
from services.detect.reading.names.spellings import canonical_place, is_spelling, is_wide
from services.detect.reading.names.ties import Tie, tie_of_lead, tie_of_nouns
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_MODIFIERS: Final = 3
"""Words between what leads to a place and its name: "in far southeast | Detroit"."""
_ADDRESS: Final = 6
"""Tokens between a street or block and what leads to another street."""
_STREET: Final = 3
"""Tokens between the second of two streets and the word that says so: "Elm and Old Oak | avenues"."""
_PLAIN: Final = 5
"""Letters from which on a word has no capital but in headlines."""


class Named(Struct, frozen=True):
    """A place that words name."""

    name: str
    tie: Tie
    is_town: bool
    """Whether it is a city, or its state stands behind it: "in Tiny, Mo."."""
    is_part: bool = False
    """Whether it is told to be a part of a city: "the Elms neighborhood"."""


class _Words(Struct, frozen=True):
    leads: frozenset[str]
    sources: frozenset[str]
    """Words behind which they lead to somebody, unless it is a city: "according to Marlow police"."""
    linked: frozenset[str]
    """Words that lead to a place with one of the links: "an attack on"."""
    links: frozenset[str]
    modifiers: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    crossings: frozenset[str]
    joins: frozenset[str]
    """Between the two streets of a crossing."""
    streets: frozenset[str]
    venues: frozenset[str]
    capital_venues: frozenset[str]
    """Those that headlines have behind a town's name, and what may stand before them."""
    parts: frozenset[str]
    kinds: frozenset[str]


def places(tokens: Sequence[Token], language: Language) -> Iterator[str]:
    """The places that the words put something in, near or at, in order; the part of a city goes by the city's name."""
    return (place.name for place in named_places(tokens, language) if place.tie not in (Tie.OFFICE, Tie.PERSON))


def named_places(tokens: Sequence[Token], language: Language) -> Iterator[Named]:
    """The places that the words name, in order."""
    words, last = _words(language), 0
    is_headline = not any(token.text.islower() and len(token.text) >= _PLAIN for token in tokens)
    for k in capitals(tokens):
        if k < last or not is_part_of_name(tokens[k], language):
            continue
        name = name_at(tokens, k, language)
        last = name.last
        if is_headline:
            name = _without_venue(name, words)
        elif _is_capital_venue(tokens, name.last, words):
            last += 1
            continue
        for parts in (name.words, name.owner):
            if parts and may_be_place(parts, language):
                spelt = " ".join(parts).replace(" - ", "-")
                if not is_adjective(spelt, language):
                    yield from _named(tokens, k, name.last, canonical_place(spelt, language), language)


def _named(tokens: Sequence[Token], first: int, last: int, name: str, language: Language) -> Iterator[Named]:
    """The place of a name at tokens [first, last), if it is one."""
    words = _words(language)
    is_town = (is_city(name) or has_region_behind(tokens, last, language)) and not is_wide(name, language)
    lead, article = _lead_before(tokens, first, words)
    is_part = article in words.definite and last < len(tokens) and tokens[last].lower in words.parts
    behind = tie_of_nouns(tokens, last, language)
    if behind in (Tie.OFFICE, Tie.PERSON):
        if is_town:
            yield Named(name, behind, is_town, is_part)
    elif lead is None or (article and not _takes_article(tokens, last, name, words, language)):
        if is_town and behind is not None:
            yield Named(name, behind, is_town, is_part)
    elif not _is_other(tokens, lead, last, name, words) and (is_town or not _is_venue(tokens, last, words)):
        tie = behind if behind is Tie.AWAY else tie_of_lead(tokens, lead, language)
        yield Named(name, tie, is_town, is_part)


def _without_venue(name: Name, words: _Words) -> Name:
    """The town's name, where a headline has a house's behind it in capitals: "Toledo | Liquor Store"."""
    end = len(name.words)
    while end and name.words[end - 1].lower() in words.capital_venues:
        end -= 1
    if end == len(name.words) or not is_city(" ".join(name.words[:end])):
        return name
    return replace(name, words=name.words[:end])


def _lead_before(tokens: Sequence[Token], first: int, words: _Words) -> tuple[int | None, str]:
    """The token that leads to the name at token `first`, and the article that stands between, if any."""
    k, article = first - 1, ""
    while k >= max(0, first - _MODIFIERS) and tokens[k].lower in words.modifiers:
        k -= 1
    if k >= 0 and tokens[k].lower in words.articles:
        k, article = k - 1, tokens[k].lower
    if k < 0:
        return None, article
    is_linked = tokens[k].lower in words.links and k > 0 and tokens[k - 1].lower in words.linked
    return (k if is_linked or tokens[k].lower in words.leads else None), article


def _takes_article(tokens: Sequence[Token], last: int, name: str, words: _Words, language: Language) -> bool:
    """Whether a place is led to with an article: "in the Bronx", "in the Elms area"."""
    first, _, others = name.partition(" ")
    return is_spelling(others if first.lower() in words.articles else name, language) or (
        last < len(tokens) and tokens[last].lower in words.kinds | words.parts
    )


def _is_capital_venue(tokens: Sequence[Token], last: int, words: _Words) -> bool:
    """Whether a name goes on with a house's: "the Elms Village | Apartments"."""
    return last < len(tokens) and tokens[last].text[0].isupper() and tokens[last].lower in words.venues


def _is_venue(tokens: Sequence[Token], last: int, words: _Words) -> bool:
    """Whether a name is that of a house and no place's: "outside Dino's Grill | restaurant"."""
    if last >= len(tokens) or tokens[last].lower in words.kinds or tokens[last].lower in words.parts:
        return False
    return tokens[last].lower in words.venues


def _is_other(tokens: Sequence[Token], lead: int, last: int, name: str, words: _Words) -> bool:
    """Whether it is somebody ("according to Ann Doe"), or a street ("at Elm and Oak", "Elm Road near Oak")."""
    if lead > 0 and tokens[lead - 1].lower in words.sources:
        return not is_city(name)
    if tokens[lead].lower not in words.crossings:
        return False
    if any(token.lower in words.streets for token in tokens[max(0, lead - _ADDRESS) : lead]):
        return True
    if last + 1 >= len(tokens) or tokens[last].lower not in words.joins:
        return False
    other = tokens[last + 1]
    is_street = any(token.lower in words.streets for token in tokens[last + 2 : last + 2 + _STREET])
    return other.shape.startswith("ordinal") or is_street or (other.text[0].isupper() and not is_city(other.text))


@cache
def _words(language: Language) -> _Words:
    subjects = vocabulary(language, "subjects")
    named, refused, streets = subjects["places_named"], subjects["places_refused"], inverse(subjects["streets"])
    return _Words(
        leads=frozenset(named["leads"]),
        sources=frozenset(named["sources"]),
        linked=frozenset(named["linked"]),
        links=frozenset(named["links"]),
        modifiers=frozenset((*named["modifiers"], *named["directions"])),
        articles=frozenset(vocabulary(language, "plans")["words"]["articles"]),
        definite=frozenset(vocabulary(language, "people")["classes"]["definite"]),
        crossings=frozenset(named["crossings"]),
        joins=frozenset(vocabulary(language, "people")["joins"]["names"]),
        streets=frozenset((*named["blocks"], *streets, *(f"{kind}s" for kind in streets))),
        venues=frozenset((*named["venues"], *named["grounds"])),
        capital_venues=frozenset((*named["venues"], *named["ahead"])) - frozenset(refused["last"]) | {*named["stores"]},
        parts=frozenset(named["parts"]),
        kinds=frozenset(refused["kinds"]),
    )
