"""Who the subject of a verb of saying is, with what the sentence says beside his name that he is.

Ana Brook, the mayor of Marlow, said · the ministry's spokesman, John Doe, said → John Doe, ministry's spokesman
the Harbour Voice, whose authors are unnamed, wrote · the company that runs it said → company
said Ana Brook, who leads the union → Ana Brook, union · Mayor: twelve missing · Twelve missing: mayor
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final, NamedTuple

from services.detect.reading.attribution.parties import (
    is_office,
    is_outlet,
    is_person,
    name_ends,
    party_after,
    party_before,
)
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_ASIDE: Final = 16
"""Tokens that words between two commas, or a clause that tells which one is meant, may have."""
_HEADED: Final = 5
"""Tokens of a headline that its speaker may have, with the colon."""


class _Words(NamedTuple):
    relatives: frozenset[str]
    leading: frozenset[str]
    """Verbs of those who speak for what they lead: "who | runs the clinic"."""
    linking: frozenset[str]
    """Words between such a verb and what is led: "speaks | for"."""


def speaker_before(tokens: Sequence[Token], end: int, language: Language) -> str | None:
    """Who speaks by the verb at token `end`."""
    words = _words(language)
    if end and tokens[end - 1].text == ",":
        opening = _opening(tokens, end - 1)
        if opening is not None and tokens[opening + 1].lower in words.relatives:
            return party_before(tokens, opening, language)
        if opening is not None and (told := _told_twice(tokens, opening, end - 1, language)) is not None:
            return told
    party = party_before(tokens, end, language)
    if party is not None:
        return party
    at = next((k for k in range(end - 1, max(0, end - _ASIDE), -1) if not _goes_on(tokens[k], words)), 0)
    return party_before(tokens, at, language) if at and tokens[at].lower in words.relatives else None


def speaker_after(tokens: Sequence[Token], start: int, language: Language) -> str | None:
    """Who is named from token `start` on: "said | Ana Brook, who leads the union"."""
    party, words = party_after(tokens, start, language), _words(language)
    end = name_ends(tokens, start, language)
    if party is None or end + 2 >= len(tokens) or tokens[end].text != ",":
        return party
    at = end + 1
    if tokens[at].lower in words.relatives:
        if tokens[at + 1].lower not in words.leading:
            return party
        at += 3 if at + 2 < len(tokens) and tokens[at + 2].lower in words.linking else 2
        role = party_after(tokens, at, language)
    else:
        role = party_after(tokens, at, language)
        close = name_ends(tokens, at, language)
        if close < len(tokens) and tokens[close].text not in ',."':
            return party
    return _joined(party, role, language) or party


def headed(tokens: Sequence[Token], language: Language) -> str | None:
    """Who speaks in a headline, before its colon or behind its last."""
    colons = [k for k, token in enumerate(tokens) if token.text == ":"]
    if not colons:
        return None
    parties = []
    if colons[0] < _HEADED:
        parties.append(party_before(tokens, colons[0], language))
    if len(tokens) - colons[-1] <= _HEADED:
        parties.append(party_after(tokens, colons[-1] + 1, language))
    return next((party for party in parties if party is not None and _may_head(party, language)), None)


def _may_head(party: str, language: Language) -> bool:
    """Whether it is sure to be a party: before a colon stand places and subjects too."""
    return is_office(party, language) and not is_outlet(party, language)


def _opening(tokens: Sequence[Token], close: int) -> int | None:
    """The comma before another one, if little but words stands between."""
    between = range(close - 1, max(0, close - _ASIDE), -1)
    at = next((k for k in between if not tokens[k].text[0].isalnum() and tokens[k].text not in "'-&"), None)
    return at if at is not None and tokens[at].text == "," and at < close - 1 else None


def _told_twice(tokens: Sequence[Token], opening: int, close: int, language: Language) -> str | None:
    """One party by his name and his office, one of them between two commas."""
    first = party_before(tokens, opening, language)
    second = party_after(tokens[:close], opening + 1, language)
    return _joined(first, second, language)


def _joined(first: str | None, second: str | None, language: Language) -> str | None:
    """A name and an office as one party; None unless they are just that."""
    if first is None or second is None:
        return None
    if is_person(first, language) and is_office(second, language) and not is_person(second, language):
        return f"{first}, {second}"
    if is_person(second, language) and is_office(first, language) and not is_person(first, language):
        return f"{second}, {first}"
    return None


def _goes_on(token: Token, words: _Words) -> bool:
    """Whether a clause that tells which one is meant may hold the word."""
    return token.text[0].isalnum() and token.lower not in words.relatives


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")["aside"]
    return _Words(*(frozenset(table[name]) for name in _Words._fields))
