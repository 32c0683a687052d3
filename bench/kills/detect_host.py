"""A detect host, embedded on a log in a file, which stops between what its transactions write and after them.

BEGIN ─▶ positions ─▶ outputs ─▶ states ─▶ COMMIT
                  │          │         │         └─ after the commit
                  │          │         └─ before the commit
                  │          └─ before the states
                  └─ before the outputs
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from bench.kills.places import STAGES, come_to
from schemas.envelope import Entry
from services.detect.control import Clock
from services.detect.service import run
from services.eventlog.port import Positions
from services.eventlog.sqlite import SqliteLog
from services.wiring.logs import wall

_COMMITS: Final = re.compile(r"INSERT INTO committed VALUES \('([^']+)'")
"""How a transaction begins, with the group whose it is."""


class _Stops:
    """Follows a connection's statements, each before it runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stage = ""
        self._has_outputs = False

    def __call__(self, statement: str) -> None:
        if statement.startswith("BEGIN"):
            self._stage, self._has_outputs = "", False
        elif found := _COMMITS.match(statement):
            self._stage = STAGES[found[1]]
        elif statement.startswith("INSERT INTO records"):
            self._come_to("before the outputs")
            self._has_outputs = True
        elif self._has_outputs and statement.startswith("REPLACE INTO states"):
            self._come_to("before the states")
        elif self._has_outputs and statement == "COMMIT":
            self._come_to("before the commit")

    def _come_to(self, step: str) -> None:
        come_to(self._folder, f"{self._stage}, {step}")


class _StoppingLog(SqliteLog):
    """Stops after a commit that had outputs."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "log.sqlite")
        self._folder = folder

    async def commit(
        self,
        group: str,
        positions: Positions,
        *,
        entries: Sequence[Entry] = (),
        states: Mapping[str, bytes] | None = None,
    ) -> None:
        await super().commit(group, positions, entries=entries, states=states)
        if entries:
            come_to(self._folder, f"{STAGES[group]}, after the commit")


async def _host(folder: Path) -> None:
    log = _StoppingLog(folder)
    stops = _Stops(folder)
    await log.run(lambda connection: connection.set_trace_callback(stops))
    await run(log, Clock.ARTICLES, asyncio.Event(), wall)


def main(folder: Path) -> None:
    """Be that host until it is killed."""
    logging.disable(logging.WARNING)
    asyncio.run(_host(folder))
