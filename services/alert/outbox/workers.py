"""The processes that share an outbox: who lives, and who of them takes in the log.

    join ─▶ beat, beat, beat … ─▶ leave          of who beats no more, another says so: bury

No clock is compared with another's. Each worker counts its beats here, and sees the others' counts at each of its own.
To be a worker is to have a row: what a buried one was sending, others take over, and it may not keep anything more.
"""

from __future__ import annotations

from typing import NamedTuple

from sqlalchemy import delete, update
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.outbox.tables import IntakeRow, WorkerRow


class Other(NamedTuple):
    """Another worker."""

    worker: int
    session: str
    beats: int


async def join(session: AsyncSession, name: str, *, alone: bool) -> int:
    """Become a worker, with a number higher than any before; `alone` buries all others."""
    if alone:
        await session.exec(delete(WorkerRow))
    row = WorkerRow(session=name)
    session.add(row)
    await session.flush()
    return int(row.worker or 0)


async def beat(session: AsyncSession, worker: int) -> bool:
    """Say that it lives; False: it has been buried."""
    beats = update(WorkerRow).where(col(WorkerRow.worker) == worker).values(beats=WorkerRow.beats + 1)
    return (await session.exec(beats)).rowcount == 1


async def others(session: AsyncSession, worker: int) -> list[Other]:
    """The other workers, and how often each has beaten."""
    rows = await session.exec(select(WorkerRow).where(WorkerRow.worker != worker))
    return [Other(int(row.worker or 0), row.session, row.beats) for row in rows]


async def bury(session: AsyncSession, other: Other) -> bool:
    """Declare it dead if it has not beaten since it had so many beats; whether it had not, until now."""
    dead = delete(WorkerRow).where(col(WorkerRow.worker) == other.worker, col(WorkerRow.beats) == other.beats)
    return (await session.exec(dead)).rowcount == 1


async def leave(session: AsyncSession, worker: int) -> None:
    """Be a worker no more."""
    await session.exec(delete(WorkerRow).where(col(WorkerRow.worker) == worker))


async def leads(session: AsyncSession, worker: int) -> bool:
    """Whether it is this worker that takes in the log; it becomes so if nobody else who lives does.

    On True nobody else can take in anything before this transaction ends: it has locked the row that says who may.
    """
    living = select(WorkerRow.worker)
    mine = col(IntakeRow.worker) == worker
    free = col(IntakeRow.worker).not_in(living) & (select(WorkerRow.worker).where(WorkerRow.worker == worker).exists())
    return (await session.exec(update(IntakeRow).where(mine | free).values(worker=worker))).rowcount == 1


async def resign(session: AsyncSession, worker: int) -> None:
    """Let another take in the log."""
    await session.exec(update(IntakeRow).where(col(IntakeRow.worker) == worker).values(worker=0))
