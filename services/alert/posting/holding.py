"""What the outbox knows of what holds findings back, and when that is looked at anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import msgspec

from schemas.event import ClaimId
from schemas.flags import Flag
from schemas.notices import HELD_BACK, Suppression
from services.alert.outbox.book import Book
from services.alert.posting.grouping import rouse
from services.alert.routing import InhibitRule, Labels, Quiet, TimeInterval, Timing


class Holding(NamedTuple):
    """What of the configuration can hold findings back."""

    intervals: Mapping[str, TimeInterval]
    rules: Sequence[InhibitRule]

    @classmethod
    def of(cls, intervals: Collection[TimeInterval], rules: Sequence[InhibitRule]) -> Holding:
        """With the intervals by their names."""
        return cls({interval.name: interval for interval in intervals}, rules)

    async def quiet(self, book: Book, claim: str, now: dt.datetime) -> Quiet:
        """All that can hold back the findings of a claim now."""
        open_flags = await book.open_flags(self._only(claim)) if self.rules else {}
        return Quiet(self.intervals, self.rules, await book.silences(now), open_flags)

    async def take_in(self, book: Book, flag: Flag, now: dt.datetime) -> None:
        """Keep what a flag may inhibit by; if it inhibited until now, look again at what that held back."""
        before = await book.keep_flag(flag)
        if before is not None and any(rule.is_source(before) for rule in self.rules):
            await look_again(book, now, {Suppression.INHIBITED}, self._only(_claim(before)))

    def _only(self, claim: str) -> str | None:
        """The claim within which alone its flags can be inhibited; None if others' flags may do so."""
        return claim if all("claim" in rule.equal for rule in self.rules) else None


async def look_again(
    book: Book, now: dt.datetime, by: Collection[Suppression] = HELD_BACK, claim: str | None = None
) -> None:
    """Let the groups with news that is held back by one of these come due."""
    for row in await book.groups_held(by, claim):
        group = await book.group(row.receiver, row.channel, row.group)
        await book.keep_group(row, rouse(group, msgspec.json.decode(row.timing, type=Timing), now))


def _claim(of: Labels) -> ClaimId:
    return ClaimId(of["claim"][0])
