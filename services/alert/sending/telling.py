"""Tells the log how deliveries ended.

    finished deliveries ─▶ notices ─▶ marked as told

A crash before they are marked tells them again, word for word: their records have the same ce_id.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from schemas.envelope import seal_all
from services.alert.membership import Membership
from services.alert.outbox import deliveries
from services.alert.outbox.database import Outbox
from services.alert.outbox.tables import DeliveryState
from services.alert.sending.notices import notice
from services.eventlog.port import EventLog

_LOOK: Final = 0.5
"""Seconds after which it looks for what other workers have finished."""
_AT_ONCE: Final = 500


class Telling:
    """The way from an outbox to `notices`; `told` counts, by how they ended, the deliveries that it told of.

    Of all workers the one that takes in the log tells, so that nothing is told twice but after a crash.
    """

    def __init__(
        self, log: EventLog, outbox: Outbox, membership: Membership, *, now: Callable[[], dt.datetime]
    ) -> None:
        self._log = log
        self._outbox = outbox
        self._membership = membership
        self._now = now
        self._news = asyncio.Event()
        self.told: Counter[DeliveryState] = Counter()

    def wake(self) -> None:
        """There may be something new to tell."""
        self._news.set()

    async def run(self, until: asyncio.Event) -> None:
        """Tell of what is finished until then, while it is this worker that takes in the log."""
        while not until.is_set():
            self._news.clear()
            if self._membership.leads:
                await self.tell()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), _LOOK)

    async def tell(self) -> None:
        """Append the notices of all deliveries that are finished and not told of."""
        while True:
            async with self._outbox.transaction() as session:
                rows = await deliveries.untold(session, _AT_ONCE)
            if not rows:
                return
            await self._log.append(seal_all(notice(row) for row in rows))
            async with self._outbox.transaction() as session:
                await deliveries.mark_told(session, rows, self._now())
            self.told.update(row.state for row in rows)
