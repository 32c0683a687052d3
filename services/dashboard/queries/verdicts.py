"""What the desk answered to flags, and who has them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import FlagId
from schemas.verdicts import Verdict
from services.dashboard.projection.tables.decisions import TakenRow
from services.dashboard.projection.tables.decisions import VerdictRow as VerdictTable
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.known import appended
from services.dashboard.views.flags import VerdictRow

_VERDICT, _TAKEN = table_of(VerdictTable), table_of(TakenRow)


async def verdicts(connection: AsyncConnection, flags: Collection[FlagId], at: dt.datetime | None) -> list[VerdictRow]:
    """What the desk answered to these flags, newest first."""
    found = await connection.execute(
        sa.select(_VERDICT)
        .where(_VERDICT.c.flag.in_(flags), appended(VerdictTable, at))
        .order_by(_VERDICT.c.appended_at.desc(), _VERDICT.c.number.desc())
    )
    return [
        VerdictRow(
            flag=row.flag,
            claim=row.claim,
            verdict=Verdict(row.verdict),
            reason=row.reason,
            link=row.link,
            by=row.by,
            decided_at=row.decided_at,
        )
        for row in found
    ]


async def takers(connection: AsyncConnection, flags: Collection[FlagId], at: dt.datetime | None) -> dict[FlagId, str]:
    """Who has each of these flags: took it last."""
    found = await connection.execute(
        sa.select(_TAKEN.c.flag, _TAKEN.c.by)
        .where(_TAKEN.c.flag.in_(flags), appended(TakenRow, at))
        .order_by(_TAKEN.c.appended_at, _TAKEN.c.number)
    )
    return {FlagId(row.flag): row.by for row in found}
