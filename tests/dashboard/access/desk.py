"""A small desk behind the way in, served on loopback: one page to read, one decision, one rule to set."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import httpx
import uvicorn
from fastapi import Depends, FastAPI, Request
from starlette.responses import HTMLResponse, Response

from services.dashboard.access.accounts import Account, Accounts, with_password, write
from services.dashboard.access.app import guard
from services.dashboard.access.guard import Doors, Requires
from services.dashboard.access.people import Person, Role
from services.dashboard.access.settings import Access

PASSWORD = "correct horse battery"  # noqa: S105 - of accounts that live as long as a test
NOON = dt.datetime(2025, 2, 1, 12, tzinfo=dt.UTC)

Reader = Annotated[Person, Depends(Requires(Role.READER))]
Admin = Annotated[Person, Depends(Requires(Role.ADMIN))]


class Clock:
    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> dt.datetime:
        return self.now


@cache
def _accounts() -> tuple[Account, ...]:
    """Anna edits, Rita reads; made once, as hashing a password is slow by design."""
    accounts = with_password((), "anna", Role.EDITOR, PASSWORD)
    return with_password(accounts, "rita", Role.READER, PASSWORD)


def accounts_in(folder: Path) -> Path:
    """A file of both."""
    path = folder / "accounts.json"
    write(path, _accounts())
    return path


def shown(request: Request, template: str, context: dict[str, Any], status: int) -> Response:
    del request
    return HTMLResponse(f"{template} {context['refused']}", status)


def desk(access: Access, origin: str, now: Callable[[], dt.datetime]) -> FastAPI:
    app = FastAPI()

    @app.get("/")
    def read(person: Reader) -> dict[str, str]:
        return {"name": person.name, "role": person.role}

    @app.post("/verdict")
    def decide(person: Reader) -> dict[str, str]:
        return {"by": person.name}

    @app.post("/rules")
    def rule(person: Admin) -> dict[str, str]:
        return {"by": person.name}

    guard(app, Doors(access, Accounts(Path(access.accounts or "none")), origin, now), "key", shown)
    return app


@asynccontextmanager
async def serving(make: Callable[[str], FastAPI]) -> AsyncIterator[str]:
    """Serve the application made for its own origin; gives the origin."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        origin = f"http://127.0.0.1:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(make(origin), log_level="warning", proxy_headers=False))
        running = asyncio.create_task(server.serve([listening]))
        while not server.started:  # noqa: ASYNC110 - the server has no event for it
            await asyncio.sleep(0.01)
        try:
            yield origin
        finally:
            server.should_exit = True
            await running


def browser(origin: str) -> httpx.AsyncClient:
    """A browser with its cookies, on a page of the desk."""
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    return httpx.AsyncClient(base_url=origin, headers=headers, trust_env=False)
