"""The log as it lies: its tail, one record, and what led to what across the topics."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.envelope import EnvelopeError, unseal
from schemas.event import Event
from schemas.topics import TOPICS, Topic
from services.dashboard.projection.tables.records import RecordRow as RecordTable
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.known import appended
from services.dashboard.queries.listing import PAGE, after, listed
from services.dashboard.queries.related import causes, effects
from services.dashboard.views.log import RecordRow, RecordView
from services.dashboard.views.view import Listed
from services.eventlog.port import EventLog, Record

RECORD = table_of(RecordTable)
_PLACE: Final = re.compile(r"([a-z]+)/(\d{1,4})/(\d{1,18})")
_WAIT: Final = dt.timedelta(seconds=2)


async def tail(
    connection: AsyncConnection, topic: str | None = None, at: dt.datetime | None = None, cursor: str | None = None
) -> Listed[RecordRow]:
    """Records, the last appended first; of one topic or of all.

    Raises:
        BadCursor: the cursor is none of this list.
    """
    names = ("appended_at", "topic", "partition", "offset")
    order = [RECORD.c[name] for name in names]
    found = await connection.execute(
        sa.select(RECORD)
        .where(sa.true() if topic is None else RECORD.c.topic == topic, appended(RecordTable, at), after(order, cursor))
        .order_by(*(column.desc() for column in order))
        .limit(PAGE + 1)
    )
    return listed(found.all(), names, _row)


async def record(connection: AsyncConnection, log: EventLog, place: str) -> RecordView | None:
    """The record at a place ("flags/3/41"), decoded; None where there is none."""
    rows = await _at(connection, [place])
    if not rows:
        return None
    kept = await _kept(log, place)
    if kept is None:
        return RecordView(row=rows[0], headers=(), event=None, causes=(), effects=())
    event = _event(kept)
    return RecordView(
        row=rows[0],
        headers=tuple((name, value.decode(errors="replace")) for name, value in kept.headers),
        event=msgspec.json.format(kept.value, indent=2).decode() if event is not None else _as_text(kept.value),
        causes=() if event is None else await _at(connection, await causes(connection, event, kept.appended_at)),
        effects=() if event is None else await _at(connection, await effects(connection, event)),
    )


async def _at(connection: AsyncConnection, places: Iterable[str]) -> tuple[RecordRow, ...]:
    """The records at these places, as far as they are known, in the order in which they came."""
    keys = [(found[1], int(found[2]), int(found[3])) for place in places if (found := _PLACE.fullmatch(place))]
    one_of = (
        sa.and_(RECORD.c.topic == topic, RECORD.c.partition == partition, RECORD.c.offset == offset)
        for topic, partition, offset in keys
    )
    rows = await connection.execute(
        sa.select(RECORD)
        .where(sa.or_(sa.false(), *one_of))
        .order_by(RECORD.c.appended_at, RECORD.c.topic, RECORD.c.partition, RECORD.c.offset)
    )
    return tuple(_row(row) for row in rows)


async def _kept(log: EventLog, place: str) -> Record | None:
    """What the log has there, if it still has it."""
    name, partition, offset = place.split("/")
    topic: Topic = next(topic for topic in TOPICS if topic.name == name)
    start = {**await log.ends([topic]), (name, int(partition)): int(offset)}
    reader = log.read([topic], start)
    try:
        records = await reader.poll(_WAIT, 1)
    finally:
        await reader.close()
    return next((kept for kept in records if kept.place == place), None)


def _event(kept: Record) -> Event | None:
    try:
        return unseal(kept.headers, kept.value)
    except EnvelopeError:
        return None


def _as_text(value: bytes) -> str:
    return value[:10_000].decode(errors="backslashreplace")


def _row(row: sa.Row[Any]) -> RecordRow:
    return RecordRow(
        place=f"{row.topic}/{row.partition}/{row.offset}",
        topic=row.topic,
        type=row.type,
        key=row.key,
        appended_at=row.appended_at,
        size=row.size,
        fault=row.fault,
    )
