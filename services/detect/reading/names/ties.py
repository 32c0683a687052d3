"""How surely what is told happened in a place: by what leads to its name, and by what goes by it.

a shooting at a bar | in Marlow · Marlow | house party shooting · Marlow | police · a Marlow | man · taken | to Marlow
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import IntEnum
from functools import cache
from typing import Final

from msgspec import Struct

from services.detect.reading.tokens import POSSESSIVE, Token
from services.detect.reading.vocabulary import Language, vocabulary

_REACH: Final = 12
"""Tokens between what happened and what leads to where it did."""
_HEARING: Final = 5
"""Tokens between a word for speaking and what leads to where that is: "Speaking | at the graveside in Marlow"."""
_FAR: Final = 3
"""Tokens between a distance and what leads to where it is from: "miles | north of"."""
_NOUNS: Final = 4
"""Words behind a name of which one says what goes by it: "Marlow house party | shooting"."""


class Tie(IntEnum):
    """How surely what is told happened in a place that its words name: the surest first."""

    CALLED = 0
    """An event goes by its name: "the battle of Marlow", "an attack on Marlow"."""
    EVENT = 1
    """An event is told to have happened there: "a shooting at a bar in Marlow"."""
    SCENE = 2
    """Something is put there, or is called after it: "in Marlow", "the Marlow shooting", "at a Marlow bar"."""
    OFFICE = 3
    """Who works or is there speaks or acts: "Marlow police", "told reporters in Marlow"."""
    PERSON = 4
    """Somebody lives there: "a Marlow man"."""
    AWAY = 5
    """Somebody comes from there, or was taken there: "from Marlow", "to a hospital in Marlow"."""


class _Words(Struct, frozen=True):
    away: frozenset[str]
    """Leads to where somebody comes from or is taken."""
    care: frozenset[str]
    """Words behind which a sentence speaks of where the hurt were taken."""
    hearing: frozenset[str]
    """Words for speaking and for those spoken to, behind which it is told where."""
    clauses: frozenset[str]
    """Words with which another clause begins."""
    links: frozenset[str]
    distances: frozenset[str]
    directions: frozenset[str]
    articles: frozenset[str]
    """Before a direction, which is a part then: "the south of", but "south of"."""
    owners: frozenset[str]
    offices: frozenset[str]
    """Such as speak for a whole country, wherever they sit, and words for speaking."""
    persons: frozenset[str]
    owned: frozenset[str]
    """What somebody has, and a town has not."""
    events: frozenset[str]
    nouns: frozenset[str]
    """Of events, those that are no verbs."""
    named_after: frozenset[str]
    """These and other deeds, and houses, which are called after a place."""
    ahead: frozenset[str]
    """What may stand before them."""
    occurring: frozenset[str]


def tie_of_lead(tokens: Sequence[Token], lead: int, language: Language) -> Tie:
    """How surely something happened in the place that a token leads to."""
    words = _words(language)
    if tokens[lead].lower in words.links and tokens[lead - 1].lower in words.events:
        return Tie.CALLED
    before = list(_clause_before(tokens, lead, words))
    is_beyond = lead > 1 and tokens[lead - 1].lower in words.directions and tokens[lead - 2].lower not in words.articles
    is_far = is_beyond or any(token.lower in words.distances for token in before[:_FAR])
    if is_far or tokens[lead].lower in words.away or any(token.lower in words.care for token in before):
        return Tie.AWAY
    if tokens[lead - 1].lower in words.offices or any(token.lower in words.hearing for token in before[:_HEARING]):
        return Tie.OFFICE
    near = before[:_REACH]
    happened = any(token.lower in words.nouns or token.lower in words.occurring for token in near)
    return Tie.EVENT if happened else Tie.SCENE


def tie_of_nouns(tokens: Sequence[Token], last: int, language: Language) -> Tie | None:
    """What goes by the name before token `last`, by the last noun that tells it: "house party shooting"."""
    words = _words(language)
    found, start = None, last + (last < len(tokens) and tokens[last].lower == POSSESSIVE)
    for token in tokens[start : start + _NOUNS]:
        if start > last and token.lower in words.owned:
            return None  # "Doe's house"
        if token.lower in words.care:
            return Tie.AWAY
        if token.lower in words.named_after:
            found = Tie.SCENE
        elif token.lower in words.owners:
            return found or Tie.OFFICE
        elif token.lower in words.persons:
            found = found or Tie.PERSON
        elif token.lower not in words.ahead:
            break
    return found


def _clause_before(tokens: Sequence[Token], at: int, words: _Words) -> Iterator[Token]:
    """The tokens of a clause before a token, the nearest first."""
    for k in range(at - 1, -1, -1):
        if tokens[k].lower in words.clauses:
            return
        yield tokens[k]


@cache
def _words(language: Language) -> _Words:
    subjects = vocabulary(language, "subjects")
    named = subjects["places_named"]
    events = {wording for kinds in ("events", "occasions") for some in subjects[kinds].values() for wording in some}
    verbs = frozenset(vocabulary(language, "plans")["happened"]["done"])
    return _Words(
        away=frozenset(named["away"]),
        care=frozenset(named["care"]),
        hearing=frozenset(named["hearing"]),
        clauses=frozenset(named["clauses"]),
        links=frozenset(named["links"]),
        distances=frozenset(named["distances"]),
        directions=frozenset(named["directions"]),
        articles=frozenset(vocabulary(language, "plans")["words"]["articles"]),
        owners=frozenset(named["owners"]),
        offices=frozenset((*named["offices"], *vocabulary(language, "attribution")["cues"]["saying"])),
        persons=frozenset(named["residents"]).union(*vocabulary(language, "people")["persons"].values()),
        owned=frozenset(named["owned"]),
        events=frozenset(events),
        nouns=frozenset(events) - verbs,
        named_after=frozenset((*events, *named["deeds"], *named["gatherings"])) - verbs
        | {*named["venues"], *named["grounds"]},
        ahead=frozenset(named["ahead"]),
        occurring=frozenset(named["occurring"]),
    )
