"""How a command names a log, and gets at it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final

import click

from services.eventlog import transfer
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog, LogUnavailable
from services.wiring.logs import kafka_log, kafka_log_as_it_is, sqlite_log

_KAFKA: Final = "kafka://"

_option: Final = partial(click.option, "--log", "where", required=True, metavar="LOG")
log_option = _option(help="A SQLite log's file, a folder of exported JSON Lines, or kafka://HOST:PORT[/PREFIX].")
target_option = _option(help="A SQLite log's file, made if need be, or kafka://HOST:PORT[/PREFIX].")


def existing(where: str) -> AbstractAsyncContextManager[EventLog]:
    """The log that the option names, to read from: looking at it must not make one.

    Raises:
        LogUnavailable: there is none.
    """
    if where.startswith(_KAFKA):
        return kafka_log_as_it_is(*_on_kafka(where), replication=1)
    path = Path(where)
    if not path.exists():
        raise LogUnavailable(f"there is no log {where}: name an existing file or folder")
    return _imported(path) if path.is_dir() else sqlite_log(path)


def made(where: str) -> AbstractAsyncContextManager[EventLog]:
    """The log that the option names, made if need be."""
    if where.startswith(_KAFKA):
        return kafka_log(*_on_kafka(where), replication=1)
    path = Path(where)
    if path.is_dir():
        raise click.BadParameter(f"{where} is a folder: name a file", param_hint="--log")
    return sqlite_log(path)


def _on_kafka(where: str) -> tuple[str, str]:
    bootstrap, _, prefix = where.removeprefix(_KAFKA).partition("/")
    if ":" not in bootstrap:
        raise click.BadParameter(f"{where} names no broker: kafka://HOST:PORT[/PREFIX]", param_hint="--log")
    return bootstrap, prefix


@asynccontextmanager
async def _imported(folder: Path) -> AsyncIterator[EventLog]:
    log = MemoryLog()
    await transfer.import_(log, folder)
    yield log
