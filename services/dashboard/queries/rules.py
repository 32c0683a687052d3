"""The rules in force, who changed them, and how a claim would be watched by them."""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.amending import differences
from schemas.event import ClaimId
from schemas.watch import Rules, WatchedClaim
from services.dashboard.projection.tables.decisions import RulesRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.known import appended
from services.dashboard.queries.members import newest
from services.dashboard.queries.statements import statement_in
from services.dashboard.views.rules import RulesView, Ruling

_RULES = table_of(RulesRow)
_RULINGS: Final = 30


async def rules(connection: AsyncConnection, at: dt.datetime | None) -> Rules:
    """The rules in force."""
    content = await connection.scalar(
        sa.select(_RULES.c.content).where(appended(RulesRow, at)).order_by(_RULES.c.number.desc()).limit(1)
    )
    return Rules() if content is None else msgspec.json.decode(content, type=Rules)


async def rules_with_changes(connection: AsyncConnection, at: dt.datetime | None = None) -> RulesView:
    """The rules in force, and their last changes."""
    found = await connection.execute(
        sa.select(_RULES).where(appended(RulesRow, at)).order_by(_RULES.c.number.desc()).limit(_RULINGS + 1)
    )
    rows = found.all()
    decided = [msgspec.json.decode(row.content, type=Rules) for row in rows]
    before = [*decided[1:], Rules()]
    rulings = tuple(
        Ruling(
            changes=tuple(differences(old, new)),
            reason=row.reason,
            by=row.by,
            decided_at=row.decided_at,
            place=row.record,
        )
        for row, old, new in zip(rows[:_RULINGS], before, decided, strict=False)
    )
    return RulesView(rules=decided[0] if decided else Rules(), rulings=rulings)


async def watch_for(connection: AsyncConnection, asked: ClaimId, title: str) -> WatchedClaim:
    """How a claim would be watched, by what its newest statement is about."""
    for row in await newest(connection, asked, None, sa.true(), 1):
        subject = statement_in(row).subject
        return WatchedClaim(
            title, subject.counted or "", actor=subject.actor, action=subject.action, place=subject.place
        )
    return WatchedClaim(title, "")
