"""What needs a decision: open flags, conflicts before tensions, newest evidence first."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import ClaimId
from schemas.flags import FlagState
from schemas.watch import Rule
from services.dashboard.projection.tables.claims import MemberRow
from services.dashboard.projection.tables.flags import FlagRow as FlagTable
from services.dashboard.projection.tables.flags import QuotedRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.flags import COLUMNS, FLAG, rows
from services.dashboard.queries.known import PAGE, after, known, listed
from services.dashboard.views.flags import FlagRow
from services.dashboard.views.view import Listed

_MEMBER, _QUOTED = table_of(MemberRow), table_of(QuotedRow)


class Asked(NamedTuple):
    """Which flags; None is all."""

    claim: ClaimId | None = None
    outlet: str | None = None
    place: str | None = None
    rule: Rule | None = None


async def open_flags(
    connection: AsyncConnection, asked: Asked, at: dt.datetime | None = None, cursor: str | None = None
) -> Listed[FlagRow]:
    """The open flags that are asked for.

    Raises:
        BadCursor: the cursor is none of this list.
    """
    order = (FLAG.c.conflict, FLAG.c.newest_at, FLAG.c.flag)
    found = await connection.execute(
        sa.select(*COLUMNS)
        .where(FLAG.c.state == FlagState.OPEN.value, known(FlagTable, at), *_filters(asked), after(order, cursor))
        .order_by(*(column.desc() for column in order))
        .limit(PAGE + 1)
    )
    part = found.all()
    shown = await rows(connection, part[:PAGE], at)
    return listed(part, ("conflict", "newest_at", "flag"), lambda row: shown[row.flag])


async def latest_changes(connection: AsyncConnection, asked: Asked) -> tuple[FlagRow, ...]:
    """The last versions of the flags that are asked for, open or not, newest first."""
    found = await connection.execute(
        sa.select(*COLUMNS)
        .where(known(FlagTable, None), *_filters(asked))
        .order_by(FLAG.c.appended_at.desc(), FLAG.c.flag)
        .limit(PAGE)
    )
    return tuple((await rows(connection, found.all(), None)).values())


def _filters(asked: Asked) -> list[sa.ColumnElement[bool]]:
    filters: list[sa.ColumnElement[bool]] = []
    if asked.claim is not None:
        filters.append(FLAG.c.claim == asked.claim)
    if asked.rule is not None:
        filters.append(FLAG.c.rule == asked.rule.value)
    if asked.outlet is not None:
        of = (_QUOTED.c.flag == FLAG.c.flag, _QUOTED.c.number == FLAG.c.number)
        filters.append(sa.exists().where(*of, _QUOTED.c.outlet == asked.outlet))
    if asked.place is not None:
        filters.append(sa.exists().where(_MEMBER.c.claim == FLAG.c.claim, _MEMBER.c.place == asked.place))
    return filters
