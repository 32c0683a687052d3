"""Every list of the pages as a file, whole."""

from __future__ import annotations

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.responses import StreamingResponse

from schemas.event import ClaimId
from services.dashboard.api.cells import CLAIMS, FLAGS, OUTLETS, RECORDS, SILENCES, SOURCES, STATEMENTS, WORDINGS
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
from services.dashboard.views.outlets import OutletRow
from services.dashboard.views.view import Listed

router = APIRouter(prefix="/export", include_in_schema=False)


@router.get("/flags.{form}")
async def all_flags(_: Reader, desk: TheDesk, form: Form, asked: Which, at: At = None) -> StreamingResponse:
    """The open flags that are asked for."""
    return sent(desk, "flags", form, lambda on, after: open_flags(on, asked, at, after), FLAGS)


@router.get("/claims.{form}")
async def all_claims(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """All claims."""
    return sent(desk, "claims", form, lambda on, after: claims(on, at, after), CLAIMS)


@router.get("/statements.{form}")
async def all_statements(_: Reader, desk: TheDesk, form: Form, claim: str, at: At = None) -> StreamingResponse:
    """The statements that are or were of a claim."""
    asked = ClaimId(claim)
    return sent(desk, "statements", form, lambda on, after: claim_statements(on, asked, at, after), STATEMENTS)


@router.get("/wordings.{form}")
async def all_wordings(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """How our copy may put claims."""
    return sent(desk, "wordings", form, lambda on, after: wordings(on, at, after), WORDINGS)


@router.get("/silences.{form}")
async def all_silences(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """All silences, those that end last first."""
    return sent(desk, "silences", form, lambda on, after: silences(on, desk.now(), at, after), SILENCES)


@router.get("/outlets.{form}")
async def all_outlets(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """Every outlet."""

    async def whole(on: AsyncConnection, _after: str | None) -> Listed[OutletRow]:
        return Listed(rows=await outlets(on, at))

    return sent(desk, "outlets", form, whole, OUTLETS)


@router.get("/sources.{form}")
async def all_sources(_: Reader, desk: TheDesk, form: Form, at: At = None) -> StreamingResponse:
    """Every source."""
    return sent(desk, "sources", form, lambda on, after: sources(on, at, after), SOURCES)


@router.get("/records.{form}")
async def all_records(_: Reader, desk: TheDesk, form: Form, topic: Text = None, at: At = None) -> StreamingResponse:
    """The log's records, of one topic or of all."""
    return sent(desk, "records", form, lambda on, after: tail(on, topic, at, after), RECORDS)
