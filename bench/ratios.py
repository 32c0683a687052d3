"""Measurements as ratios: two ways of doing the same, in turns, so that a busy machine is busy for both."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from statistics import median
from typing import NamedTuple

REPEATS = 5


class Spread(NamedTuple):
    """The least, the middle and the most of several measurements."""

    low: float
    middle: float
    high: float

    def __str__(self) -> str:
        return f"{_short(self.middle)} ({_short(self.low)} to {_short(self.high)})"


class Comparison(NamedTuple):
    """Two ways, measured in turns: rates in their unit, and the ratio of each pair."""

    name: str
    ours: Spread
    theirs: Spread
    ratio: Spread


def spread(values: Iterable[float]) -> Spread:
    """The spread of at least one value."""
    every = list(values)
    return Spread(min(every), median(every), max(every))


async def compare(
    name: str, ours: Callable[[], Awaitable[float]], theirs: Callable[[], Awaitable[float]], repeats: int = REPEATS
) -> Comparison:
    """Measure both, as often as said, the one that begins changing each time; each returns a rate."""
    pairs = []
    for turn in range(repeats):
        if turn % 2:
            other = await theirs()
            pairs.append((await ours(), other))
        else:
            pairs.append((await ours(), await theirs()))
    return Comparison(
        name,
        spread(mine for mine, _ in pairs),
        spread(other for _, other in pairs),
        spread(mine / other for mine, other in pairs),
    )


def line(comparison: Comparison, unit: str, *, reach: float | None = None) -> str:
    """One line: the scenario, its ratio, both rates, and whether what was to be reached is."""
    name, ours, theirs, ratio = comparison
    goal = f"; to reach {reach:.2f}: {'reached' if ratio.middle >= reach else 'NOT reached'}" if reach else ""
    ratios = f"{ratio.middle:.2f} ({ratio.low:.2f} to {ratio.high:.2f})"
    return f"{name:<16} ratio {ratios}; {ours} against {theirs} {unit}{goal}"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
