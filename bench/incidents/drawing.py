"""Draws flags at random and shows their evidence, to be judged by hand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random

from bench.incidents.rendering import source_of
from schemas.flags import Flag


def draw(flags: Iterable[Flag], count: int, seed: int) -> Sequence[Flag]:
    """So many flags, or all if there are fewer; the same for the same flags and seed, in whatever order they come."""
    every = sorted(flags, key=lambda flag: flag.flag)
    return Random(seed).sample(every, min(count, len(every)))  # noqa: S311 - a sample, no secret


def spelled(flags: Iterable[Flag]) -> Iterator[str]:
    """The lines that show them."""
    for number, flag in enumerate(flags, 1):
        yield f"-- {number}. {flag.flag} {flag.rule}, {flag.grade}, severity {flag.severity}, {flag.state}"
        yield f"   {flag.title}: {flag.explanation}"
        for evidence in flag.evidence:
            where = f"{evidence.outlet} {evidence.published_at:%Y-%m-%d}, {evidence.part} at {evidence.start}"
            yield f"   {source_of(evidence.url)} {where}: {evidence.figure}"
            yield f"      {evidence.quote!r} by {' ← '.join(evidence.chain)}"
