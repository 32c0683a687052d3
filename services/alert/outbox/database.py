"""The outbox's database: a SQLite file, which one process holds at a time, or a schema of PostgreSQL, which many share.

The hold on a file is SQLite's exclusive lock, which ends with the process however it dies.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from secrets import token_hex
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.errors import OutboxInUse, OutboxUnavailable, OutdatedOutbox
from services.alert.outbox.tables import Table
from services.database import database_url, make_tables, postgres_engine, sqlite_engine

_SCHEMA: Final = "claimwatch_outbox"
"""On PostgreSQL, where the outbox lies."""
_PRAGMAS: Final = ("busy_timeout=500", "locking_mode=EXCLUSIVE", "journal_mode=WAL", "synchronous=FULL")
_NOBODY: Final = "INSERT INTO intake (id, worker) VALUES (1, 0)"
"""The row by which workers agree on who takes in the log."""
_AT_ONCE: Final = 10
"""Transactions side by side on a server; a file has one connection."""


class Outbox:
    """An open outbox; `shared` with other processes, or held by this one."""

    def __init__(self, engine: AsyncEngine, name: str) -> None:
        self.shared: Final = engine.dialect.name == "postgresql"
        self.name: Final = name
        """Of its sessions on a server."""
        self._engine = engine
        self._turns = asyncio.Semaphore(_AT_ONCE if self.shared else 1)

    @classmethod
    async def open(cls, url: str) -> Outbox:
        """Open the outbox at this URL (`sqlite:///FILE`, `postgresql://…`), or a new one.

        Raises:
            UnsuitableDatabase: it names no database of ours.
            OutboxInUse: another process has the file open.
            OutboxUnavailable: the server cannot be reached, or does not let us in.
            OutdatedOutbox: its tables were made by another version.
        """
        place = database_url(url)
        name = f"claimwatch alert {token_hex(4)}"
        if is_file := place.get_backend_name() == "sqlite":
            engine = sqlite_engine(place, _PRAGMAS, alone=True)
        else:
            engine = postgres_engine(place, _SCHEMA, {"jit": "off", "application_name": name})
        try:
            async with engine.begin() as connection:
                current = await connection.run_sync(make_tables, Table.metadata, _SCHEMA, [_NOBODY])
                if current:  # a write: it takes a file's lock
                    await connection.exec_driver_sql("DELETE FROM positions WHERE false")
        except (DBAPIError, OSError) as fault:
            await engine.dispose()
            told = fault.orig if isinstance(fault, DBAPIError) else fault
            if is_file:
                raise OutboxInUse(
                    f"cannot hold the outbox {place.database}: {told}; stop the other alert host, or give this one its "
                    "own file"
                ) from fault
            raise OutboxUnavailable(f"cannot use the outbox {engine.url}: {told}; see that it is there") from fault
        if not current:
            await engine.dispose()
            raise OutdatedOutbox(
                f"the outbox {engine.url} was made by another version of claimwatch: move it away; a new one is filled "
                "from the log"
            )
        return cls(engine, name)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """A session of which all changes are kept together on leaving, or none if an exception leaves.

        Raises:
            OutboxUnavailable: the database failed; it is not known whether what was to be kept is.
        """
        try:
            async with self._turns, AsyncSession(self._engine, expire_on_commit=False) as session, session.begin():
                yield session
        except (DBAPIError, OSError) as fault:
            told = fault.orig if isinstance(fault, DBAPIError) else fault
            raise OutboxUnavailable(f"the outbox {self._engine.url} failed: {told}") from fault

    async def cut_off(self, session: AsyncSession, name: str) -> None:
        """End the sessions of that name: what they had locked is free, and they change nothing more."""
        if self.shared:
            ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = :name"
            await (await session.connection()).execute(text(ended), {"name": name})

    async def close(self) -> None:
        await self._engine.dispose()
