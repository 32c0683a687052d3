"""The statements of a claim, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import ClaimId
from services.dashboard.projection.tables.claims import MemberRow
from services.dashboard.queries.known import known
from services.dashboard.queries.statements import COLUMNS, MEMBER, STATEMENT, is_past, view
from services.dashboard.views.claims import StatementRow

NAMES: Final = ("published_at", "article", "revision", "ordinal")
ORDER: Final = tuple(MEMBER.c[name] for name in NAMES)
"""All falling."""
_SAME: Final = ("track", "article", "revision", "ordinal")


async def newest(
    connection: AsyncConnection, asked: ClaimId, at: dt.datetime | None, only: sa.ColumnElement[bool], most: int
) -> Sequence[sa.Row[Any]]:
    """Of the statements that are or were of the claim, at most so many for which `only` holds.

    The members are cut to these first: a database that joins before it cuts would read them all.
    """
    page = (
        sa.select(MEMBER)
        .where(MEMBER.c.claim == asked, MEMBER.c.published_at.is_not(None), known(MemberRow, at), only)
        .order_by(*(column.desc() for column in ORDER))
        .limit(most)
        .subquery()
    )
    same = sa.and_(*(page.c[name] == STATEMENT.c[name] for name in _SAME))
    whole: sa.Select[Any] = sa.select(*COLUMNS, page.c.left_at).join_from(page, STATEMENT, same)
    found = await connection.execute(whole.order_by(*(page.c[name].desc() for name in NAMES)))
    rows: Sequence[sa.Row[Any]] = found.all()
    return rows


def staying(at: dt.datetime | None) -> sa.ColumnElement[bool]:
    """Whether a member had not left by then."""
    stays = MEMBER.c.left_at.is_(None)
    return stays if at is None else sa.or_(stays, MEMBER.c.left_at > at)


def member_view(row: sa.Row[Any], asked: ClaimId, at: dt.datetime | None) -> StatementRow:
    """A statement of the claim, as a row."""
    return view(row, (asked, is_past(row.left_at, at)), at)
