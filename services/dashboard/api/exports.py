"""Whole lists as files: CSV (RFC 4180) for spreadsheets, JSON Lines for programs. They are sent as they are read."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from enum import StrEnum
from typing import Any, Final, TypeVar

import msgspec
from fastapi import APIRouter
from starlette.responses import StreamingResponse

from schemas.event import ClaimId
from schemas.values import Presence, Quantity, Span
from services import wording
from services.dashboard.pages.asking import At, Reader, TheDesk
from services.dashboard.pages.now import Which
from services.dashboard.queries.claims import claim_statements, claims
from services.dashboard.queries.log import tail
from services.dashboard.queries.now import open_flags
from services.dashboard.views.claims import ClaimRow, StatementRow
from services.dashboard.views.flags import FlagRow
from services.dashboard.views.log import RecordRow
from services.dashboard.views.view import Listed

R = TypeVar("R")
Cells = Mapping[str, object]
Part = Callable[[str | None], Awaitable[Listed[R]]]
"""A part of a list, from a cursor on."""

router = APIRouter(prefix="/export", include_in_schema=False)


class Form(StrEnum):
    """What a list is written as."""

    CSV = "csv"
    JSONL = "jsonl"


@router.get("/flags.{form}")
async def flags(_: Reader, desk: TheDesk, form: Form, asked: Which, at: At = None) -> StreamingResponse:
    """The open flags that are asked for."""

    async def part(cursor: str | None) -> Listed[FlagRow]:
        async with desk.engine.connect() as connection:
            return await open_flags(connection, asked, at, cursor)

    return _sent("flags", form, part, _flag)


@router.get("/claims.{form}")
async def all_claims(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """All claims."""

    async def part(cursor: str | None) -> Listed[ClaimRow]:
        async with desk.engine.connect() as connection:
            return await claims(connection, at, cursor)

    return _sent("claims", form, part, _claim)


@router.get("/statements.{form}")
async def statements(_: Reader, desk: TheDesk, form: Form, claim: str, at: At = None) -> StreamingResponse:
    """The statements that are or were of a claim."""

    async def part(cursor: str | None) -> Listed[StatementRow]:
        async with desk.engine.connect() as connection:
            return await claim_statements(connection, ClaimId(claim), at, cursor)

    return _sent("statements", form, part, _statement)


@router.get("/records.{form}")
async def records(_: Reader, desk: TheDesk, form: Form, topic: str | None = None, at: At = None) -> StreamingResponse:
    """The log's records, of one topic or of all."""

    async def part(cursor: str | None) -> Listed[RecordRow]:
        async with desk.engine.connect() as connection:
            return await tail(connection, topic, at, cursor)

    return _sent("records", form, part, msgspec.structs.asdict)


def _sent(name: str, form: Form, part: Part[R], cells: Callable[[R], Cells]) -> StreamingResponse:
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


def _flag(row: FlagRow) -> Cells:
    return {**msgspec.structs.asdict(row), "outlets": "; ".join(row.outlets)}


def _claim(row: ClaimRow) -> Cells:
    return {**msgspec.structs.asdict(row), "latest": "" if row.latest is None else wording.figure(row.latest)}


def _statement(row: StatementRow) -> Cells:
    said = row.statement
    figure = said.figure
    number = figure if isinstance(figure, Quantity) else None
    span = figure.span if isinstance(figure, Presence) else figure if isinstance(figure, Span) else None
    whole: dict[str, Any] = msgspec.structs.asdict(row)
    del whole["statement"]
    return whole | {
        "words": said.quote,
        "figure": wording.figure(figure),
        "low": number and number.low,
        "best": number and number.best,
        "high": number and number.high,
        "unit": number and number.unit,
        "modality": number and number.modality.value,
        "seen": figure.seen if isinstance(figure, Presence) else None,
        "earliest": span and span.earliest,
        "latest": span and span.latest,
        "measure": wording.measure(figure),
        "scope": said.scope.value,
        "as_of_earliest": said.as_of.span.earliest,
        "as_of_latest": said.as_of.span.latest,
        "anchor": said.as_of.anchor,
        "basis": said.as_of.basis,
        "chain": " ← ".join(said.chain),
        "first_hand": said.first_hand,
        "factuality": said.factuality.value,
    }
