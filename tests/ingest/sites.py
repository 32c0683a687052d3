"""Outlets on loopback for tests: real HTTP servers that say what a test tells them to, and a clock that it moves."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Awaitable, Callable
from pathlib import Path

from aiohttp import web

from services.ingest.outlets import Settings

NOON = dt.datetime(2025, 3, 12, 12, tzinfo=dt.UTC)
POLITE = Settings(contact="desk@claimwatch.example", host_gap_seconds=0)
DATA = Path(__file__).parent / "data"

Answering = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """A web site: paths and what they answer, and what was asked."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.port = 0
        self.answers: dict[str, Answering] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str, host: str | None = None) -> str:
        return f"http://{host or self.address}:{self.port}{path}"

    def says(self, path: str, body: bytes | str, status: int = 200, **headers: str) -> None:
        """Answer a path with this; `etag="x"` is the header ETag, and 304 follows from If-None-Match by itself."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()}

        async def answer(request: web.Request) -> web.StreamResponse:
            if "etag" in sent and request.headers.get("If-None-Match") == sent["etag"]:
                return web.Response(status=304, headers=sent)
            data = io.BytesIO(body.encode() if isinstance(body, str) else body)
            return web.Response(body=data, status=status, headers=sent)

        self.answers[path] = answer

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.path_qs, dict(request.headers)))
        answer = self.answers.get(request.path)
        return await answer(request) if answer else web.Response(status=404)


class Clock:
    """A time that moves when a test says so."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> dt.datetime:
        return self.at

    def pass_by(self, **span: float) -> None:
        self.at += dt.timedelta(**span)


Serve = Callable[..., Awaitable[Site]]
