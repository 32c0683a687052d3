"""Lists as files, sent as they are read: CSV (RFC 4180) for spreadsheets, JSON Lines for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

import msgspec
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.responses import StreamingResponse

from services.dashboard.desk import Desk
from services.dashboard.views.view import Listed

R = TypeVar("R")
Cells = Mapping[str, object]
Part = Callable[[AsyncConnection, str | None], Awaitable[Listed[R]]]
"""A part of a list, from a cursor on."""


class Form(StrEnum):
    """What a list is written as."""

    CSV = "csv"
    JSONL = "jsonl"


def sent(desk: Desk, name: str, form: Form, part: Part[R], cells: Callable[[R], Cells]) -> StreamingResponse:
    """The whole list as a file of this name; `cells` are what a row is in a table."""
    parts = _parts(desk, part)
    lines = _csv(parts, cells) if form is Form.CSV else _jsonl(parts)
    kind = "text/csv" if form is Form.CSV else "application/jsonl"
    return StreamingResponse(
        lines, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form.value}"'}
    )


async def _jsonl(parts: AsyncIterator[Sequence[R]]) -> AsyncIterator[bytes]:
    async for rows in parts:
        yield b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


async def _csv(parts: AsyncIterator[Sequence[R]], cells: Callable[[R], Cells]) -> AsyncIterator[str]:
    is_first = True
    async for rows in parts:
        lines = io.StringIO()
        writer = csv.writer(lines)
        for row in rows:
            named = cells(row)
            if is_first:
                writer.writerow(named)
                is_first = False
            writer.writerow(_cell(value) for value in named.values())
        yield lines.getvalue()


async def _parts(desk: Desk, part: Part[R]) -> AsyncIterator[Sequence[R]]:
    after: str | None = None
    while True:
        # A connection for each: nothing is held while who asked reads.
        async with desk.engine.connect() as connection:
            found = await part(connection, after)
        yield found.rows
        if (after := found.next) is None:
            return


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def _cell(value: object) -> object:
    """A cell that a spreadsheet takes for what it is: no words of others become a formula."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
