"""The rules in force, who changed them, and how a claim would be watched by them."""

from __future__ import annotations

import datetime as dt
from typing import Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.amending import comes_in_force, differences
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
    last = (await _came_in_force(connection, at))[-1:]
    content = await connection.scalar(sa.select(_RULES.c.content).where(_RULES.c.ce_id.in_(last)))
    return Rules() if content is None else msgspec.json.decode(content, type=Rules)


async def rules_with_changes(connection: AsyncConnection, at: dt.datetime | None = None) -> RulesView:
    """The rules in force, and their last changes."""
    last = (await _came_in_force(connection, at))[-_RULINGS - 1 :]
    found = await connection.execute(sa.select(_RULES).where(_RULES.c.ce_id.in_(last)).order_by(_RULES.c.number.desc()))
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


async def _came_in_force(connection: AsyncConnection, at: dt.datetime | None) -> list[str]:
    """The decisions that did, by their `ce_id`s, in the log's order."""
    decided = sa.select(_RULES.c.ce_id, _RULES.c.made_from).where(appended(RulesRow, at)).order_by(_RULES.c.number)
    came = [""]
    for decision, made_from in await connection.execute(decided):
        if comes_in_force(made_from, came[-1]):
            came.append(decision)
    return came[1:]
