"""When a feed is due again, and when a host may be asked again."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple

from services.ingest.outlets import Settings

_LONGEST_ASKED: Final = dt.timedelta(days=1)
"""A Retry-After beyond this is taken for a mistake: no single answer silences a feed for longer."""
_FASTER: Final = 0.5
_SLOWER: Final = 1.25
"""Halved by a change, a quarter longer without: the interval settles where about one poll in four finds something."""


class Rhythm(NamedTuple):
    """What past polls taught of a feed."""

    interval: dt.timedelta
    failures: int
    """In a row, up to the last poll."""


class Asked(NamedTuple):
    """What the outlet asks for in its answer."""

    fresh_for: dt.timedelta | None
    """Cache-Control's max-age (RFC 9111, section 5.2.2.1)."""
    retry_after: dt.timedelta | None
    """Retry-After (RFC 9110, section 10.2.3), from the moment of the answer."""


NOTHING_ASKED: Final = Asked(None, None)


def first(settings: Settings) -> Rhythm:
    """The rhythm of a feed never polled."""
    return Rhythm(dt.timedelta(seconds=settings.min_interval_seconds), 0)


def learn(rhythm: Rhythm, *, changed: bool, failed: bool, settings: Settings) -> Rhythm:
    """The rhythm after one more poll. A failure says nothing of how often the feed changes."""
    if failed:
        return Rhythm(rhythm.interval, rhythm.failures + 1)
    low = dt.timedelta(seconds=settings.min_interval_seconds)
    high = dt.timedelta(seconds=settings.max_interval_seconds)
    return Rhythm(min(max(rhythm.interval * (_FASTER if changed else _SLOWER), low), high), 0)


def next_at(rhythm: Rhythm, at: dt.datetime, asked: Asked, settings: Settings, chance: float) -> dt.datetime:
    """When the feed is due after a poll at `at` that left this rhythm.

    Args:
        rhythm: After the poll.
        at: The moment of the poll.
        asked: What its answer asked for. Retry-After is kept up to a day, max-age up to the longest interval.
        settings: The bounds.
        chance: A random number in [0, 1), which spreads feeds that fail together, or that were first polled together.
    """
    longest = dt.timedelta(seconds=settings.max_interval_seconds)
    if rhythm.failures:
        shortest = dt.timedelta(seconds=settings.min_interval_seconds)
        doubled = min(shortest * (1 << min(rhythm.failures - 1, 20)), longest)
        wait = doubled * (0.5 + chance / 2)
    else:
        wait = rhythm.interval * (1 + chance / 10)
    if asked.fresh_for is not None:
        wait = max(wait, min(asked.fresh_for, longest))
    if asked.retry_after is not None:
        wait = max(wait, min(asked.retry_after, _LONGEST_ASKED))
    return at + wait


def asked(headers: Mapping[str, str], at: dt.datetime) -> Asked:
    """What an answer's headers (lower-case names) ask for; what cannot be read asks for nothing."""
    max_age = re.search(r"(?:^|[\s,])max-age\s*=\s*\"?(\d{1,9})", headers.get("cache-control", "").lower())
    return Asked(
        dt.timedelta(seconds=int(max_age[1])) if max_age else None,
        _retry_after(headers.get("retry-after", "").strip(), at),
    )


def _retry_after(value: str, at: dt.datetime) -> dt.timedelta | None:
    if re.fullmatch(r"[0-9]{1,9}", value):
        return dt.timedelta(seconds=int(value))
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    if moment.tzinfo is None:  # "-0000", which RFC 5322 reads as UTC of an unknown place
        moment = moment.replace(tzinfo=dt.UTC)
    return max(moment - at, dt.timedelta(0))


def turn(free_at: Mapping[str, float], host: str, now: float, gap: float) -> tuple[float, dict[str, float]]:
    """How many seconds the next request to a host has to wait, and the hosts' turns once it has one.

    `now` and the turns are seconds of one monotonic clock, `gap` seconds between starts. Turns that are over are
    forgotten, so the mapping stays as small as the number of hosts asked within one gap.
    """
    starts_at = max(free_at.get(host, now), now)
    turns = {known: moment for known, moment in free_at.items() if moment > now}
    turns[host] = starts_at + gap
    return starts_at - now, turns
