"""Whose word a figure is: the party at the end of its chain, followed through what an outlet copies.

"Radio Ansel: the Quillon Post reported …" rests on whom the Quillon Post names in its own article, or on whom somebody
else says that it cites; a wire text under another masthead rests on whom it rested on before. All are one voice with
the first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final, NamedTuple

from schemas.statements import Reported, Statement
from schemas.values import Presence, Quantity, Span
from schemas.watch import WatchedClaim
from services.detect.reading.vocabulary import ENGLISH, vocabulary
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


def quantity_of(member: Member) -> Quantity:
    """The figure of a member that is known to give a quantity."""
    figure = member.statement.figure
    assert isinstance(figure, Quantity)  # noqa: S101 - whoever asks has seen to it
    return figure


def span_of(member: Member) -> Span:
    """The days of a member that is known to give such."""
    figure = member.statement.figure
    assert isinstance(figure, Span)  # noqa: S101 - whoever asks has seen to it
    return figure


@lru_cache(maxsize=16_384)
def plain(outlet: str) -> str:
    """An outlet's name as it is known again, without what it is: "the specialist site Ansel" is "Ansel"."""
    words, kinds = outlet.removeprefix("the ").removeprefix("The ").split(), _outlets()
    while len(words) > 1 and words[0] in kinds:
        del words[0]
    while len(words) > 1 and words[-1] in kinds:
        del words[-1]
    return " ".join(words).lower()


@cache
def _outlets() -> frozenset[str]:
    """What may be told of what an outlet is, in lower case as no name of one is: "news service"."""
    return frozenset(vocabulary(ENGLISH, "attribution")["outlets"]["told_as"])


@lru_cache(maxsize=16_384)
def is_media(source: str) -> bool:
    """Whether a source is outlets that nobody names, on whose word nothing rests: "local media", "press reports"."""
    words = vocabulary(ENGLISH, "attribution")["outlets"]
    told = [word for word in source.split() if word not in words["papers"]]
    return bool(told) and told[-1] in words["unnamed"]


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
        first = _quoted(member, by_outlet, found) or (printed if is_reprint else member)
        traced = member if first is member else member._replace(source=first.source, is_reprint=is_reprint)
        for outlet in (member.report.outlet, *member.statement.chain[1:-1]):  # "the Post, citing the army"
            by_outlet[plain(outlet)].append(traced)
        if printed is member:
            by_words[words] = traced
        found.append(traced)
    named = as_one([member.source for member in found])
    return tuple(member._replace(source=named[member.source]) for member in found)


def _quoted(member: Member, by_outlet: defaultdict[str, list[Member]], found: Sequence[Member]) -> Member | None:
    """The newest article so far of the outlet that the chain ends in, or of any where it names none, if it agrees."""
    if is_media(member.source):
        others = (known for known in reversed(found) if known.report.outlet != member.report.outlet)
        return next((known for known in others if agree(known, member)), None)
    outlet = plain(member.source)
    if outlet == plain(member.report.outlet) or outlet not in by_outlet:
        return None
    return next((known for known in reversed(by_outlet[outlet]) if agree(known, member)), None)


def agree(left: Member, right: Member) -> bool:
    """Whether two members give one figure, as far as they say."""
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
