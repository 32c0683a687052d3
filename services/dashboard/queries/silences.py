"""Silences: those in force first, as they end last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import Digest, FlagId
from schemas.flags import Flag
from services.dashboard.projection.tables.decisions import SilenceRow as SilenceTable
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.flags import flags_at
from services.dashboard.queries.known import known
from services.dashboard.queries.listing import PAGE, after, listed
from services.dashboard.views.decisions import Course, SilenceRow
from services.dashboard.views.flags import FlagRow
from services.dashboard.views.view import Listed

_SILENCE = table_of(SilenceTable)

Holds = Callable[[Sequence[str], Flag], bool]
"""Whether all of some matchers hold of a flag, as alerting takes them."""


async def silences(
    connection: AsyncConnection, now: dt.datetime, at: dt.datetime | None = None, cursor: str | None = None
) -> Listed[SilenceRow]:
    """All of them as they were set last, those that end last first.

    Raises:
        BadCursor: the cursor is none of this list.
    """
    order = (_SILENCE.c.ends_at, _SILENCE.c.silence)
    found = await connection.execute(
        sa.select(_SILENCE)
        .where(known(SilenceTable, at), after(order, cursor))
        .order_by(*(column.desc() for column in order))
        .limit(PAGE + 1)
    )
    return listed(found.all(), ("ends_at", "silence"), lambda row: _view(row, at or now))


async def in_force(
    connection: AsyncConnection, now: dt.datetime, at: dt.datetime | None = None
) -> Sequence[SilenceRow]:
    """Those that hold, as was known at the moment, those that end last first."""
    moment = at or now
    found = await connection.execute(
        sa.select(_SILENCE)
        .where(known(SilenceTable, at), _SILENCE.c.ends_at > moment, _SILENCE.c.starts_at <= moment)
        .order_by(_SILENCE.c.ends_at.desc(), _SILENCE.c.silence)
    )
    return [_view(row, moment) for row in found]


async def silence(connection: AsyncConnection, asked: Digest, now: dt.datetime) -> SilenceRow | None:
    """A silence as it was set last; None where there is none such."""
    found = await connection.execute(sa.select(_SILENCE).where(_SILENCE.c.silence == asked, known(SilenceTable, None)))
    row = found.one_or_none()
    return None if row is None else _view(row, now)


async def silenced(
    connection: AsyncConnection, flags: Sequence[FlagRow], holds: Holds, now: dt.datetime, at: dt.datetime | None = None
) -> dict[FlagId, SilenceRow]:
    """Which of these flags nobody is told of, each by the silence that ends last."""
    holding = await in_force(connection, now, at)
    if not holding:
        return {}
    found: dict[FlagId, SilenceRow] = {}
    for flag in await flags_at(connection, [(row.flag, row.version) for row in flags]):
        if (by := next((each for each in holding if holds(each.matchers, flag)), None)) is not None:
            found[flag.flag] = by
    return found


def _view(row: sa.Row[Any], moment: dt.datetime) -> SilenceRow:
    return SilenceRow(
        silence=Digest(row.silence),
        matchers=msgspec.json.decode(row.matchers, type=tuple[str, ...]),
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        course=_course(row, moment),
        reason=row.reason,
        by=row.by,
        decided_at=row.decided_at,
        place=row.record,
    )


def _course(row: sa.Row[Any], moment: dt.datetime) -> Course:
    if row.ends_at <= moment:
        return Course.OVER
    return Course.IN_FORCE if row.starts_at <= moment else Course.TO_COME
