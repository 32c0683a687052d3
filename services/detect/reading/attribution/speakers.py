"""Who the subject of a verb of saying is, with what the sentence says beside his name that he is.

Ana Brook, the mayor of Marlow, said · the ministry's spokesman, John Doe, said → John Doe, ministry's spokesman
the Harbour Voice, whose authors are unnamed, wrote · the company that runs it said · the company running it said
Ana Brook, 58, said · the organisers, a group of nine unions, said → organisers
said Ana Brook, who leads the union → Ana Brook, union · Mayor: twelve missing · Twelve missing: mayor
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.attribution.kinds import is_office, is_outlet, is_person
from services.detect.reading.attribution.parties import name_ends, party_after, party_before
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

_CLOSING: Final = frozenset(',".;:!?()')
"""Signs at which words end that tell more of a party."""
_ASIDE: Final = 18
"""Tokens that words between two commas, or a clause that tells which one is meant, may have."""
_HEADED: Final = 5
"""Tokens of a headline that its speaker may have, with the colon."""


class _Words(Struct, frozen=True):
    relatives: frozenset[str]
    leading: frozenset[str]
    """Verbs of those who speak for what they lead: "who | runs the clinic"."""
    linking: frozenset[str]
    """Words between such a verb and what is led: "speaks | for"."""
    apposition: frozenset[str]
    """Words that begin what a party is, behind its name."""
    participles: tuple[str, ...]
    """How verbs end that do,"""
    gerund: str
    """and what does so without a comma: "the company | running the clinic"."""


def speaker_before(tokens: Sequence[Token], end: int, language: Language) -> str | None:
    """Who speaks by the verb at token `end`."""
    words = _words(language)
    if end and tokens[end - 1].text == ",":
        opening = _opening(tokens, end - 1)
        if opening is not None and tokens[opening + 1].lower in words.relatives:
            return party_before(tokens, opening, language)
        if opening is not None and (told := _told_twice(tokens, opening, end - 1, language)) is not None:
            return told
        if opening is not None and _tells_more(tokens[opening + 1], words):
            return party_before(tokens, _first_opening(tokens, opening), language)
        if tokens[end].lower.endswith(words.participles):
            return None  # "the sale to Doe House, | announced on Monday"
    party = party_before(tokens, end, language)
    return _restricted(tokens, end, words, language) if party is None else party


def apposed_before(tokens: Sequence[Token], opening: int, language: Language) -> str | None:
    """Who is named before the comma at token `opening`, with what the words up to the next say that he is."""
    behind = range(opening + 1, min(len(tokens), opening + _ASIDE))
    close = next((k for k in behind if tokens[k].text == ","), None)
    told = None if close is None else _told_twice(tokens, opening, close, language)
    return told or party_before(tokens, opening, language)


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
    at = next((k for k in between if tokens[k].text in _CLOSING), None)
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


def _first_opening(tokens: Sequence[Token], opening: int) -> int:
    """The comma before an age that stands between a name and such words: "Brook, | 58, of Marlow, said"."""
    before = _opening(tokens, opening)
    return before if before is not None and tokens[before + 1].text.isdigit() else opening


def _tells_more(token: Token, words: _Words) -> bool:
    """Whether a word between two commas begins what is told of the party before: its age, its kind, what it does."""
    is_doing = token.lower.endswith(words.participles)
    return is_doing or token.lower in words.apposition or token.number is not None


def _restricted(tokens: Sequence[Token], end: int, words: _Words, language: Language) -> str | None:
    """The party of which words right behind tell which one is meant: "the company | that runs it | said"."""
    within = range(end - 1, max(0, end - _ASIDE), -1)
    at = next((k for k in within if not _goes_on(tokens[k], words)), 0)
    if at and tokens[at].lower in words.relatives:
        return party_before(tokens, at, language)
    doing = (k for k in within if k > at and tokens[k].lower.endswith(words.gerund) and k < end - 1)
    parties = (party_before(tokens, k, language) for k in doing)
    return next((party for party in parties if party is not None and is_office(party, language)), None)


def _goes_on(token: Token, words: _Words) -> bool:
    """Whether a clause that tells which one is meant may hold the word."""
    return token.text not in _CLOSING and token.lower not in words.relatives


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")
    aside, parties = table["aside"], table["parties"]
    return _Words(
        relatives=frozenset(aside["relatives"]),
        leading=frozenset(aside["leading"]),
        linking=frozenset(aside["linking"]),
        apposition=frozenset((*parties["apposition"], *aside["more"])),
        participles=tuple(parties["participles"]),
        gerund=aside["gerund"],
    )
