"""The way in, around an application: hosts, security headers, session and guard, in that order."""

from __future__ import annotations

from urllib.parse import urlsplit

from fastapi import FastAPI
from starlette.middleware.sessions import SessionMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from services.dashboard.access.guard import Doors, Guard
from services.dashboard.access.headers import SecurityHeaders
from services.dashboard.access.sign_in import Render, sign_in_routes


def guard(app: FastAPI, doors: Doors, session_key: str, render: Render) -> None:
    """Put the way in before an application."""
    app.include_router(sign_in_routes(doors, render))
    address = urlsplit(doors.origin)
    is_https = address.scheme == "https"
    app.add_middleware(Guard, doors=doors)  # the last one added is the first to see a request
    app.add_middleware(
        SessionMiddleware,
        secret_key=session_key,
        session_cookie="__Host-claimwatch" if is_https else "claimwatch",
        max_age=doors.access.session_hours * 3600,
        same_site="lax",
        https_only=is_https,
    )
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=[address.hostname or ""], www_redirect=False)
    app.add_middleware(SecurityHeaders, is_https=is_https)
