"""When one ship, plane or person was last seen, and since when it has not been: by its name.

    the Astrid was last seen on 29 May          → the last sighting: 29 May; seen on 29 May
    the Astrid, which was not seen since 29 May → not seen from 30 May on
    the ship was last seen on 29 May            → the one that the article names

Forces are another thing (`presences`): of them some may be seen while others are not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Final

from msgspec import Struct

from schemas.values import Figure, Presence, Span
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.names.owners import name_before
from services.detect.reading.patterns import Grammar, Match, Rule
from services.detect.reading.sentences import Sentence
from services.detect.reading.times import Time, TimeKind
from services.detect.reading.vocabulary import Language, vocabulary

COUNTED: Final = "last sighting"
"""What the figures are of: nothing is counted."""
_UNSEEN: Final = "not seen since"
_AROUND: Final = 6
"""Tokens between a name and what is said of it: "Jane Doe, 24, who"."""
_MODIFIED: Final = 4
"""Tokens of a definite noun: "the missing fishing boat"."""
_DAY: Final = dt.timedelta(days=1)


class Trace(Struct, frozen=True):
    """A figure about whoever goes by a name, said by tokens [first, last)."""

    first: int
    last: int
    figure: Figure
    name: str
    rule: str


def traces(
    sentence: Sentence, found: Sequence[Time], anchor: dt.date, lent: Callable[[], str | None]
) -> Iterator[Trace]:
    """What the sentence says of the last sighting of one; `lent` tells whom the article names, for "the ship"."""
    if not found:
        return  # as of most sentences: what is stated is a day
    grammar = _grammar(sentence.language)
    match = grammar.next_match(grammar.lexicon.spell(sentence.tokens))
    name = _name(sentence, match, lent) if match is not None else None
    if match is None or name is None:
        return
    for figure in _figures(match, found, anchor):
        yield Trace(match.first, match.last, figure, name, match.rule.name)


def _figures(match: Match, found: Sequence[Time], anchor: dt.date) -> Iterator[Figure]:
    behind = [t for t in found if t.first >= match.last - 1 and t.kind in (TimeKind.DATE, TimeKind.TIME)]
    unseen = match.rule.means == _UNSEEN
    told = (t.span for t in behind if t.span is not None and t.backwards is unseen)
    dated = (t.span for t in behind if t.span is not None and unseen)  # "since a meeting on 2 June"
    span = next(told, None) or next(dated, None)
    if span is None or span.earliest > anchor:
        return
    if not unseen:
        yield span
        yield Presence(True, span)
    elif span.earliest < anchor:
        yield Presence(False, Span(span.earliest + _DAY, anchor))


def _name(sentence: Sentence, match: Match, lent: Callable[[], str | None]) -> str | None:
    """Whose name ends before the words, or who a definite one is: "the ship | was last seen", "his last appearance"."""
    table = vocabulary(sentence.language, "presences")["one"]
    tokens, at = sentence.tokens, match.first
    if any(tokens[k].lower in table["pronouns"] for k in (match.first, match.last - 1)):
        return lent()
    while at and match.first - at < _AROUND and _leads(tokens[at - 1].lower, tokens[at - 1].number is not None, table):
        at -= 1
    name = name_before(tokens, at, table["articles"])
    if name is not None and len(name.split()) > 1:
        return name
    if (known := lent()) is not None and known.split()[-1] == name:
        return known
    head = tokens[at - 1].lower if at else ""
    before = (token.lower for token in tokens[max(0, at - _MODIFIED) : at])
    is_known = head in table["things"] and any(word in table["definite"] for word in before)
    return known if is_known or head in table["pronouns"] else None


def _leads(word: str, is_number: bool, table: dict[str, list[str]]) -> bool:
    return is_number or word in table["leads"]


@cache
def _grammar(language: Language) -> Grammar:
    words = vocabulary(language, "presences")
    rules = [Rule(rule["name"], rule["pattern"], rule["name"]) for rule in words["last"]]
    return Grammar(Lexicon(words["classes"], [rule.pattern for rule in rules]), rules)
