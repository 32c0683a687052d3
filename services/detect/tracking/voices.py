"""Whose word a figure is: the party at the end of its chain, followed through what an outlet copies.

"Radio Ansel: the Quillon Post reported …" rests on whom the Quillon Post names in its own article; a wire text under
another masthead rests on whom it rested on before. Both are one voice with the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from schemas.statements import Reported, Statement
from schemas.values import Presence, Quantity, Span
from schemas.watch import WatchedClaim
from services.detect.tracking.intervals import gap, interval
from services.detect.tracking.parties import as_one

_REPRINT: Final = 40
"""Characters from which on one sentence in two outlets is a reprint, and no coincidence."""


class Member(NamedTuple):
    """A statement with the report that carries it, and the party whose word it is."""

    report: Reported
    statement: Statement
    source: str
    is_reprint: bool = False
    """Whether the sentence stands word for word in an earlier article of another outlet."""

    @property
    def voice(self) -> tuple[str, str]:
        """Who says it where: outlet and source."""
        return self.report.outlet, self.source


def has_stake(source: str, watch: WatchedClaim | None) -> bool:
    """Whether the desk lists the party as interested in the watched claim: all who are count as one voice."""
    name = source.lower()
    return watch is not None and any(words.lower() in name for words in watch.interested)


def followed(members: Sequence[Member]) -> tuple[Member, ...]:
    """The members, in order of publication, each with the party on whose word it stands in the end.

    A party goes by one name in all of them.
    """
    by_outlet: defaultdict[str, list[Member]] = defaultdict(list)
    by_words: dict[str, Member] = {}
    found: list[Member] = []
    for member in members:
        words = _words(member.statement.quote)
        printed = by_words.setdefault(words, member) if len(words) >= _REPRINT else member
        is_reprint = printed.report.outlet != member.report.outlet
        first = _quoted(member, by_outlet) or (printed if is_reprint else member)
        traced = member if first is member else member._replace(source=first.source, is_reprint=is_reprint)
        by_outlet[_plain(traced.report.outlet)].append(traced)
        if printed is member:
            by_words[words] = traced
        found.append(traced)
    named = as_one([member.source for member in found])
    return tuple(member._replace(source=named[member.source]) for member in found)


def _quoted(member: Member, by_outlet: defaultdict[str, list[Member]]) -> Member | None:
    """The newest article so far of the outlet that the chain ends in, if it gives the same figure."""
    outlet = _plain(member.source)
    if outlet == _plain(member.report.outlet) or outlet not in by_outlet:
        return None
    return next((known for known in reversed(by_outlet[outlet]) if _agree(known, member)), None)


def _agree(left: Member, right: Member) -> bool:
    first, second = left.statement.figure, right.statement.figure
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        return not gap(interval(first), interval(second))
    if isinstance(first, Presence) and isinstance(second, Presence):
        return first.seen is second.seen and _meet(first.span, second.span)
    return isinstance(first, Span) and isinstance(second, Span) and _meet(first, second)


def _meet(left: Span, right: Span) -> bool:
    return left.earliest <= right.latest and right.earliest <= left.latest


@lru_cache(maxsize=16_384)
def _words(quote: str) -> str:
    return " ".join(quote.casefold().split())


@lru_cache(maxsize=16_384)
def _plain(outlet: str) -> str:
    return outlet.lower().removeprefix("the ")
