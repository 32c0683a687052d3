"""*Claims*, and one *claim* with all that bears on it."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from schemas.event import ClaimId
from schemas.verdicts import Verdict
from services.charts.png import png
from services.charts.svg import WIDE
from services.dashboard.pages.asking import At, Connected, Cursor, Reader, TheDesk
from services.dashboard.pages.deciding.silences import Term
from services.dashboard.pages.rendering import as_svg, render
from services.dashboard.pages.silencing import ways
from services.dashboard.queries.claims import claim, claim_statements, claims, count_lone
from services.dashboard.queries.silences import silenced

router = APIRouter(include_in_schema=False)


@router.get("/claims")
async def all_claims(
    request: Request, _: Reader, connection: Connected, *, lone: bool = False, after: Cursor = None, at: At = None
) -> Response:
    """The claims that are watched or that two articles tell; or all others."""
    shown = {"claims": await claims(connection, at, after, lone=lone), "lone": lone, "known_at": at}
    return render(request, "claims.html", {**shown, "alone": await count_lone(connection, at)})


@router.get("/claims/{asked:path}/chart.{form}")
async def chart(_: Reader, connection: Connected, asked: str, form: str, at: At = None) -> Response:
    """The claim's chart as a picture: SVG or PNG."""
    shown = await claim(connection, ClaimId(asked), at)
    if shown is None or shown.chart is None:
        raise HTTPException(404, f"No chart of a claim {asked}: it is not known here, or nothing was stated of it yet.")
    svg = as_svg(shown.chart, WIDE)
    if form == "svg":
        return Response(svg, media_type="image/svg+xml")
    if form == "png":
        return Response(png(svg), media_type="image/png")
    raise HTTPException(404, f"No chart in the form {form}: there are chart.svg and chart.png.")


@router.get("/claims/{asked:path}")
async def one_claim(
    request: Request,
    _: Reader,
    connection: Connected,
    desk: TheDesk,
    *,
    asked: ClaimId,
    after: Cursor = None,
    at: At = None,
) -> Response:
    """One claim."""
    shown = await claim(connection, asked, at)
    if shown is None:
        raise HTTPException(404, f"No claim {asked} is known here{'' if at is None else ' at that moment'}.")
    statements = await claim_statements(connection, asked, at, after)
    flags = [flag.row for flag in shown.flags]
    return render(
        request,
        "claim.html",
        {
            "claim": shown,
            "statements": statements,
            "verdicts": list(Verdict),
            "terms": list(Term),
            "ways": {flag.flag: ways(flag) for flag in flags},
            "silenced": await silenced(connection, flags, desk.holds, desk.now(), at),
            "known_at": at,
        },
    )
