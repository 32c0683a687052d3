"""A verdict on a flag as it stands, with what the flag rested on: whoever takes the desk's answer makes it so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from schemas.event import ArticleId
from schemas.flags import Flag
from schemas.values import Figure, Presence, Quantity, Span
from schemas.verdicts import Judgement, Misread, Verdict


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
    counted, dated = list(numbers(figures)), list(dates(figures))
    return Judgement(
        flag=flag.flag,
        verdict=verdict,
        sources=sources(flag),
        low=min(counted, default=None),
        high=max(counted, default=None),
        earliest=min(dated, default=None),
        latest=max(dated, default=None),
        misread=taken,
    )


def sources(flag: Flag) -> tuple[str, ...]:
    """The parties at the ends of the evidence's chains."""
    return tuple(sorted({item.chain[-1] for item in flag.evidence}))


def numbers(figures: Iterable[Figure]) -> Iterator[Decimal]:
    """All ends of the quantities."""
    for figure in figures:
        if isinstance(figure, Quantity):
            yield from (end for end in (figure.low, figure.best, figure.high) if end is not None)


def dates(figures: Iterable[Figure]) -> Iterator[dt.date]:
    """Both ends of the spans."""
    for figure in figures:
        span = figure.span if isinstance(figure, Presence) else figure
        if isinstance(span, Span):
            yield from (span.earliest, span.latest)
