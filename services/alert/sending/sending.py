"""Sends what the outbox holds: the lanes apart from one another, and on a lane several claims side by side.

    outbox ─round─▶ taken ─▶ channel.send ─▶ ended ─round─▶ outbox
                             at least once   delivered, failed, or later

A round is one transaction for all that ended since the last one and all that there is room for now: the more there is
to do, the more a round does. Workers share every lane. A delivery of which the end is not known, as its worker died, is
sent again by another, after a look at the receiver's side where that can be asked.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.channels.channel import Channel
from services.alert.membership import Membership
from services.alert.outbox import deliveries, lanes, threads
from services.alert.outbox.database import Outbox
from services.alert.outbox.deliveries import Taken
from services.alert.outbox.tables import DeliveryRow, DeliveryState, Lane
from services.alert.sending.attempt import Ended, attempt

_log = logging.getLogger(__name__)

_LOOK: Final = 0.5
"""Seconds after which a worker looks for what another has taken in."""


class Sending:
    """The lanes of a desk, each with its channel."""

    def __init__(
        self,
        outbox: Outbox,
        membership: Membership,
        channels: Mapping[Lane, Channel],
        *,
        ended: Callable[[], None],
        now: Callable[[], dt.datetime],
    ) -> None:
        self._outbox = outbox
        self._membership = membership
        self._channels = channels
        self._told_of_end = ended
        self._now = now
        self._news = asyncio.Event()
        self._look_at = set(channels)
        """Lanes on which there may be something to send."""
        self._known: Mapping[Lane, int] = {}
        """How often there was something new on a lane as it was last looked at."""
        self._due_at: dict[Lane, dt.datetime] = {}
        self._under_way = Counter[Lane]()
        self._ended: list[Ended] = []

    def look(self) -> None:
        """There may be news on some lanes."""
        self._news.set()

    def wake(self) -> None:
        """There may be something to send on every lane."""
        self._look_at.update(self._channels)
        self._news.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send what comes until told to stop; what is being sent then is finished first."""
        async with asyncio.TaskGroup() as group:
            while not stop.is_set() or self._under_way.total():
                self._news.clear()
                for taken in await self._round(taking=not stop.is_set()):
                    group.create_task(self._send(taken))
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._news.wait(), self._pause())
        await self._round(taking=False)

    async def once(self) -> None:
        """Try once each delivery that is due, one after another, in order."""
        now = self._now()
        for lane in self._channels:
            while taken := await self._take_one(lane, now):
                self._ended = [await self._attempted(taken[0])]
                await self._round(taking=False)

    def _pause(self) -> float:
        """Seconds until there may be something to do that nobody says."""
        due = min(self._due_at.values(), default=None)
        return _LOOK if due is None else min(_LOOK, max(0.0, (due - self._now()).total_seconds()))

    async def _round(self, *, taking: bool) -> Sequence[Taken]:
        """Keep how attempts ended since the last round; the deliveries that are to be attempted now."""
        ended, self._ended = self._ended, []
        for row, rest in ended:  # each by itself: whoever announces news on lanes may wait for it
            if rest is not None:
                async with self._outbox.transaction() as session:
                    await lanes.rest(session, row.lane, rest)
        async with self._outbox.transaction() as session:
            await self._keep(session, [row for row, _ in ended])
            self._look_at.update(row.lane for row, _ in ended)  # their claims may go on from here
            taken = await self._take(session) if taking else ()
        if ended:
            self._told_of_end()
        self._under_way.update(row.lane for row, *_ in taken)
        return taken

    async def _keep(self, session: AsyncSession, rows: Sequence[DeliveryRow]) -> None:
        kept = await deliveries.keep(session, rows)
        delivered = [row for row in rows if row.seq in kept and row.state is DeliveryState.DELIVERED]
        await threads.keep(session, [(row.lane, row.claim, row.thread) for row in delivered])
        for row in rows:
            if row.seq not in kept:
                taken_over = "%s %s: another worker has taken over delivery %s"
                _log.warning(taken_over, row.receiver, row.channel, row.delivery)

    async def _take(self, session: AsyncSession) -> Sequence[Taken]:
        """Take, on each lane where there may be something to send, as much as there is room for."""
        now, counted = self._now(), await lanes.news(session)
        look, self._look_at = self._look_at, set[Lane]()
        look |= {lane for lane, at in self._due_at.items() if at <= now}
        look |= {lane for lane in self._channels if counted.get(lane) != self._known.get(lane)}
        room = {lane: self._channels[lane].at_once - self._under_way[lane] for lane in look}
        taken = await deliveries.take(session, self._membership.worker, room, now)
        found = Counter(row.lane for row, *_ in taken)
        short = [lane for lane in look if found[lane] < room[lane]]
        self._known = counted
        self._due_at = {lane: at for lane, at in self._due_at.items() if lane not in look}
        self._due_at |= await deliveries.next_due(session, short, now)
        return taken

    async def _take_one(self, lane: Lane, now: dt.datetime) -> Sequence[Taken]:
        async with self._outbox.transaction() as session:
            return await deliveries.take(session, self._membership.worker, {lane: 1}, now)

    async def _send(self, taken: Taken) -> None:
        """Attempt it, beside others; the next round keeps how that ended."""
        ended = await self._attempted(taken)
        self._ended.append(ended)
        self._under_way[taken.row.lane] -= 1
        self._news.set()

    async def _attempted(self, taken: Taken) -> Ended:
        await self._membership.be_sure()
        return await attempt(self._channels[taken.row.lane], taken, self._now)
