"""Whether feeds answer and are fresh, and whether this machine's clock agrees with the outlets'."""

from __future__ import annotations

import asyncio
import datetime as dt
import statistics
from collections.abc import Callable, Sequence
from email.utils import parsedate_to_datetime
from typing import Final, NamedTuple

from services.cli.doctor.finding import Finding, broken, good, poor
from services.ingest.answers import Answer, Validators
from services.ingest.courtesy import Courtesy
from services.ingest.dial import resolve
from services.ingest.errors import Fault, NotFetched, Unreadable
from services.ingest.http import Fetcher
from services.ingest.outlets import Outlet, Settings
from services.ingest.parse import Item, items

SILENT: Final = dt.timedelta(days=7)
"""A feed whose newest item is older than that may have moved."""
SKEW: Final = dt.timedelta(seconds=30)
"""By how much our clock may differ from the middle one of the outlets'."""


class _Seen(NamedTuple):
    """What a feed gave."""

    finding: Finding
    skew: dt.timedelta | None
    """By how much its host's clock is ahead of ours; None if it did not say."""


async def look_at_feeds(outlets: Sequence[Outlet], settings: Settings, now: Callable[[], dt.datetime]) -> list[Finding]:
    """Fetch each feed once, as politely as ingest would."""
    async with Fetcher(settings, resolve) as fetcher:
        courtesy, at_once = Courtesy(fetcher, settings), asyncio.Semaphore(settings.concurrency)

        async def seen(outlet: Outlet, feed: str) -> _Seen:
            async with at_once:
                return await _look(courtesy, outlet, feed, now)

        all_seen = await asyncio.gather(*(seen(outlet, feed) for outlet in outlets for feed in outlet.feeds))
    skews = [one.skew for one in all_seen if one.skew is not None]
    return [*(one.finding for one in all_seen), *([clock(skews)] if skews else [])]


async def _look(courtesy: Courtesy, outlet: Outlet, feed: str, now: Callable[[], dt.datetime]) -> _Seen:
    name = f"feed {feed} ({outlet.name})"
    try:
        answer = await courtesy.feed(feed, Validators(), private=outlet.private)
    except NotFetched as fault:
        return _Seen(broken(f"{name}: {fault.detail}", _remedy(fault.fault)), None)
    skew = _skew(answer, now())
    if answer.status != 200:
        return _Seen(broken(f"{name}: the host answered {answer.status}", _remedy(Fault.STATUS)), skew)
    try:
        return _Seen(judged(name, items(answer.body, answer.url, answer.media_type), now()), skew)
    except Unreadable as fault:
        return _Seen(broken(f"{name}: {fault}", _remedy(Fault.MALFORMED)), skew)


def judged(name: str, read: Sequence[Item], now: dt.datetime) -> Finding:
    """What a feed's items say of it."""
    if not read:
        return poor(f"{name}: it holds no item", "look whether its outlet has another")
    newest = max((item.published_at for item in read if item.published_at), default=None)
    if newest is None:
        return poor(f"{name}: {len(read)} items, none dated", "their articles are dated by when we first see them")
    if now - newest > SILENT:
        days = (now - newest).days
        return poor(f"{name}: nothing new for {days} days", "look on the outlet's site whether the feed has moved")
    return good(f"{name}: {len(read)} items, newest {newest:%d %b, %H:%M} UTC")


def clock(skews: Sequence[dt.timedelta]) -> Finding:
    """Whether our clock agrees with the outlets', by the middle one of them: one may be wrong itself."""
    middle = dt.timedelta(seconds=statistics.median(skew.total_seconds() for skew in skews))
    if abs(middle) <= SKEW:
        return good("clock: it agrees with the outlets'")
    seconds, side = abs(round(middle.total_seconds())), "behind" if middle > dt.timedelta() else "ahead of"
    return broken(f"clock: {seconds:,} s {side} the outlets'", "set it by a time server (NTP): records are dated by it")


def _skew(answer: Answer, now: dt.datetime) -> dt.timedelta | None:
    """By the answer's Date (RFC 9110, section 6.6.1), which has whole seconds."""
    try:
        said = parsedate_to_datetime(answer.headers.get("date", ""))
    except ValueError:
        return None
    return said.replace(tzinfo=said.tzinfo or dt.UTC) - now if "age" not in answer.headers else None


def _remedy(fault: Fault) -> str:
    match fault:
        case Fault.ADDRESS:
            return "write `private: true` under the outlet if it is inside your network"
        case Fault.NETWORK | Fault.TIMEOUT:
            return "look whether this machine reaches it: name, route, firewall, proxy"
        case Fault.STATUS | Fault.REDIRECTS:
            return "look on the outlet's site whether the feed has moved, or ask them to let us in"
        case Fault.MALFORMED:
            return "the address may be a page's: find its feeds with `claimwatch init`"
        case _:
            return "look at it in a browser, and correct its address"
