"""The log on which hosts live: a file in their folder, or Kafka's topics."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from pathlib import Path

from bench.kills.places import come_to
from schemas.envelope import Entry
from services.cli.configuration import KafkaLogAt
from services.eventlog.port import EventLog
from services.wiring.logs import kafka_log, sqlite_log


def opened(folder: Path, at: KafkaLogAt | None) -> AbstractAsyncContextManager[EventLog]:
    """The log, made if need be."""
    if at is None:
        return sqlite_log(folder / "log.sqlite")
    return kafka_log(at.bootstrap, at.prefix, at.replication)


def stop_around_notices(log: EventLog, folder: Path) -> None:
    """Let its process stop before and after it appends notices."""
    append = log.append

    async def stopping(entries: Sequence[Entry]) -> None:
        telling = any(entry.topic == "notices" for entry in entries)
        if telling:
            come_to(folder, "before the notice")
        await append(entries)
        if telling:
            come_to(folder, "after the notice")

    log.append = stopping  # type: ignore[method-assign]  # whichever log it is
