"""Writes what events tell into the tables, together with how far the log is read.

    records ─▶ apply ─▶ rows added, versions superseded, statements and claims joined, positions moved
                        one transaction

Positions move by compare-and-set: who finds them elsewhere than he left them writes nothing. A record that comes twice,
by whatever way, changes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from schemas.envelope import EnvelopeError, unseal
from schemas.topics import ARTICLES, DECISIONS, FETCHES, FIGURES, FLAGS, NOTICES, REJECTS, STATEMENTS
from services.dashboard.errors import ProjectionMoved
from services.dashboard.projection.rows import rows
from services.dashboard.projection.rows.claims import Leaving
from services.dashboard.projection.rows.record import record_row
from services.dashboard.projection.tables.articles import ArticleRow, ReportRow, StatementRow
from services.dashboard.projection.tables.claims import FiguresRow, MemberRow
from services.dashboard.projection.tables.decisions import SilenceRow, WordingRow
from services.dashboard.projection.tables.flags import FlagRow
from services.dashboard.projection.tables.records import PositionRow, RecordRow
from services.dashboard.projection.tables.running import FeedRow
from services.dashboard.projection.tables.table import Table, table_of
from services.eventlog.port import Positions, Record

PROJECTED: Final = (FETCHES, ARTICLES, STATEMENTS, FIGURES, FLAGS, NOTICES, DECISIONS, REJECTS)
"""The topics that are shown; captures are read where they lie."""

Values = dict[str, Any]
_VERSIONED: Final = (ArticleRow, ReportRow, FiguresRow, FlagRow, MemberRow, SilenceRow, WordingRow)
_STATEMENT: Final = ("track", "article", "revision", "ordinal")


async def positions(engine: AsyncEngine) -> Positions:
    """How far the log is read."""
    async with engine.connect() as connection:
        return await _positions(connection)


async def apply(engine: AsyncEngine, records: Sequence[Record], before: Positions, after: Positions) -> None:
    """Write what the records tell, and move from one position to another.

    Raises:
        ProjectionMoved: the projection is not at `before`; nothing was written.
    """
    written = _written(records)
    async with engine.begin() as connection:
        await _move(connection, before, after)
        for kind, added in written.rows.items():
            await connection.execute(_insert(connection, kind), added)
        await _leave(connection, written.leaving)
        for kind in _VERSIONED:
            await _supersede(connection, kind, written.rows.get(kind, ()))
        await _withdraw(connection, written.rows.get(ReportRow, ()))
        await _join(connection, written)


async def forget(engine: AsyncEngine, starts: Positions) -> None:
    """Drop the records that the log no longer keeps: those before its first ones."""
    table = table_of(RecordRow)
    async with engine.begin() as connection:
        for (topic, partition), start in starts.items():
            here = (table.c.topic == topic, table.c.partition == partition, table.c.offset < start)
            await connection.execute(sa.delete(table).where(*here))


class _Written:
    """What a batch writes, by table."""

    def __init__(self) -> None:
        self.rows: dict[type[Table], list[Values]] = defaultdict(list)
        self.leaving: list[Leaving] = []

    def add(self, row: Table) -> None:
        self.rows[type(row)].append({name: _storable(getattr(row, name)) for name in type(row).model_fields})


def _written(records: Iterable[Record]) -> _Written:
    written = _Written()
    for record in records:
        try:
            event = unseal(record.headers, record.value)
        except EnvelopeError as fault:
            written.add(record_row(record, str(fault)))
            continue
        written.add(record_row(record, None))
        for write in rows(record, event):
            if isinstance(write, Leaving):
                written.leaving.append(write)
            else:
                written.add(write)
    return written


def _storable(value: object) -> object:
    """PostgreSQL's text holds no NUL."""
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value


async def _positions(connection: AsyncConnection) -> dict[tuple[str, int], int]:
    table = table_of(PositionRow)
    found = await connection.execute(sa.select(table.c.topic, table.c.partition, table.c.position))
    return {(topic, partition): position for topic, partition, position in found}


async def _move(connection: AsyncConnection, before: Positions, after: Positions) -> None:
    """Take the positions first: another process that does so waits here, and then finds them moved."""
    table = table_of(PositionRow)
    insert = _dialect(connection).insert(table)
    for (topic, partition), position in sorted(after.items()):
        start = before.get((topic, partition), 0)
        if position == start:
            continue
        moved = await connection.execute(
            insert.values(topic=topic, partition=partition, position=position).on_conflict_do_update(
                index_elements=[table.c.topic, table.c.partition],
                set_={"position": position},
                where=table.c.position == start,
            )
        )
        if moved.rowcount != 1:
            raise ProjectionMoved(f"the projection is not at {start} in {topic}/{partition}: another process moved it")


def _dialect(connection: AsyncConnection) -> Any:
    """The module of the database's own INSERT, which knows what to do with a row that is there."""
    return sqlite if connection.dialect.name == "sqlite" else postgresql


def _insert(connection: AsyncConnection, kind: type[Table]) -> sa.Executable:
    table = table_of(kind)
    insert: sqlite.Insert = _dialect(connection).insert(table)
    if kind is not FeedRow:
        return insert.on_conflict_do_nothing()
    new, old = insert.excluded, table.c
    kept = {name: sa.func.coalesce(new[name], old[name]) for name in ("answered_at", "news_at")}
    failures = sa.case((new.failures == 0, 0), else_=old.failures + 1)
    other = {name: new[name] for name in ("outlet", "fetched_at", "next_at", "status", "error")}
    return insert.on_conflict_do_update(
        index_elements=[old.feed], set_={**other, **kept, "failures": failures}, where=new.fetched_at > old.fetched_at
    )


async def _leave(connection: AsyncConnection, leaving: Sequence[Leaving]) -> None:
    table = table_of(MemberRow)
    statement = sa.update(table).where(
        *(table.c[name] == sa.bindparam(f"of_{name}") for name in ("claim", "article", "revision", "ordinal")),
        table.c.number < sa.bindparam("of_number"),
        table.c.left_at.is_(None),
    )
    if leaving:
        left = sa.bindparam("at", type_=table.c.left_at.type)
        await connection.execute(
            statement.values(left_at=left),
            [
                {f"of_{name}": value for name, value in each._asdict().items() if name not in {"left_at", "track"}}
                | {"at": each.left_at}
                for each in leaving
            ],
        )


async def _supersede(connection: AsyncConnection, kind: type[Table], added: Sequence[Values]) -> None:
    """Let each version end where the next begins."""
    table, newer = table_of(kind), table_of(kind).alias()
    same = sa.and_(*(newer.c[name] == table.c[name] for name in kind.version_of))
    later = newer.c[kind.version] > table.c[kind.version]
    begun = sa.select(newer.c.appended_at).where(same, later).order_by(newer.c[kind.version]).limit(1)
    statement = (
        sa.update(table)
        .where(
            *(table.c[name] == sa.bindparam(f"of_{name}") for name in kind.version_of),
            table.c.superseded_at.is_(None),
            sa.exists().where(same, later),
        )
        .values(superseded_at=begun.scalar_subquery())
    )
    if found := _distinct((row for row in added if kind is MemberRow or row[kind.version] > 1), kind.version_of):
        await connection.execute(statement, found)


async def _withdraw(connection: AsyncConnection, reports: Sequence[Values]) -> None:
    """Let the statements of a report end where the article's next report in the track begins."""
    table, report = table_of(StatementRow), table_of(ReportRow)
    later = sa.and_(
        report.c.track == table.c.track, report.c.article == table.c.article, report.c.revision > table.c.revision
    )
    begun = sa.select(report.c.appended_at).where(later).order_by(report.c.revision).limit(1)
    statement = (
        sa.update(table)
        .where(
            table.c.track == sa.bindparam("of_track"),
            table.c.article == sa.bindparam("of_article"),
            table.c.superseded_at.is_(None),
            sa.exists().where(later),
        )
        .values(superseded_at=begun.scalar_subquery())
    )
    if found := _distinct((row for row in reports if row["revision"] > 1), ("track", "article")):
        await connection.execute(statement, found)


async def _join(connection: AsyncConnection, written: _Written) -> None:
    """Give members what their statements say, whichever of the two came first."""
    table, statement = table_of(MemberRow), table_of(StatementRow)
    of = [table.c[name] == sa.bindparam(f"of_{name}") for name in _STATEMENT]
    waiting = sa.update(table).where(*of, table.c.published_at.is_(None))
    same = sa.and_(*(statement.c[name] == table.c[name] for name in _STATEMENT))
    told = {
        name: sa.select(statement.c[name]).where(same).scalar_subquery() for name in ("published_at", "outlet", "place")
    }
    if found := _distinct(written.rows.get(MemberRow, ()), _STATEMENT):
        await connection.execute(waiting.values(told), found)
    if found := _distinct(written.rows.get(StatementRow, ()), _STATEMENT):
        await connection.execute(waiting.values(told), found)


def _distinct(added: Iterable[Values], names: Sequence[str]) -> list[Mapping[str, Any]]:
    found = {tuple(row[name] for name in names) for row in added}
    return [{f"of_{name}": value for name, value in zip(names, each, strict=True)} for each in sorted(found)]
