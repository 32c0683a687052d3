"""Lists as files, sent as they are read: CSV (RFC 4180) for spreadsheets, JSON Lines for programs."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from typing import Final, TypeVar

import msgspec
from starlette.responses import StreamingResponse

from services.dashboard.views.view import Listed

R = TypeVar("R")
Cells = Mapping[str, object]
Part = Callable[[str | None], Awaitable[Listed[R]]]
"""A part of a list, from a cursor on."""


class Form(StrEnum):
    """What a list is written as."""

    CSV = "csv"
    JSONL = "jsonl"


def sent(name: str, form: Form, part: Part[R], cells: Callable[[R], Cells]) -> StreamingResponse:
    """The whole list as a file of this name; `cells` are what a row is in a table."""
    lines = _csv(part, cells) if form is Form.CSV else _jsonl(part)
    kind = "text/csv" if form is Form.CSV else "application/jsonl"
    return StreamingResponse(
        lines, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}.{form.value}"'}
    )


async def _jsonl(part: Part[R]) -> AsyncIterator[bytes]:
    async for rows in _parts(part):
        yield b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


async def _csv(part: Part[R], cells: Callable[[R], Cells]) -> AsyncIterator[str]:
    is_first = True
    async for rows in _parts(part):
        lines = io.StringIO()
        writer = csv.writer(lines)
        for row in rows:
            named = cells(row)
            if is_first:
                writer.writerow(named)
                is_first = False
            writer.writerow(_cell(value) for value in named.values())
        yield lines.getvalue()


async def _parts(part: Part[R]) -> AsyncIterator[Sequence[R]]:
    found = await part(None)
    yield found.rows
    while found.next is not None:
        found = await part(found.next)
        yield found.rows


_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def _cell(value: object) -> object:
    """A cell that a spreadsheet takes for what it is: no words of others become a formula."""
    if isinstance(value, dt.datetime):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value
