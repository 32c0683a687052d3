"""The party with which a sentence begins, as the subject of its verb, whatever that is.

Doe Rail | has cut 40 jobs · The governor, Ana Brook, | waded → Ana Brook, governor · On Monday police | left → police
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Final

from msgspec import Struct

from services.detect.reading.attribution.parties import party_before
from services.detect.reading.attribution.speakers import apposed_before
from services.detect.reading.attribution.verbs import pasts
from services.detect.reading.tokens import Token, is_hyphen
from services.detect.reading.vocabulary import Language, vocabulary

_LONGEST: Final = 14
"""Tokens of a subject, with what tells more of it."""
_DATELINE: Final = 8
"""Tokens before the dash behind a place and a day."""


class _Words(Struct, frozen=True):
    leading: frozenset[str]
    """Words that begin a predicate: "has", "was", "will";"""
    past: frozenset[str]
    """verbs without the past's ending: "took"."""
    endings: tuple[str, ...]
    """How verbs end."""
    plural: str
    determiners: frozenset[str]
    before: frozenset[str]
    """What begins words that stand before the subject, up to a comma: "In Marlow, the mayor"."""
    participles: tuple[str, ...]
    links: frozenset[str]
    heads: frozenset[str]
    """In what a party's name may end, in small letters."""


def subject(tokens: Sequence[Token], language: Language) -> str | None:
    """The party that begins the sentence; None where it begins with something else."""
    words = _words(language)
    first = _first(tokens, words)
    if first is None:
        return None
    for k in range(first + 1, min(len(tokens), first + _LONGEST)):
        if tokens[k].text == ",":
            return apposed_before(tokens, k, language)
        if not tokens[k].text[0].isalnum():
            continue
        if tokens[k].lower in words.leading or _is_verb(tokens, k, words):
            return party_before(tokens[first:], k - first, language)
    return None


def _first(tokens: Sequence[Token], words: _Words) -> int | None:
    """Where the subject may begin."""
    if not tokens or tokens[0].text == '"':
        return None
    if tokens[0].text.isupper() and (dash := _dash(tokens)) is not None:
        return dash + 1
    opening = tokens[0].lower
    if opening not in words.before and not opening.endswith(words.participles):
        return 0
    return next((k + 1 for k, token in enumerate(tokens) if token.text == ","), None)


def _dash(tokens: Sequence[Token]) -> int | None:
    """The dash behind a place from which is reported: "ROME, Sept 14 | - The unions"."""
    near = range(min(len(tokens), _DATELINE))
    return next((k for k in near if tokens[k].text == "-" and not is_hyphen(tokens, k)), None)


def _is_verb(tokens: Sequence[Token], k: int, words: _Words) -> bool:
    """Whether token k is the verb of the party before it: "Almendral Sur | worked", "the union | accuses"."""
    word, before = tokens[k], tokens[k - 1]
    if not word.text.islower() or word.lower in words.links or word.lower in words.heads:
        return False
    if before.lower in words.heads and before.lower.endswith(words.plural):
        return True  # "officials | want"
    is_behind = (before.text[0].isupper() and before.lower not in words.determiners) or before.lower in words.heads
    return is_behind and (word.lower in words.past or word.lower.endswith(words.endings))


@cache
def _words(language: Language) -> _Words:
    table = vocabulary(language, "attribution")
    parties = table["parties"]
    leading = ("auxiliary", "passive", "predicate", "finite", "modals")
    return _Words(
        leading=frozenset(chain.from_iterable(parties[name] for name in leading)) - frozenset(parties["adverbs"]),
        past=pasts(language),
        endings=tuple(table["references"]["verbs"]),
        plural=table["references"]["plural"],
        determiners=frozenset((*parties["determiners"], *table["references"]["pronouns"])),
        before=frozenset((*parties["prepositions"], *parties["links"], *parties["clauses"])),
        participles=tuple(parties["participles"]),
        links=frozenset((*parties["prepositions"], *parties["links"], *parties["conjunctions"])),
        heads=frozenset((*table["officials"]["heads"], *table["named"]["kinds"], *parties["outlets"])),
    )
