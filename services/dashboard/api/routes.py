"""The JSON API: one route for each page."""

from __future__ import annotations

from typing import TypeVar

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from schemas.event import ArticleId, ClaimId
from services.dashboard.api.described import answers, document, told
from services.dashboard.pages.asking import At, Connected, Cursor, Offset, Partition, Reader, Revision, Text, TheDesk
from services.dashboard.pages.now import Which
from services.dashboard.projection.store import PROJECTED
from services.dashboard.queries.articles import article
from services.dashboard.queries.claims import claim, claim_statements, claims
from services.dashboard.queries.health import health
from services.dashboard.queries.log import record, tail
from services.dashboard.queries.now import open_flags
from services.dashboard.queries.outlets import outlet, outlets
from services.dashboard.queries.rules import rules_with_changes
from services.dashboard.queries.search import search
from services.dashboard.queries.silences import silences
from services.dashboard.queries.sources import source, sources
from services.dashboard.queries.wordings import wordings

V = TypeVar("V")

router = APIRouter(prefix="/api")


@router.get("/openapi.json", include_in_schema=False)
async def openapi(request: Request, _: Reader) -> JSONResponse:
    """What can be asked here, and what is answered."""
    return JSONResponse(document(request.app))


@router.get("", include_in_schema=False)
async def begin(_: Reader) -> RedirectResponse:
    """To what can be asked here."""
    return RedirectResponse("/api/openapi.json", 303)


@router.get("/flags", responses=answers("Flags"))
async def get_flags(_: Reader, connection: Connected, *, asked: Which, after: Cursor = None, at: At = None) -> Response:
    """Open flags: conflicts before tensions, newest evidence first."""
    return told(await open_flags(connection, asked, at, after))


@router.get("/claims", responses=answers("Claims"))
async def get_claims(_: Reader, connection: Connected, after: Cursor = None, at: At = None) -> Response:
    """Watched claims first, then those whose figures moved last."""
    return told(await claims(connection, at, after))


@router.get("/claims/{asked:path}/statements", responses=answers("Statements"))
async def get_statements(_: Reader, connection: Connected, asked: str, after: Cursor = None, at: At = None) -> Response:
    """The statements that are or were of a claim, newest first."""
    return told(await claim_statements(connection, ClaimId(asked), at, after))


@router.get("/claims/{asked:path}", responses=answers("Claim"))
async def get_claim(_: Reader, connection: Connected, asked: str, at: At = None) -> Response:
    """All of a claim but its statements."""
    return told(_found(await claim(connection, ClaimId(asked), at), "claim", asked))


@router.get("/articles/{asked:path}", responses=answers("Article"))
async def get_article(
    _: Reader, connection: Connected, asked: str, revision: Revision = None, at: At = None
) -> Response:
    """A revision of an article, the last unless another is asked for, with what it changed of the one before."""
    return told(_found(await article(connection, ArticleId(asked), revision, at), "article", asked))


@router.get("/outlets", responses=answers("Outlets"))
async def get_outlets(_: Reader, connection: Connected, at: At = None) -> Response:
    """Every outlet."""
    return told(await outlets(connection, at))


@router.get("/outlets/{asked:path}", responses=answers("Outlet"))
async def get_outlet(_: Reader, connection: Connected, asked: str, after: Cursor = None, at: At = None) -> Response:
    """All of an outlet."""
    return told(_found(await outlet(connection, asked, at, after), "outlet", asked))


@router.get("/sources", responses=answers("Sources"))
async def get_sources(_: Reader, connection: Connected, after: Cursor = None, at: At = None) -> Response:
    """Everybody who is quoted."""
    return told(await sources(connection, at, after))


@router.get("/sources/{asked:path}", responses=answers("Source"))
async def get_source(_: Reader, connection: Connected, asked: str, after: Cursor = None, at: At = None) -> Response:
    """All of a party at the end of chains."""
    return told(_found(await source(connection, asked, at, after), "source", asked))


@router.get("/search", responses=answers("Found"))
async def get_search(_: Reader, connection: Connected, q: Text = None, at: At = None) -> Response:
    """Claims and statements that hold all these words, newest first."""
    return told(await search(connection, q or "", at))


@router.get("/records", responses=answers("Records"))
async def get_records(
    _: Reader, connection: Connected, topic: Text = None, after: Cursor = None, at: At = None
) -> Response:
    """The log's records, the last appended first."""
    return told(await tail(connection, topic, at, after))


@router.get("/records/{topic}/{partition}/{offset}", responses=answers("Record"))
async def get_record(
    _: Reader,
    connection: Connected,
    desk: TheDesk,
    *,
    topic: str,
    partition: Partition,
    offset: Offset,
) -> Response:
    """One record, decoded, with what led to it and what came of it."""
    place = f"{topic}/{partition}/{offset}"
    return told(_found(await record(connection, desk.log, place), "record", place))


@router.get("/silences", responses=answers("Silences"))
async def get_silences(
    _: Reader, connection: Connected, desk: TheDesk, *, after: Cursor = None, at: At = None
) -> Response:
    """Silences, those that end last first."""
    return told(await silences(connection, desk.now(), at, after))


@router.get("/wordings", responses=answers("Wordings"))
async def get_wordings(_: Reader, connection: Connected, after: Cursor = None, at: At = None) -> Response:
    """How our own copy may put claims, the last approved first."""
    return told(await wordings(connection, at, after))


@router.get("/rules", responses=answers("Ruled"))
async def get_rules(_: Reader, connection: Connected, at: At = None) -> Response:
    """The rules in force, and their last changes."""
    return told(await rules_with_changes(connection, at))


@router.get("/health", responses=answers("Health"))
async def get_health(_: Reader, connection: Connected, desk: TheDesk) -> Response:
    """How the running goes; what needs an operator comes first."""
    return told(await health(connection, await desk.log.ends(PROJECTED), desk.now(), is_told=desk.is_told))


def _found(view: V | None, what: str, asked: str) -> V:
    if view is None:
        raise HTTPException(404, f"No {what} {asked} is known here, or was none at that moment.")
    return view
