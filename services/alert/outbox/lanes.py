"""What all workers must know of the lanes: where there is something new to send, and which channels rest."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from sqlalchemy import ColumnElement, tuple_, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.outbox.tables import DeliveryRow, Lane, LaneRow, stored


async def keep(session: AsyncSession, lanes: Collection[Lane]) -> None:
    """Keep a row for each of these; one at a time may do so."""
    known = await news(session)
    session.add_all(LaneRow(receiver=receiver, channel=channel) for receiver, channel in set(lanes) - known.keys())


async def announce(session: AsyncSession, lanes: Collection[Lane]) -> None:
    """There is something new on these. Last in a transaction, as whoever rests a lane waits for its end."""
    if lanes:
        await session.exec(update(LaneRow).where(are(LaneRow, lanes)).values(news=LaneRow.news + 1))


async def news(session: AsyncSession) -> dict[Lane, int]:
    """How often there was something new, by lane."""
    rows = await session.exec(select(LaneRow.receiver, LaneRow.channel, LaneRow.news))
    return {(receiver, channel): count for receiver, channel, count in rows}


async def rest(session: AsyncSession, lane: Lane, until: dt.datetime) -> None:
    """Leave the channel alone until then."""
    await session.exec(update(LaneRow).where(are(LaneRow, [lane])).values(rests_until=stored(until)))


def are(kind: type[DeliveryRow] | type[LaneRow], lanes: Collection[Lane]) -> ColumnElement[bool]:
    """Whether a row is of one of these lanes."""
    return tuple_(col(kind.receiver), col(kind.channel)).in_(sorted(lanes))
