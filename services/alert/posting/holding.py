"""What the outbox knows of what holds findings back, and when that is looked at anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from schemas.flags import Flag
from schemas.notices import HELD_BACK, Suppression
from services.alert.posting.book import Book
from services.alert.posting.grouping import rouse
from services.alert.routing import InhibitRule, Labels, Quiet, TimeInterval


class Holding(NamedTuple):
    """What of the configuration can hold findings back."""

    intervals: Mapping[str, TimeInterval]
    rules: Sequence[InhibitRule]

    @classmethod
    def of(cls, intervals: Collection[TimeInterval], rules: Sequence[InhibitRule]) -> Holding:
        """With the intervals by their names."""
        return cls({interval.name: interval for interval in intervals}, rules)

    @property
    def within_claims(self) -> bool:
        """Whether flags are inhibited by those of their own claim alone."""
        return all("claim" in rule.equal for rule in self.rules)

    def inhibits(self, of: Labels | None) -> bool:
        """Whether an open flag with these labels may hold others back; one that has ended has none."""
        return of is not None and any(rule.is_source(of) for rule in self.rules)

    def quiet(self, book: Book, claim: str, now: dt.datetime) -> Quiet:
        """All that can hold back the findings of a claim now."""
        open_flags = book.open_flags(claim if self.within_claims else None) if self.rules else {}
        return Quiet(self.intervals, self.rules, book.silences(now), open_flags)

    def take_in(self, book: Book, flag: Flag, now: dt.datetime) -> None:
        """Keep what a flag may inhibit by; if it inhibited until now, look again at what that held back."""
        before = book.keep_flag(flag)
        if before is not None and self.inhibits(before.labels):
            look_again(book, now, {Suppression.INHIBITED}, before.claim if self.within_claims else None)


def look_again(book: Book, now: dt.datetime, by: Collection[Suppression] = HELD_BACK, claim: str | None = None) -> None:
    """Let the groups with news that is held back by one of these come due."""
    for entry in book.held(by, claim):
        book.keep(entry._replace(group=rouse(entry.group, entry.timing, now)))
