"""What editors answer to flags: who looks into them, and verdicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Form, HTTPException, Request
from sqlalchemy.ext.asyncio import AsyncConnection
from starlette.responses import Response

from schemas.decisions import FlagTaken, VerdictGiven
from schemas.event import ArticleId, FlagId
from schemas.flags import Flag
from schemas.judging import judgement
from schemas.verdicts import Verdict
from services.dashboard.pages.asking import Connected, Editor, TheDesk
from services.dashboard.pages.deciding.recording import Back, Reason, back, record
from services.dashboard.pages.rendering import address, outside
from services.dashboard.queries.flags import flags_at

router = APIRouter(prefix="/flags", include_in_schema=False)

Version = Annotated[int, Form(ge=1, lt=2**31)]
Chosen = Annotated[Sequence[str], Form(max_length=200)]
"""Flags of a list, each as "VERSION ID" of what was looked at."""


@router.post("/take")
async def take_chosen(
    request: Request, editor: Editor, connection: Connected, desk: TheDesk, *, flag: Chosen = (), back_to: Back = "/"
) -> Response:
    """Look into these flags from now on."""
    flags = await chosen(connection, flag)
    now = desk.now()
    await record(desk, [FlagTaken(flag=each.flag, claim=each.claim, by=editor.name, taken_at=now) for each in flags])
    return back(request, back_to, f"You have {_flags(len(flags))}.")


@router.post("/{asked}/take")
async def take(
    request: Request, editor: Editor, connection: Connected, desk: TheDesk, *, asked: str, version: Version
) -> Response:
    """Look into a flag from now on."""
    flag = await _known(connection, asked, version)
    await record(desk, [FlagTaken(flag=flag.flag, claim=flag.claim, by=editor.name, taken_at=desk.now())])
    return back(request, place_of(flag), "You have it.")


@router.post("/{asked}/verdict")
async def give_verdict(
    request: Request,
    editor: Editor,
    connection: Connected,
    desk: TheDesk,
    *,
    asked: str,
    version: Version,
    verdict: Annotated[Verdict, Form()],
    reason: Reason,
    link: Annotated[str, Form(max_length=1000)] = "",
    misread: Annotated[Sequence[str], Form()] = (),
) -> Response:
    """Answer a flag, as it stood when it was looked at."""
    flag = await _known(connection, asked, version)
    if link and not outside(link):
        raise HTTPException(422, f"{link} is no address of the web: give one that begins with https://.")
    if verdict is Verdict.CORRECTED and not link:
        raise HTTPException(422, "Our copy corrected: give the link to the corrected article.")
    words = [ArticleId(article) for article in misread] if verdict is Verdict.MISREAD else []
    try:
        judged = judgement(flag, verdict, words)
    except ValueError as fault:
        raise HTTPException(422, "Misread: mark at least one of the articles whose words were.") from fault
    given = VerdictGiven(
        judgement=judged,
        claim=flag.claim,
        track=flag.track,
        reason=reason,
        link=link,
        by=editor.name,
        decided_at=desk.now(),
    )
    await record(desk, [given])
    return back(request, place_of(flag), f"Recorded: {verdict.value}.")


async def chosen(connection: AsyncConnection, named: Sequence[str]) -> list[Flag]:
    """The flags of a list.

    Raises:
        HTTPException: 422, where none is chosen; 404, where one is not known at its version.
    """
    if not named:
        raise HTTPException(422, "No flag is chosen: mark at least one of the list.")
    found = []
    for each in dict.fromkeys(named):
        version, _, asked = each.partition(" ")
        if not asked or not version.isdecimal() or len(version) > 9:
            raise HTTPException(422, f"{each}: no flag of a list; mark flags on the page of what is open now.")
        found.append(await _known(connection, asked, int(version)))
    return found


def place_of(flag: Flag) -> str:
    """Where a flag stands on the page of its claim."""
    return f"{address('/claims', flag.claim)}#flag-{flag.flag}"


async def _known(connection: AsyncConnection, asked: str, version: int) -> Flag:
    for flag in await flags_at(connection, [(FlagId(asked), version)]):
        return flag
    raise HTTPException(404, f"No flag {asked} is known here at that version.")


def _flags(count: int) -> str:
    return "it" if count == 1 else f"these {count} flags"
