"""Takes in the log: `flags` and decisions into the outbox, each batch in one transaction with the positions after it.

    flags, decisions ─▶ post ─▶ outbox ◀─ what has come due

A record whose transaction did not commit is read again. Before anything is told, all silences that the log holds are
known. Of the workers that share an outbox one at a time takes in the log: each transaction sees to it that this is
still the one.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Final

from sqlmodel.ext.asyncio.session import AsyncSession

from schemas.decisions import SilenceSet
from schemas.envelope import seal_all
from schemas.flags import Flag, FlagEvent
from schemas.notices import NoticeEvent, Suppression
from schemas.rejects import Rejected
from schemas.topics import DECISIONS, FLAGS, NOTICES
from services.alert.channels.channel import Channel
from services.alert.membership import Membership
from services.alert.outbox import deliveries, lanes, progress
from services.alert.outbox.database import Outbox
from services.alert.posting.book import Book
from services.alert.posting.bookkeeping import Asked, changing
from services.alert.posting.deciding import Decision, flag_of, take_in
from services.alert.posting.holding import Holding, look_again
from services.alert.posting.posting import GONE, Desk, post, post_due, recall
from services.alert.posting.records import E, open_decision, open_record
from services.alert.routing import Route
from services.eventlog.port import EventLog, Positions, Reader, Record, behind

_READ: Final = FLAGS, DECISIONS
_LOOK: Final = dt.timedelta(milliseconds=500)
"""How long a poll waits before it looks whether it is to stop, or this worker's turn has come."""


class _NotOurs(Exception):
    """Another worker takes in the log now."""


class Intake:
    """The reading of a log into an outbox; `rejected` counts the records that were refused."""

    def __init__(
        self,
        log: EventLog,
        outbox: Outbox,
        membership: Membership,
        *,
        route: Route,
        channels: Mapping[str, Mapping[str, Channel]],
        holding: Holding,
        posted: Callable[[], None],
        now: Callable[[], dt.datetime],
    ) -> None:
        self._log = log
        self._outbox = outbox
        self._membership = membership
        self._route = route
        self._channels = channels
        self._lanes = {(receiver, name) for receiver, named in channels.items() for name in named}
        self._editing = {(receiver, name) for receiver, name in self._lanes if channels[receiver][name].edits}
        self._holding = holding
        self._posted = posted
        self._now = now
        self.rejected = 0

    async def run(self, stop: asyncio.Event) -> None:
        """Take in what comes, and what comes due, whenever that is this worker's to do, until told to stop."""
        while not stop.is_set():
            try:
                await self._lead(stop)
            except _NotOurs:
                await asyncio.sleep(_LOOK.total_seconds())
        await self._membership.resign()
        self._posted()

    async def once(self) -> None:
        """Take in the log up to its end as of now, and what has come due, once that is this worker's to do."""
        while True:
            try:
                desk, reader = await self._start()
                break
            except _NotOurs:
                await asyncio.sleep(_LOOK.total_seconds())
        ends = await self._log.ends(_READ)
        while behind(reader.positions, ends):
            await self._post(desk, await reader.poll(_LOOK), reader.positions)
        await self._post(desk, (), {})
        await reader.close()

    async def _lead(self, stop: asyncio.Event) -> None:
        desk, reader = await self._start()
        try:
            while not stop.is_set():
                async with self._outbox.transaction() as session:
                    flush_at = await progress.next_flush(session)
                wait = _LOOK if flush_at is None else min(_LOOK, max(flush_at - self._now(), dt.timedelta()))
                records = await reader.poll(wait)
                if records or (flush_at is not None and flush_at <= self._now()):
                    await self._post(desk, records, reader.positions)
        finally:
            await reader.close()

    @asynccontextmanager
    async def _leading(self) -> AsyncIterator[AsyncSession]:
        """A transaction in which nobody else takes in anything.

        Raises:
            _NotOurs: that is another worker's to do.
        """
        async with self._membership.leading() as session:
            if session is None:
                raise _NotOurs
            yield session

    @asynccontextmanager
    async def _changing(self, asked: Asked) -> AsyncIterator[Book]:
        """A book of what is asked for, kept in such a transaction."""
        async with self._leading() as session, changing(session, self._holding, asked) as book:
            yield book

    async def _start(self) -> tuple[Desk, Reader]:
        async with self._leading() as session:
            await lanes.keep(session, self._lanes)
            await deliveries.give_up_all_but(session, self._lanes, GONE, self._now())
            born_at = await progress.born_at(session)
        if born_at is None:
            born_at = await self._take_in_the_past()
        await self._take_in_decisions()
        async with self._outbox.transaction() as session:
            positions = await progress.positions(session)
        self._posted()
        return Desk(self._route, self._channels, self._holding, born_at), self._log.read(_READ, positions)

    async def _take_in_decisions(self) -> None:
        """Know all that is decided as of now, and look anew at what is held back: the configuration may be another."""
        ends = await self._log.ends((DECISIONS,))
        now = self._now()
        async with self._leading() as session, changing(session, self._holding, Asked(now, held=True)) as book:
            positions = {at: n for at, n in (await progress.positions(session)).items() if at in ends}
            look_again(book, now)
        reader = self._log.read((DECISIONS,), positions)
        while behind(reader.positions, ends):
            decisions, now = await self._decisions(await reader.poll(_LOOK)), self._now()
            async with self._changing(_asked(decisions, (), now)) as book:
                self._decide(book, decisions, now)
                book.move(reader.positions)
        await reader.close()

    async def _take_in_the_past(self) -> dt.datetime:
        """Fill a new outbox from `notices`, so that what was delivered is not sent again. Repeated, it is the same."""
        ends = await self._log.ends((NOTICES,))
        reader = self._log.read((NOTICES,))
        while behind(reader.positions, ends):
            notices = [event for _, event in await self._opened(await reader.poll(_LOOK), NoticeEvent)]
            told = {cause.flag for notice in notices for cause in notice.causes}
            async with self._changing(Asked(self._now(), told)) as book:
                recall(book, notices)
        await reader.close()
        born_at = self._now()
        async with self._leading() as session:
            await progress.be_born(session, born_at)
        return born_at

    async def _opened(self, records: Sequence[Record], family: type[E]) -> list[tuple[Record, E]]:
        """The records with their events; those that hold none of this family go to `rejects`."""
        opened = [(record, open_record(record, family)) for record in records]
        await self._reject([event for _, event in opened if isinstance(event, Rejected)])
        return [(record, event) for record, event in opened if not isinstance(event, Rejected)]

    async def _decisions(self, records: Iterable[Record]) -> list[Decision | SilenceSet]:
        """The decisions that change what is told."""
        opened = [open_decision(record) for record in records]
        await self._reject([event for event in opened if isinstance(event, Rejected)])
        return [event for event in opened if event is not None and not isinstance(event, Rejected)]

    def _decide(self, book: Book, decisions: Sequence[Decision | SilenceSet], now: dt.datetime) -> None:
        """Take them in; a silence may end another early, so what is silenced is looked at again."""
        for decision in decisions:
            if isinstance(decision, SilenceSet):
                book.silence(decision)
            else:
                take_in(book, self._editing, decision, now)
        if any(isinstance(decision, SilenceSet) for decision in decisions):
            look_again(book, now, {Suppression.SILENCED})

    async def _reject(self, refused: Sequence[Rejected]) -> None:
        await self._log.append(seal_all(refused))
        self.rejected += len(refused)

    async def _post(self, desk: Desk, records: Sequence[Record], positions: Positions) -> None:
        """Take in records and what has come due, and move on: in one transaction."""
        decisions = await self._decisions(record for record in records if record.topic == DECISIONS.name)
        opened = await self._opened([record for record in records if record.topic == FLAGS.name], FlagEvent)
        now = self._now()
        async with self._changing(_asked(decisions, [event.flag for _, event in opened], now)) as book:
            self._decide(book, decisions, now)
            for record, event in opened:
                post(book, desk, event.flag, record.appended_at, now)
            post_due(book, desk, now)
            if records:
                book.move(positions)
        self._posted()


def _asked(decisions: Sequence[Decision | SilenceSet], flags: Sequence[Flag], now: dt.datetime) -> Asked:
    decided = [flag_of(decision) for decision in decisions if not isinstance(decision, SilenceSet)]
    return Asked(
        now,
        {*decided, *(flag.flag for flag in flags)},
        {flag.claim for flag in flags},
        held=len(decided) < len(decisions),
    )
