"""*Now*: what needs a decision."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from schemas.event import ClaimId
from schemas.watch import Rule
from services.dashboard.pages.asking import About, At, Connected, Cursor, Reader, Text, TheDesk, WhichRule
from services.dashboard.pages.deciding.silences import Term
from services.dashboard.pages.rendering import render
from services.dashboard.queries.now import Asked, open_claims
from services.dashboard.queries.silences import silenced

router = APIRouter(include_in_schema=False)


def which(
    claim: Text = None, about: About = None, outlet: Text = None, place: Text = None, rule: WhichRule = None
) -> Asked:
    """Which flags are asked for."""
    return Asked(None if claim is None else ClaimId(claim), outlet, place, rule, about)


Which = Annotated[Asked, Depends(which)]


@router.get("/")
async def now(
    request: Request,
    _: Reader,
    connection: Connected,
    desk: TheDesk,
    *,
    asked: Which,
    after: Cursor = None,
    at: At = None,
) -> Response:
    """The open flags, by claim."""
    seen = desk.news.count  # before anything is asked: what comes meanwhile is told to the page
    claims = await open_claims(connection, asked, at, after)
    flags = [flag for claim in claims.rows for flag in claim.flags]
    silent = await silenced(connection, flags, desk.holds, desk.now(), at)
    shown = {"claims": claims, "asked": asked, "is_part": asked != Asked(), "after": after, "known_at": at}
    choices = {"rules": list(Rule), "terms": list(Term)}
    return render(request, "now.html", {**shown, **choices, "silenced": silent, "seen": seen})
