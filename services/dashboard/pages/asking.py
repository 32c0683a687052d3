"""What a request may ask for, and what it is answered from."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Path, Query, Request
from pydantic import AfterValidator, BeforeValidator, Field
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.watch import Rule
from services.dashboard.access.guard import Requires
from services.dashboard.access.people import Person, Role
from services.dashboard.desk import Desk


def the_desk(request: Request) -> Desk:
    """The desk of the application."""
    desk: Desk = request.app.state.desk
    return desk


async def _connected(desk: Annotated[Desk, Depends(the_desk)]) -> AsyncIterator[AsyncConnection]:
    async with desk.engine.connect() as connection:
        yield connection


def _given(value: Any) -> Any:
    """A form sends a field left empty as an empty text."""
    return None if value == "" else value


def _aware(at: dt.datetime | None) -> dt.datetime | None:
    """A moment without a zone is UTC."""
    return at if at is None or at.tzinfo is not None else at.replace(tzinfo=dt.UTC)


TheDesk = Annotated[Desk, Depends(the_desk)]
Connected = Annotated[AsyncConnection, Depends(_connected)]
Reader = Annotated[Person, Depends(Requires(Role.READER))]
Editor = Annotated[Person, Depends(Requires(Role.EDITOR))]
Admin = Annotated[Person, Depends(Requires(Role.ADMIN))]

When = Annotated[dt.datetime | None, BeforeValidator(_given), AfterValidator(_aware)]

_AT = "As it was known at this moment (RFC 3339; UTC where it says no zone)."
At = Annotated[When, Query(description=_AT, examples=["2025-01-30T14:05Z"])]
# What limits a value stands inside, as none is given where a field is left empty.
Text = Annotated[Annotated[str, Field(max_length=300)] | None, BeforeValidator(_given), Query()]
About = Annotated[
    Annotated[str, Field(max_length=300)] | None,
    BeforeValidator(_given),
    Query(description="Words of its claim's title, or their beginnings."),
]
WhichRule = Annotated[Rule | None, BeforeValidator(_given), Query(description="What a flag finds.")]
Cursor = Annotated[
    Annotated[str, Field(max_length=1000)] | None,
    BeforeValidator(_given),
    Query(description="`next` of the part of the list before."),
]
Partition = Annotated[int, Path(ge=0, lt=2**31)]
Offset = Annotated[int, Path(ge=0, lt=2**62)]
Revision = Annotated[Annotated[int, Field(ge=1, lt=2**31)] | None, BeforeValidator(_given), Query()]
