"""An article: one revision with its figures marked, and what it changed of the one before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.articles import BodyKind, DateBasis
from schemas.event import ArticleId, Digest
from schemas.statements import Part
from services.dashboard.projection.tables.articles import ArticleRow
from services.dashboard.projection.tables.articles import StatementRow as StatementTable
from services.dashboard.projection.tables.flags import FlagRow as FlagTable
from services.dashboard.projection.tables.flags import QuotedRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.flags import COLUMNS as FLAG_COLUMNS
from services.dashboard.queries.flags import FLAG, rows
from services.dashboard.queries.known import appended, known
from services.dashboard.queries.statements import COLUMNS, ONCE, STATEMENT, belonging, key, view
from services.dashboard.texts.differences import Piece, differences
from services.dashboard.texts.runs import Marked, paragraphs, runs, whole
from services.dashboard.views.articles import ArticleView, RevisionRow
from services.dashboard.views.claims import StatementRow

ARTICLE, _QUOTED = table_of(ArticleRow), table_of(QuotedRow)
_FLAGS: Final = 20


async def article(
    connection: AsyncConnection, asked: ArticleId, revision: int | None = None, at: dt.datetime | None = None
) -> ArticleView | None:
    """A revision of an article, the last unless it is named; None where there is none such, or was none yet."""
    found = await connection.execute(
        sa.select(ARTICLE).where(ARTICLE.c.article == asked, appended(ArticleRow, at)).order_by(ARTICLE.c.revision)
    )
    revisions = {row.revision: row for row in found}
    row = revisions.get(revision or max(revisions, default=0))
    if row is None:
        return None
    before = revisions.get(row.revision - 1)
    statements = await _statements(connection, asked, row.revision, at)
    return ArticleView(
        article=asked,
        revision=row.revision,
        outlet=row.outlet,
        feed=row.feed,
        url=row.url,
        published_at=row.published_at,
        revised_at=row.revised_at,
        dated_by=DateBasis(row.dated_by),
        body_kind=BodyKind(row.body_kind),
        captures=tuple(Digest(each) for each in row.captures.split()),
        title=tuple(runs(_pieces(before, row, "title"), _marked(statements, Part.TITLE))),
        paragraphs=paragraphs(runs(_pieces(before, row, "body"), _marked(statements, Part.BODY))),
        statements=statements,
        revisions=await _revisions(connection, asked, revisions),
        compared_with=None if before is None else before.revision,
        flags=tuple((await _flags(connection, asked, at)).values()),
        known_at=at,
    )


def _pieces(before: sa.Row[Any] | None, row: sa.Row[Any], name: str) -> list[Piece]:
    text = getattr(row, name)
    return whole(text) if before is None else [*differences(getattr(before, name), text)]


def _marked(statements: Sequence[StatementRow], part: Part) -> list[Marked]:
    return [
        Marked(row.statement.start, row.statement.end, i)
        for i, row in enumerate(statements)
        if row.statement.part is part
    ]


async def _statements(
    connection: AsyncConnection, asked: ArticleId, revision: int, at: dt.datetime | None
) -> tuple[StatementRow, ...]:
    """In the order of the text, title first."""
    found = (
        await connection.execute(
            sa.select(*COLUMNS).where(
                STATEMENT.c.article == asked, STATEMENT.c.revision == revision, ONCE, appended(StatementTable, at)
            )
        )
    ).all()
    belongs = await belonging(connection, found, at)
    shown = [view(row, belongs.get(key(row)), at) for row in found]
    return tuple(sorted(shown, key=lambda row: (row.statement.part is Part.BODY, row.statement.start, row.track)))


async def _revisions(
    connection: AsyncConnection, asked: ArticleId, revisions: Mapping[int, sa.Row[Any]]
) -> tuple[RevisionRow, ...]:
    counted = await connection.execute(
        sa.select(STATEMENT.c.revision, sa.func.count().label("statements"))
        .where(STATEMENT.c.article == asked, ONCE)
        .group_by(STATEMENT.c.revision)
    )
    statements = {row.revision: row.statements for row in counted}
    return tuple(
        RevisionRow(revision=number, seen_at=row.appended_at, statements=statements.get(number, 0), place=row.record)
        for number, row in sorted(revisions.items(), reverse=True)
    )


async def _flags(connection: AsyncConnection, asked: ArticleId, at: dt.datetime | None) -> Mapping[Any, Any]:
    """Those that rest on it as they are."""
    found = await connection.execute(
        sa.select(*FLAG_COLUMNS)
        .join_from(_QUOTED, FLAG, sa.and_(_QUOTED.c.flag == FLAG.c.flag, _QUOTED.c.number == FLAG.c.number))
        .where(_QUOTED.c.article == asked, known(FlagTable, at))
        .order_by(FLAG.c.state == "open", FLAG.c.newest_at.desc())
        .limit(_FLAGS)
    )
    return await rows(connection, found.all(), at)
