"""What is said when something cannot be shown: to people as a page, to programs as JSON."""

from __future__ import annotations

from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from services.dashboard.pages.rendering import render
from services.dashboard.queries.listing import BadCursor


def add_faults(app: FastAPI) -> None:
    """Let the application answer its faults so."""

    @app.exception_handler(HTTPException)
    async def refused(request: Request, fault: HTTPException) -> Response:
        what = fault.detail
        if fault.status_code == HTTPStatus.NOT_FOUND and what == HTTPStatus.NOT_FOUND.phrase:
            what = f"There is no page {request.url.path}."
        return _answer(request, fault.status_code, what, fault.headers)

    @app.exception_handler(RequestValidationError)
    async def misasked(request: Request, fault: RequestValidationError) -> Response:
        whats = [f"{each['loc'][-1]}: {each['msg'].removeprefix('Value error, ')}" for each in fault.errors()]
        return _answer(request, 422, f"This cannot be asked: {'; '.join(whats)}. Correct it in the address.")

    @app.exception_handler(BadCursor)
    async def lost(request: Request, _: BadCursor) -> Response:
        return _answer(request, 422, "after: no place in this list. Leave it out to begin at the top.")


def _answer(request: Request, status: int, what: str, headers: object = None) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": what}, status)
    answer = render(request, "fault.html", {"status": status, "what": what}, status)
    if isinstance(headers, dict):
        answer.headers.update(headers)
    return answer
