"""Disjoint sets of the numbers below a bound, joined two at a time in nearly constant time (Tarjan 1975)."""

from __future__ import annotations

from collections.abc import Iterable


class Disjoint:
    """At first each number is a set of its own; a set goes by its least number."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def of(self, number: int) -> int:
        """The least number of its set."""
        above = self._above
        while above[number] != number:
            above[number] = above[above[number]]
            number = above[number]
        return number

    def join(self, numbers: Iterable[int]) -> None:
        """Make one set of all that the numbers are in."""
        least = None
        for number in map(self.of, numbers):
            if least is not None and number != least:
                least, other = min(least, number), max(least, number)
                self._above[other] = least
            else:
                least = number
