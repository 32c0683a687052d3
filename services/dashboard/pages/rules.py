"""*Rules*: those in force, who changed them, and the forms that change them."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from schemas.event import ClaimId
from schemas.watch import Rule
from services.dashboard.pages.asking import Admin, At, Connected, Reader, Text
from services.dashboard.pages.rendering import render
from services.dashboard.queries.claims import titles
from services.dashboard.queries.rules import rules, rules_with_changes, watch_for

router = APIRouter(prefix="/rules", include_in_schema=False)


@router.get("")
async def all_rules(request: Request, _: Reader, connection: Connected, at: At = None) -> Response:
    """The rules."""
    return render(request, "rules.html", {"ruled": await rules_with_changes(connection, at), "known_at": at})


@router.get("/watch")
async def watch_form(
    request: Request, _: Admin, connection: Connected, claim: Text = None, name: Text = None
) -> Response:
    """The form by which a claim is watched: filled in from the claim, or from how one of this name is watched."""
    if name is not None:
        watched = next((each for each in (await rules(connection, None)).watchlist if each.name == name), None)
        if watched is None:
            raise HTTPException(404, f"No claim {name} is watched.")
    else:
        known = {} if claim is None else await titles(connection, {claim}, None)
        if claim is not None and not known:
            raise HTTPException(404, f"No claim {claim} is known here.")
        watched = await watch_for(connection, ClaimId(claim or ""), known.get(claim or "", ""))
    return render(request, "watch.html", {"watched": watched, "instead_of": name, "rules": list(Rule)})
