"""The reader under measure, by the contract of `claimwatch read`: what it finds in a text, as plain values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, NamedTuple

from services.cli.contract.read import Text, read_line

Reader = Callable[[str, str | None, str], "Found"]
"""From a text, the day it was published and its title to what is found; peers are readers too."""


class Amount(NamedTuple):
    """A quantity found at [start, end) of the text."""

    start: int
    end: int
    values: tuple[float, ...]
    """One value, or both ends of an interval."""
    low: float | None
    high: float | None
    unit: str | None
    counted: str | None
    modality: str
    direction: str | None

    @property
    def counts_nouns(self) -> bool:
        """Whether its unit is a counted noun, which `counted` begins with."""
        return f"{self.counted}, ".startswith(f"{self.unit}, ")

    @property
    def about(self) -> str:
        """What it is about: `counted` but for the noun."""
        return f"{self.counted or ''}, ".removeprefix(f"{self.unit}, ").removesuffix(", ")


class When(NamedTuple):
    """A time found at [start, end) of the text."""

    start: int
    end: int
    kind: str
    value: str | None
    earliest: str | None = None
    latest: str | None = None
    """The last day that it takes in."""


class Found(NamedTuple):
    """All that is found in a text; statements as the contract has them, the title's first."""

    amounts: list[Amount]
    times: list[When]
    statements: list[dict[str, Any]]
    titled: int = 0
    """How many of the statements are the title's."""


_TIME: Final = ("start", "end", "type", "value", "earliest", "latest")


def ours(text: str, published: str | None, title: str) -> Found:
    """What claimwatch finds."""
    line = read_line(Text(id="", text=text, title=title, published_at=published))
    return Found(
        [_amount(quantity) for quantity in line["quantities"]],
        [
            When(*(time[part] for part in ("start", "end", "type", "value", "earliest", "latest")))
            for time in line["times"]
        ],
        line["title"]["statements"] + line["statements"],
        len(line["title"]["statements"]),
    )


def _amount(line: dict[str, Any]) -> Amount:
    low, best, high = line["low"], line["best"], line["high"]
    interval = line["modality"] in ("range", "vague") and low is not None and high is not None
    values = (float(low), float(high)) if interval else (float(next(v for v in (best, low, high) if v is not None)),)
    counted = line["counted"]
    unit = line["unit"]
    return Amount(line["start"], line["end"], values, low, high, unit, counted, line["modality"], line["direction"])
