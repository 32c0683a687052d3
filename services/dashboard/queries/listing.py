"""Where a long list goes on: a page of its rows, and a cursor to what follows."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Final, TypeVar

import msgspec
import sqlalchemy as sa

from services.dashboard.projection.tables.table import EPOCH, Moment
from services.dashboard.views.view import Listed

R = TypeVar("R")

PAGE: Final = 50
"""Rows of a list that are shown at once."""
_Number = Annotated[int, msgspec.Meta(ge=-(2**62), le=2**62)]


class BadCursor(ValueError):
    """It was not given out by a list."""


def after(
    columns: Sequence[sa.ColumnElement[Any]], cursor: str | None, *, rising: bool = False
) -> sa.ColumnElement[bool]:
    """What follows the cursor in a list that is ordered by these columns, all falling, or all rising.

    Raises:
        BadCursor: it is none of this list.
    """
    if cursor is None:
        return sa.true()
    values = _decoded(cursor)
    if [type(value) for value in values] != [_spelled(column) for column in columns]:
        raise BadCursor(f"{cursor}: no cursor of this list")
    bound = [
        sa.literal(_moment(value) if isinstance(column.type, Moment) else value, column.type)
        for column, value in zip(columns, values, strict=True)
    ]
    place = sa.tuple_(*bound)
    return sa.tuple_(*columns) > place if rising else sa.tuple_(*columns) < place


def listed(
    found: Sequence[sa.Row[Any]], names: Sequence[str], view: Callable[[sa.Row[Any]], R], page: int = PAGE
) -> Listed[R]:
    """The first `page` rows as views, and a cursor of the columns of these names if there were more."""
    shown = found[:page]
    following = None
    if len(found) > page:
        last = shown[-1]._mapping  # noqa: SLF001 - the documented way to a column by name
        following = _encoded([last[name] for name in names])
    return Listed(rows=tuple(view(row) for row in shown), next=following)


def _spelled(column: sa.ColumnElement[Any]) -> type:
    """What a column's values are in a cursor."""
    if isinstance(column.type, sa.Boolean):
        return bool
    return int if isinstance(column.type, Moment | sa.Integer) else str


def _moment(value: int | str) -> dt.datetime:
    try:
        return EPOCH + dt.timedelta(microseconds=int(value))
    except (ValueError, OverflowError) as fault:
        raise BadCursor(f"{value}: no moment of this list") from fault


def _encoded(values: Sequence[object]) -> str:
    plain = [
        (value - EPOCH) // dt.timedelta(microseconds=1) if isinstance(value, dt.datetime) else value for value in values
    ]
    return base64.urlsafe_b64encode(msgspec.json.encode(plain)).decode().rstrip("=")


def _decoded(cursor: str) -> list[int | str | bool]:
    try:
        whole = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        return msgspec.json.decode(whole, type=list[_Number | str | bool])
    except (binascii.Error, ValueError, msgspec.DecodeError) as fault:
        raise BadCursor(f"{cursor}: no cursor of this list") from fault
