"""A worker among those who share an outbox.

    join ─▶ beat every few seconds; who has not beaten for four of ours is buried ─▶ leave

A worker that stood still for so long (a paused machine, a lost network) is cut off from the database, whatever it held
locked there. When it wakes it finds itself buried, and ends: others have taken over what it was doing. What it had
already sent then they look for where the receiver can be asked.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.errors import OutboxUnavailable, TakenForDead
from services.alert.outbox import workers
from services.alert.outbox.database import Outbox
from services.alert.outbox.workers import Other

_log = logging.getLogger(__name__)

BEAT: Final = 5.0
"""Seconds between beats."""
_MISSED: Final = 4
"""Beats of ours in which another did not beat, after which it is taken for dead."""


class Membership:
    """This process as a worker.

    `worker` is its number, from joining on; `leads` is whether it took in the log when it last looked.
    """

    worker = 0
    leads = False

    def __init__(self, outbox: Outbox, *, buried: Callable[[], None], beat: float = BEAT) -> None:
        self._outbox = outbox
        self._buried = buried
        self._beat = beat
        self._beaten_at = 0.0
        self._seen: dict[Other, int] = {}
        """At how many looks another has been as it is: it had no more beats."""

    @asynccontextmanager
    async def joined(self) -> AsyncIterator[None]:
        """Be a worker, until the end."""
        async with self._outbox.transaction() as session:
            self.worker = await workers.join(session, self._outbox.name, alone=not self._outbox.shared)
        self._beaten_at = _clock()
        try:
            yield
        finally:
            with suppress(OutboxUnavailable):  # then the others bury it in time
                async with self._outbox.transaction() as session:
                    await workers.leave(session, self.worker)

    async def run(self, until: asyncio.Event) -> None:
        """Beat, and look after the others, until then.

        Raises:
            TakenForDead: others have buried this one.
        """
        while not until.is_set():
            await self.beat()
            await self._look()
            with suppress(TimeoutError):
                await asyncio.wait_for(until.wait(), self._beat)

    @asynccontextmanager
    async def leading(self) -> AsyncIterator[AsyncSession | None]:
        """A transaction in which this worker alone takes in the log; without a session if that is another's to do."""
        async with self._outbox.transaction() as session:
            self.leads = await workers.leads(session, self.worker)
            yield session if self.leads else None

    async def lead(self) -> bool:
        """Take in the log from now on, if nobody else who lives does; whether it is this worker that does."""
        async with self.leading():
            return self.leads

    async def resign(self) -> None:
        """Let another take in the log."""
        async with self._outbox.transaction() as session:
            await workers.resign(session, self.worker)
        self.leads = False

    async def beat(self) -> None:
        """Say that this one lives.

        Raises:
            TakenForDead: others have buried it.
        """
        async with self._outbox.transaction() as session:
            lives = await workers.beat(session, self.worker)
        if not lives:
            raise TakenForDead(
                f"alert worker {self.worker} stood still for so long that others took over: start it again"
            )
        self._beaten_at = _clock()

    async def be_sure(self) -> None:
        """See that it has not been buried, if it could have been: it beat too long ago.

        Raises:
            TakenForDead: it has.
        """
        if _clock() - self._beaten_at > self._beat * (_MISSED - 1):
            await self.beat()

    async def _look(self) -> None:
        async with self._outbox.transaction() as session:
            found = await workers.others(session, self.worker)
        self._seen = {other: self._seen.get(other, 0) + 1 for other in found}
        for other, looks in self._seen.items():
            if looks > _MISSED and await self._bury(other):
                _log.warning("alert worker %d has not been heard of; its work is taken over", other.worker)
                self._buried()

    async def _bury(self, other: Other) -> bool:
        async with self._outbox.transaction() as session:
            buried = await workers.bury(session, other)
            if buried:
                await self._outbox.cut_off(session, other.session)
        return buried


def _clock() -> float:
    return asyncio.get_running_loop().time()
