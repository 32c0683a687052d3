"""How far the log is read, since when, and what comes due next."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import func, update
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.outbox import rows
from services.alert.outbox.tables import GroupRow, IntakeRow, PositionRow, moment, stored
from services.eventlog.port import Positions


async def born_at(session: AsyncSession) -> dt.datetime | None:
    """When this outbox took in the past; None for one that has not yet."""
    return moment((await session.exec(select(IntakeRow.born_at))).one())


async def be_born(session: AsyncSession, at: dt.datetime) -> None:
    """The past is taken in."""
    await session.exec(update(IntakeRow).values(born_at=stored(at)))


async def positions(session: AsyncSession) -> Positions:
    """Where reading goes on."""
    found = await session.exec(select(PositionRow.topic, PositionRow.partition, PositionRow.position))
    return {(topic, partition): position for topic, partition, position in found}


async def move(session: AsyncSession, to: Positions) -> None:
    """Go on from there, on the partitions that are named."""
    moved = [PositionRow(topic=topic, partition=n, position=position) for (topic, n), position in to.items()]
    await rows.put(session, moved)


async def next_flush(session: AsyncSession) -> dt.datetime | None:
    """When the next group is due; None if none waits."""
    return moment((await session.exec(select(func.min(GroupRow.due_at)))).one())
