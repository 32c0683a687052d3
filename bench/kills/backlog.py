"""How far alert lies behind detect, as the log shows it."""

from __future__ import annotations

import datetime as dt
from typing import Final

from schemas.envelope import header
from schemas.topics import FLAGS, NOTICES
from services.eventlog.port import EventLog

_CHANNELS: Final = 2
"""On which every flag event ends in a notice."""


class Backlog:
    """The flags and notices of a log, followed."""

    def __init__(self, log: EventLog) -> None:
        self._reader = log.read((FLAGS, NOTICES))
        self._flags: set[bytes | None] = set()
        self._notices: set[bytes | None] = set()

    async def size(self) -> int:
        """How many notices are still to be told."""
        while records := await self._reader.poll(dt.timedelta()):
            for record in records:
                told = self._flags if record.topic == FLAGS.name else self._notices
                told.add(header(record.headers, "ce_id"))
        return _CHANNELS * len(self._flags) - len(self._notices)

    async def close(self) -> None:
        await self._reader.close()
