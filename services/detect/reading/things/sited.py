"""What persons do or suffer by where they are, where no verb tells: whoever is in a stadium gathered there.

there were 29,700 people in that ground → gathered · a ferry with 64 people on it says nothing more than its verb
there were 187 people on the Bintang → carried · some 4,000 people remain in Marlow → living
the 80 men were at the Selby barracks → deployed · the camp is home to 310 families → living
62 men were in the workings when they caved in → present, wherever that is: none need be there still
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.clauses.senses import Said
from services.detect.reading.clauses.words import words_of
from services.detect.reading.names.owners import is_name
from services.detect.reading.names.place_names import may_be_place
from services.detect.reading.quantities.counted import nouns_of, singular
from services.detect.reading.quantities.quantity import Quantity
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, inverse, vocabulary

_LEAD: Final = 4
"""Tokens between the counted and what leads to a site: "trainers | who were then | at"."""
_THERE: Final = 4
"""Tokens between "there" and the counted: "there | have now been some | 310"."""
_SITE: Final = 5
"""Tokens of a site: "the old Marlow football ground"."""
_WHEN: Final = 12
"""Tokens between what leads to a site and when somebody was there."""


class _Words(Struct, frozen=True):
    leads: frozenset[str]
    """What leads to a site: "in", "aboard"."""
    sites: Mapping[str, str]
    homes: tuple[tuple[str, ...], ...]
    """What a site is to those who are there: "home to"."""
    home: str
    aboard: frozenset[str]
    """What leads to the name of a ship or an aircraft;"""
    decks: frozenset[str]
    """what does before an article;"""
    carried: str
    """and what it is to those who are there."""
    places: frozenset[str]
    """What leads to that of a place."""
    there: frozenset[str]
    past: frozenset[str]
    """What may stand between the counted and what leads to their site."""
    whens: tuple[tuple[str, ...], ...]
    """What begins to tell at which moment they were there,"""
    present: str
    """what is told of them then,"""
    lasting: frozenset[str]
    """and senses that their site may not tell by that: who was in the cave when it fell in need not be trapped."""


def sited(tokens: Sequence[Token], quantity: Quantity, language: Language) -> Said | None:
    """What the site that is told of the counted persons says of them; None where none is, or it says nothing."""
    words = _words(language)
    if any(_ends_with(tokens, quantity.first, home) for home in words.homes):
        return Said(words.home, quantity.first - 1, quantity.first)
    k = quantity.last
    while k < len(tokens) and k - quantity.last < _LEAD and tokens[k].lower in words.past:
        k += 1
    if k >= len(tokens) or tokens[k].lower not in words.leads:
        return None
    is_there = k > quantity.last or _is_led(tokens, quantity.first, words)
    found = _site(tokens, k + 1, words, language) or (_named(tokens, k, words, language) if is_there else None)
    if is_there and (found is None or found.sense in words.lasting) and _is_told_when(tokens, k, words):
        return Said(words.present, k, k + 1)
    return found


def _is_told_when(tokens: Sequence[Token], lead: int, words: _Words) -> bool:
    """Whether it is told at which moment they were where the words from token `lead` on say, before a comma."""
    end = next((k for k in range(lead, len(tokens)) if not tokens[k].text[0].isalnum()), len(tokens))
    ends = range(lead + 2, min(end, lead + _WHEN) + 1)
    return any(_ends_with(tokens, last, when) for last in ends for when in words.whens)


def _is_led(tokens: Sequence[Token], first: int, words: _Words) -> bool:
    """Whether it is said that there are so many: "there are | some | 310"."""
    return any(token.lower in words.there for token in tokens[max(0, first - _THERE) : first])


def _named(tokens: Sequence[Token], lead: int, words: _Words, language: Language) -> Said | None:
    """What a site says that goes by its name alone: "on the | Havbris" they are carried, "in | Marlow" they live."""
    first = lead + 1
    while first < len(tokens) and tokens[first].lower in words_of(language).determiners:
        first += 1
    if first >= len(tokens) or not is_name(tokens[first], ()):
        return None
    is_aboard = tokens[lead].lower in words.aboard
    if is_aboard or (tokens[lead].lower in words.decks and first > lead + 1):
        return Said(words.carried, lead, first + 1)
    is_in = tokens[lead].lower in words.places and may_be_place([tokens[first].text], language)
    return Said(words.home, lead, first + 1) if is_in else None


def _site(tokens: Sequence[Token], first: int, words: _Words, language: Language) -> Said | None:
    """The sense of the site whose words begin at token `first`, told by the last of them: "a school hall"."""
    found: Said | None = None
    for k in range(first, min(len(tokens), first + _SITE)):
        token = tokens[k]
        if not token.text[0].isalpha() or token.lower in words.leads or token.lower in nouns_of(language).links:
            break
        sense = words.sites.get(singular(token.lower, nouns_of(language)))
        if sense is not None:
            found = Said(sense, first - 1, k + 1)
        elif found is not None:
            break
    return found


def _ends_with(tokens: Sequence[Token], last: int, words: tuple[str, ...]) -> bool:
    """Whether these words stand right before token `last`."""
    return tuple(token.lower for token in tokens[max(0, last - len(words)) : last]) == words


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "clauses")["sited"]
    clauses, leads = words_of(language), frozenset(table["leads"])
    return _Words(
        leads=leads,
        sites=inverse(table["sites"]),
        homes=tuple(tuple(home.split()) for home in table["homes"]),
        home=table["home"],
        aboard=frozenset(table["aboard"]),
        decks=frozenset(table["decks"]),
        carried=table["carried"],
        places=frozenset(table["places"]),
        there=frozenset(table["there"]),
        whens=tuple(tuple(when.split()) for when in table["whens"]),
        present=table["present"],
        lasting=frozenset(table["lasting"]),
        past=(clauses.be | clauses.relative | clauses.adverbs | frozenset(table["past"])) - leads,
    )
