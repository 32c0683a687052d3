"""Waits until the services have caught up, by what the log says: no guess, no fixed pause."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Final

from bench.incidents.accounting import Ledger
from bench.processes import Service
from schemas.envelope import unseal
from schemas.topics import ARTICLES, DECISIONS, FETCHES, FIGURES, FLAGS, NOTICES, REJECTS, STATEMENTS, Topic
from services.alert.outbox import deliveries, progress
from services.alert.outbox.database import Outbox
from services.eventlog.port import EventLog, Positions, Reader, behind

_READ: Final = (FETCHES, ARTICLES, STATEMENTS, FIGURES, FLAGS, NOTICES, REJECTS)
_WAIT: Final = dt.timedelta(milliseconds=200)
_LONGEST: Final = 300.0
"""Seconds without any new record while something is still expected: then it will not come."""
_QUIET: Final = 5.0
"""Seconds without a notice after which alert is taken to be done; its outbox then proves it."""

Groups = Mapping[str, Sequence[Topic]]
KAFKA_GROUPS: Final[Groups] = {"detect": (ARTICLES, STATEMENTS), "detect.control": (DECISIONS, STATEMENTS)}
EMBEDDED_GROUPS: Final[Groups] = {
    "detect.read": (ARTICLES,),
    "detect.track": (STATEMENTS,),
    "detect.control": (DECISIONS, STATEMENTS),
}


class Stuck(Exception):
    """What is waited for does not come."""


class Watch:
    """Follows a log into a ledger."""

    def __init__(
        self,
        log: EventLog,
        services: Sequence[Service],
        groups: Groups,
        committed: Callable[[str], Awaitable[Positions]],
    ) -> None:
        self.ledger = Ledger()
        self._log = log
        self._services = services
        self._groups = groups
        self._committed = committed
        self._reader: Reader = log.read(_READ)
        self._moved = time.monotonic()

    async def close(self) -> None:
        """Let go of the log's reader."""
        await self._reader.close()

    async def published(self, ids: Collection[str]) -> None:
        """Wait until ingest has dealt with these sources.

        Raises:
            Stuck, ServiceDied: it will not.
        """
        while missing := self.ledger.unaccounted(ids):
            await self._follow(f"{len(missing)} sources are in neither articles nor rejects, such as {missing[:3]}")

    async def detected(self) -> None:
        """Wait until detect has taken in all there is, its own ticks included, and the ledger what came of it.

        Raises:
            Stuck, ServiceDied: it does not.
        """
        while left := await self._behind():
            await self._follow(f"detect is {left} records behind")
        ends = await self._log.ends((FIGURES, FLAGS))
        while behind(self._reader.positions, ends):
            await self._follow("figures and flags are not read to their ends")

    async def notified(self) -> None:
        """Wait until no more notices come, and all else has been read."""
        quiet_since, known = time.monotonic(), -1
        while time.monotonic() - quiet_since < _QUIET:
            await self._follow("notices")
            if len(self.ledger.notices) != known:
                quiet_since, known = time.monotonic(), len(self.ledger.notices)

    async def _behind(self) -> int:
        # Positions are asked first: whatever they have passed has been appended when the ends are asked.
        at = {group: await self._committed(group) for group in self._groups}
        ends = await self._log.ends((ARTICLES, DECISIONS, STATEMENTS))
        return sum(
            end - at[group].get((topic.name, partition), 0)
            for group, topics in self._groups.items()
            for topic in topics
            for (name, partition), end in ends.items()
            if name == topic.name
        )

    async def _follow(self, awaited: str) -> None:
        for service in self._services:
            service.check()
        records = await self._reader.poll(_WAIT)
        for record in records:
            self.ledger.take(unseal(record.headers, record.value))
        if records:
            self._moved = time.monotonic()
        else:
            await asyncio.sleep(_WAIT.total_seconds())
        if time.monotonic() - self._moved > _LONGEST:
            raise Stuck(f"nothing new for {_LONGEST:.0f} s, but {awaited}")


async def outbox_is_empty(url: str, log: EventLog) -> bool:
    """Whether alert, stopped by now, has taken in all flags and has nothing left to send."""
    outbox = await Outbox.open(url)
    try:
        async with outbox.transaction() as session:
            positions, next_flush = await progress.positions(session), await progress.next_flush(session)
            waiting = await deliveries.waiting(session)
    finally:
        await outbox.close()
    ends = await log.ends((FLAGS,))
    return not waiting and next_flush is None and not behind(positions, ends)
