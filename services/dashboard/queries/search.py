"""Claims by the words of their titles, statements by their words, newest first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from services.dashboard.projection.tables.articles import StatementRow as StatementTable
from services.dashboard.projection.tables.claims import FiguresRow, TitleRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.projection.words import words
from services.dashboard.queries.claims import FIGURES, ROW, claim_row
from services.dashboard.queries.known import appended, known
from services.dashboard.queries.statements import COLUMNS, STATEMENT, belonging, key, view
from services.dashboard.views.search import SearchView

_TITLE = table_of(TitleRow)
_CLAIMS: Final = 20
_STATEMENTS: Final = 50
_CANDIDATES: Final = 200
"""Titles looked at: one claim may have had several."""


async def search(connection: AsyncConnection, asked: str, at: dt.datetime | None = None) -> SearchView:
    """What holds all the words of `asked`."""
    if not words(asked):
        return SearchView(asked=asked, claims=(), statements=(), more=False)
    claims = await _claims(connection, asked, at)
    statements = await _statements(connection, asked, at)
    belongs = await belonging(connection, statements[:_STATEMENTS], at)
    return SearchView(
        asked=asked,
        claims=tuple(claim_row(row) for row in claims[:_CLAIMS]),
        statements=tuple(view(row, belongs.get(key(row)), at) for row in statements[:_STATEMENTS]),
        more=len(claims) > _CLAIMS or len(statements) > _STATEMENTS,
    )


async def _claims(connection: AsyncConnection, asked: str, at: dt.datetime | None) -> Sequence[sa.Row[Any]]:
    found: Sequence[sa.Row[Any]] = ()
    for sought in _ways(asked):
        holds = _holds(connection, _TITLE, sought, _CANDIDATES)
        titles = sa.select(_TITLE.c.claim).where(holds).limit(_CANDIDATES)
        query: sa.Select[Any] = (
            sa.select(*ROW)
            .where(FIGURES.c.claim.in_(titles), known(FiguresRow, at))
            .order_by(FIGURES.c.watched.desc(), FIGURES.c.rolled_at.desc(), FIGURES.c.claim)
            .limit(_CLAIMS + 1)
        )
        found = (await connection.execute(query)).all()
        if len(found) > _CLAIMS:
            break
    return found


async def _statements(connection: AsyncConnection, asked: str, at: dt.datetime | None) -> Sequence[sa.Row[Any]]:
    found: Sequence[sa.Row[Any]] = ()
    for sought in _ways(asked):
        query: sa.Select[Any] = (
            sa.select(*COLUMNS)
            .where(_holds(connection, STATEMENT, sought, _STATEMENTS + 1 if at is None else None))
            .where(appended(StatementTable, at))
            .order_by(_newest(connection))
            .limit(_STATEMENTS + 1)
        )
        found = (await connection.execute(query)).all()
        if len(found) > _STATEMENTS:
            break
    return found


def _ways(asked: str) -> tuple[list[str], list[str]]:
    """The words whole; and, where these find too few, with the last of them as a beginning.

    The beginning of a frequent word is dear to look for: all that begin so are gathered first.
    """
    *first, last = words(asked).split()
    return [*first, last], [*first, f"{last}*"]


def _holds(
    connection: AsyncConnection, table: sa.Table, sought: Sequence[str], most: int | None = None
) -> sa.ColumnElement[bool]:
    """Whether its words hold those sought, of which `…*` is a beginning.

    Where nothing else is asked, the newest `most` are enough: SQLite would gather all that match before it takes these.
    """
    if connection.dialect.name == "sqlite":
        query = " ".join(f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"' for word in sought)
        index = sa.table(f"{table.name}_words", sa.column("rowid"))
        matching = (
            sa.select(index.c.rowid)
            .where(sa.text(f"{index.name} MATCH :{table.name}_asked"))
            .order_by(index.c.rowid.desc())
            .limit(most)
        )
        return _rowid(table).in_(matching.params({f"{table.name}_asked": query}))
    query = " & ".join(word.replace("*", ":*") for word in sought)
    found: sa.ColumnElement[bool] = sa.literal_column(f"{table.name}.found_by").op("@@")(
        sa.func.to_tsquery(sa.literal_column("'simple'"), query)
    )
    return found


def _newest(connection: AsyncConnection) -> sa.ColumnElement[Any]:
    """The order of arrival, by what each database walks fastest."""
    return (_rowid(STATEMENT) if connection.dialect.name == "sqlite" else STATEMENT.c.appended_at).desc()


def _rowid(table: sa.Table) -> sa.ColumnElement[int]:
    return sa.literal_column(f"{table.name}.rowid", sa.Integer)
