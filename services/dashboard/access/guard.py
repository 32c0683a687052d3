"""Nothing is shown but to somebody who is signed in, and nothing changed but by an editor from our own pages.

All of that holds before any route is asked: a route says which role it needs only where that is more.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Final, NamedTuple
from urllib.parse import quote

from fastapi import HTTPException, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from services.dashboard.access.accounts import Accounts
from services.dashboard.access.identity import by_proxy, by_session, by_token
from services.dashboard.access.origin import SAFE, is_from_us
from services.dashboard.access.people import Person, Role
from services.dashboard.access.settings import Access

OPEN: Final = ("/sign-in", "/static/")
"""What needs no sign-in: paths, and those that lie below one with a slash at its end."""
ANYBODY: Final = Person("desk", Role.ADMIN)
"""Who decides where nobody needs to sign in: on a machine's own loopback address."""


class Doors(NamedTuple):
    """What the guard goes by."""

    access: Access
    accounts: Accounts
    origin: str
    """Of our pages: "https://desk.example"."""
    now: Callable[[], dt.datetime]


class Guard:
    """ASGI middleware, inside the session's: finds out who asks, and turns away strangers and foreign pages."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self._app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            raise RuntimeError(f"the desk speaks HTTP alone, not {scope['type']}")
        request = Request(scope, receive)
        person, has_ambient = _who(request, self._doors)
        scope.setdefault("state", {})["person"] = person
        refusal = _refusal(request, person, has_ambient, self._doors.origin)
        await (self._app if refusal is None else refusal)(scope, receive, send)


class Requires:
    """A route's dependency: the person who asks, if their role allows it.

    Raises:
        HTTPException: 403, when it does not.
    """

    def __init__(self, role: Role) -> None:
        self.role = role

    def __call__(self, request: Request) -> Person:
        person: Person = request.state.person
        if not person.role.allows(self.role):
            raise HTTPException(403, _lacks(person, self.role))
        return person


def _who(request: Request, doors: Doors) -> tuple[Person | None, bool]:
    """Who asks; and whether the browser would say so unasked, so that a foreign page could ask in their name."""
    if (person := by_token(request.headers, doors.accounts)) is not None:
        return person, False
    if doors.access.is_open:
        return ANYBODY, True
    if doors.access.proxy is not None:
        address = None if request.client is None else request.client.host
        if (person := by_proxy(request.headers, address, doors.access.proxy)) is not None:
            return person, True
    return by_session(request.session, doors.accounts, doors.now()), True


def _refusal(request: Request, person: Person | None, has_ambient: bool, origin: str) -> Response | None:
    """Why the request goes no further, if it does not: what a route forgot to ask for is refused here."""
    changes = request.method not in SAFE
    if changes and has_ambient and not is_from_us(request.headers, origin):
        return PlainTextResponse(
            f"This came from another site's page, or from none. Open {origin} itself and do it there; "
            f"programs use a token (claimwatch account token).\n",
            403,
        )
    if _is_open(request.url.path):
        return None
    if person is None:
        return _stranger(request)
    if changes and not person.role.allows(Role.EDITOR):
        return PlainTextResponse(f"{_lacks(person, Role.EDITOR)}\n", 403)
    return None


def _stranger(request: Request) -> Response:
    """A person is asked to sign in, and comes back to what they asked for; a program is told."""
    if request.method in SAFE and "text/html" in request.headers.get("accept", ""):
        asked = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(asked, safe='')}", 303)
    return PlainTextResponse("Sign in first; programs use a token.\n", 401, {"WWW-Authenticate": "Bearer"})


def _lacks(person: Person, needed: Role) -> str:
    return f"{person.name} is here as {person.role.value}; this needs the role {needed.value}"


def _is_open(path: str) -> bool:
    return any(path == door or path.startswith(f"{door.rstrip('/')}/") for door in OPEN)
