"""The host: what comes to the log is soon on the page, and whoever looks is told."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import suppress

import httpx
import pytest

from schemas.flags import FlagRaised
from services.dashboard.access.accounts import Accounts
from services.dashboard.desk import Desk
from services.dashboard.errors import AddressTaken
from services.dashboard.projection.database import open_database
from services.dashboard.projection.rebuild import rebuild
from services.dashboard.service import project, run
from services.dashboard.settings import Settings
from tests.dashboard.desks import a_desk
from tests.dashboard.examples import DISPATCH_SAYS, WIRE, WIRE_SAYS, Told, evidence, flag, tell_story

_SOON = 10
"""Seconds."""


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


@pytest.fixture
async def desk(database: str) -> AsyncIterator[Desk]:
    engine = await open_database(database)
    yield a_desk(engine, Told().log)
    await engine.dispose()


async def test_what_comes_to_the_log_comes_to_the_page_and_to_whoever_looks(desk, tmp_path):
    told, settings, stop = Told(), Settings(port=free_port()), asyncio.Event()
    desk = desk._replace(log=told.log)
    host = asyncio.create_task(run(desk, Accounts(tmp_path / "none"), settings, "key", stop))
    async with httpx.AsyncClient(base_url=settings.address, trust_env=False, timeout=_SOON) as client:
        async with asyncio.timeout(_SOON):
            while True:
                with suppress(httpx.ConnectError):
                    assert "Nothing is at odds" in (await client.get("/")).text
                    break
                await asyncio.sleep(0.05)
        async with client.stream("GET", "/live") as live:
            lines = live.aiter_lines()
            assert await anext(lines) == ": open"
            await told.tell(FlagRaised(flag=flag(1, evidence(DISPATCH_SAYS), evidence(WIRE_SAYS))))
            while (line := await anext(lines)) != "event: changed":
                assert line == ""
        assert "Northlight Wire has about 12,000" in (await client.get("/")).text
        for late in ({"params": {"seen": 0}}, {"params": {"seen": 99}, "headers": {"Last-Event-ID": "0"}}):
            async with client.stream("GET", "/live", **late) as live:  # told of what came before it looked
                lines = live.aiter_lines()
                assert [await anext(lines) for _ in range(4)][2:] == ["event: changed", f"id: {desk.news.count}"]
        async with client.stream("GET", "/live") as live:
            stop.set()  # whoever looks does not keep the host from ending
            async for _ in live.aiter_lines():
                pass
    await asyncio.wait_for(host, _SOON)


async def test_a_rebuilt_projection_is_gone_on_with(desk, database):
    told, stop = await tell_story(), asyncio.Event()
    desk = desk._replace(log=told.log)
    projecting = asyncio.create_task(project(desk, stop))
    await desk.news.come()
    if desk.engine.dialect.name == "postgresql":  # a file is rebuilt while nobody serves from it
        await told.tell(WIRE)
        await desk.news.come()
        await rebuild(told.log, database, lambda _read, _total: None)
        await told.tell(WIRE)
        await desk.news.come()
    stop.set()
    await asyncio.wait_for(projecting, _SOON)


async def test_an_address_that_is_taken(desk, tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = Settings(port=listening.getsockname()[1])
        with pytest.raises(AddressTaken, match=f"cannot listen at 127.0.0.1:{settings.port}"):
            await run(desk, Accounts(tmp_path / "none"), settings, "key", asyncio.Event())


def test_a_desk_that_others_reach_says_who_may_come_in():
    with pytest.raises(ValueError, match=r"0\.0\.0\.0 can be reached by others: say under `access` who may come in"):
        Settings(host="0.0.0.0")  # noqa: S104
