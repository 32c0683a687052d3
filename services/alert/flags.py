"""Flags as the log has them: by the beginning of an id, as people copy it; by id and version, as it was shown."""

from __future__ import annotations

import datetime as dt

from schemas.envelope import unseal
from schemas.event import FlagId
from schemas.flags import Flag, FlagEvent
from schemas.topics import FLAGS
from services.alert.errors import FlagNotFound
from services.eventlog.history import history
from services.eventlog.port import EventLog


async def flag_named(log: EventLog, beginning: str) -> Flag:
    """The last version of the one flag whose id begins so.

    Raises:
        FlagNotFound: there is none, or more than one.
    """
    found: dict[str, Flag] = {}
    async for record in history(log, [FLAGS]):
        event = unseal(record.headers, record.value)
        if isinstance(event, FlagEvent) and event.flag.flag.startswith(beginning):
            found[event.flag.flag] = event.flag
    if len(found) != 1:
        known = f"{len(found)} flags begin so; give more of its id" if found else "no flag on the log begins so"
        raise FlagNotFound(f"{beginning}: {known}")
    return next(iter(found.values()))


async def versions_since(log: EventLog, flag: FlagId, moment: dt.datetime) -> list[Flag]:
    """Every version of a flag that came to the log from this moment on, in order."""
    found: list[Flag] = []
    async for record in history(log, [FLAGS], since=moment):
        event = unseal(record.headers, record.value)
        if isinstance(event, FlagEvent) and event.flag.flag == flag:
            found.append(event.flag)
    return found
