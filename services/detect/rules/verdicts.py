"""What a verdict does: which findings it keeps closed, and which statements it takes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal
from typing import TypeVar

from schemas.event import ArticleId
from schemas.flags import Flag
from schemas.values import Figure, Presence, Quantity, Span
from schemas.verdicts import Judgement, Misread, Verdict

T = TypeVar("T", Decimal, dt.date)


def judgement(flag: Flag, verdict: Verdict, misread: Collection[ArticleId] = ()) -> Judgement:
    """The verdict on a flag as it stands; `misread` names the articles whose words were misread.

    Raises:
        ValueError: the verdict is `misread` and names no article of the evidence, or another verdict names one.
    """
    taken = tuple(Misread(item.article, item.quote, item.figure) for item in flag.evidence if item.article in misread)
    if (verdict is Verdict.MISREAD) != bool(taken):
        known = ", ".join(sorted({item.article for item in flag.evidence}))
        raise ValueError(f"`misread`, and only it, names articles of the evidence, which are: {known}")
    figures = [item.figure for item in flag.evidence]
    numbers, dates = list(_numbers(figures)), list(_dates(figures))
    return Judgement(
        flag=flag.flag,
        verdict=verdict,
        sources=_sources(flag),
        low=min(numbers, default=None),
        high=max(numbers, default=None),
        earliest=min(dates, default=None),
        latest=max(dates, default=None),
        misread=taken,
    )


def is_closed(flag: Flag, given: Judgement | None) -> bool:
    """Whether the verdict keeps a flag, as found now, closed."""
    if given is None or given.verdict not in (Verdict.EXPLAINED, Verdict.NOT_COMPARABLE):
        return False
    if not set(_sources(flag)) <= set(given.sources):
        return False
    if given.verdict is Verdict.NOT_COMPARABLE:
        return True
    figures = [item.figure for item in flag.evidence]
    return _inside(_numbers(figures), given.low, given.high) and _inside(_dates(figures), given.earliest, given.latest)


def _sources(flag: Flag) -> tuple[str, ...]:
    return tuple(sorted({item.chain[-1] for item in flag.evidence}))


def _inside(values: Iterable[T], low: T | None, high: T | None) -> bool:
    return all(low is not None and high is not None and low <= value <= high for value in values)


def _numbers(figures: Iterable[Figure]) -> Iterator[Decimal]:
    for figure in figures:
        if isinstance(figure, Quantity):
            yield from (end for end in (figure.low, figure.best, figure.high) if end is not None)


def _dates(figures: Iterable[Figure]) -> Iterator[dt.date]:
    for figure in figures:
        span = figure.span if isinstance(figure, Presence) else figure
        if isinstance(span, Span):
            yield from (span.earliest, span.latest)
