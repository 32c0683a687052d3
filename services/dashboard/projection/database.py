"""The database of a projection. SQLite and PostgreSQL differ in how they index words, which stands here."""

from __future__ import annotations

from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine

from services.dashboard.errors import OutdatedProjection
from services.dashboard.projection.tables.articles import ArticleRow, ReportRow, StatementRow
from services.dashboard.projection.tables.claims import FiguresRow, MemberRow, TitleRow
from services.dashboard.projection.tables.decisions import RulesRow, SilenceRow, TakenRow, VerdictRow, WordingRow
from services.dashboard.projection.tables.flags import FlagRow, QuotedRow
from services.dashboard.projection.tables.records import PositionRow, RecordRow
from services.dashboard.projection.tables.running import CauseRow, FeedRow, NoticeRow, RejectRow
from services.dashboard.projection.tables.table import Table
from services.database import UnsuitableDatabase, database_url, make_tables, postgres_engine, sqlite_engine

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
SCHEMA: Final = "claimwatch"
"""On PostgreSQL, where the projection lies."""
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
            words = _WORDS[connection.dialect.name]
            current = await connection.run_sync(make_tables, Table.metadata, schema, words)
    except (DBAPIError, OSError) as fault:
        await engine.dispose()
        told = fault.orig if isinstance(fault, DBAPIError) else fault
        raise UnsuitableDatabase(
            f"cannot use the database {engine.url}: {told}; see that it is there and ours to write"
        ) from fault
    if not current:
        await engine.dispose()
        raise OutdatedProjection(
            "the projection was made by another version of claimwatch: run `claimwatch dashboard rebuild`"
        )
    return engine


def make_engine(url: str, schema: str = SCHEMA) -> AsyncEngine:
    """The database of this URL as it is.

    Raises:
        UnsuitableDatabase: it names none, or one in no folder.
    """
    place = database_url(url)
    if place.get_backend_name() == "sqlite":
        return sqlite_engine(place, _PRAGMAS)
    # Short queries gain nothing from compilation, and the first of each would wait for it. A plan for any claim reads
    # all versions of the largest.
    return postgres_engine(place, schema, {"jit": "off", "plan_cache_mode": "force_custom_plan"})
