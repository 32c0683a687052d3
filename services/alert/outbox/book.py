"""What taking in the log changes: groups, what channels were told, threads, positions, and new deliveries."""

from __future__ import annotations

import datetime as dt

import msgspec
from sqlalchemy import func, or_
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from schemas.envelope import canonical
from schemas.event import ClaimId, FlagId
from schemas.flags import FlagState
from services.alert.grouping import Group, Told
from services.alert.outbox.tables import (
    BirthRow,
    DeliveryRow,
    GroupRow,
    PositionRow,
    ThreadRow,
    ToldRow,
    moment,
    stored,
)
from services.eventlog.port import Positions


class Book:
    """What can be read and changed in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def born_at(self) -> dt.datetime | None:
        """When this outbox took in the past; None for one that has not yet."""
        row = await self._session.get(BirthRow, 1)
        return moment(row.born_at if row else None)

    def be_born(self, at: dt.datetime) -> None:
        self._session.add(BirthRow(born_at=stored(at)))

    async def positions(self) -> Positions:
        rows = await self._session.exec(select(PositionRow))
        return {(row.topic, row.partition): row.position for row in rows}

    async def move(self, positions: Positions) -> None:
        for (topic, partition), position in positions.items():
            await self._session.merge(PositionRow(topic=topic, partition=partition, position=position))

    async def group(self, receiver: str, channel: str, group: str) -> Group:
        """The group's state; a new group's if it is not known."""
        row = await self._session.get(GroupRow, (receiver, channel, group))
        return Group() if row is None else msgspec.json.decode(row.state, type=Group)

    async def keep_group(self, row: GroupRow, group: Group) -> None:
        row.state = canonical(group).decode()
        row.due_at = stored(group.due_at) if group.due_at else None
        await self._session.merge(row)

    async def groups_of(self, claim: ClaimId, flag: FlagId) -> list[GroupRow]:
        """The groups of a claim, and those of others that know a flag: it has gone over to this one."""
        theirs = or_(col(GroupRow.claim) == claim, col(GroupRow.state).contains(flag))
        return list(await self._session.exec(select(GroupRow).where(theirs)))

    async def groups_on(self, receiver: str, channel: str, claim: str) -> list[Group]:
        """A claim's groups on one channel."""
        here = select(GroupRow.state).where(GroupRow.claim == claim)
        rows = await self._session.exec(here.where(GroupRow.receiver == receiver, GroupRow.channel == channel))
        return [msgspec.json.decode(state, type=Group) for state in rows]

    async def groups_due(self, now: dt.datetime) -> list[GroupRow]:
        """The groups whose moment has come, the longest due first."""
        due = select(GroupRow).where(col(GroupRow.due_at) <= stored(now)).order_by(col(GroupRow.due_at))
        return list(await self._session.exec(due))

    async def next_flush(self) -> dt.datetime | None:
        """When the next group is due; None if none waits."""
        return moment((await self._session.exec(select(func.min(GroupRow.due_at)))).one())

    async def told(self, receiver: str, channel: str, flag: FlagId) -> Told | None:
        row = await self._session.get(ToldRow, (receiver, channel, flag))
        return None if row is None else Told(row.version, FlagState(row.shown) if row.shown else None, row.grade)

    async def tell(self, receiver: str, channel: str, flag: FlagId, told: Told) -> None:
        version, shown, grade = told
        await self._session.merge(
            ToldRow(receiver=receiver, channel=channel, flag=flag, version=version, shown=shown, grade=grade)
        )

    async def thread(self, receiver: str, channel: str, claim: str) -> str | None:
        """The receipt of the claim's first message on the channel."""
        row = await self._session.get(ThreadRow, (receiver, channel, claim))
        return row.receipt if row else None

    async def keep_thread(self, receiver: str, channel: str, claim: str, receipt: str) -> None:
        """Keep it as the claim's first message, unless there is one."""
        if await self.thread(receiver, channel, claim) is None:
            self._session.add(ThreadRow(receiver=receiver, channel=channel, claim=claim, receipt=receipt))

    async def add(self, row: DeliveryRow) -> None:
        """Add a delivery, unless it is known."""
        known = await self._session.exec(select(DeliveryRow.seq).where(DeliveryRow.delivery == row.delivery))
        if known.first() is None:
            self._session.add(row)
