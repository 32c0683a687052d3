"""What the desk decided last about itself."""

from __future__ import annotations

import datetime as dt

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.watch import Rules
from services.dashboard.projection.tables.decisions import RulesRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.known import appended

_RULES = table_of(RulesRow)


async def rules(connection: AsyncConnection, at: dt.datetime | None) -> Rules:
    """The rules in force."""
    content = await connection.scalar(
        sa.select(_RULES.c.content).where(appended(RulesRow, at)).order_by(_RULES.c.number.desc()).limit(1)
    )
    return Rules() if content is None else msgspec.json.decode(content, type=Rules)
