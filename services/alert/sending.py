"""Sends what the outbox holds, each channel's deliveries apart from every other channel's.

    outbox ─▶ channel.send ─▶ outbox
    sending    at least once   delivered, failed, or later

A delivery of which the end is not known is sent again, after a look at the receiver's side where that can be asked.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import Callable, Mapping
from typing import Final

import msgspec

from schemas.event import Digest
from services.alert.channels.channel import Channel, Delivery
from services.alert.errors import TryLater, Undeliverable
from services.alert.message import Message
from services.alert.outbox import deliveries
from services.alert.outbox.book import Book
from services.alert.outbox.database import Outbox
from services.alert.outbox.tables import DeliveryRow, DeliveryState, stored
from services.alert.posting import Lane, give_up

_log = logging.getLogger(__name__)

_LONGEST_PAUSE: Final = dt.timedelta(minutes=5)
_PATIENCE: Final = dt.timedelta(hours=24)
"""A delivery that could not be made for so long has failed."""
_LONG_AGO: Final = dt.datetime.min.replace(tzinfo=dt.UTC)


class Sending:
    """The lanes of a desk, each with its channel."""

    def __init__(
        self,
        outbox: Outbox,
        channels: Mapping[Lane, Channel],
        *,
        ended: Callable[[], None],
        now: Callable[[], dt.datetime],
    ) -> None:
        self._outbox = outbox
        self._channels = channels
        self._ended = ended
        self._now = now
        self._news = {lane: asyncio.Event() for lane in channels}
        self._rests_until: dict[Lane, dt.datetime] = {}

    def wake(self) -> None:
        """There may be something new to send."""
        for news in self._news.values():
            news.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Send what comes until told to stop and woken; what is being sent then is finished first."""
        async with asyncio.TaskGroup() as group:
            for lane in self._channels:
                group.create_task(self._run(lane, stop))

    async def once(self) -> None:
        """Try once each delivery that is due, in order."""
        for lane in self._channels:
            await self._send_due(lane, stop=asyncio.Event())

    async def _run(self, lane: Lane, stop: asyncio.Event) -> None:
        news = self._news[lane]
        while not stop.is_set():
            news.clear()
            await self._send_due(lane, stop)
            async with self._outbox.transaction() as session:
                next_at = await deliveries.next_attempt(session, *lane)
            wait = None if next_at is None else max(next_at, self._rest(lane)) - self._now()
            try:
                await asyncio.wait_for(news.wait(), wait.total_seconds() if wait is not None else None)
            except TimeoutError:
                continue

    async def _send_due(self, lane: Lane, stop: asyncio.Event) -> None:
        postponed: set[str] = set()
        while True:
            async with self._outbox.transaction() as session:
                rows = await deliveries.due(session, *lane, self._now())
            rows = [row for row in rows if row.claim not in postponed]
            if not rows:
                return
            for row in rows:
                if stop.is_set() or self._now() < self._rest(lane):
                    return
                if row.claim not in postponed:
                    await self._attempt(self._channels[lane], row)
                if row.state is DeliveryState.PENDING:
                    postponed.add(row.claim)

    def _rest(self, lane: Lane) -> dt.datetime:
        """Until when the channel asked to be left alone."""
        return self._rests_until.get(lane, _LONG_AGO)

    async def _attempt(self, channel: Channel, row: DeliveryRow) -> None:
        lane = row.receiver, row.channel
        async with self._outbox.transaction() as session:
            delivery = Delivery(
                id=Digest(row.delivery),
                thread=await Book(session).thread(*lane, row.claim),
                decided_at=dt.datetime.fromisoformat(row.decided_at),
                since=dt.datetime.fromisoformat(row.since),
                uncertain=row.uncertain,
            )
            row.state = DeliveryState.SENDING
            row.attempts += 1
            row.uncertain = True
            await deliveries.keep(session, row)
        try:
            receipt = await channel.send(msgspec.json.decode(row.payload, type=Message), delivery)
        except TryLater as fault:
            self._postpone(row, fault)
        except Undeliverable as fault:
            give_up(row, str(fault), self._now())
        else:
            row.state = DeliveryState.DELIVERED
            row.receipt, row.thread, row.digest = receipt
            row.finished_at = stored(self._now())
        async with self._outbox.transaction() as session:
            await deliveries.keep(session, row)
            if row.state is DeliveryState.DELIVERED:
                await Book(session).keep_thread(*lane, row.claim, row.thread)
        self._ended()

    def _postpone(self, row: DeliveryRow, fault: TryLater) -> None:
        now = self._now()
        _log.warning("%s %s, attempt %d: %s", row.receiver, row.channel, row.attempts, fault)
        if now - dt.datetime.fromisoformat(row.decided_at) > _PATIENCE:
            give_up(row, f"not delivered within 24 h, last because of: {fault}", now)
            return
        row.state = DeliveryState.PENDING
        row.next_attempt_at = stored(now + max(fault.after or dt.timedelta(), _pause(row.attempts)))
        if fault.after is not None:
            self._rests_until[row.receiver, row.channel] = now + fault.after


def _pause(attempts: int) -> dt.timedelta:
    """Doubling from a second up to five minutes."""
    return min(dt.timedelta(seconds=2 ** min(attempts - 1, 12)), _LONGEST_PAUSE)
