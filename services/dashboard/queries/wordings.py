"""How our own copy may put claims."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import ClaimId
from services.dashboard.projection.tables.decisions import WordingRow as WordingTable
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.known import appended, known
from services.dashboard.queries.listing import PAGE, after, listed
from services.dashboard.views.decisions import WordingRow
from services.dashboard.views.view import Listed

_WORDING = table_of(WordingTable)


async def wordings_of(
    connection: AsyncConnection, asked: ClaimId, at: dt.datetime | None = None
) -> tuple[WordingRow, ...]:
    """All that were approved for a claim or taken back, the last first."""
    found = await connection.execute(
        sa.select(_WORDING)
        .where(_WORDING.c.claim == asked, appended(WordingTable, at))
        .order_by(_WORDING.c.number.desc())
        .limit(PAGE)
    )
    return tuple(_view(row) for row in found)


async def wordings(
    connection: AsyncConnection, at: dt.datetime | None = None, cursor: str | None = None
) -> Listed[WordingRow]:
    """Those in force, the last approved first.

    Raises:
        BadCursor: the cursor is none of this list.
    """
    order = (_WORDING.c.decided_at, _WORDING.c.claim)
    found = await connection.execute(
        sa.select(_WORDING)
        .where(known(WordingTable, at), _WORDING.c.wording != "", after(order, cursor))
        .order_by(*(column.desc() for column in order))
        .limit(PAGE + 1)
    )
    return listed(found.all(), ("decided_at", "claim"), _view)


def _view(row: sa.Row[Any]) -> WordingRow:
    return WordingRow(
        claim=ClaimId(row.claim),
        wording=row.wording,
        reason=row.reason,
        by=row.by,
        decided_at=row.decided_at,
        place=row.record,
    )
