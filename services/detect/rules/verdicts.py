"""Which findings a verdict keeps closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import TypeVar

from schemas.flags import Flag
from schemas.judging import dates, numbers, sources
from schemas.verdicts import Judgement, Verdict

T = TypeVar("T", Decimal, dt.date)


def is_closed(flag: Flag, given: Judgement | None) -> bool:
    """Whether the verdict keeps a flag, as found now, closed."""
    if given is None or given.verdict not in (Verdict.EXPLAINED, Verdict.NOT_COMPARABLE):
        return False
    if not set(sources(flag)) <= set(given.sources):
        return False
    if given.verdict is Verdict.NOT_COMPARABLE:
        return True
    figures = [item.figure for item in flag.evidence]
    return _inside(numbers(figures), given.low, given.high) and _inside(dates(figures), given.earliest, given.latest)


def _inside(values: Iterable[T], low: T | None, high: T | None) -> bool:
    return all(low is not None and high is not None and low <= value <= high for value in values)
