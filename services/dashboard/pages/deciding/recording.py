"""A decision goes to the log, and who made it back to where they were, told what was recorded."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from typing import Annotated, Final

from fastapi import Form, Request
from pydantic import AfterValidator, StringConstraints
from starlette.responses import RedirectResponse, Response

from schemas.envelope import seal_all
from schemas.event import Event
from services.dashboard.access.origin import local_path
from services.dashboard.desk import Desk

PATIENCE: Final = 3
"""Seconds that an answer waits for the decision to show; it holds from when it is on the log."""

Reason = Annotated[
    Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)], Form(description="Why.")
]
Back = Annotated[str, AfterValidator(local_path), Form(max_length=2000)]
"""The page, with what was asked of it, that a form stands on."""


async def record(desk: Desk, decisions: Sequence[Event]) -> None:
    """Append what was decided, and wait until the pages show it, but not for long."""
    async with shown(desk):
        await desk.log.append(seal_all(decisions))


@asynccontextmanager
async def shown(desk: Desk) -> AsyncIterator[None]:
    """Wait, once something is decided within, until the pages show it, but not for long."""
    news = asyncio.ensure_future(desk.news.come())
    await asyncio.sleep(0)  # so that it waits before the decisions can come
    try:
        yield
        with suppress(TimeoutError):
            await asyncio.wait_for(news, PATIENCE)
    finally:
        news.cancel()


def back(request: Request, place: str, told: str) -> Response:
    """To the place, which says once what was recorded."""
    request.session["told"] = told
    return RedirectResponse(place, 303)
