"""Rules as data: patterns over classes of words, matched on a sentence that is spelt with one character a token.

    tokens ──spell──▶ a string ──match──▶ the longest rule at each place, first to last

A word belongs to classes (a month, a unit), as a vocabulary says, and to those of its shape (a number, a capital).
Every set of classes that can occur has a character of its own, and patterns are matched over them, all at once:

    month        a token of that class         'ago'      that very word; 'as many as' are three
    a b          one after the other           (a | b)    either
    a?           perhaps                       day:a      remembered as `day`
    a&b          of both classes               !a         of any class but that

There is no unbounded repetition, so the work of matching is bounded by the sentence's length times that of the longest
rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, chain, takewhile
from operator import attrgetter
from typing import Final

from msgspec import Struct

from services.detect.reading.expressions import Expression, Step, expression_of
from services.detect.reading.lexicon import Lexicon
from services.detect.reading.states import BEGUN, Begun, State

_TAKEN: Final = attrgetter("taken")
"""The steps by which a state was come to; without any, no rule goes on."""


class Rule(Struct, frozen=True):
    """A named pattern, and the name of what it means."""

    name: str
    pattern: str
    means: str


class Match(Struct, frozen=True):
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
        meant = [expression_of(lexicon, rule.pattern) for rule in rules]
        self._rules = [_Compiled(rule, expression) for rule, expression in zip(rules, meant, strict=True)]
        self._begun = Begun([expression.first for expression in meant])
        self._starts = _starts([step for expression in meant for step in expression.first])

    def places(self, spelt: str, first: int = 0) -> Iterator[int]:
        """Where a rule may match, from a token on; it can nowhere else."""
        return map(re.Match.start, self._starts.finditer(spelt, first))

    def matches(self, spelt: str) -> list[Match]:
        """The longest match at each place that no earlier match takes in; of two as long, the rule named first."""
        found: list[Match] = []
        best = self.next_match(spelt)
        while best is not None:
            found.append(best)
            best = self.next_match(spelt, best.last)
        return found

    def next_match(self, spelt: str, first: int = 0) -> Match | None:
        """The longest match at the first place, from a token on, where any rule matches."""
        begun, search = self._begun, self._starts.search
        start = search(spelt, first)
        while start is not None:
            at = start.start()
            state = begun[spelt[at : at + BEGUN]]
            if state is not None and (best := self._longest(state, spelt, at)) is not None:
                return best
            start = search(spelt, at + 1)
        return None

    def match_at(self, spelt: str, at: int) -> Match | None:
        """The longest match that begins at a token."""
        state = self._begun[spelt[at : at + BEGUN]]
        return None if state is None else self._longest(state, spelt, at)

    def matches_at(self, spelt: str, at: int) -> list[Match]:
        """What every rule matches that begins at a token: the longest first, then the rule named first."""
        state = self._begun[spelt[at : at + BEGUN]]
        if state is None:
            return []  # as at most places
        states = accumulate(spelt[at + 1 :], State.__getitem__, initial=state)
        alive = enumerate(takewhile(_TAKEN, states), at + 1)
        ends = {rule: end for end, state in alive if state.rule is not None for rule in state.rules()}
        matches = [self._rules[rule].found(spelt, at, ends[rule]) for rule in sorted(ends)]
        return sorted(matches, key=lambda match: -match.last)

    def _longest(self, state: State, spelt: str, at: int) -> Match | None:
        """The longest match at a token, behind which rules are in this state; of two as long, the rule named first."""
        rule, end = state.rule, at + 1
        for last, letter in enumerate(spelt[at + 1 :], at + 2):
            state = state[letter]
            if state.rule is not None:
                rule, end = state.rule, last
            elif not state.taken:
                break
        return None if rule is None else self._rules[rule].found(spelt, at, end)


def _starts(steps: Sequence[Step]) -> re.Pattern[str]:
    """What finds where a rule may match: at a letter that can be all of one, or before one that can be its second."""
    first = _set(step.letters for step in steps)
    alone = _set(step.letters for step in steps if step.is_last)
    second = _set(after.letters for step in steps for after in step.then)
    return re.compile(f"{first}(?:(?<={alone})|(?={second}))")


def _set(letters: Iterable[Iterable[str]]) -> str:
    """The expression that matches any of some letters."""
    some = "".join(sorted(set(chain.from_iterable(letters))))
    return f"[{some}]" if some else "(?!)"


class _Compiled:
    """A rule and its expression, which is compiled when it is first asked what it remembers: few texts ask for all."""

    def __init__(self, rule: Rule, meant: Expression) -> None:
        self._rule, self._text = rule, meant.text
        self._groups = tuple(enumerate(meant.names.values(), 1))

    @cached_property
    def _matching(self) -> Callable[[str, int, int], re.Match[str] | None]:
        return re.compile(self._text).fullmatch

    def found(self, spelt: str, first: int, last: int) -> Match:
        """The rule's match of tokens [first, last), with what the pattern remembers of them."""
        match = self._matching(spelt, first, last) if self._groups else None
        if match is None:
            return Match(self._rule, first, last, {}, ())
        named = [(name, at) for group, name in self._groups if (at := match.start(group)) >= 0]
        return Match(self._rule, first, last, dict(named), [at for _, at in named])


def wordings(table: Mapping[str, Iterable[str]], what: str) -> list[Rule]:
    """A rule for each wording of a table by meaning; a wording is words, or a pattern in brackets."""
    return [
        Rule(f"{what}: {wording}", wording if wording.startswith("(") else f"'{wording}'", means)
        for means, some in table.items()
        for wording in some
    ]
