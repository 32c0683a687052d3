"""Where the desk's pages show what a notice is about."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from schemas.event import ClaimId

OPERATORS: Final = "operators/"
"""What the claims begin with under which the operators are told of the running; the page on health shows all of it."""

SOUND_CHECK: Final = "test"
"""Stands for flag, claim and rule in the notice by which somebody asks whether a receiver hears; it is on no page."""


def claim_page(desk: str, claim: ClaimId) -> str:
    """The address of the claim's page; `desk` is that of the pages, empty where there are none."""
    if not desk:
        return ""
    if claim == SOUND_CHECK:
        return f"{desk.rstrip('/')}/"
    page = "health" if claim.startswith(OPERATORS) else f"claims/{quote(claim, safe='')}"
    return f"{desk.rstrip('/')}/{page}"
