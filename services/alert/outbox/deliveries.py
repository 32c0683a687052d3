"""The deliveries of the outbox: taken by a worker, one of a claim at a time on a lane; kept as they ended; told.

    pending ─take─▶ sending ─keep─▶ delivered, failed ─mark_told─▶ told
                       └────keep─▶ pending, for later

What a dead worker was sending is taken by another, as uncertain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Final, NamedTuple

from sqlalchemy import bindparam, func, tuple_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from schemas.envelope import canonical
from schemas.event import Digest
from schemas.notices import Cause
from services.alert.message.message import Message
from services.alert.outbox.lanes import are
from services.alert.outbox.tables import DeliveryRow, DeliveryState, Lane, LaneRow, Place, ThreadRow, WorkerRow, stored

_UNFINISHED: Final = col(DeliveryRow.finished_at).is_(None)
_FREE: Final = (col(DeliveryRow.state) == DeliveryState.PENDING) | col(DeliveryRow.worker).not_in(
    select(WorkerRow.worker)
)
"""Nobody who lives is sending it."""
_OTHER: Final = aliased(DeliveryRow)
_OF_ITS_CLAIM: Final = (
    select(_OTHER.seq)
    .where(_OTHER.receiver == DeliveryRow.receiver, _OTHER.channel == DeliveryRow.channel)
    .where(_OTHER.claim == DeliveryRow.claim, col(_OTHER.finished_at).is_(None))
)
_WAITS: Final = _OF_ITS_CLAIM.where(col(_OTHER.seq) < col(DeliveryRow.seq)).exists()
"""An earlier one of its claim is not finished."""
_IS_LAST: Final = ~_OF_ITS_CLAIM.where(col(_OTHER.seq) > col(DeliveryRow.seq)).exists()
_RESTS: Final = (
    select(LaneRow.news)
    .where(LaneRow.receiver == bindparam("receiver"), LaneRow.channel == bindparam("channel"))
    .where(col(LaneRow.rests_until) > bindparam("now"))
    .exists()
)
_THREAD: Final = (
    select(ThreadRow.receipt)
    .where(ThreadRow.receiver == DeliveryRow.receiver, ThreadRow.channel == DeliveryRow.channel)
    .where(ThreadRow.claim == DeliveryRow.claim)
    .scalar_subquery()
)
_NEXT: Final = (
    select(DeliveryRow, _THREAD, _IS_LAST)
    .where(DeliveryRow.receiver == bindparam("receiver"), DeliveryRow.channel == bindparam("channel"))
    .where(_UNFINISHED, DeliveryRow.next_attempt_at <= bindparam("now"), _FREE, ~_WAITS, ~_RESTS)
    .order_by(col(DeliveryRow.seq))
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True, of=DeliveryRow)
)
"""What is to be sent next on a lane; it is asked for each delivery, so it is put together once."""
_CHANGED: Final = "state", "next_attempt_at", "receipt", "thread", "digest", "reason", "finished_at"
"""By an attempt."""
_ENDED: Final = (
    update(DeliveryRow)
    .where(col(DeliveryRow.seq) == bindparam("at"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
)


class Taken(NamedTuple):
    """A delivery to attempt."""

    row: DeliveryRow
    thread: str | None
    """The receipt of the claim's first message on the channel; None where there is none."""
    is_last: bool
    """Of its claim on the lane, as it was taken."""


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


def give_up(row: DeliveryRow, reason: str, now: dt.datetime) -> None:
    """Mark a delivery as failed for good."""
    row.state = DeliveryState.FAILED
    row.reason = reason
    row.finished_at = stored(now)


async def take(session: AsyncSession, worker: int, room: Mapping[Lane, int], now: dt.datetime) -> list[Taken]:
    """Take what is to be sent next, on each lane as much as there is room for, oldest first.

    Of each claim that is the oldest, unless it is put off. What is taken is `uncertain` if an earlier attempt at it may
    have reached the receiver; in the outbox it is so from now on.
    """
    taken: list[Taken] = []
    for (receiver, channel), most in room.items():
        asked = {"receiver": receiver, "channel": channel, "now": stored(now), "most": most}
        taken += [Taken(*found) for found in await session.exec(_NEXT, params=asked)] if most else []
    if taken:
        of = update(DeliveryRow).where(col(DeliveryRow.seq).in_([found.row.seq for found in taken]))
        attempts = DeliveryRow.attempts + 1
        await session.exec(
            of.values(worker=worker, state=DeliveryState.SENDING, attempts=attempts, uncertain=True),
            execution_options={"synchronize_session": False},
        )
    for row, *_ in taken:
        session.expunge(row)
        row.worker, row.attempts = worker, row.attempts + 1
    return taken


async def keep(session: AsyncSession, ended: Collection[DeliveryRow]) -> set[int | None]:
    """Keep how attempts ended, by `seq`: but for those that are not their worker's any more, and not for it to say."""
    if not ended:
        return set()
    theirs = tuple_(col(DeliveryRow.seq), col(DeliveryRow.worker)).in_([(row.seq, row.worker) for row in ended])
    still = select(DeliveryRow.seq).where(theirs, DeliveryRow.state == DeliveryState.SENDING)
    kept = set(await session.exec(still.with_for_update()))
    if how := [_how(row) for row in ended if row.seq in kept]:
        await (await session.connection()).execute(_ENDED, how)
    return kept


def _how(row: DeliveryRow) -> dict[str, object]:
    return {"at": row.seq, **{f"new_{name}": getattr(row, name) for name in _CHANGED}}


async def next_due(session: AsyncSession, lanes: Collection[Lane], now: dt.datetime) -> dict[Lane, dt.datetime]:
    """When to look at lanes again, where there will be reason: as a rest ends, or what is put off comes due."""
    if not lanes:
        return {}
    at = stored(now)
    put_off = (
        select(DeliveryRow.receiver, DeliveryRow.channel, func.min(DeliveryRow.next_attempt_at))
        .where(are(DeliveryRow, lanes), _UNFINISHED, DeliveryRow.next_attempt_at > at)
        .group_by(DeliveryRow.receiver, DeliveryRow.channel)
    )
    rests = select(LaneRow.receiver, LaneRow.channel, LaneRow.rests_until)
    resting = await session.exec(rests.where(are(LaneRow, lanes), col(LaneRow.rests_until) > at))
    return {
        (receiver, channel): dt.datetime.fromisoformat(moment)
        for found in (await session.exec(put_off), resting)
        for receiver, channel, moment in found
        if moment is not None
    }


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
    failed = update(DeliveryRow).where(_UNFINISHED, _FREE, ~are(DeliveryRow, lanes))
    await session.exec(failed.values(state=DeliveryState.FAILED, reason=reason, finished_at=stored(now)))


async def untold(session: AsyncSession, most: int) -> Sequence[DeliveryRow]:
    """Finished deliveries of which `notices` may not know yet, oldest first."""
    finished = select(DeliveryRow).where(col(DeliveryRow.finished_at).is_not(None), col(DeliveryRow.told_at).is_(None))
    return list(await session.exec(finished.order_by(col(DeliveryRow.seq)).limit(most)))


async def mark_told(session: AsyncSession, rows: Collection[DeliveryRow], now: dt.datetime) -> None:
    """`notices` know of these."""
    told = update(DeliveryRow).where(col(DeliveryRow.seq).in_([row.seq for row in rows]))
    await session.exec(told.values(told_at=stored(now)))
