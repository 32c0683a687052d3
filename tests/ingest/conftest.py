"""What every test of ingest starts from."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from random import Random

import pytest
from aiohttp import web

from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog
from services.eventlog.sqlite import SqliteLog
from services.ingest.outlets import Outlet, Settings
from services.ingest.service import Ingest
from tests.ingest.sites import POLITE, Clock, Serve, Site

Now = Callable[[], dt.datetime]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    runners = []

    async def start(address: str = "127.0.0.1", **tls: object) -> Site:
        site = Site(address)
        app = web.Application()
        app.router.add_route("GET", "/{path:.*}", site.handle)
        runner = web.AppRunner(app, shutdown_timeout=0.1)
        await runner.setup()
        runners.append(runner)
        listening = web.TCPSite(runner, address, 0, **tls)
        await listening.start()
        site.port = runner.addresses[0][1]
        return site

    yield start
    await asyncio.gather(*(runner.cleanup() for runner in runners))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=["memory", "sqlite"])
async def log(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[EventLog]:
    made = MemoryLog() if request.param == "memory" else SqliteLog(tmp_path / "log.db")
    yield made
    await made.close()


@pytest.fixture
def ingest(log: EventLog, clock: Clock) -> Callable[..., Ingest]:
    """An Ingest on the test's log; call it again for the process after a restart."""

    def make(
        *outlets: Outlet,
        settings: Settings = POLITE,
        on: EventLog | None = None,
        now: Callable[[], dt.datetime] = clock,
    ) -> Ingest:
        return Ingest(on or log, outlets, settings, now=now, random=Random(1))  # noqa: S311 - repeatable

    return make
