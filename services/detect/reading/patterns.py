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
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

from services.detect.reading.expressions import Expression, expression_of
from services.detect.reading.lexicon import Lexicon

_MOST_KNOWN: Final = 1 << 16
"""Pairs of letters that a grammar remembers: a text may be all of different ones."""
_Matching = Callable[[str, int], re.Match[str] | None]


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
        compiled = [_Compiled(rule, expression_of(lexicon, rule.pattern)) for rule in rules]
        self._beginning = _Beginning(compiled)
        self._starts = _starts([rule.meant for rule in compiled])

    def places(self, spelt: str, first: int = 0) -> Iterator[int]:
        """Where a rule may match, from a token on; it can nowhere else."""
        return map(re.Match.start, self._starts.finditer(spelt, first))

    def may_match(self, spelt: str) -> bool:
        """Whether a rule may match anywhere, by the words that one can begin with: no work beside that of matching."""
        return any(self._beginning[spelt[at : at + 2]] for at in self.places(spelt))

    def matches(self, spelt: str) -> list[Match]:
        """The longest match at each place that no earlier match takes in; of two as long, the rule named first."""
        found: list[Match] = []
        done, beginning = 0, self._beginning
        for at in self.places(spelt):
            if at >= done and (rules := beginning[spelt[at : at + 2]]) and (best := _longest(rules, spelt, at)):
                found.append(best)
                done = best.last
        return found

    def next_match(self, spelt: str, first: int = 0) -> Match | None:
        """The longest match at the first place, from a token on, where any rule matches."""
        beginning = self._beginning
        for at in self.places(spelt, first):
            if (rules := beginning[spelt[at : at + 2]]) and (best := _longest(rules, spelt, at)):
                return best
        return None

    def match_at(self, spelt: str, at: int) -> Match | None:
        """The longest match that begins at a token."""
        return _longest(self._beginning[spelt[at : at + 2]], spelt, at)

    def matches_at(self, spelt: str, at: int) -> list[Match]:
        """What every rule matches that begins at a token: the longest first, then the rule named first."""
        found = ((rule, match_rule(spelt, at)) for match_rule, rule in self._beginning[spelt[at : at + 2]])
        matches = [rule.found(match) for rule, match in found if match is not None]
        return sorted(matches, key=lambda match: -match.last)


def _longest(rules: _Rules, spelt: str, at: int) -> Match | None:
    """Of what some rules match at a token the longest, and of two as long that of the rule named first."""
    best: re.Match[str] | None = None
    end = at
    for match_rule, rule in rules:
        match = match_rule(spelt, at)
        if match is not None and match.end() > end:
            best, chosen, end = match, rule, match.end()
    return None if best is None else chosen.found(best)


def _starts(rules: Sequence[Expression]) -> re.Pattern[str]:
    """What finds where a rule may match: at a letter that can be all of one, or before one that can be its second."""
    first = _set(rule.first for rule in rules)
    alone, second = _set(rule.first for rule in rules if rule.alone), _set(rule.second for rule in rules)
    return re.compile(f"{first}(?:(?<={alone})|(?={second}))")


def _set(letters: Iterable[Iterable[str]]) -> str:
    """The expression that matches any of some letters."""
    some = "".join(sorted(set(chain.from_iterable(letters))))
    return f"[{some}]" if some else "(?!)"


class _Compiled:
    """A rule as an expression, which is compiled when words first ask for it: few texts ask for all."""

    def __init__(self, rule: Rule, meant: Expression) -> None:
        self.rule, self.meant = rule, meant
        self._groups = tuple(enumerate(meant.names.values(), 1))

    @cached_property
    def match(self) -> _Matching:
        """Matches the rule's expression at a place."""
        return re.compile(self.meant.text).match

    def begins(self, letters: str) -> bool:
        """Whether the rule may match where two letters stand, or one that is the last."""
        _, _, first, second, alone = self.meant
        return letters[0] in first and (alone or letters[1:] in second)

    def found(self, match: re.Match[str]) -> Match:
        """What the pattern remembers of a match."""
        first, last = match.span()
        if not self._groups:
            return Match(self.rule, first, last, {}, ())
        named = [(name, at) for group, name in self._groups if (at := match.start(group)) >= 0]
        return Match(self.rule, first, last, dict(named), [at for _, at in named])


_Rules = tuple[tuple[_Matching, _Compiled], ...]


class _Beginning(dict[str, _Rules]):
    """The rules that may match where two letters stand: most words can begin many rules, but most pairs begin none."""

    def __init__(self, rules: Iterable[_Compiled]) -> None:
        super().__init__()
        self._first: dict[str, list[_Compiled]] = {}
        for rule in rules:
            for letter in rule.meant.first:
                self._first.setdefault(letter, []).append(rule)

    def __missing__(self, letters: str) -> _Rules:
        if len(self) >= _MOST_KNOWN:
            self.clear()
        rules = self._first.get(letters[:1], ())
        those = self[letters] = tuple((rule.match, rule) for rule in rules if rule.begins(letters))
        return those


def wordings(table: Mapping[str, Iterable[str]], what: str) -> list[Rule]:
    """A rule for each wording of a table by meaning; a wording is words, or a pattern in brackets."""
    return [
        Rule(f"{what}: {wording}", wording if wording.startswith("(") else f"'{wording}'", means)
        for means, some in table.items()
        for wording in some
    ]
