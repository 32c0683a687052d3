"""Every list of the pages as a file, whole."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from starlette.responses import StreamingResponse

from schemas.event import ClaimId
from services.dashboard.api.cells import claim_cells, flag_cells, silence_cells, statement_cells
from services.dashboard.api.files import Form, sent
from services.dashboard.pages.asking import At, Reader, Text, TheDesk
from services.dashboard.pages.now import Which
from services.dashboard.queries.claims import claim_statements, claims
from services.dashboard.queries.log import tail
from services.dashboard.queries.now import open_flags
from services.dashboard.queries.outlets import outlets
from services.dashboard.queries.silences import silences
from services.dashboard.queries.sources import sources
from services.dashboard.queries.wordings import wordings
from services.dashboard.views.claims import ClaimRow, StatementRow
from services.dashboard.views.decisions import SilenceRow, WordingRow
from services.dashboard.views.flags import FlagRow
from services.dashboard.views.log import RecordRow
from services.dashboard.views.outlets import OutletRow, SourceRow
from services.dashboard.views.view import Listed

router = APIRouter(prefix="/export", include_in_schema=False)


@router.get("/flags.{form}")
async def all_flags(_: Reader, desk: TheDesk, form: Form, asked: Which, at: At = None) -> StreamingResponse:
    """The open flags that are asked for."""

    async def part(cursor: str | None) -> Listed[FlagRow]:
        async with desk.engine.connect() as connection:
            return await open_flags(connection, asked, at, cursor)

    return sent("flags", form, part, flag_cells)


@router.get("/claims.{form}")
async def all_claims(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """All claims."""

    async def part(cursor: str | None) -> Listed[ClaimRow]:
        async with desk.engine.connect() as connection:
            return await claims(connection, at, cursor)

    return sent("claims", form, part, claim_cells)


@router.get("/statements.{form}")
async def all_statements(_: Reader, desk: TheDesk, form: Form, claim: str, at: At = None) -> StreamingResponse:
    """The statements that are or were of a claim."""

    async def part(cursor: str | None) -> Listed[StatementRow]:
        async with desk.engine.connect() as connection:
            return await claim_statements(connection, ClaimId(claim), at, cursor)

    return sent("statements", form, part, statement_cells)


@router.get("/wordings.{form}")
async def all_wordings(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """How our copy may put claims."""

    async def part(cursor: str | None) -> Listed[WordingRow]:
        async with desk.engine.connect() as connection:
            return await wordings(connection, at, cursor)

    return sent("wordings", form, part, msgspec.structs.asdict)


@router.get("/silences.{form}")
async def all_silences(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """All silences, those that end last first."""

    async def part(cursor: str | None) -> Listed[SilenceRow]:
        async with desk.engine.connect() as connection:
            return await silences(connection, desk.now(), at, cursor)

    return sent("silences", form, part, silence_cells)


@router.get("/outlets.{form}")
async def all_outlets(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """Every outlet."""

    async def part(_: str | None) -> Listed[OutletRow]:
        async with desk.engine.connect() as connection:
            return Listed(rows=await outlets(connection, at))

    return sent("outlets", form, part, msgspec.structs.asdict)


@router.get("/sources.{form}")
async def all_sources(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """Every source."""

    async def part(cursor: str | None) -> Listed[SourceRow]:
        async with desk.engine.connect() as connection:
            return await sources(connection, at, cursor)

    return sent("sources", form, part, msgspec.structs.asdict)


@router.get("/records.{form}")
async def all_records(_: Reader, desk: TheDesk, form: Form, topic: Text = None, at: At = None) -> StreamingResponse:
    """The log's records, of one topic or of all."""

    async def part(cursor: str | None) -> Listed[RecordRow]:
        async with desk.engine.connect() as connection:
            return await tail(connection, topic, at, cursor)

    return sent("records", form, part, msgspec.structs.asdict)
