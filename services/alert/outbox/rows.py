"""Many rows at once, in one SQL for both databases."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

from sqlalchemy import Table as SqlTable
from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel.ext.asyncio.session import AsyncSession

from services.alert.outbox.tables import Table

T = TypeVar("T")

_AT_ONCE: Final = 5_000
"""Values that one statement asks for: SQLite takes 32,766 of them, PostgreSQL 32,767."""


def parts(values: Collection[T]) -> Iterator[list[T]]:
    """The values, as many at a time as one statement may ask for."""
    left = iter(values)
    while part := list(islice(left, _AT_ONCE)):
        yield part


async def put(session: AsyncSession, rows: Sequence[Table]) -> None:
    """Keep rows of one table, each in the place of one with its key."""
    if rows:
        table, insert = _of(session, rows)
        key, others = list(table.primary_key), [column for column in table.c if not column.primary_key]
        put_over = insert.on_conflict_do_update(
            index_elements=key, set_={column.name: insert.excluded[column.name] for column in others}
        )
        await (await session.connection()).execute(put_over, _values(table, rows))


async def add(session: AsyncSession, rows: Sequence[Table]) -> None:
    """Keep rows of one table, in their order, but for those that are there."""
    if rows:
        table, insert = _of(session, rows)
        await (await session.connection()).execute(insert.on_conflict_do_nothing(), _values(table, rows))


def _of(session: AsyncSession, rows: Sequence[Table]) -> tuple[SqlTable, sqlite.Insert]:
    """Their table, and the database's own INSERT, which knows what to do with a row that is there."""
    table: SqlTable = inspect(type(rows[0])).local_table
    own: Any = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    return table, own.insert(table)


def _values(table: SqlTable, rows: Iterable[Table]) -> list[dict[str, object]]:
    """What the database numbers by itself is left to it."""
    names = [column.name for column in table.c if column.name != "seq"]
    return [{name: getattr(row, name) for name in names} for row in rows]
