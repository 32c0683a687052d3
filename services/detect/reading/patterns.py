"""Rules as data: patterns over classes of words, matched on a sentence that is spelt with one character a token.

    tokens ──spell──▶ a string ──match──▶ the longest rule at each place, first to last

A word belongs to classes (a month, a unit), as a vocabulary says, and to those of its shape (a number, a capital).
Every set of classes that can occur has a character of its own, and a pattern becomes a regular expression over them:

    month        a token of that class         'ago'      that very word; 'as many as' are three
    a b          one after the other           (a | b)    either
    a?           perhaps                       day:a      remembered as `day`
    a&b          of both classes               !a         of any class but that

There is no unbounded repetition, so the work of matching is bounded by the sentence's length times the rules that can
begin with each of its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import NamedTuple

from services.detect.reading.expressions import Expression, expression_of
from services.detect.reading.lexicon import Lexicon


class Rule(NamedTuple):
    """A named pattern, and the name of what it means."""

    name: str
    pattern: str
    means: str


class Match(NamedTuple):
    """A rule that holds for tokens [first, last), with the tokens that it remembers, each by its first."""

    rule: Rule
    first: int
    last: int
    named: Mapping[str, int]
    marked: Sequence[int]
    """All tokens remembered, also where several go by one name."""


class Grammar:
    """Rules over a lexicon, ready to match."""

    def __init__(self, lexicon: Lexicon, rules: Sequence[Rule]) -> None:
        self.lexicon = lexicon
        self._compiled = [_Compiled(rule, expression_of(lexicon, rule.pattern)) for rule in rules]
        starting: dict[str, list[int]] = {}
        for number, compiled in enumerate(self._compiled):
            for letter in compiled.first:
                starting.setdefault(letter, []).append(number)
        alike = {numbers: _Starting([self._compiled[k] for k in numbers]) for numbers in map(tuple, starting.values())}
        self._starting = {letter: alike[tuple(numbers)] for letter, numbers in starting.items()}
        self._starts = re.compile(f"[{''.join(self._starting)}]") if self._starting else re.compile(r"(?!)")

    def matches(self, spelt: str) -> Iterator[Match]:
        """The longest match at each place that no earlier match takes in; of two as long, the rule named first."""
        best = self.next_match(spelt, 0)
        while best is not None:
            yield best
            best = self.next_match(spelt, best.last)

    def next_match(self, spelt: str, at: int) -> Match | None:
        """The longest match at the first place, from a token on, where any rule matches."""
        while (start := self._starts.search(spelt, at)) is not None:
            first = start.start()
            starting = self._starting[spelt[first]]
            if starting.any_of_them.match(spelt, first) is not None:
                return starting.longest(spelt, first)
            at = start.end()
        return None

    def match_at(self, spelt: str, at: int) -> Match | None:
        """The longest match that begins at a token."""
        starting = self._starting.get(spelt[at]) if at < len(spelt) else None
        if starting is None or starting.any_of_them.match(spelt, at) is None:
            return None
        return starting.longest(spelt, at)

    def matches_at(self, spelt: str, at: int) -> list[Match]:
        """What every rule matches that begins at a token: the longest first, then the rule named first."""
        starting = self._starting.get(spelt[at])
        rules = () if starting is None else starting.rules
        found = ((compiled, compiled.expression.match(spelt, at)) for compiled in rules)
        matches = [compiled.found(match) for compiled, match in found if match is not None]
        return sorted(matches, key=lambda match: -match.last)


class _Compiled:
    """A rule as an expression, which is compiled when a word first asks for it: few texts ask for all."""

    def __init__(self, rule: Rule, meant: Expression) -> None:
        self.rule = rule
        self.text, self._names, self.first = meant

    @cached_property
    def expression(self) -> re.Pattern[str]:
        return re.compile(self.text)

    def found(self, match: re.Match[str]) -> Match:
        """What the pattern remembers of a match."""
        named = [(name, match.start(group)) for group, name in self._names.items() if match.start(group) >= 0]
        return Match(self.rule, match.start(), match.end(), dict(named), [first for _, first in named])


class _Starting:
    """The rules that can begin with a letter."""

    def __init__(self, rules: Sequence[_Compiled]) -> None:
        self.rules = rules

    def longest(self, spelt: str, at: int) -> Match | None:
        """The longest match that begins at a token; of two as long, the rule named first."""
        best: re.Match[str] | None = None
        for compiled in self.rules:
            match = compiled.expression.match(spelt, at)
            if match is not None and (best is None or match.end() > best.end()):
                best, chosen = match, compiled
        return None if best is None else chosen.found(best)

    @cached_property
    def any_of_them(self) -> re.Pattern[str]:
        """Matches where any of the rules does: most words begin many and match none, and one question is cheaper."""
        return re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", rule.text) for rule in self.rules))


def wordings(table: Mapping[str, Iterable[str]], what: str) -> list[Rule]:
    """A rule for each wording of a table by meaning; a wording is words, or a pattern in brackets."""
    return [
        Rule(f"{what}: {wording}", wording if wording.startswith("(") else f"'{wording}'", means)
        for means, some in table.items()
        for wording in some
    ]
