"""Where a count is and whose it is, by the words right around it.

    1.2 million customers of Lowther Bank → Lowther Bank's · in Qarasu alone 33 mosques → Qarasu
    310 jobs at Lowther Bank's Marlow office → Lowther's, Marlow

A site tells its place's name by itself, which no gazetteer need know.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from services.detect.reading.names.actors import is_adjective
from services.detect.reading.names.owners import name_from
from services.detect.reading.names.places import named_places, places
from services.detect.reading.names.ties import Tie
from services.detect.reading.quantities.lexis import concept_words
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.sentences import Sentence
from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

_NEAR: Final = 6
"""Tokens around a count that may say where or whose it is."""
_FAR: Final = 12
"""Tokens behind a count in which a second place may say where it went that came from the first."""
_ARTICLES: Final = ("the",)


def attached(sentence: Sentence, quantity: Quantity) -> tuple[str | None, str | None]:
    """The place and the owner that the words right around a count name."""
    tokens, language = sentence.tokens, sentence.language
    behind = _behind(tokens, quantity.last, _NEAR)
    if (site := _site(behind, language)) is not None:
        return site
    place = _where(behind, language) and _where(_behind(tokens, quantity.last, _FAR), language)
    place = place or _where(tokens[: min(quantity.first, _NEAR)], language)
    if place is None:
        named = set(places(tokens, language))
        place = named.pop() if len(named) == 1 else None
    links = concept_words(language).links
    owner = name_from(behind, 1, _ARTICLES) if behind and behind[0].lower in links else None
    return place, owner


def _where(tokens: Sequence[Token], language: Language) -> str | None:
    """The first place that the words put something in, before one that it came from: "from Ansel into | Marlow"."""
    named = [place for place in named_places(tokens, language) if place.tie not in (Tie.OFFICE, Tie.PERSON)]
    return next((place.name for place in sorted(named, key=lambda place: place.tie is Tie.AWAY)), None)


def _behind(tokens: Sequence[Token], first: int, most: int) -> Sequence[Token]:
    """The words up to the next comma, no more than so many and what ends a name."""
    end = first
    while end < len(tokens) and (end < first + most or tokens[end].text[0].isupper()):
        if not tokens[end].text[0].isalnum() and tokens[end].lower != POSSESSIVE:
            break
        end += 1
    return tokens[first:end]


def _site(behind: Sequence[Token], language: Language) -> tuple[str | None, str | None] | None:
    """The place that a site has its name from, and whose it is: "at | Lowther Bank's Marlow office"."""
    sites = _sites(language)
    at = next((k for k, token in enumerate(behind) if token.lower in sites), 0)
    first = at
    while first and behind[first - 1].text[0].isupper():
        first -= 1
    if first == at or is_adjective(" ".join(token.text for token in behind[first:at]), language):
        return None  # "in a burning South African | mine"
    owned = first - 1
    while owned > 0 and behind[owned - 1].text[0].isupper():
        owned -= 1
    is_owned = first > 1 and behind[first - 1].lower == POSSESSIVE and owned < first - 1
    owner = name_from(behind[: first - 1], owned, _ARTICLES) if is_owned else None
    return name_from(behind, first, _ARTICLES), owner


@cache
def _sites(language: Language) -> frozenset[str]:
    """Nouns for where people of somebody's work or live."""
    return frozenset(vocabulary(language, "clauses")["things"]["sites"])
