"""Where the desk's pages show what a notice is about."""

from __future__ import annotations

from urllib.parse import quote

from schemas.event import ClaimId


def claim_page(desk: str, claim: ClaimId) -> str:
    """The address of the claim's page; `desk` is that of the pages, empty where there are none."""
    return f"{desk.rstrip('/')}/claims/{quote(claim, safe='')}" if desk else ""
