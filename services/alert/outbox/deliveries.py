"""The deliveries of the outbox: taken by a worker, one of a claim at a time on a lane; kept as they ended; told.

    pending ─take─▶ sending ─keep─▶ delivered, failed ─mark_told─▶ told
                       └────keep─▶ pending, for later

What a dead worker was sending is taken by another, as uncertain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Final

from sqlalchemy import ColumnElement, func, tuple_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from schemas.envelope import canonical
from schemas.event import Digest
from schemas.notices import Cause
from services.alert.message.message import Message
from services.alert.outbox.tables import DeliveryRow, DeliveryState, Lane, LaneRow, Place, WorkerRow, moment, stored

_UNFINISHED: Final = col(DeliveryRow.finished_at).is_(None)
_FREE: Final = (col(DeliveryRow.state) == DeliveryState.PENDING) | col(DeliveryRow.worker).not_in(
    select(WorkerRow.worker)
)
"""Nobody who lives is sending it."""


def pending(
    delivery: Digest,
    place: Place,
    causes: list[Cause],
    message: Message,
    *,
    since: dt.datetime,
    now: dt.datetime,
) -> DeliveryRow:
    """A new delivery, to be sent from now on; no attempt at it can have been made before `since`."""
    return DeliveryRow(
        delivery=delivery,
        receiver=place.receiver,
        channel=place.channel,
        group=place.group,
        claim=place.claim,
        causes=canonical(causes).decode(),
        payload=canonical(message).decode(),
        state=DeliveryState.PENDING,
        decided_at=stored(now),
        since=stored(since),
        next_attempt_at=stored(now),
    )


async def take(session: AsyncSession, worker: int, lane: Lane, now: dt.datetime, most: int) -> Sequence[DeliveryRow]:
    """Take what is to be sent next on a lane, oldest first: of each claim the oldest, unless that is put off.

    What is taken is `uncertain` if an earlier attempt at it may have reached the receiver; in the outbox it is so from
    now on.
    """
    earlier = aliased(DeliveryRow)
    waits = (
        select(earlier.seq)
        .where(earlier.receiver == DeliveryRow.receiver, earlier.channel == DeliveryRow.channel)
        .where(earlier.claim == DeliveryRow.claim, col(earlier.finished_at).is_(None))
        .where(col(earlier.seq) < col(DeliveryRow.seq))
        .exists()
    )
    rests = select(LaneRow.news).where(_is(LaneRow, lane), col(LaneRow.rests_until) > stored(now)).exists()
    found = await session.exec(
        select(DeliveryRow)
        .where(_is(DeliveryRow, lane), _UNFINISHED, DeliveryRow.next_attempt_at <= stored(now), _FREE, ~waits, ~rests)
        .order_by(col(DeliveryRow.seq))
        .limit(most)
        .with_for_update(skip_locked=True, of=DeliveryRow)
    )
    rows = list(found)
    if rows:
        taken = update(DeliveryRow).where(col(DeliveryRow.seq).in_([row.seq for row in rows]))
        attempts = DeliveryRow.attempts + 1
        await session.exec(
            taken.values(worker=worker, state=DeliveryState.SENDING, attempts=attempts, uncertain=True),
            execution_options={"synchronize_session": False},
        )
    for row in rows:
        session.expunge(row)
        row.worker, row.attempts = worker, row.attempts + 1
    return rows


async def keep(session: AsyncSession, row: DeliveryRow) -> bool:
    """Keep how an attempt ended; False if the delivery is not its worker's any more, and so not for it to say."""
    ended = update(DeliveryRow).where(
        col(DeliveryRow.seq) == row.seq,
        col(DeliveryRow.worker) == row.worker,
        col(DeliveryRow.state) == DeliveryState.SENDING,
    )
    how = {
        name: getattr(row, name)
        for name in ("state", "next_attempt_at", "receipt", "thread", "digest", "reason", "finished_at")
    }
    return (await session.exec(ended.values(**how))).rowcount == 1


async def next_due(session: AsyncSession, lane: Lane, now: dt.datetime) -> dt.datetime | None:
    """When to look at a lane again: as its rest ends, or what is put off comes due; None if neither will be."""
    at = stored(now)
    rest = select(LaneRow.rests_until).where(_is(LaneRow, lane), col(LaneRow.rests_until) > at)
    put_off = select(func.min(DeliveryRow.next_attempt_at)).where(
        _is(DeliveryRow, lane), _UNFINISHED, DeliveryRow.next_attempt_at > at
    )
    return moment((await session.exec(rest)).first() or (await session.exec(put_off)).one())


async def waiting(session: AsyncSession) -> int:
    """How many deliveries are still to be sent."""
    return (await session.exec(select(func.count()).select_from(DeliveryRow).where(_UNFINISHED))).one()


async def put_off(session: AsyncSession) -> dict[Lane, dt.datetime]:
    """The lanes with deliveries that were tried and not made, and when the oldest of these was decided."""
    tried = (col(DeliveryRow.attempts) > 1) | (
        (col(DeliveryRow.attempts) == 1) & (col(DeliveryRow.state) == DeliveryState.PENDING)
    )
    lane = DeliveryRow.receiver, DeliveryRow.channel
    found = await session.exec(
        select(*lane, func.min(DeliveryRow.decided_at)).where(_UNFINISHED, tried).group_by(*lane)
    )
    return {(receiver, channel): dt.datetime.fromisoformat(at) for receiver, channel, at in found}


async def give_up_all_but(session: AsyncSession, lanes: Collection[Lane], reason: str, now: dt.datetime) -> None:
    """Fail for good what is still to be sent to a channel that is none of these, and that nobody is sending."""
    elsewhere = tuple_(col(DeliveryRow.receiver), col(DeliveryRow.channel)).not_in(sorted(lanes))
    failed = update(DeliveryRow).where(_UNFINISHED, _FREE, elsewhere)
    await session.exec(failed.values(state=DeliveryState.FAILED, reason=reason, finished_at=stored(now)))


async def untold(session: AsyncSession, most: int) -> Sequence[DeliveryRow]:
    """Finished deliveries of which `notices` may not know yet, oldest first."""
    finished = select(DeliveryRow).where(col(DeliveryRow.finished_at).is_not(None), col(DeliveryRow.told_at).is_(None))
    return list(await session.exec(finished.order_by(col(DeliveryRow.seq)).limit(most)))


async def mark_told(session: AsyncSession, rows: Collection[DeliveryRow], now: dt.datetime) -> None:
    """`notices` know of these."""
    told = update(DeliveryRow).where(col(DeliveryRow.seq).in_([row.seq for row in rows]))
    await session.exec(told.values(told_at=stored(now)))


def _is(kind: type[DeliveryRow] | type[LaneRow], lane: Lane) -> ColumnElement[bool]:
    return tuple_(col(kind.receiver), col(kind.channel)) == lane
