"""*Log*: what lies on it, and what led to what."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException, Request
from starlette.responses import Response

from schemas.topics import TOPICS
from services.dashboard.pages.asking import At, Connected, Cursor, Offset, Partition, Reader, Text, TheDesk
from services.dashboard.pages.rendering import render
from services.dashboard.projection.store import PROJECTED
from services.dashboard.queries.log import record, tail

router = APIRouter(include_in_schema=False)


@router.get("/log")
async def the_log(
    request: Request, _: Reader, connection: Connected, *, topic: Text = None, after: Cursor = None, at: At = None
) -> Response:
    """The log's tail."""
    names = [each.name for each in PROJECTED]
    if topic is not None and topic not in names:
        raise HTTPException(404, f"No topic {topic} is shown here; there are {', '.join(names)}.")
    records = await tail(connection, topic, at, after)
    return render(request, "log.html", {"records": records, "topic": topic, "topics": names, "known_at": at})


@router.get("/log/{topic}/{partition}/{offset}")
async def one_record(
    request: Request,
    _: Reader,
    connection: Connected,
    desk: TheDesk,
    *,
    topic: str,
    partition: Partition,
    offset: Offset,
) -> Response:
    """One record, with what led to it and what came of it."""
    place = f"{topic}/{partition}/{offset}"
    shown = await record(connection, desk.log, place) if topic in {each.name for each in TOPICS} else None
    if shown is None:
        raise HTTPException(404, f"No record {place} is known here.")
    return render(request, "record.html", {"record": shown})
