"""How the figures of neighbouring sentences are told of one another: a part of a whole, a rise from one to another.

of the 90 barges 31 were sold, or 58 per cent → share: whole 90, part 31, share 58
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from services.detect.reading.lexicon import Lexicon
from services.detect.reading.patterns import Grammar, Match, Rule
from services.detect.reading.sums.figures import Figure, Reckon, Spelt
from services.detect.reading.vocabulary import Language, vocabulary

KINDS: Final = ("change", "share", "parts", "rest", "each", "margin")
"""The tables of rules; each kind of relation is reckoned in its own way."""
_FEWEST: Final = 3
"""Figures that a relation has at least, so that none begins behind the last but two."""
_GAPS: Final = {
    ".": ("!figure&!end", 1),
    "..": ("!figure&!end&!other", 8),
    "...": ("!figure&!end", 12),
    "....": ("!figure&!end", 40),
}
"""What stands in a pattern for words between figures, and how many they are at most."""
_GAP: Final = re.compile(r"(?<![^\s(])\.{1,4}(?![^\s)?])")


class Relation(Struct, frozen=True):
    """Figures that the text tells of one another, by their roles, each role's in order."""

    kind: str
    rule: str
    roles: Mapping[str, Sequence[Figure]]


def relations(sentences: Sequence[Spelt], language: Language) -> Iterator[Relation]:
    """Those that the last of the sentences tells, also with figures of the ones before."""
    *before, last = sentences
    begin = sum(len(each.tokens) for each in before)
    if not last.figures or sum(len(each.figures) for each in sentences) < _FEWEST:
        return
    tokens = [token for each in sentences for token in each.tokens]
    figures: dict[int, Reckon] = {}
    at = 0
    for each in sentences:
        figures |= {at + k: figure for k, figure in each.figures.items()}
        at += len(each.tokens)
    grammar = _grammar(language)
    spelled = grammar.lexicon.spell(tokens)
    latest = sorted(figures)[-_FEWEST]
    for place in takewhile(latest.__ge__, grammar.places(spelled)):
        for match in grammar.matches_at(spelled, place):
            if max(match.marked) >= begin and (found := _relation(match, figures)) is not None:
                yield found


def _relation(match: Match, figures: Mapping[int, Reckon]) -> Relation | None:
    """None where a number takes part that no sum can be done with."""
    roles: defaultdict[str, list[Figure]] = defaultdict(list)
    for name, at in match.named.items():
        if at not in figures:
            return None
        roles[name.rstrip("0123456789")].append(figures[at]())
    return Relation(match.rule.means, match.rule.name, roles)


@cache
def _grammar(language: Language) -> Grammar:
    table = vocabulary(language, "sums")
    rules = [Rule(rule["name"], _expanded(rule["pattern"]), kind) for kind in KINDS for rule in table[kind]]
    return Grammar(Lexicon(table["classes"], [rule.pattern for rule in rules]), rules)


def _expanded(pattern: str) -> str:
    """The pattern with its gaps written out."""
    return _GAP.sub(lambda gap: " ".join([f"({_GAPS[gap[0]][0]})?"] * _GAPS[gap[0]][1]), pattern)
