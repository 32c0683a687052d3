"""What scorers count, and the measures made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

Gold = TypeVar("Gold")
Found = TypeVar("Found")


class Tally(NamedTuple):
    """How many of the gold's items were found, of how many there are and how many were predicted."""

    right: int = 0
    gold: int = 0
    found: int = 0

    def __add__(self, other: object) -> Tally:
        """The counts of both."""
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(self.right + other.right, self.gold + other.gold, self.found + other.found)

    @property
    def precision(self) -> float:
        """The share of the predicted that is right, 0 where nothing was predicted."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was found, 0 where there is none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.gold + self.found
        return 2 * self.right / both if both else 1.0


class Share(NamedTuple):
    """How many cases are right, of how many."""

    right: int = 0
    cases: int = 0

    def __add__(self, other: object) -> Share:
        """The counts of both."""
        return Share(self.right + other.right, self.cases + other.cases) if isinstance(other, Share) else NotImplemented

    @property
    def part(self) -> float:
        """The share that is right; all of nothing."""
        return self.right / self.cases if self.cases else 1.0


def matched(
    gold: Sequence[Gold],
    found: Sequence[Found],
    fits: Callable[[Gold, Found], bool],
    prefer: Callable[[Gold, Found], int],
) -> list[tuple[Gold, Found]]:
    """Pairs one to one: for each gold item in order the fitting one, not yet taken, that is preferred most."""
    left = list(found)
    pairs = []
    for item in gold:
        fitting = [other for other in left if fits(item, other)]
        if fitting:
            best = max(fitting, key=lambda other: prefer(item, other))
            left.remove(best)
            pairs.append((item, best))
    return pairs


def near(one: float, other: float) -> bool:
    """Whether two numbers are one but for rounding."""
    return abs(one - other) <= 1e-6 * max(1.0, abs(one))
