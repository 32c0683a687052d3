"""Sources: what each is quoted with, and who carries it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.projection.tables.articles import StatementRow as StatementTable
from services.dashboard.queries.known import appended, known
from services.dashboard.queries.listing import PAGE, after, listed
from services.dashboard.queries.outlets import DAYS, newest, shares
from services.dashboard.queries.statements import ONCE, STATEMENT
from services.dashboard.views.outlets import SourceRow, SourceView
from services.dashboard.views.view import Listed


async def sources(
    connection: AsyncConnection, at: dt.datetime | None = None, cursor: str | None = None
) -> Listed[SourceRow]:
    """Everybody who is quoted, by name.

    Raises:
        BadCursor: the cursor is none of this list.
    """
    # As with outlets, but that there may be many: a part of their names is looked for, and then counted.
    named = sa.select(sa.func.min(STATEMENT.c.source).label("source"), sa.literal(0).label("place"))
    name = named.where(after((STATEMENT.c.source,), cursor, rising=True)).cte("named", recursive=True)
    further = sa.select(sa.func.min(STATEMENT.c.source)).where(STATEMENT.c.source > name.c.source)
    name = name.union_all(
        sa.select(further.scalar_subquery(), name.c.place + 1).where(name.c.source.is_not(None), name.c.place < PAGE)
    )
    of = (STATEMENT.c.source == name.c.source, ONCE, known(StatementTable, at))
    counted: sa.Select[Any] = (
        sa.select(
            name.c.source,
            sa.select(sa.func.count()).where(*of).scalar_subquery().label("statements"),
            sa.select(sa.func.max(STATEMENT.c.published_at)).where(*of).scalar_subquery().label("latest_at"),
        )
        .where(name.c.source.is_not(None))
        .order_by(name.c.source)
    )
    part = listed((await connection.execute(counted)).all(), ("source",), _row)
    return Listed(rows=tuple(row for row in part.rows if row.statements), next=part.next)


def _row(row: sa.Row[Any]) -> SourceRow:
    return SourceRow(source=row.source, statements=row.statements, latest_at=row.latest_at)


async def source(
    connection: AsyncConnection, asked: str, at: dt.datetime | None = None, cursor: str | None = None
) -> SourceView | None:
    """All of a party at the end of chains; None where nobody quotes it.

    Raises:
        BadCursor: the cursor is none of its statements.
    """
    quoted = sa.select(sa.func.max(STATEMENT.c.published_at)).where(
        STATEMENT.c.source == asked, appended(StatementTable, at)
    )
    if (until := await connection.scalar(quoted)) is None:
        return None
    since = until - dt.timedelta(days=DAYS)
    stated = (STATEMENT.c.source == asked, STATEMENT.c.published_at > since, ONCE, known(StatementTable, at))
    return SourceView(
        source=asked,
        days=DAYS,
        statements=await connection.scalar(sa.select(sa.func.count()).select_from(STATEMENT).where(*stated)) or 0,
        outlets=await shares(connection, STATEMENT.c.outlet, stated),
        latest=await newest(connection, STATEMENT.c.source == asked, at, cursor),
    )
