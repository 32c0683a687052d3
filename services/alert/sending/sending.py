"""Sends what the outbox holds: the lanes apart from one another, and on a lane several claims side by side.

    outbox ─take─▶ channel.send ─keep─▶ outbox
    sending          at least once      delivered, failed, or later

Workers share every lane. A delivery of which the end is not known, as its worker died, is sent again by another, after
a look at the receiver's side where that can be asked.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import Final

import msgspec

from schemas.event import Digest
from services.alert.channels.channel import Channel, Delivery
from services.alert.errors import TryLater, Undeliverable
from services.alert.membership import Membership
from services.alert.message.message import Message
from services.alert.outbox import deliveries, lanes, threads
from services.alert.outbox.database import Outbox
from services.alert.outbox.tables import DeliveryRow, DeliveryState, Lane, stored
from services.alert.posting.posting import give_up

_log = logging.getLogger(__name__)

_LOOK: Final = 0.5
"""Seconds after which a worker looks for what another has taken in."""
_LONGEST_PAUSE: Final = dt.timedelta(minutes=5)
_PATIENCE: Final = dt.timedelta(hours=24)
"""A delivery that could not be made for so long has failed."""


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
        self._ended = ended
        self._now = now
        self._posted = asyncio.Event()
        self._news = {lane: asyncio.Event() for lane in channels}

    def look(self) -> None:
        """There may be news on some lanes."""
        self._posted.set()

    def wake(self) -> None:
        """There may be something to send on every lane."""
        for news in self._news.values():
            news.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send what comes until told to stop; what is being sent then is finished first."""
        async with asyncio.TaskGroup() as group:
            for lane in self._channels:
                group.create_task(self._send_on(lane, stop, group))
            await self._watch(stop)
            self.wake()

    async def once(self) -> None:
        """Try once each delivery that is due, one after another, in order."""
        now = self._now()
        for lane in self._channels:
            while rows := await self._take(lane, now, 1):
                await self._attempt(rows[0])

    async def _watch(self, stop: asyncio.Event) -> None:
        """Wake the lanes on which there are news, whoever took them in."""
        known: dict[Lane, int] = {}
        while not stop.is_set():
            self._posted.clear()
            async with self._outbox.transaction() as session:
                counted = await lanes.news(session)
            for lane in self._news.keys() & counted.keys():
                if counted[lane] != known.get(lane):
                    self._news[lane].set()
            known = counted
            with suppress(TimeoutError):
                await asyncio.wait_for(self._posted.wait(), _LOOK)

    async def _send_on(self, lane: Lane, stop: asyncio.Event, group: asyncio.TaskGroup) -> None:
        news, under_way, most = self._news[lane], set[asyncio.Task[None]](), self._channels[lane].at_once

        def end(task: asyncio.Task[None]) -> None:
            under_way.discard(task)
            news.set()

        while not stop.is_set():
            news.clear()
            for row in await self._take(lane, self._now(), most - len(under_way)):
                under_way.add(task := group.create_task(self._attempt(row)))
                task.add_done_callback(end)
            async with self._outbox.transaction() as session:
                next_at = await deliveries.next_due(session, lane, self._now())
            wait = None if next_at is None else (next_at - self._now()).total_seconds()
            with suppress(TimeoutError):
                await asyncio.wait_for(news.wait(), wait)

    async def _take(self, lane: Lane, now: dt.datetime, most: int) -> Sequence[DeliveryRow]:
        if not most:
            return ()
        async with self._outbox.transaction() as session:
            return await deliveries.take(session, self._membership.worker, lane, now, most)

    async def _attempt(self, row: DeliveryRow) -> None:
        lane = row.receiver, row.channel
        async with self._outbox.transaction() as session:
            delivery = Delivery(
                id=Digest(row.delivery),
                thread=await threads.receipt(session, lane, row.claim),
                decided_at=dt.datetime.fromisoformat(row.decided_at),
                since=dt.datetime.fromisoformat(row.since),
                uncertain=row.uncertain,
            )
        await self._membership.be_sure()
        rest: dt.datetime | None = None
        try:
            receipt = await self._channels[lane].send(msgspec.json.decode(row.payload, type=Message), delivery)
        except TryLater as fault:
            rest = self._put_off(row, fault)
        except Undeliverable as fault:
            give_up(row, str(fault), self._now())
        else:
            row.state = DeliveryState.DELIVERED
            row.receipt, row.thread, row.digest = receipt
            row.finished_at = stored(self._now())
        await self._keep(row, rest)

    async def _keep(self, row: DeliveryRow, rest: dt.datetime | None) -> None:
        lane = row.receiver, row.channel
        async with self._outbox.transaction() as session:
            if not await deliveries.keep(session, row):
                _log.warning("%s %s: another worker has taken over delivery %s", *lane, row.delivery)
                return
            if row.state is DeliveryState.DELIVERED:
                await threads.keep(session, lane, row.claim, row.thread)
            if rest is not None:
                await lanes.rest(session, lane, rest)
        self._ended()

    def _put_off(self, row: DeliveryRow, fault: TryLater) -> dt.datetime | None:
        """Try it again later, or give it up; until when the channel asks to be left alone."""
        now = self._now()
        _log.warning("%s %s, attempt %d: %s", row.receiver, row.channel, row.attempts, fault)
        if now - dt.datetime.fromisoformat(row.decided_at) > _PATIENCE:
            give_up(row, f"not delivered within 24 h, last because of: {fault}", now)
        else:
            row.state = DeliveryState.PENDING
            row.next_attempt_at = stored(now + max(fault.after or dt.timedelta(), _pause(row.attempts)))
        return None if fault.after is None else now + fault.after


def _pause(attempts: int) -> dt.timedelta:
    """Doubling from a second up to five minutes."""
    return min(dt.timedelta(seconds=2 ** min(attempts - 1, 12)), _LONGEST_PAUSE)
