"""*Health*: how the running goes."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from services.dashboard.pages.asking import Connected, Reader, TheDesk
from services.dashboard.pages.rendering import render
from services.dashboard.pages.silencing import claims_named
from services.dashboard.projection.store import PROJECTED
from services.dashboard.queries.claims import titles
from services.dashboard.queries.health import health

router = APIRouter(include_in_schema=False)


@router.get("/health")
async def how_it_goes(request: Request, _: Reader, connection: Connected, desk: TheDesk) -> Response:
    """What needs an operator."""
    shown = await health(connection, await desk.log.ends(PROJECTED), desk.now(), is_told=desk.is_told)
    named = await titles(connection, claims_named(shown.silences), None)
    return render(request, "health.html", {"health": shown, "titles": named})
