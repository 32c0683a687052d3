"""A database of ours, SQLite in a file or a schema of PostgreSQL: how it is named and opened, its tables made once.

    URL ─▶ engine ─▶ tables: made where there are none, else checked to be those of this version

Both are spoken to in one SQL, by whoever has the tables.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from sqlalchemy import URL, Column, MetaData, String, Table, event, inspect, make_url, select
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, StaticPool
from sqlalchemy.schema import CreateIndex, CreateTable

from schemas.envelope import digest
from services.mendable import Mendable

_DRIVERS: Final = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_LAYOUT: Final = "layout"
_MAKING: Final = 0x636C61696D
"""The advisory lock under which one process at a time makes tables on a server."""


class UnsuitableDatabase(Mendable):
    """It cannot be reached or used; the message says why, and what to do."""


def database_url(url: str) -> URL:
    """The URL with its driver.

    Raises:
        UnsuitableDatabase: it names neither SQLite nor PostgreSQL.
    """
    try:
        place = make_url(url)
        return place.set(drivername=_DRIVERS[place.drivername])
    except (ArgumentError, KeyError) as fault:
        raise UnsuitableDatabase(
            f"{url}: no database of ours; give sqlite:///FILE or postgresql://HOST/DATABASE"
        ) from fault


def sqlite_engine(place: URL, pragmas: Sequence[str], *, alone: bool = False) -> AsyncEngine:
    """The file of this URL, each connection to it prepared so; `alone` is for a file that one connection holds.

    Raises:
        UnsuitableDatabase: it lies in no folder.
    """
    if not (folder := Path(str(place.database)).parent).is_dir():
        raise UnsuitableDatabase(f"{place.database}: there is no folder {folder}; make it, or name another")

    def prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in pragmas:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    engine = create_async_engine(place, poolclass=StaticPool) if alone else create_async_engine(place)
    event.listen(engine.sync_engine, "connect", prepare)
    return engine


def postgres_engine(place: URL, schema: str, settings: Mapping[str, str]) -> AsyncEngine:
    """A schema of the server's database, each session with these settings."""
    return create_async_engine(place, connect_args={"server_settings": {"search_path": schema, **settings}})


def make_tables(connection: Connection, tables: MetaData, schema: str, further: Sequence[str] = ()) -> bool:
    """Make the tables, and what else these statements make, where there are none; whether they are this version's.

    A schema is made as well, on PostgreSQL. Run it in a transaction of its own.
    """
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MAKING})")
        connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    else:
        # Its driver begins none for what makes tables: whoever ends midway would leave half of them.
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    layout = Table(_LAYOUT, MetaData(), Column("digest", String, primary_key=True))
    known = inspect(connection).get_table_names()
    if _LAYOUT in known:
        made = connection.execute(select(layout.c.digest)).scalar_one()
        return bool(made == _layout(connection, tables, further))
    if not tables.tables.keys().isdisjoint(known):
        return False
    tables.create_all(connection)
    layout.create(connection)
    for ddl in further:
        connection.exec_driver_sql(ddl)
    connection.execute(layout.insert(), {"digest": _layout(connection, tables, further)})
    return True


def _layout(connection: Connection, tables: MetaData, further: Sequence[str]) -> str:
    """The digest of all that makes the tables."""
    made: list[str] = list(further)
    for table in tables.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=connection.dialect)))
        made += sorted(str(CreateIndex(index).compile(dialect=connection.dialect)) for index in table.indexes)
    return digest(*made)
