"""The outbox's database: one SQLite file, which one process holds at a time.

The hold is SQLite's exclusive lock, which ends with the process however it dies.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool
from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.errors import OutboxInUse
from services.alert.outbox.tables import Table


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
                await connection.run_sync(Table.metadata.create_all)
                await connection.exec_driver_sql("DELETE FROM positions WHERE 0")  # a write, which takes the lock
        except OperationalError as fault:
            await engine.dispose()
            raise OutboxInUse(
                f"cannot hold the outbox {path}: {fault.orig}; stop the other alert host, or give this one its own file"
            ) from fault
        return cls(engine)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session of which all changes are kept together on leaving, or none if an exception leaves."""
        async with self._turn, AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
            yield session

    async def close(self) -> None:
        await self._engine.dispose()


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in ("busy_timeout=500", "locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()
