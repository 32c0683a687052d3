"""What the desk is made from: its projection and its log, what other services lend it, and the news that it moved."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from sqlalchemy.ext.asyncio import AsyncEngine

from services.dashboard.queries.silences import Holds
from services.dashboard.trials import Trials
from services.eventlog.port import EventLog


class News:
    """Tells whoever waits that the projection has moved; `count` is how often it has, since this process began."""

    def __init__(self) -> None:
        self.count = 0
        self._next = asyncio.Event()
        self._ended = False

    def tell(self) -> None:
        """Wake all who wait now."""
        self.count += 1
        self._next.set()
        self._next = asyncio.Event()

    async def come(self) -> bool:
        """Wait until told; whether there can be more."""
        if not self._ended:
            await self._next.wait()
        return not self._ended

    def end(self) -> None:
        """Tell all who wait that nothing more comes."""
        self._ended = True
        self._next.set()


class Desk(NamedTuple):
    """What the pages are made from."""

    engine: AsyncEngine
    log: EventLog
    news: News
    now: Callable[[], dt.datetime]
    holds: Holds
    trials: Trials
    is_told: bool
    """Whether the log's days are those of its articles, as in the demo, and not the wall's."""
