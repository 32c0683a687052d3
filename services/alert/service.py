"""The alert host: reads `flags`, delivers, writes `notices`.

    flags ─▶ post ─▶ outbox ─▶ channel.send ─▶ outbox ─▶ notices
             one transaction     at least      how it     once more after a crash,
             with the position   once          ended      with the same ce_id

SIGKILL at any arrow loses nothing: a record whose transaction did not commit is read again; a delivery whose end is not
known is sent again, after a look at the receiver's side where that can be asked; a finished delivery of which `notices`
may not know is told again, word for word. A faulty log ends the host; started again, it goes on.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from schemas.envelope import seal_all
from schemas.event import Digest
from schemas.flags import FlagEvent
from schemas.notices import NoticeEvent
from schemas.rejects import Rejected
from schemas.topics import FLAGS, NOTICES
from services.alert.channels.channel import Channel, Delivery
from services.alert.errors import TryLater, Undeliverable
from services.alert.intake import E, open_record
from services.alert.message import Message
from services.alert.notices import notice
from services.alert.outbox import DeliveryRow, DeliveryState, Outbox, stored
from services.alert.posting import Desk, Lane, give_up, post, post_due, recall
from services.alert.routing import Route
from services.eventlog.port import EventLog, Positions, Reader, Record

_log = logging.getLogger(__name__)

_LOOK: Final = dt.timedelta(milliseconds=500)
"""How long a poll waits before the host looks whether it is to stop."""
_LONGEST_PAUSE: Final = dt.timedelta(minutes=5)
_PATIENCE: Final = dt.timedelta(hours=24)
"""A delivery that could not be made for so long has failed."""


_LONG_AGO: Final = dt.datetime.min.replace(tzinfo=dt.UTC)


class Drained(NamedTuple):
    """What a drain did, by deliveries (and records refused); `waiting` is what is not sent yet."""

    delivered: int
    failed: int
    suppressed: int
    rejected: int
    waiting: int


class Alert:
    """One desk's alerting: `receivers` gives each receiver's channels by their names."""

    def __init__(
        self,
        log: EventLog,
        outbox: Outbox,
        route: Route,
        receivers: Mapping[str, Mapping[str, Channel]],
        *,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._log = log
        self._outbox = outbox
        self._route = route
        self._channels: dict[Lane, Channel] = {
            (receiver, name): channel for receiver, channels in receivers.items() for name, channel in channels.items()
        }
        self._now = now
        self._news = {lane: asyncio.Event() for lane in self._channels}
        self._rests_until: dict[Lane, dt.datetime] = {}
        self._noticing = asyncio.Lock()
        self._done: Counter[DeliveryState] = Counter()
        self._rejected = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Alert until told to stop; what is being sent then is finished first."""
        desk, reader = await self._start()
        async with asyncio.TaskGroup() as group:
            group.create_task(self._read(desk, reader, stop))
            for lane in self._channels:
                group.create_task(self._send(lane, stop))
        await reader.close()

    async def drain(self) -> Drained:
        """Take in the log up to its end as of now, and try once each delivery that is due, in order."""
        before, rejected = self._done.copy(), self._rejected
        desk, reader = await self._start()
        ends = await self._log.ends((FLAGS,))
        while _behind(reader.positions, ends):
            await self._post(desk, await reader.poll(_LOOK), reader.positions)
        await self._post(desk, (), {})
        await reader.close()
        for lane in self._channels:
            await self._send_due(lane, stop=asyncio.Event())
        async with self._outbox.transaction() as book:
            waiting = await book.waiting()
        done = self._done - before
        return Drained(
            done[DeliveryState.DELIVERED],
            done[DeliveryState.FAILED],
            done[DeliveryState.SUPPRESSED],
            self._rejected - rejected,
            waiting,
        )

    async def _start(self) -> tuple[Desk, Reader]:
        async with self._outbox.transaction() as book:
            born_at = await book.born_at()
        if born_at is None:
            born_at = await self._take_in_the_past()
        async with self._outbox.transaction() as book:
            positions = await book.positions()
            for row in await book.orphans(self._channels):
                give_up(row, "the configuration no longer names this channel", self._now())
                await book.keep(row)
        await self._tell_notices()
        return Desk(self._route, self._channels.keys(), born_at), self._log.read((FLAGS,), positions)

    async def _take_in_the_past(self) -> dt.datetime:
        """Fill a new outbox from `notices`, so that what was delivered is not sent again."""
        ends = await self._log.ends((NOTICES,))
        reader = self._log.read((NOTICES,))
        notices: list[NoticeEvent] = []
        while _behind(reader.positions, ends):
            notices += [event for _, event in await self._opened(await reader.poll(_LOOK), NoticeEvent)]
        await reader.close()
        born_at = self._now()
        async with self._outbox.transaction() as book:
            await recall(book, notices)
            book.be_born(born_at)
        return born_at

    async def _read(self, desk: Desk, reader: Reader, stop: asyncio.Event) -> None:
        while not stop.is_set():
            async with self._outbox.transaction() as book:
                flush_at = await book.next_flush()
            wait = _LOOK if flush_at is None else min(_LOOK, max(flush_at - self._now(), dt.timedelta()))
            records = await reader.poll(wait)
            if records or (flush_at is not None and flush_at <= self._now()):
                await self._post(desk, records, reader.positions)
        for news in self._news.values():
            news.set()

    async def _opened(self, records: Sequence[Record], family: type[E]) -> list[tuple[Record, E]]:
        """The records with their events; those that hold none of this family go to `rejects`."""
        opened = [(record, open_record(record, family)) for record in records]
        refused = [event for _, event in opened if isinstance(event, Rejected)]
        await self._log.append(seal_all(refused))
        self._rejected += len(refused)
        return [(record, event) for record, event in opened if not isinstance(event, Rejected)]

    async def _post(self, desk: Desk, records: Sequence[Record], positions: Positions) -> None:
        """Take in records and what has come due, and move on: in one transaction."""
        opened = await self._opened(records, FlagEvent)
        async with self._outbox.transaction() as book:
            for record, event in opened:
                await post(book, desk, event.flag, record.appended_at, self._now())
            await post_due(book, desk, self._now())
            if records:
                await book.move(positions)
        await self._tell_notices()
        for news in self._news.values():
            news.set()

    async def _send(self, lane: Lane, stop: asyncio.Event) -> None:
        """One channel's deliveries, one after another, apart from every other channel's."""
        news = self._news[lane]
        while not stop.is_set():
            news.clear()
            await self._send_due(lane, stop)
            async with self._outbox.transaction() as book:
                next_at = await book.next_attempt(*lane)
            wait = None if next_at is None else max(next_at, self._rest(lane)) - self._now()
            try:
                await asyncio.wait_for(news.wait(), wait.total_seconds() if wait is not None else None)
            except TimeoutError:
                continue

    async def _send_due(self, lane: Lane, stop: asyncio.Event) -> None:
        postponed: set[str] = set()
        while True:
            async with self._outbox.transaction() as book:
                rows = [row for row in await book.due(*lane, self._now()) if row.claim not in postponed]
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
        async with self._outbox.transaction() as book:
            delivery = Delivery(
                id=Digest(row.delivery),
                thread=await book.thread(*lane, row.claim),
                decided_at=dt.datetime.fromisoformat(row.decided_at),
                since=dt.datetime.fromisoformat(row.since),
                uncertain=row.uncertain,
            )
            row.state = DeliveryState.SENDING
            row.attempts += 1
            row.uncertain = True
            await book.keep(row)
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
        async with self._outbox.transaction() as book:
            await book.keep(row)
            if row.state is DeliveryState.DELIVERED:
                await book.keep_thread(*lane, row.claim, row.thread)
        await self._tell_notices()

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

    async def _tell_notices(self) -> None:
        """Append the notices of finished deliveries; a crash before they are marked appends them again."""
        async with self._noticing:
            async with self._outbox.transaction() as book:
                rows = await book.unnoticed()
            if not rows:
                return
            await self._log.append(seal_all(notice(row) for row in rows))
            async with self._outbox.transaction() as book:
                await book.mark_noticed(rows)
            self._done.update(row.state for row in rows)


def _pause(attempts: int) -> dt.timedelta:
    """Doubling from a second up to five minutes."""
    return min(dt.timedelta(seconds=2 ** min(attempts - 1, 12)), _LONGEST_PAUSE)


def _behind(positions: Positions, ends: Positions) -> bool:
    return any(positions.get(place, 0) < end for place, end in ends.items())
