"""Lists as files, sent as they are read: CSV (RFC 4180) for spreadsheets, JSON Lines for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import Final, TypeVar

import msgspec
import msgspec.structs
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.responses import StreamingResponse

from services.dashboard.desk import Desk
from services.dashboard.views.view import Listed, View

R = TypeVar("R")
V = TypeVar("V", bound=View)
Columns = Mapping[str, Callable[[R], object]]
"""A table: what each of its columns shows of a row."""
Part = Callable[[AsyncConnection, str | None], Awaitable[Listed[R]]]
"""A part of a list, from a cursor on."""


class Form(StrEnum):
    """What a list is written as."""

    CSV = "csv"
    JSONL = "jsonl"


def columns(view: type[V], **otherwise: Callable[[V], object]) -> Columns[V]:
    """A column for each field of the view; what is shown otherwise than as it is, is said."""
    return {field.name: attrgetter(field.name) for field in msgspec.structs.fields(view)} | otherwise


def sent(desk: Desk, name: str, form: Form, part: Part[R], table: Columns[R]) -> StreamingResponse:
    """The whole list as a file of this name; one that is empty has its head all the same."""
    parts = _parts(desk, part)
    lines = _csv(parts, table) if form is Form.CSV else _jsonl(parts)
    kind = "text/csv" if form is Form.CSV else "application/jsonl"
    return StreamingResponse(
        lines, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form.value}"'}
    )


async def _jsonl(parts: AsyncIterator[Sequence[R]]) -> AsyncIterator[bytes]:
    async for rows in parts:
        yield b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


async def _csv(parts: AsyncIterator[Sequence[R]], table: Columns[R]) -> AsyncIterator[str]:
    yield _line(table)
    async for rows in parts:
        yield "".join(_line(_cell(read(row)) for read in table.values()) for row in rows)


async def _parts(desk: Desk, part: Part[R]) -> AsyncIterator[Sequence[R]]:
    after: str | None = None
    while True:
        # A connection for each: nothing is held while who asked reads.
        async with desk.engine.connect() as connection:
            found = await part(connection, after)
        yield found.rows
        if (after := found.next) is None:
            return


def _line(cells: Iterable[object]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def _cell(value: object) -> object:
    """A cell that a spreadsheet takes for what it is: no words of others become a formula."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
