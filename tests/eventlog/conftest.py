from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from services.eventlog.kafka import KafkaLog
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog
from services.eventlog.sqlite import SqliteLog


@dataclass
class Store:
    """Where a log lies; each `open` is as if by another process (but for memory, which only one process can see)."""

    adapter: str
    arguments: list[str]
    """Of process.py, to open it from another process indeed."""
    make: Callable[[], EventLog]
    opened: list[EventLog]

    def open(self) -> EventLog:
        log = self.make()
        self.opened.append(log)
        return log


ADAPTERS = ["memory", "sqlite", pytest.param("kafka", marks=pytest.mark.kafka)]


@pytest.fixture(params=ADAPTERS)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty log in each adapter."""
    return _store(request, tmp_path, request.param)


@pytest.fixture(params=ADAPTERS[1:])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty log in each adapter that several processes can open."""
    return _store(request, tmp_path, request.param)


@pytest.fixture(params=ADAPTERS[:2])
def embedded(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """An empty log in each adapter whose commits are one transaction."""
    return _store(request, tmp_path, request.param)


@pytest.fixture
async def opened() -> AsyncIterator[list[EventLog]]:
    """Logs that are closed at the end."""
    logs: list[EventLog] = []
    yield logs
    for log in logs:
        await log.close()


def _store(request: pytest.FixtureRequest, folder: Path, adapter: str) -> Store:
    # Kafka's fixtures are asked for here, so that the other adapters' tests need no broker; `opened` comes last, so
    # that the logs are closed before their topics are deleted.
    if adapter == "kafka":
        bootstrap, prefix = request.getfixturevalue("kafka"), request.getfixturevalue("kafka_prefix")
    opened = request.getfixturevalue("opened")
    if adapter == "memory":
        log = MemoryLog()
        return Store(adapter, [], lambda: log, opened)
    if adapter == "sqlite":
        path = folder / "log.db"
        return Store(adapter, ["sqlite", str(path)], lambda: SqliteLog(path), opened)
    return Store(adapter, ["kafka", bootstrap, prefix], lambda: KafkaLog(bootstrap, prefix=prefix), opened)
