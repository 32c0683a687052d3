"""How our own copy may put a claim: approved by the desk, or taken back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from pydantic import StringConstraints
from starlette.responses import Response

from schemas.decisions import WordingApproved
from schemas.event import ClaimId
from services.dashboard.pages.asking import Connected, Editor, TheDesk
from services.dashboard.pages.deciding.recording import Reason, back, record
from services.dashboard.pages.rendering import address
from services.dashboard.queries.claims import titles

router = APIRouter(prefix="/wordings", include_in_schema=False)

Wording = Annotated[Annotated[str, StringConstraints(strip_whitespace=True, max_length=1000)], Form()]


@router.post("/{asked:path}")
async def approve(
    request: Request,
    editor: Editor,
    connection: Connected,
    desk: TheDesk,
    *,
    asked: ClaimId,
    reason: Reason,
    wording: Wording = "",
) -> Response:
    """Approve a wording, in the place of the one before; an empty one takes that back."""
    if not await titles(connection, {asked}, None):
        raise HTTPException(404, f"No claim {asked} is known here.")
    decided = WordingApproved(claim=asked, wording=wording, reason=reason, by=editor.name, decided_at=desk.now())
    await record(desk, [decided])
    told = "The wording is approved." if wording else "The wording is taken back."
    return back(request, address("/claims", asked), told)
