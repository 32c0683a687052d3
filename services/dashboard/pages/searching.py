"""*Search* over claims and statements."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.dashboard.pages.asking import At, Connected, Reader, Text
from services.dashboard.pages.rendering import render
from services.dashboard.queries.search import search

router = APIRouter(include_in_schema=False)


@router.get("/search")
async def searched(request: Request, _: Reader, connection: Connected, q: Text = None, at: At = None) -> Response:
    """What holds the words asked for."""
    return render(request, "search.html", {"found": await search(connection, q or "", at), "known_at": at})
