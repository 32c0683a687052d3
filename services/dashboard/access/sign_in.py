"""The pages by which people come in and leave."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable
from typing import Annotated, Any, Final

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from services.dashboard.access.guard import Doors
from services.dashboard.access.identity import begin_with_password, begin_with_provider
from services.dashboard.access.oidc import Provider, SignInRefused
from services.dashboard.access.origin import local_path
from services.dashboard.access.throttle import Throttle

Render = Callable[[Request, str, dict[str, Any], int], Response]
"""A template of that name, with what it shows and the status of the answer."""

_AT_ONCE: Final = 2
"""Passwords hashed at a time: each takes 64 MiB."""


def sign_in_routes(doors: Doors, render: Render) -> APIRouter:
    """The routes of sign-in by every way that the configuration opens."""
    router = APIRouter(include_in_schema=False)
    access = doors.access
    provider = None if access.oidc is None else Provider(access.oidc)
    throttle, hashing = Throttle(), asyncio.Semaphore(_AT_ONCE)

    def until() -> dt.datetime:
        return doors.now() + dt.timedelta(hours=access.session_hours)

    def page(request: Request, asked: str, refused: str = "", status: int = 200) -> Response:
        label = None if access.oidc is None else access.oidc.label
        shown = {"next": asked, "refused": refused, "has_accounts": bool(access.accounts), "provider": label}
        return render(request, "sign_in.html", shown, status)

    @router.get("/sign-in")
    async def ask(request: Request, next: str = "/") -> Response:  # noqa: A002 - the parameter's name in the address
        return page(request, local_path(next))

    @router.post("/sign-in")
    async def with_password(
        request: Request,
        name: Annotated[str, Form(max_length=200)],
        password: Annotated[str, Form()],
        next: Annotated[str, Form()] = "/",  # noqa: A002
    ) -> Response:
        asked = local_path(next)
        guesser = f"{request.client.host if request.client else ''} {name}"  # nobody can lock out another
        if wait := throttle.wait(guesser, doors.now()):
            seconds = int(wait.total_seconds()) + 1
            return page(request, asked, f"Too many wrong passwords: wait {seconds} seconds.", 429)
        async with hashing:
            account = await asyncio.to_thread(doors.accounts.verified, name, password)
        if account is None:
            throttle.failed(guesser, doors.now())
            return page(request, asked, "Name and password do not belong together.", 401)
        throttle.passed(guesser)
        begin_with_password(request.session, account, until())
        return RedirectResponse(asked, 303)

    @router.post("/sign-in/out")
    async def leave(request: Request) -> Response:
        request.session.clear()
        return RedirectResponse("/sign-in", 303)

    if provider is not None:
        _provider_routes(router, provider, doors.origin, until, page)
    return router


def _provider_routes(
    router: APIRouter,
    provider: Provider,
    origin: str,
    until: Callable[[], dt.datetime],
    page: Callable[[Request, str, str, int], Response],
) -> None:
    @router.get("/sign-in/provider")
    async def go(request: Request, next: str = "/") -> Response:  # noqa: A002
        request.session["next"] = local_path(next)
        try:
            return await provider.begin(request, f"{origin}/sign-in/back")
        except SignInRefused as refusal:
            return page(request, "/", str(refusal), 502)

    @router.get("/sign-in/back")
    async def back(request: Request) -> Response:
        asked = local_path(request.session.get("next", "/"))
        try:
            person = await provider.end(request)
        except SignInRefused as refusal:
            return page(request, asked, str(refusal), 403)
        begin_with_provider(request.session, person, until())
        return RedirectResponse(asked, 303)
