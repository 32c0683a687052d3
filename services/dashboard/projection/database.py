"""The database of a projection: SQLite in a file, or a schema of PostgreSQL; its tables made and checked.

Both are spoken to in one SQL. Where they differ stands here: how they are opened, and how they index words.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import URL, event, inspect, make_url, select
from sqlalchemy.engine import Connection
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.schema import CreateIndex, CreateTable

from schemas.envelope import digest
from services.dashboard.errors import OutdatedProjection, UnsuitableDatabase
from services.dashboard.projection.tables.articles import ArticleRow, ReportRow, StatementRow
from services.dashboard.projection.tables.claims import FiguresRow, MemberRow, TitleRow
from services.dashboard.projection.tables.decisions import RulesRow, SilenceRow, TakenRow, VerdictRow, WordingRow
from services.dashboard.projection.tables.flags import FlagRow, QuotedRow
from services.dashboard.projection.tables.records import LayoutRow, PositionRow, RecordRow
from services.dashboard.projection.tables.running import CauseRow, FeedRow, NoticeRow, RejectRow
from services.dashboard.projection.tables.table import Table, table_of

TABLES: Final[tuple[type[Table], ...]] = (
    RecordRow,
    ArticleRow,
    ReportRow,
    StatementRow,
    FiguresRow,
    TitleRow,
    MemberRow,
    FlagRow,
    QuotedRow,
    VerdictRow,
    TakenRow,
    SilenceRow,
    WordingRow,
    RulesRow,
    NoticeRow,
    CauseRow,
    RejectRow,
    FeedRow,
    PositionRow,
)
"""All but the layout."""
SCHEMA: Final = "claimwatch"
"""On PostgreSQL, where the projection lies."""
_DRIVERS: Final = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
_PRAGMAS: Final = ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL", "cache_size=-65536")
"""What a power cut takes from the file is read from the log again: positions and rows go together."""
_WORDS: Final = {
    "sqlite": [
        ddl.format(table=table)
        for table in ("statements", "titles")
        for ddl in (
            "CREATE VIRTUAL TABLE {table}_words USING fts5(words, content='', detail='none')",
            "CREATE TRIGGER {table}_found_by AFTER INSERT ON {table} "
            "BEGIN INSERT INTO {table}_words (rowid, words) VALUES (new.rowid, new.words); END",
        )
    ],
    "postgresql": [
        ddl.format(table=table)
        for table in ("statements", "titles")
        for ddl in (
            # Kept, as a plan may look at the rows in their order: making it of each would take most of the time.
            "ALTER TABLE {table} ADD found_by tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
            "CREATE INDEX {table}_words ON {table} USING gin (found_by)",
        )
    ],
}


async def open_database(url: str, schema: str = SCHEMA) -> AsyncEngine:
    """The database of this URL (`sqlite:///FILE`, `postgresql://…`) with the projection's tables, made if need be.

    Raises:
        UnsuitableDatabase: there is none such, or it cannot be used.
        OutdatedProjection: its tables were made by another version.
    """
    engine = make_engine(url, schema)
    try:
        async with engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                await connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {schema}")
            await connection.run_sync(_make)
    except (DBAPIError, OSError) as fault:
        await engine.dispose()
        told = fault.orig if isinstance(fault, DBAPIError) else fault
        raise UnsuitableDatabase(
            f"cannot use the database {engine.url}: {told}; see that it is there and ours to write"
        ) from fault
    except OutdatedProjection:
        await engine.dispose()
        raise
    return engine


def make_engine(url: str, schema: str = SCHEMA) -> AsyncEngine:
    """The database of this URL as it is.

    Raises:
        UnsuitableDatabase: it names none, or one in no folder.
    """
    place = database_url(url)
    if place.get_backend_name() == "postgresql":
        # Short queries gain nothing from compilation, and the first of each would wait for it.
        return create_async_engine(place, connect_args={"server_settings": {"search_path": schema, "jit": "off"}})
    if not (folder := Path(str(place.database)).parent).is_dir():
        raise UnsuitableDatabase(f"{url}: there is no folder {folder}; make it, or name another")
    engine = create_async_engine(place)
    event.listen(engine.sync_engine, "connect", _prepare)
    return engine


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
            f"{url}: no database that a projection can lie in; give sqlite:///FILE or postgresql://HOST/DATABASE"
        ) from fault


def _prepare(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _make(connection: Connection) -> None:
    layout = _layout(connection)
    if not inspect(connection).has_table(str(LayoutRow.__tablename__)):
        Table.metadata.create_all(connection)
        for ddl in _WORDS[connection.dialect.name]:
            connection.exec_driver_sql(ddl)
        connection.execute(table_of(LayoutRow).insert(), {"digest": layout})
    elif connection.execute(select(table_of(LayoutRow).c.digest)).scalar_one() != layout:
        raise OutdatedProjection(
            "the projection was made by another version of claimwatch: run `claimwatch dashboard rebuild`"
        )


def _layout(connection: Connection) -> str:
    """The digest of all that makes the tables."""
    made: list[str] = list(_WORDS[connection.dialect.name])
    for table in Table.metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=connection.dialect)))
        made += sorted(str(CreateIndex(index).compile(dialect=connection.dialect)) for index in table.indexes)
    return digest(*made)
