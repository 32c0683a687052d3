"""A sign of life for health checks: a file touched as long as the service's loop turns and the log answers.

It says no more than that: whether feeds answer stands in `fetches`, whether notices arrive in `notices`.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

import click

from schemas.topics import DECISIONS
from services.eventlog.port import EventLog, LogUnavailable

alive_option = click.option(
    "--alive",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file to touch every 5 s while the service's loop turns and the log answers, for health checks.",
)

_EVERY: Final = 5.0
"""Seconds."""
_LOG: Final = logging.getLogger(__name__)


async def beat(log: EventLog, file: Path | None) -> None:
    """Touch the file again and again, for ever; without one, return."""
    while file is not None:
        try:
            await log.ends([DECISIONS])
            await asyncio.to_thread(file.touch)
        except (LogUnavailable, OSError) as fault:
            _LOG.warning("no sign of life: %s", fault)
        await asyncio.sleep(_EVERY)


@asynccontextmanager
async def beating(log: EventLog, file: Path | None) -> AsyncIterator[None]:
    """Beat beside what is done meanwhile."""
    beats = asyncio.create_task(beat(log, file))
    try:
        yield
    finally:
        beats.cancel()
        await asyncio.gather(beats, return_exceptions=True)
