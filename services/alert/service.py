"""The alert host: reads `flags` and silences, delivers, writes `notices`.

    flags ─▶ intake ─▶ outbox ─▶ sending ─▶ outbox ─▶ telling ─▶ notices
             one transaction     at least   how it    once more after a crash,
             with the position   once       ended     with the same ce_id

SIGKILL at any arrow loses nothing: a record whose transaction did not commit is read again; a delivery whose end is not
known is sent again, after a look at the receiver's side where that can be asked; a finished delivery of which `notices`
may not know is told again, word for word. A faulty log ends the host; started again, it goes on.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import NamedTuple

from services.alert.channels.channel import Channel
from services.alert.membership import BEAT, Membership
from services.alert.outbox import deliveries
from services.alert.outbox.database import Outbox
from services.alert.outbox.tables import DeliveryState, Lane
from services.alert.posting.holding import Holding
from services.alert.posting.intake import Intake
from services.alert.routing import InhibitRule, Route, TimeInterval
from services.alert.sending.sending import Sending
from services.alert.sending.telling import Telling
from services.alert.vigil.service import Vigil
from services.eventlog.port import EventLog


class Drained(NamedTuple):
    """What a drain did, by deliveries (and records refused); `waiting` is what is not sent yet."""

    delivered: int
    failed: int
    suppressed: int
    rejected: int
    waiting: int


class Alert:
    """One desk's alerting: `receivers` gives each receiver's channels by their names, `operators` names one of them."""

    def __init__(
        self,
        log: EventLog,
        outbox: Outbox,
        route: Route,
        receivers: Mapping[str, Mapping[str, Channel]],
        *,
        time_intervals: Collection[TimeInterval] = (),
        inhibit_rules: Sequence[InhibitRule] = (),
        operators: str = "",
        now: Callable[[], dt.datetime],
        beat: float = BEAT,
    ) -> None:
        channels: dict[Lane, Channel] = {
            (receiver, name): channel for receiver, named in receivers.items() for name, channel in named.items()
        }
        self._outbox = outbox
        self._membership = Membership(outbox, buried=self._buried, beat=beat)
        self._telling = Telling(log, outbox, self._membership, now=now)
        self._sending = Sending(outbox, self._membership, channels, ended=self._telling.wake, now=now)
        self._intake = Intake(
            log,
            outbox,
            self._membership,
            route=route,
            channels=receivers,
            holding=Holding.of(time_intervals, inhibit_rules),
            posted=self._posted,
            now=now,
        )
        self._vigil = Vigil(
            log, outbox, self._membership, operators=operators, lanes=channels.keys(), posted=self._posted, now=now
        )

    async def run(self, stop: asyncio.Event) -> None:
        """Alert until told to stop; what is being sent then is finished first."""
        sent = asyncio.Event()
        async with self._membership.joined():
            async with asyncio.TaskGroup() as group:
                group.create_task(self._membership.run(sent))
                group.create_task(self._intake.run(stop))
                group.create_task(self._telling.run(sent))
                if self._vigil.watches:
                    group.create_task(self._vigil.run(stop))
                await self._sending.run(stop)
                sent.set()
            if await self._membership.lead():  # no other worker is there to tell of what was finished last
                await self._telling.tell()

    async def drain(self) -> Drained:
        """Take in the log up to its end as of now, and try once each delivery that is due, in order."""
        before, rejected = self._telling.told.copy(), self._intake.rejected
        done = asyncio.Event()
        async with self._membership.joined(), asyncio.TaskGroup() as group:
            group.create_task(self._membership.run(done))
            await self._intake.once()
            await self._sending.once()
            await self._telling.tell()
            async with self._outbox.transaction() as session:
                waiting = await deliveries.waiting(session)
            done.set()
        told = self._telling.told - before
        return Drained(
            told[DeliveryState.DELIVERED],
            told[DeliveryState.FAILED],
            told[DeliveryState.SUPPRESSED],
            self._intake.rejected - rejected,
            waiting,
        )

    def _posted(self) -> None:
        """What has been taken in may be to send, or to tell: a suppressed delivery is finished as it is made."""
        self._sending.look()
        self._telling.wake()

    def _buried(self) -> None:
        """What a dead worker was sending is free."""
        self._sending.wake()
