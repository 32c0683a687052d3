"""Statements as rows, with the claims that they are of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import ArticleId, ClaimId, TrackId
from schemas.statements import Statement
from services.dashboard.projection.tables.articles import StatementRow as StatementTable
from services.dashboard.projection.tables.claims import MemberRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.known import among, appended
from services.dashboard.views.claims import StatementRow

STATEMENT = table_of(StatementTable)
MEMBER = table_of(MemberRow)
COLUMNS = tuple(column for column in STATEMENT.c if column.name != "words")
ONCE: Final = STATEMENT.c.again.is_(False)
"""Each statement in the one track where it counts."""
_KEY = ("article", "revision", "ordinal", "track")

Key = tuple[str, int, int, str]
Belonging = tuple[ClaimId, bool]
"""A claim, and whether the statement has left it."""


async def belonging(
    connection: AsyncConnection, found: Sequence[sa.Row[Any]], at: dt.datetime | None
) -> dict[Key, Belonging]:
    """The claims of these statements, each by the last that named it."""
    rows = await connection.execute(
        sa.select(*(MEMBER.c[name] for name in _KEY), MEMBER.c.claim, MEMBER.c.left_at)
        .where(among([MEMBER.c[name] for name in _KEY], [key(row) for row in found]), appended(MemberRow, at))
        .order_by(MEMBER.c.appended_at, MEMBER.c.number)
    )
    # One that it has left yields to one that it has not, whichever was named last.
    last: dict[Key, Belonging] = {}
    for row in rows:
        has_left = is_past(row.left_at, at)
        of = row.article, row.revision, row.ordinal, row.track
        if not has_left or of not in last or last[of][1]:
            last[of] = ClaimId(row.claim), has_left
    return last


def key(row: sa.Row[Any]) -> Key:
    """By which a statement is known."""
    return row.article, row.revision, row.ordinal, row.track


def view(row: sa.Row[Any], belongs: Belonging | None, at: dt.datetime | None) -> StatementRow:
    """The statement as a row."""
    claim, former = belongs or (None, False)
    return StatementRow(
        track=TrackId(row.track),
        article=ArticleId(row.article),
        revision=row.revision,
        index=row.ordinal,
        outlet=row.outlet,
        url=row.url,
        title=row.title,
        published_at=row.published_at,
        appended_at=row.appended_at,
        superseded=is_past(row.superseded_at, at),
        former=former,
        claim=claim,
        statement=statement_in(row),
    )


def statement_in(row: sa.Row[Any]) -> Statement:
    """What a row says."""
    return msgspec.json.decode(row.content, type=Statement)


def is_past(moment: dt.datetime | None, at: dt.datetime | None) -> bool:
    """Whether something had happened by then."""
    return moment is not None and (at is None or moment <= at)
