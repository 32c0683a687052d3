"""All rules of a grammar at once: where they have come to after some letters of a spelt sentence.

    "two" ▶ a state ── "weeks" ▶ a state where a rule ends ── "ago" ▶ one where a longer rule ends ── "for" ▶ nowhere

A state is the set of steps that rules have just taken. It is made when a text first comes to it, and which one a letter
leads to is remembered: few texts come to all.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from services.detect.reading.expressions import Step

BEGUN: Final = 3
"""Letters by which it is known whether a rule begins with the first of them."""
_MOST_KNOWN: Final = 1 << 16
"""Ways from state to state that a grammar remembers: a text may be all of different ones."""
_MOST_BEGUN: Final = 1 << 14
"""The same of threes of letters that begin a rule, or do not."""
_Taken = tuple[tuple[int, Step], ...]
"""The steps that rules have just taken, each with its rule's number; that of the rule named first stands first."""


class State(dict[str, "State"]):
    """Where rules have come to, by the letter that comes next the state after it; nowhere if no step is taken."""

    __slots__ = ("_known", "rule", "taken")

    def __init__(self, taken: _Taken, known: Begun) -> None:
        super().__init__()
        self.taken, self._known = taken, known
        self.rule = next(self.rules(), None)
        """The number of the rule named first of those that end here."""

    def rules(self) -> Iterator[int]:
        """The numbers of the rules that end here, in order."""
        return (rule for rule, step in self.taken if step.is_last)

    def __missing__(self, letter: str) -> State:
        after = [(rule, step) for rule, before in self.taken for step in before.then if letter in step.letters]
        state = self[letter] = self._known.state(tuple(dict.fromkeys(after)))
        return state


class Begun(dict[str, State | None]):
    """By three letters that follow each other, or the last: the state after the first; None if no rule begins there.

    Most words can begin many rules, but most threes of words begin none.
    """

    def __init__(self, rules: Sequence[Sequence[Step]]) -> None:
        """Take the steps that each rule can begin with."""
        super().__init__()
        self._by_letter: dict[str, list[tuple[int, Step]]] = {}
        for number, first in enumerate(rules):
            for step in first:
                for letter in step.letters:
                    self._by_letter.setdefault(letter, []).append((number, step))
        self._first: dict[str, State] = {}
        self._states: dict[_Taken, State] = {}
        self._ways = 0

    def __missing__(self, letters: str) -> State | None:
        if len(self) >= _MOST_BEGUN:
            self.clear()
        letter = letters[:1]
        first = self._first.get(letter)
        if first is None:
            first = self._first[letter] = self.state(tuple(self._by_letter.get(letter, ())))
        state = self[letters] = first if _goes_on(first, letters[1:]) else None
        return state

    def state(self, taken: _Taken) -> State:
        """The state of some steps, one however they were come to; remembers that a way leads there."""
        self._ways += 1
        if self._ways > _MOST_KNOWN:
            for remembered in (self, self._first, self._states):
                remembered.clear()
            self._ways = 0
        state = self._states.get(taken)
        if state is None:
            state = self._states[taken] = State(taken, self)
        return state


def _goes_on(state: State, letters: str) -> bool:
    """Whether a rule ends with or before the last of some letters, or may go on behind them."""
    for letter in letters:
        if state.rule is not None:
            return True
        state = state[letter]
    return bool(state.taken)
