"""The vigil's host: reads how the running goes, and puts what begins and what is over into the outbox.

    log's last weeks ─▶ Watch ─▶ troubles ─┬─▶ deliveries to the operators ─▶ sent and noticed as all others are
    outbox: what was told as standing ─────┘

The watch is read anew from the log at every start. What was told stands in the outbox, in the transaction of its
delivery, and so is told once; a new outbox knows it from `notices`. Of several workers the one that takes in the log
keeps watch.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Collection, Iterable
from contextlib import suppress
from typing import Final

from schemas.envelope import EnvelopeError, canonical, digest, unseal
from schemas.flags import FlagState
from schemas.topics import FETCHES, NOTICES, REJECTS, STATEMENTS
from services.alert.membership import Membership
from services.alert.message.message import Message
from services.alert.outbox import deliveries, progress
from services.alert.outbox.database import Outbox
from services.alert.outbox.tables import DeliveryRow, Lane, Place
from services.alert.posting.book import Book
from services.alert.posting.bookkeeping import keep, told_on
from services.alert.posting.grouping import Told
from services.alert.vigil.outlets import DAY, HABIT
from services.alert.vigil.saying import FLAG, flag_of, message, subject_of
from services.alert.vigil.tally import WEEK
from services.alert.vigil.watch import Look, Watch, observe, troubles, turned
from services.eventlog.port import EventLog, Reader, Record, behind

_READ: Final = FETCHES, STATEMENTS, NOTICES, REJECTS
_EVERY: Final = 30.0
"""Seconds between two looks."""
_WAIT: Final = dt.timedelta(milliseconds=500)


class Vigil:
    """A watch over the running, for one receiver; `lanes` are all that the configuration names."""

    def __init__(
        self,
        log: EventLog,
        outbox: Outbox,
        membership: Membership,
        *,
        operators: str,
        lanes: Collection[Lane],
        posted: Callable[[], None],
        now: Callable[[], dt.datetime],
    ) -> None:
        self._log = log
        self._outbox = outbox
        self._membership = membership
        self._lanes = lanes
        self._operators = sorted(lane for lane in lanes if lane[0] == operators)
        self._posted = posted
        self._now = now
        self._watch = Watch()
        self._since = now()
        self._reader: Reader | None = None

    @property
    def watches(self) -> bool:
        """Whether there is anybody to tell."""
        return bool(self._operators)

    async def run(self, stop: asyncio.Event) -> None:
        """Look every half minute, while it is this worker that takes in the log, until told to stop."""
        while not stop.is_set():
            if self._membership.leads:
                await self.look(stop)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), _EVERY)
        await self.close()

    async def look(self, stop: asyncio.Event) -> None:
        """Take in the log up to its end as of now, and say what began and what is over; unless told to stop."""
        if self._reader is None:
            long, short = self._now() - HABIT, self._now() - WEEK
            start = {**await self._log.at((FETCHES, NOTICES), long), **await self._log.at((STATEMENTS, REJECTS), short)}
            self._reader = self._log.read(_READ, start)
        ends = await self._log.ends(_READ)
        while behind(self._reader.positions, ends):
            if stop.is_set():
                return
            self._observe(await self._reader.poll(_WAIT))
        await self._say()

    async def close(self) -> None:
        """Let go of the log's reader."""
        if self._reader is not None:
            await self._reader.close()

    def _observe(self, records: Iterable[Record]) -> None:
        for record in records:
            with suppress(EnvelopeError):  # whoever the record is for refuses it
                observe(self._watch, unseal(record.headers, record.value), record.appended_at)

    async def _say(self) -> None:
        async with self._membership.leading() as session:
            if session is None:
                return
            book, now = Book(), self._now()
            if await progress.born_at(session) is None:  # what an earlier outbox told is not known yet
                return
            told = {lane: await told_on(session, lane, FLAG) for lane in self._operators}
            known = {
                lane: {subject_of(flag) for flag, last in of.items() if last.shown is FlagState.OPEN}
                for lane, of in told.items()
            }
            look = Look(
                now, self._since, self._lanes, await deliveries.put_off(session), frozenset().union(*known.values())
            )
            standing = troubles(self._watch, look)
            for lane, of in told.items():
                for subject, account in turned(known[lane], standing):
                    last = of.get(flag_of(subject))
                    said = message(subject, account, last.version + 1 if last else 1, now)
                    book.add(_delivery(lane, said, now))
                    for found in said.findings:
                        book.tell(lane, found.flag, Told(found.cause.version, found.cause.state, found.grade))
            await keep(session, book.changes)
        self._posted()


def _delivery(lane: Lane, said: Message, now: dt.datetime) -> DeliveryRow:
    claim, causes = said.findings[0].claim, [found.cause for found in said.findings]
    identity = digest(*lane, claim, canonical(causes))
    delivery = deliveries.pending(identity, Place(*lane, claim, claim), causes, said, since=now - DAY, now=now)
    delivery.uncertain = True  # an earlier outbox may have said it, and not lived to notice it
    return delivery
