"""What editors decide on a flag: appended to the log, with who and why; the pages follow from there."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Annotated, Final

from fastapi import APIRouter, Form, HTTPException
from starlette.responses import RedirectResponse, Response

from schemas.decisions import FlagTaken, VerdictGiven
from schemas.envelope import seal
from schemas.event import ArticleId, Event, FlagId
from schemas.flags import Flag
from schemas.judging import judgement
from schemas.verdicts import Verdict
from services.dashboard.pages.asking import Connected, Desk, Editor, TheDesk
from services.dashboard.pages.rendering import address, outside
from services.dashboard.queries.flags import flag_at

router = APIRouter(prefix="/flags", include_in_schema=False)
_PATIENCE: Final = 3
"""Seconds that an answer waits for the decision to show; it holds from when it is on the log."""

Version = Annotated[int, Form(ge=1, lt=2**31)]


@router.post("/{asked}/take")
async def take(editor: Editor, connection: Connected, desk: TheDesk, *, asked: str, version: Version) -> Response:
    """Look into a flag from now on."""
    flag = _known(await flag_at(connection, FlagId(asked), version), asked)
    await _decide(desk, FlagTaken(flag=flag.flag, claim=flag.claim, by=editor.name, taken_at=desk.now()))
    return _back(flag)


@router.post("/{asked}/verdict")
async def give_verdict(
    editor: Editor,
    connection: Connected,
    desk: TheDesk,
    *,
    asked: str,
    version: Version,
    verdict: Annotated[Verdict, Form()],
    reason: Annotated[str, Form(min_length=1, max_length=2000)],
    link: Annotated[str, Form(max_length=1000)] = "",
    misread: Annotated[Sequence[str], Form()] = (),
) -> Response:
    """Answer a flag, as it stood when it was looked at."""
    flag = _known(await flag_at(connection, FlagId(asked), version), asked)
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
    await _decide(desk, given)
    return _back(flag)


async def _decide(desk: Desk, decision: Event) -> None:
    shown = asyncio.ensure_future(desk.news.come())
    await asyncio.sleep(0)  # so that it waits before the decision can come
    await desk.log.append([seal(decision)])
    with suppress(TimeoutError):
        await asyncio.wait_for(shown, _PATIENCE)


def _known(flag: Flag | None, asked: str) -> Flag:
    if flag is None:
        raise HTTPException(404, f"No flag {asked} is known here at that version.")
    return flag


def _back(flag: Flag) -> Response:
    return RedirectResponse(f"{address('/claims', flag.claim)}#flag-{flag.flag}", 303)
