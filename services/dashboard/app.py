"""The application: pages, API and live changes behind the way in.

request ─▶ access ─▶ pages | api | live ─▶ queries ─▶ projection
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Final

from fastapi import FastAPI, Header
from starlette.responses import StreamingResponse
from starlette.staticfiles import StaticFiles

from services.dashboard.access.app import guard
from services.dashboard.access.guard import Doors
from services.dashboard.api import exports, feed, routes
from services.dashboard.desk import Desk, News
from services.dashboard.head import HeadAsGet
from services.dashboard.pages import articles, claims, health, log, now, outlets, rules, search
from services.dashboard.pages.asking import Reader, TheDesk
from services.dashboard.pages.deciding import flags, silences, wordings
from services.dashboard.pages.deciding import rules as amending
from services.dashboard.pages.faults import add_faults
from services.dashboard.pages.rendering import render

_PARTS: Final = (
    now, claims, articles, outlets, search, rules, log, health,
    flags, silences, wordings, amending,
    routes, exports, feed,
)  # fmt: skip
_STATIC: Final = Path(__file__).parent / "static"


def make_app(desk: Desk, doors: Doors, session_key: str) -> FastAPI:
    """The desk's application.

    Args:
        desk: what it is made from.
        doors: who may come in.
        session_key: the secret that seals sessions.
    """
    app = FastAPI(title="claimwatch", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.desk = desk
    app.state.origin = doors.origin
    for part in _PARTS:
        app.include_router(part.router)
    app.add_api_route("/live", live, include_in_schema=False)
    app.mount("/static", StaticFiles(directory=_STATIC))
    add_faults(app)
    app.add_middleware(HeadAsGet)
    guard(app, doors, session_key, render)
    return app


async def live(
    _: Reader, desk: TheDesk, *, seen: int | None = None, last_event_id: Annotated[int | None, Header()] = None
) -> StreamingResponse:
    """Server-sent events: one if the projection has moved since what was `seen`, and whenever it moves again.

    Each has the count of the news for its id, from which a browser that lost the connection goes on by itself.
    """
    known = (count for count in (last_event_id, seen) if count is not None)
    return StreamingResponse(_changes(desk.news, next(known, desk.news.count)), media_type="text/event-stream")


async def _changes(news: News, seen: int) -> AsyncIterator[str]:
    yield ": open\n\n"
    going = True
    while going:
        if news.count == seen:
            going = await news.come()
        else:
            seen = news.count
            yield f"event: changed\nid: {seen}\ndata:\n\n"
