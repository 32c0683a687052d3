"""The flag that a command is asked about."""

from __future__ import annotations

import click

from schemas.flags import Flag
from services.alert.errors import FlagNotFound
from services.alert.flags import flag_named
from services.eventlog.port import EventLog


async def flag_asked(log: EventLog, beginning: str) -> Flag:
    """The last version of the one flag whose id begins so.

    Raises:
        click.UsageError: there is none, or more than one.
    """
    try:
        return await flag_named(log, beginning)
    except FlagNotFound as fault:
        raise click.UsageError(str(fault)) from fault
