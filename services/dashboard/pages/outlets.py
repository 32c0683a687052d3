"""*Outlets* and *sources*: who says how much, on whose word."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from services.dashboard.pages.asking import At, Connected, Cursor, Reader
from services.dashboard.pages.rendering import render
from services.dashboard.queries.claims import titles_of
from services.dashboard.queries.outlets import outlet, outlets
from services.dashboard.queries.sources import source, sources

router = APIRouter(include_in_schema=False)


@router.get("/outlets")
async def all_outlets(request: Request, _: Reader, connection: Connected, at: At = None) -> Response:
    """Every outlet."""
    return render(request, "outlets.html", {"outlets": await outlets(connection, at), "known_at": at})


@router.get("/outlets/{asked:path}")
async def one_outlet(
    request: Request, _: Reader, connection: Connected, asked: str, after: Cursor = None, at: At = None
) -> Response:
    """One outlet."""
    shown = await outlet(connection, asked, at, after)
    if shown is None:
        raise HTTPException(404, f"Nothing by {asked} is known here{'' if at is None else ' at that moment'}.")
    titles = await titles_of(connection, shown.latest.rows, at)
    return render(request, "outlet.html", {"outlet": shown, "titles": titles, "known_at": at})


@router.get("/sources")
async def all_sources(
    request: Request, _: Reader, connection: Connected, after: Cursor = None, at: At = None
) -> Response:
    """Everybody who is quoted."""
    return render(request, "sources.html", {"sources": await sources(connection, at, after), "known_at": at})


@router.get("/sources/{asked:path}")
async def one_source(
    request: Request, _: Reader, connection: Connected, asked: str, after: Cursor = None, at: At = None
) -> Response:
    """One source."""
    shown = await source(connection, asked, at, after)
    if shown is None:
        raise HTTPException(404, f"Nobody quotes {asked}{' here' if at is None else ' at that moment'}.")
    titles = await titles_of(connection, shown.latest.rows, at)
    return render(request, "source.html", {"source": shown, "titles": titles, "known_at": at})
