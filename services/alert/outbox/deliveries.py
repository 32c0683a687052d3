"""The deliveries of the outbox: what is to be sent next on a lane, and of what `notices` do not know yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Final

from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.outbox.tables import DeliveryRow, DeliveryState, moment, stored

_FINISHED: Final = (DeliveryState.DELIVERED, DeliveryState.FAILED, DeliveryState.SUPPRESSED)


async def keep(session: AsyncSession, row: DeliveryRow) -> None:
    """Keep the delivery as it is now."""
    await session.merge(row)


async def due(
    session: AsyncSession, receiver: str, channel: str, now: dt.datetime, limit: int = 50
) -> list[DeliveryRow]:
    """What to send next on a channel, oldest first; nothing of a claim whose oldest delivery is postponed."""
    here = (
        DeliveryRow.receiver == receiver,
        DeliveryRow.channel == channel,
        col(DeliveryRow.state).not_in(_FINISHED),
    )
    postponed = select(DeliveryRow.claim).where(*here, DeliveryRow.next_attempt_at > stored(now))
    rows = await session.exec(
        select(DeliveryRow)
        .where(*here, col(DeliveryRow.claim).not_in(postponed))
        .order_by(col(DeliveryRow.seq))
        .limit(limit)
    )
    return list(rows)


async def next_attempt(session: AsyncSession, receiver: str, channel: str) -> dt.datetime | None:
    """When the next delivery of a channel is due; None if it has none."""
    rows = await session.exec(
        select(func.min(DeliveryRow.next_attempt_at))
        .where(DeliveryRow.receiver == receiver, DeliveryRow.channel == channel)
        .where(col(DeliveryRow.state).not_in(_FINISHED))
    )
    return moment(rows.one())


async def waiting(session: AsyncSession) -> int:
    """How many deliveries are still to be sent."""
    rows = await session.exec(
        select(func.count()).select_from(DeliveryRow).where(col(DeliveryRow.state).not_in(_FINISHED))
    )
    return rows.one()


async def orphans(session: AsyncSession, lanes: Collection[tuple[str, str]]) -> list[DeliveryRow]:
    """What is still to be sent to a receiver's channel that is none of these."""
    rows = await session.exec(select(DeliveryRow).where(col(DeliveryRow.state).not_in(_FINISHED)))
    return [row for row in rows if (row.receiver, row.channel) not in lanes]


async def unnoticed(session: AsyncSession) -> list[DeliveryRow]:
    """Finished deliveries of which `notices` may not know yet."""
    rows = await session.exec(
        select(DeliveryRow)
        .where(col(DeliveryRow.state).in_(_FINISHED), col(DeliveryRow.noticed).is_(False))
        .order_by(col(DeliveryRow.seq))
    )
    return list(rows)


async def mark_noticed(session: AsyncSession, rows: Iterable[DeliveryRow]) -> None:
    """`notices` know of these."""
    for row in rows:
        row.noticed = True
        await session.merge(row)
