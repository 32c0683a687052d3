"""Requests as a polite visitor makes them: one at a time to a host, with pauses, pages only where robots.txt allows.

A feed is fetched because its outlet publishes it for programs and the desk named it, so robots.txt does not rule it
(RFC 9309 speaks to crawlers that follow links); a page is a link followed, so it does.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Final
from urllib.parse import urlsplit
from weakref import WeakValueDictionary

from services.ingest import pages, schedule
from services.ingest.answers import Answer, Validators
from services.ingest.errors import Fault, NotFetched
from services.ingest.http import Fetcher
from services.ingest.outlets import Settings
from services.ingest.pages import Robots

_ROBOTS_FOR: Final = dt.timedelta(hours=24).total_seconds()
"""RFC 9309, section 2.4: not used longer than 24 hours."""
_FAILED_FOR: Final = dt.timedelta(minutes=10).total_seconds()
_HOSTS: Final = 1_000
"""Whose robots.txt is remembered; the oldest goes first."""
_PASSING: Final = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers after which another try may succeed."""


class Courtesy:
    """A fetcher and the hosts' turns."""

    def __init__(self, fetcher: Fetcher, settings: Settings) -> None:
        self._fetcher = fetcher
        self._gap = settings.host_gap_seconds
        self._free_at: dict[str, float] = {}
        self._locks: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._robots: dict[tuple[str, bool], tuple[Robots, float]] = {}

    async def feed(self, url: str, validators: Validators, *, private: bool) -> Answer:
        """Fetch a feed when its host's turn comes.

        Raises:
            NotFetched: no answer within the limits.
        """
        return await self._get(url, validators, self._gap, private=private)

    async def page(self, url: str, *, private: bool) -> Answer:
        """Fetch a page, if robots.txt allows.

        Raises:
            NotFetched: it may not be fetched, could not be, or did not answer 200.
        """
        robots = await self._robots_of(url, private=private)
        if not robots.allow(url):
            raise NotFetched(Fault.ROBOTS, f"{url}: its host's robots.txt does not allow us", passing=False)
        answer = await self._get(url, None, max(self._gap, robots.delay), private=private)
        if answer.status != 200:
            passing = answer.status in _PASSING
            raise NotFetched(Fault.STATUS, f"{url}: the host answered {answer.status}", passing=passing)
        return answer

    async def _get(self, url: str, validators: Validators | None, gap: float, *, private: bool) -> Answer:
        host = urlsplit(url).hostname or ""
        clock = asyncio.get_running_loop().time
        async with self._locks.setdefault(host, asyncio.Lock()):
            wait, self._free_at = schedule.turn(self._free_at, host, clock(), gap)
            await asyncio.sleep(wait)
            return await self._fetcher.get(url, private=private, validators=validators)

    async def _robots_of(self, url: str, *, private: bool) -> Robots:
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        clock = asyncio.get_running_loop().time
        async with self._locks.setdefault(f"robots of {origin}", asyncio.Lock()):
            known = self._robots.get((origin, private))
            if known is not None and clock() < known[1]:
                return known[0]
            try:
                answer = await self._get(f"{origin}/robots.txt", None, self._gap, private=private)
                robots, lasts = pages.robots(answer.status, answer.body), _ROBOTS_FOR
                if answer.status >= 500:
                    lasts = _FAILED_FOR
            except NotFetched:  # RFC 9309, section 2.3.1.4: unreachable forbids all
                robots, lasts = pages.NOTHING_ALLOWED, _FAILED_FOR
            self._robots.pop((origin, private), None)
            self._robots[origin, private] = robots, clock() + lasts
            if len(self._robots) > _HOSTS:
                del self._robots[next(iter(self._robots))]
            return robots
