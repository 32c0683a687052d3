"""The dashboard host: projects the log, serves pages, tells them of changes.

    log ─▶ apply ─▶ projection ─▶ pages
             └────── news ──────▶ server-sent events

SIGKILL anywhere loses nothing: what was read but not applied is read again. A faulty log ends the host.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from typing import Final

import uvicorn

from services.dashboard.access.accounts import Accounts
from services.dashboard.access.guard import Doors
from services.dashboard.app import make_app
from services.dashboard.desk import Desk
from services.dashboard.errors import AddressTaken, ProjectionMoved
from services.dashboard.projection.store import PROJECTED, apply, forget, positions
from services.dashboard.settings import Settings

_LOOK: Final = dt.timedelta(milliseconds=500)
"""How long a poll waits before the host looks whether it is to stop."""
_BATCH: Final = 2000
_FORGET: Final = dt.timedelta(days=1)
_BEGINNING: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


async def run(desk: Desk, accounts: Accounts, settings: Settings, session_key: str, stop: asyncio.Event) -> None:
    """Project and serve until told to stop.

    Raises:
        AddressTaken: there is no listening at the address.
    """
    doors = Doors(settings.access, accounts, settings.address, desk.now)
    with _listening(settings) as listening:
        server = uvicorn.Server(
            uvicorn.Config(
                make_app(desk, doors, session_key),
                log_level="warning",
                proxy_headers=False,
                timeout_graceful_shutdown=3,
                server_header=False,
            )
        )
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(_serve(server, listening, stop))
            tasks.create_task(project(desk, stop))
            tasks.create_task(_end(server, desk, stop))


async def project(desk: Desk, stop: asyncio.Event) -> None:
    """Keep the projection up with the log until told to stop."""
    while not stop.is_set():
        try:
            await _project(desk, stop)
        except ProjectionMoved:
            continue  # a rebuilt one was put in its place: go on from where that stands


async def _project(desk: Desk, stop: asyncio.Event) -> None:
    before = await positions(desk.engine)
    reader = desk.log.read(PROJECTED, before)
    forgotten_at = _BEGINNING
    try:
        while not stop.is_set():
            if desk.now() - forgotten_at > _FORGET:
                await forget(desk.engine, await desk.log.at(PROJECTED, _BEGINNING))
                forgotten_at = desk.now()
            if records := await reader.poll(_LOOK, _BATCH):
                after = dict(reader.positions)
                await apply(desk.engine, records, before, after)
                before = after
                desk.news.tell()
    finally:
        await reader.close()


def _listening(settings: Settings) -> socket.socket:
    try:
        return socket.create_server((settings.host, settings.port))
    except OSError as fault:
        raise AddressTaken(
            f"cannot listen at {settings.host}:{settings.port}: {fault.strerror}; give `dashboard.port` another number"
        ) from fault


async def _serve(server: uvicorn.Server, listening: socket.socket, stop: asyncio.Event) -> None:
    await server.serve([listening])
    stop.set()  # it takes Ctrl-C for itself


async def _end(server: uvicorn.Server, desk: Desk, stop: asyncio.Event) -> None:
    await stop.wait()
    desk.news.end()
    await desk.trials.end()
    server.should_exit = True
