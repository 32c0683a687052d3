"""A source: what it is quoted with, and who carries it."""

from __future__ import annotations

import datetime as dt

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.projection.tables.articles import StatementRow as StatementTable
from services.dashboard.queries.known import appended, known
from services.dashboard.queries.outlets import DAYS, newest, shares
from services.dashboard.queries.statements import STATEMENT
from services.dashboard.views.outlets import SourceView


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
    stated = (STATEMENT.c.source == asked, STATEMENT.c.published_at > since, known(StatementTable, at))
    return SourceView(
        source=asked,
        days=DAYS,
        statements=await connection.scalar(sa.select(sa.func.count()).select_from(STATEMENT).where(*stated)) or 0,
        outlets=await shares(connection, STATEMENT.c.outlet, stated),
        latest=await newest(connection, STATEMENT.c.source == asked, at, cursor),
    )
