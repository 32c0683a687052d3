"""The outbox: what is to be sent, what was, and how far the log is read, in one SQLite file.

    transaction ─▶ Book: groups, deliveries, told, threads and positions change together or not at all

One process holds an outbox at a time, by SQLite's exclusive lock, which ends with the process however it dies. The file
is a memory of the log: when it is lost, a new one is filled from `notices`.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Collection, Iterable
from contextlib import asynccontextmanager
from enum import StrEnum
from pathlib import Path

import msgspec
from sqlalchemy import Index, event, func, or_
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.orm import registry
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool
from sqlmodel import Field, SQLModel, col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from schemas.envelope import canonical
from schemas.event import ClaimId, FlagId
from schemas.flags import FlagState
from services.alert.errors import OutboxInUse
from services.alert.grouping import Group, Told
from services.eventlog.port import Positions


class DeliveryState(StrEnum):
    """How far a delivery is; from `delivered` on it is finished."""

    PENDING = "pending"
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    SUPPRESSED = "suppressed"


FINISHED = (DeliveryState.DELIVERED, DeliveryState.FAILED, DeliveryState.SUPPRESSED)


class _Table(SQLModel, registry=registry()):
    """The outbox's tables have a registry of their own, apart from any other database of the process."""


class DeliveryRow(_Table, table=True):
    """A delivery; moments are RFC 3339 in UTC with microseconds, so that their order is that of their text."""

    __tablename__ = "deliveries"
    __table_args__ = (Index("deliveries_by_lane", "receiver", "channel", "state"),)

    seq: int | None = Field(default=None, primary_key=True)
    delivery: str = Field(unique=True)
    receiver: str
    channel: str
    group: str
    claim: str
    causes: str
    payload: str
    state: DeliveryState
    decided_at: str
    since: str
    uncertain: bool = False
    attempts: int = 0
    next_attempt_at: str
    receipt: str = ""
    thread: str = ""
    digest: str = ""
    reason: str = ""
    finished_at: str = ""
    noticed: bool = Field(default=False, index=True)


class GroupRow(_Table, table=True):
    """A group's state."""

    __tablename__ = "groups"

    receiver: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    group: str = Field(primary_key=True)
    claim: str = Field(index=True)
    timing: str
    state: str
    due_at: str | None = Field(default=None, index=True)


class ToldRow(_Table, table=True):
    """The last version of a flag that a channel has dealt with."""

    __tablename__ = "told"

    receiver: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    flag: str = Field(primary_key=True)
    version: int
    shown: str | None
    grade: str | None = None


class ThreadRow(_Table, table=True):
    """The first message of a claim on a channel."""

    __tablename__ = "threads"

    receiver: str = Field(primary_key=True)
    channel: str = Field(primary_key=True)
    claim: str = Field(primary_key=True)
    receipt: str


class PositionRow(_Table, table=True):
    """Where reading goes on."""

    __tablename__ = "positions"

    topic: str = Field(primary_key=True)
    partition: int = Field(primary_key=True)
    position: int


class BirthRow(_Table, table=True):
    """When this outbox took in the past; there is at most one."""

    __tablename__ = "birth"

    id: int = Field(default=1, primary_key=True)
    born_at: str


def stored(moment: dt.datetime) -> str:
    """A moment as the outbox keeps it."""
    return moment.astimezone(dt.UTC).isoformat(timespec="microseconds")


def _moment(text: str | None) -> dt.datetime | None:
    return None if text is None else dt.datetime.fromisoformat(text)


class Outbox:
    """An open outbox."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._turn = asyncio.Lock()

    @classmethod
    async def open(cls, path: Path) -> Outbox:
        """Open the outbox of this file, or a new one.

        Raises:
            OutboxInUse: another process has it open.
        """
        engine = create_async_engine(f"sqlite+aiosqlite:///{path}", poolclass=StaticPool)
        event.listen(engine.sync_engine, "connect", _prepare)
        try:
            async with engine.begin() as connection:
                await connection.run_sync(_Table.metadata.create_all)
                await connection.exec_driver_sql("DELETE FROM positions WHERE 0")  # a write, which takes the lock
        except OperationalError as fault:
            await engine.dispose()
            raise OutboxInUse(
                f"cannot hold the outbox {path}: {fault.orig}; stop the other alert host, or give this one its own file"
            ) from fault
        return cls(engine)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Book]:
        """A book in which all changes are kept together on leaving, or none if an exception leaves."""
        async with self._turn, AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
            yield Book(session)

    async def close(self) -> None:
        await self._engine.dispose()


class Book:
    """What can be read and changed in one transaction."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def born_at(self) -> dt.datetime | None:
        """When this outbox took in the past; None for one that has not yet."""
        row = await self._session.get(BirthRow, 1)
        return _moment(row.born_at if row else None)

    def be_born(self, moment: dt.datetime) -> None:
        self._session.add(BirthRow(born_at=stored(moment)))

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

    async def keep(self, row: DeliveryRow) -> None:
        await self._session.merge(row)

    async def due(self, receiver: str, channel: str, now: dt.datetime, limit: int = 50) -> list[DeliveryRow]:
        """What to send next on a channel, oldest first; nothing of a claim whose oldest delivery is postponed."""
        here = (
            DeliveryRow.receiver == receiver,
            DeliveryRow.channel == channel,
            col(DeliveryRow.state).not_in(FINISHED),
        )
        postponed = select(DeliveryRow.claim).where(*here, DeliveryRow.next_attempt_at > stored(now))
        rows = await self._session.exec(
            select(DeliveryRow)
            .where(*here, col(DeliveryRow.claim).not_in(postponed))
            .order_by(col(DeliveryRow.seq))
            .limit(limit)
        )
        return list(rows)

    async def waiting(self) -> int:
        """How many deliveries are still to be sent."""
        rows = await self._session.exec(
            select(func.count()).select_from(DeliveryRow).where(col(DeliveryRow.state).not_in(FINISHED))
        )
        return rows.one()

    async def next_attempt(self, receiver: str, channel: str) -> dt.datetime | None:
        """When the next delivery of a channel is due; None if it has none."""
        rows = await self._session.exec(
            select(func.min(DeliveryRow.next_attempt_at))
            .where(DeliveryRow.receiver == receiver, DeliveryRow.channel == channel)
            .where(col(DeliveryRow.state).not_in(FINISHED))
        )
        return _moment(rows.one())

    async def next_flush(self) -> dt.datetime | None:
        """When the next group is due; None if none waits."""
        return _moment((await self._session.exec(select(func.min(GroupRow.due_at)))).one())

    async def orphans(self, lanes: Collection[tuple[str, str]]) -> list[DeliveryRow]:
        """What is still to be sent to a receiver's channel that is none of these."""
        rows = await self._session.exec(select(DeliveryRow).where(col(DeliveryRow.state).not_in(FINISHED)))
        return [row for row in rows if (row.receiver, row.channel) not in lanes]

    async def unnoticed(self) -> list[DeliveryRow]:
        """Finished deliveries of which `notices` may not know yet."""
        rows = await self._session.exec(
            select(DeliveryRow)
            .where(col(DeliveryRow.state).in_(FINISHED), col(DeliveryRow.noticed).is_(False))
            .order_by(col(DeliveryRow.seq))
        )
        return list(rows)

    async def mark_noticed(self, rows: Iterable[DeliveryRow]) -> None:
        for row in rows:
            row.noticed = True
            await self._session.merge(row)


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("busy_timeout=500", "locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
