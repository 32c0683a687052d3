"""How outlets answer and publish, by the polls of their feeds; the order in which these are learnt does not matter.

An outlet's habit is the third longest of its pauses between hours with news: nights and weekends come again, one long
failure does not. Twice as long, and a day at least, is silence.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from schemas.articles import FeedFetched

HABIT: Final = dt.timedelta(days=28)
"""What is remembered: four weekends."""
DAY: Final = dt.timedelta(days=1)
UNKNOWN: Final = dt.timedelta(days=7)
"""What is silence where there is no habit yet, as on the page on health."""
_HOUR: Final = dt.timedelta(hours=1)
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_COMES_AGAIN: Final = 3
_TWICE: Final = 2


@dataclass(frozen=True)
class Feed:
    """A feed at its last poll."""

    outlet: str
    polled_at: dt.datetime
    next_at: dt.datetime
    same_since: dt.datetime
    """The first poll of those in a row that ended as the last did: all answered, or all failed."""
    error: str
    """Why the last poll failed; empty where it was answered."""
    answered_at: dt.datetime | None


@dataclass
class Outlets:
    """All feeds, and the hours in which outlets had news, counted from 1970."""

    feeds: dict[str, Feed] = field(default_factory=dict)
    hours: dict[str, set[int]] = field(default_factory=dict)
    news_at: dict[str, dt.datetime] = field(default_factory=dict)
    first_at: dict[str, dt.datetime] = field(default_factory=dict)

    @property
    def polled_at(self) -> dt.datetime | None:
        """The last poll of any feed."""
        return max((feed.polled_at for feed in self.feeds.values()), default=None)

    @property
    def due_at(self) -> dt.datetime | None:
        """When a poll had to follow the last one."""
        last = self.polled_at
        return min(
            (feed.next_at for feed in self.feeds.values() if last is not None and feed.next_at >= last), default=last
        )

    def followed(self) -> Iterator[tuple[str, Feed]]:
        """The feeds that are polled; one that is long due while others are polled was taken from the configuration."""
        last = self.polled_at
        return ((url, feed) for url, feed in sorted(self.feeds.items()) if last and last - feed.next_at <= DAY)


def take_in(outlets: Outlets, poll: FeedFetched) -> None:
    """Take in one poll; those of one feed come in their order."""
    before = outlets.feeds.get(poll.feed)
    error = "" if poll.error is None else poll.error.reason
    goes_on = before is not None and bool(before.error) == bool(error)
    outlets.feeds[poll.feed] = Feed(
        outlet=poll.outlet,
        polled_at=poll.fetched_at,
        next_at=poll.next_at,
        same_since=before.same_since if before is not None and goes_on else poll.fetched_at,
        error=error,
        answered_at=(before.answered_at if before else None) if error else poll.fetched_at,
    )
    outlets.first_at[poll.outlet] = min(outlets.first_at.get(poll.outlet, poll.fetched_at), poll.fetched_at)
    if poll.new:
        news_at = outlets.news_at[poll.outlet] = max(outlets.news_at.get(poll.outlet, poll.fetched_at), poll.fetched_at)
        hours = outlets.hours.setdefault(poll.outlet, set())
        hours.add((poll.fetched_at - _EPOCH) // _HOUR)
        oldest = (news_at - HABIT - _EPOCH) // _HOUR
        outlets.hours[poll.outlet] = {hour for hour in hours if hour >= oldest} if min(hours) < oldest else hours


def patience(hours: Iterable[int]) -> dt.timedelta:
    """How long an outlet with news in these hours may have none."""
    pauses = sorted(after - before for before, after in pairwise(sorted(hours)))
    return max(DAY, _TWICE * pauses[-_COMES_AGAIN] * _HOUR) if len(pauses) >= _COMES_AGAIN else UNKNOWN


def silent_since(outlets: Outlets, outlet: str, feeds: Iterable[Feed]) -> dt.datetime | None:
    """Since when an outlet that answers has had nothing new, if that is longer than its habit."""
    answered_at = max((feed.answered_at for feed in feeds if feed.answered_at), default=None)
    since = outlets.news_at.get(outlet, outlets.first_at[outlet])
    is_silent = answered_at is not None and answered_at - since > patience(outlets.hours.get(outlet, ()))
    return since if is_silent else None
