"""The event log, in a file or on Kafka, and the clock by which what is written there is dated."""

from __future__ import annotations

import datetime as dt
import fcntl
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path

from services.eventlog.port import EventLog, LogUnavailable
from services.eventlog.sqlite import SqliteLog


def wall() -> dt.datetime:
    """Now, in UTC."""
    return dt.datetime.now(dt.UTC)


@asynccontextmanager
async def sqlite_log(path: Path) -> AsyncIterator[EventLog]:
    """The log in a file, made if need be."""
    log = SqliteLog(path)
    try:
        yield log
    finally:
        await log.close()


@asynccontextmanager
async def kafka_log(bootstrap: str, prefix: str, replication: int) -> AsyncIterator[EventLog]:
    """The log on Kafka, its topics made if need be."""
    from services.eventlog.kafka.topics import create_topics  # noqa: PLC0415 - a log in a file needs no Kafka client

    await create_topics(bootstrap, prefix=prefix, replication=replication)
    async with kafka_log_as_it_is(bootstrap, prefix, replication) as log:
        yield log


@asynccontextmanager
async def kafka_log_as_it_is(bootstrap: str, prefix: str, replication: int) -> AsyncIterator[EventLog]:
    """The log on Kafka for those who only read: a misspelt prefix must not make topics."""
    from services.eventlog.kafka import KafkaLog  # noqa: PLC0415 - see above

    log = KafkaLog(bootstrap, prefix=prefix, replication=replication)
    try:
        yield log
    finally:
        await log.close()


@contextmanager
def sole_process(path: Path) -> Iterator[None]:
    """Hold the lock that lets one process at a time run on a file.

    Raises:
        LogUnavailable: another process holds it, or there is no place for it.
    """
    name = path.with_suffix(f"{path.suffix}.lock")
    try:
        opened = name.open("w")
    except OSError as fault:
        raise LogUnavailable(f"cannot write {name}: {fault.strerror}; name a folder that is there and ours") from fault
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise LogUnavailable(f"{path} is in use by another claimwatch process: stop that one first") from fault
        yield
