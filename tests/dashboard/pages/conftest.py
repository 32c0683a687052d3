from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from services.dashboard.access.accounts import Accounts
from services.dashboard.access.guard import Doors
from services.dashboard.access.settings import Access
from services.dashboard.app import make_app
from services.dashboard.projection.database import make_engine, open_database
from services.dashboard.projection.rebuild import fill
from services.dashboard.service import project
from tests.dashboard.desks import a_desk
from tests.dashboard.examples import Told, tell_story

ORIGIN = "http://desk.example"


@pytest.fixture
async def told() -> Told:
    """The log that is shown; a test may tell more of it, before it asks for `browse`."""
    return await tell_story()


@pytest.fixture
async def browse(told: Told, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """A browser on the desk of this log."""
    url = f"sqlite:///{tmp_path / 'desk.db'}"
    engine = await open_database(url)
    await fill(engine, told.log, lambda _read, _total: None)
    await engine.dispose()
    desk = a_desk(make_engine(url), told.log)
    app = make_app(desk, Doors(Access(), Accounts(Path("none")), ORIGIN, desk.now), "key")
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    stop = asyncio.Event()
    projecting = asyncio.create_task(project(desk, stop))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=ORIGIN, headers=headers) as client:
        yield client
    stop.set()
    await projecting
    await desk.engine.dispose()
