"""Makes a projection anew from the log, in a place of its own, and puts it where the old one was.

    log ─▶ fresh file or schema ─▶ swapped in

The old one serves until then. What comes to the log meanwhile is read by whoever runs on the new one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Final

from sqlalchemy.ext.asyncio import AsyncEngine

from services.dashboard.projection.database import SCHEMA, make_engine, open_database
from services.dashboard.projection.store import PROJECTED, apply
from services.database import database_url
from services.eventlog.port import EventLog, Positions, behind

_BEGINNING: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
_WAIT: Final = dt.timedelta(seconds=1)
_BATCH: Final = 5000
_FRESH: Final = f"{SCHEMA}_fresh"

Progress = Callable[[int, int], None]
"""Records read, and how many there are."""


async def rebuild(log: EventLog, url: str, progress: Progress) -> int:
    """Make the projection at this URL anew; how many records it was made from.

    Raises:
        UnsuitableDatabase: it cannot be used.
    """
    if database_url(url).get_backend_name() == "sqlite":
        return await _in_file(log, url, progress)
    return await _in_schema(log, url, progress)


async def _in_file(log: EventLog, url: str, progress: Progress) -> int:
    place = database_url(url)
    old = Path(str(place.database))
    fresh = old.with_name(f"{old.name}.fresh")
    _remove(fresh)
    engine = await open_database(f"sqlite:///{fresh}")
    try:
        read = await fill(engine, log, progress)
    finally:
        await engine.dispose()
    _remove(old)
    fresh.replace(old)
    return read


def _remove(file: Path) -> None:
    """With what SQLite keeps beside it."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)


async def _in_schema(log: EventLog, url: str, progress: Progress) -> int:
    above = make_engine(url)
    try:
        async with above.begin() as connection:
            await connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {_FRESH} CASCADE")
        engine = await open_database(url, _FRESH)
        try:
            read = await fill(engine, log, progress)
        finally:
            await engine.dispose()
        async with above.begin() as connection:
            await connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
            await connection.exec_driver_sql(f"ALTER SCHEMA {_FRESH} RENAME TO {SCHEMA}")
    finally:
        await above.dispose()
    return read


async def fill(engine: AsyncEngine, log: EventLog, progress: Progress) -> int:
    """Read the log from the first record that it keeps up to its end as of now; how many records that were."""
    ends = await log.ends(PROJECTED)
    reader = log.read(PROJECTED, await log.at(PROJECTED, _BEGINNING))
    total, read = sum(ends.values()) - sum(reader.positions.values()), 0
    before: Positions = {}
    try:
        while behind(reader.positions, ends):
            records = await reader.poll(_WAIT, _BATCH)
            after = dict(reader.positions)
            await apply(engine, records, before, after)
            before, read = after, read + len(records)
            progress(read, total)
    finally:
        await reader.close()
    return read
