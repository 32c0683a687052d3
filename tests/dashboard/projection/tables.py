"""What a projection holds, table by table."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from services.dashboard.projection.database import TABLES
from services.dashboard.projection.tables.table import Table, table_of

Contents = dict[str, list[tuple[Any, ...]]]


async def contents(engine: AsyncEngine, *, without: tuple[type[Table], ...] = ()) -> Contents:
    """Every row of every table, in one order."""
    found = {}
    async with engine.connect() as connection:
        for kind in TABLES:
            if kind not in without:
                table = table_of(kind)
                rows = await connection.execute(sa.select(table).order_by(*table.primary_key.columns))
                found[table.name] = [tuple(row) for row in rows]
    return found
