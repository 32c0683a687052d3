"""Finding a flag on the log by the beginning of its id, as people copy it."""

from __future__ import annotations

import click

from schemas.envelope import unseal
from schemas.flags import Flag, FlagEvent
from schemas.topics import FLAGS
from services.eventlog.history import history
from services.eventlog.port import EventLog


async def flag_named(log: EventLog, beginning: str) -> Flag:
    """The last version of the one flag whose id begins so.

    Raises:
        click.UsageError: there is none, or more than one.
    """
    found: dict[str, Flag] = {}
    async for record in history(log, [FLAGS]):
        event = unseal(record.headers, record.value)
        if isinstance(event, FlagEvent) and event.flag.flag.startswith(beginning):
            found[event.flag.flag] = event.flag
    if len(found) != 1:
        known = f"{len(found)} flags begin so; give more of its id" if found else "no flag on the log begins so"
        raise click.UsageError(f"{beginning}: {known}")
    return next(iter(found.values()))
