"""What was known when, and which rows are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from services.dashboard.projection.tables.table import Table, table_of


def known(kind: type[Table], at: dt.datetime | None) -> sa.ColumnElement[bool]:
    """Of the versions of each thing, the one that was the last at the moment."""
    return held(table_of(kind), at)


def held(table: sa.FromClause, at: dt.datetime | None) -> sa.ColumnElement[bool]:
    """The same of a table that is asked twice in one query, by one of its names there."""
    columns = table.c
    if at is None:
        return columns.superseded_at.is_(None)
    return sa.and_(columns.appended_at <= at, sa.or_(columns.superseded_at.is_(None), columns.superseded_at > at))


def appended(kind: type[Table], at: dt.datetime | None) -> sa.ColumnElement[bool]:
    """What had come to the log by the moment, superseded or not."""
    return sa.true() if at is None else table_of(kind).c.appended_at <= at


def among(columns: Sequence[sa.ColumnElement[Any]], keys: Collection[Sequence[object]]) -> sa.ColumnElement[bool]:
    """Whether a row is one of these, by the first of the columns and then by all.

    SQLite finds no index for several columns at once, but for the first, which is to tell most of them apart.
    """
    return sa.and_(columns[0].in_({key[0] for key in keys}), sa.tuple_(*columns).in_(keys))


def decimal(text: str | None) -> Decimal | None:
    """A number as it is stored."""
    return None if text is None else Decimal(text)
