"""Silences: for a while nobody is told of some flags, for a reason that stands with them."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import Response

from schemas.decisions import SilenceSet
from schemas.event import Digest, FlagId
from schemas.matching import equals
from services.dashboard.access.people import Person
from services.dashboard.pages.asking import At, Connected, Cursor, Editor, Reader, TheDesk, When
from services.dashboard.pages.deciding.flags import Chosen, Version, chosen
from services.dashboard.pages.deciding.recording import Back, Reason, back, record
from services.dashboard.pages.rendering import render
from services.dashboard.pages.silencing import claims_named, ways
from services.dashboard.queries.claims import titles
from services.dashboard.queries.flags import row_of
from services.dashboard.queries.silences import silence, silences
from services.dashboard.views.decisions import Course
from services.deciding.silences import LONGEST, ended
from services.deciding.silences import silence as silence_of
from services.wording import moment
from services.wording.amounts import counted

router = APIRouter(prefix="/silences", include_in_schema=False)


class Term(StrEnum):
    """How long."""

    DAY = "24 hours"
    WEEK = "a week"
    UNTIL = "until the moment given"


_LENGTHS: Final = {Term.DAY: dt.timedelta(days=1), Term.WEEK: dt.timedelta(days=7)}


class Plan(NamedTuple):
    """A silence as it is asked for: from when to when, and why."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    reason: str

    def set_by(self, editor: Person, matchers: tuple[str, ...]) -> SilenceSet:
        """The silence of what meets these matchers."""
        return silence_of(matchers, self.ends_at, by=editor.name, reason=self.reason, now=self.starts_at)


def planned(
    desk: TheDesk, reason: Reason, term: Annotated[Term, Form()], until: Annotated[When, Form()] = None
) -> Plan:
    """What the form says.

    Raises:
        HTTPException: 422, where it does not say until when.
    """
    now = desk.now()
    ends_at = until if term is Term.UNTIL else now + _LENGTHS[term]
    if ends_at is None or not now < ends_at <= now + LONGEST:
        raise HTTPException(422, "Until when? Give a moment that is yet to come, within a year, or choose a term.")
    return Plan(now, ends_at, reason)


Planned = Annotated[Plan, Depends(planned)]


@router.get("")
async def all_silences(
    request: Request, _: Reader, connection: Connected, desk: TheDesk, *, after: Cursor = None, at: At = None
) -> Response:
    """The silences, those in force first."""
    found = await silences(connection, desk.now(), at, after)
    shown = {"silences": found, "titles": await titles(connection, claims_named(found.rows), at), "known_at": at}
    return render(request, "silences.html", shown)


@router.post("")
async def set_for_claims(
    request: Request,
    editor: Editor,
    connection: Connected,
    desk: TheDesk,
    *,
    plan: Planned,
    flag: Chosen = (),
    back_to: Back = "/",
) -> Response:
    """Silence the claims of these flags."""
    claims = dict.fromkeys(each.claim for each in await chosen(connection, flag))
    await record(desk, [plan.set_by(editor, (equals("claim", claim),)) for claim in claims])
    return back(request, back_to, f"{counted(len(claims), 'claim')} silent until {moment(plan.ends_at)}.")


@router.post("/of/{asked}")
async def set_for_flag(
    request: Request,
    editor: Editor,
    connection: Connected,
    desk: TheDesk,
    *,
    asked: str,
    version: Version,
    what: Annotated[str, Form(max_length=500)],
    plan: Planned,
    back_to: Back = "/",
) -> Response:
    """Silence what a flag is about."""
    row = await row_of(connection, FlagId(asked), version)
    if row is None:
        raise HTTPException(404, f"No flag {asked} is known here at that version.")
    if (matchers := ways(row).get(what)) is None:
        raise HTTPException(422, f"{what}: nothing that this flag could be silenced by; choose from the list.")
    await record(desk, [plan.set_by(editor, matchers)])
    return back(request, back_to, f"Silent until {moment(plan.ends_at)}: {what}.")


@router.post("/{asked}/end")
async def end(
    request: Request, editor: Editor, connection: Connected, desk: TheDesk, *, asked: str, reason: Reason
) -> Response:
    """Let a silence end now."""
    now = desk.now()
    row = await silence(connection, Digest(asked), now)
    if row is None:
        raise HTTPException(404, f"No silence {asked} is known here.")
    if row.course is Course.OVER:
        raise HTTPException(422, f"This silence has been over since {moment(row.ends_at)}.")
    await record(desk, [ended(row.silence, row.matchers, row.starts_at, by=editor.name, reason=reason, now=now)])
    return back(request, "/silences", "The silence is over.")
