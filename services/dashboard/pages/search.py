"""*Search* over claims and statements."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.dashboard.pages.asking import At, Connected, Reader, Text
from services.dashboard.pages.rendering import render
from services.dashboard.queries.claims import titles_of
from services.dashboard.queries.search import search

router = APIRouter(include_in_schema=False)


@router.get("/search")
async def searched(request: Request, _: Reader, connection: Connected, q: Text = None, at: At = None) -> Response:
    """What holds the words asked for."""
    found = await search(connection, q or "", at)
    shown = {"found": found, "titles": await titles_of(connection, found.statements, at), "known_at": at}
    return render(request, "search.html", shown)
