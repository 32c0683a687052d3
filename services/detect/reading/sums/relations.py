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
from services.detect.reading.sums.figures import ASIDE, Figure, Reckon, Spelt, sign
from services.detect.reading.sums.rows import Row, rows
from services.detect.reading.tokens import Token
from services.detect.reading.vocabulary import Language, vocabulary

KINDS: Final = ("change", "share", "parts", "rest", "each", "margin")
"""The tables of rules; each kind of relation is reckoned in its own way."""
_ROWS: Final = "rows"
"""The table of rules for what a row of parts is told with, in which the row is one token."""
_FEWEST: Final = 3
"""Figures that a relation has at least, so that none begins behind the last but two."""
_GAPS: Final = {
    ".": ("!figure&!end", 1),
    "..": ("!figure&!end&!other", 8),
    "...": ("!figure&!end", 12),
    "....": ("!figure&!end", 40),
    "~": ("!figure&!row&!end&!partial", 20),
    "~~": ("!row&!end&!partial", 40),
}
"""What stands in a pattern for words between figures, and how many they are at most."""
_GAP: Final = re.compile(r"(?<![^\s(])(?:\.{1,4}|~{1,2})(?![^\s)?])")


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
    told = _together(sentences)
    grammars = _grammars(language)
    spelled = grammars.figures.lexicon.spell(told.tokens)
    latest = sorted(told.figures)[-_FEWEST]
    for place in takewhile(latest.__ge__, grammars.figures.places(spelled)):
        for match in grammars.figures.matches_at(spelled, place):
            if max(match.marked) >= begin and (found := _relation(match, told.figures)) is not None:
                yield found
    for row in rows(told, language):
        yield from _told_with(row, told, grammars.rows, begin)


def _together(sentences: Sequence[Spelt]) -> Spelt:
    """The sentences as one."""
    figures: dict[int, Reckon] = {}
    tokens: list[Token] = []
    for each in sentences:
        figures |= {len(tokens) + k: figure for k, figure in each.figures.items()}
        tokens += each.tokens
    return Spelt(tuple(tokens), figures)


def _told_with(row: Row, told: Spelt, grammar: Grammar, begin: int) -> Iterator[Relation]:
    """How a row, of which one token is made, is told of another figure; one of both stands behind token `begin`."""
    first, last = row.places[0], row.places[-1]
    shift = last - first
    before = [_as_many(token, told.figures.get(k), len(row.parts)) for k, token in enumerate(told.tokens[:first])]
    spelled = grammar.lexicon.spell([*before, sign(told.tokens[first], row.kind), *told.tokens[last + 1 :]])
    for place in grammar.places(spelled):
        for match in grammar.matches_at(spelled, place):
            whole = match.named["whole"] + (shift if match.named["whole"] > first else 0)
            if max(whole, last) >= begin and whole in told.figures:
                [role] = match.named.keys() - {"whole"}
                yield Relation(match.rule.means, match.rule.name, {"whole": [told.figures[whole]()], role: row.parts})


def _as_many(token: Token, figure: Reckon | None, parts: int) -> Token:
    """What is told beside the figures, or a sign of its own, where that are as many as a row has parts."""
    is_number = figure is not None and token.text == f"#{ASIDE}" and figure().value == parts
    return sign(token, "many") if is_number else token


def _relation(match: Match, figures: Mapping[int, Reckon]) -> Relation | None:
    """None where a number takes part that no sum can be done with."""
    roles: defaultdict[str, list[Figure]] = defaultdict(list)
    for name, at in match.named.items():
        if at not in figures:
            return None
        roles[name.rstrip("0123456789")].append(figures[at]())
    return Relation(match.rule.means, match.rule.name, roles)


class _Grammars(Struct, frozen=True):
    figures: Grammar
    rows: Grammar


@cache
def _grammars(language: Language) -> _Grammars:
    table = vocabulary(language, "sums")
    rules = [Rule(rule["name"], _expanded(rule["pattern"]), kind) for kind in KINDS for rule in table[kind]]
    of_rows = [Rule(rule["name"], _expanded(rule["pattern"]), "parts") for rule in table[_ROWS]]
    lexicon = Lexicon(table["classes"], [rule.pattern for rule in (*rules, *of_rows)])
    return _Grammars(Grammar(lexicon, rules), Grammar(lexicon, of_rows))


def _expanded(pattern: str) -> str:
    """The pattern with its gaps written out."""
    return _GAP.sub(lambda gap: " ".join([f"({_GAPS[gap[0]][0]})?"] * _GAPS[gap[0]][1]), pattern)
