"""`claimwatch log`: export, import and tail a log; and how commands name one."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Final

import click

from schemas.topics import TOPICS
from services import wiring
from services.cli.progress import Progress
from services.eventlog import transfer
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog, LogUnavailable

_KAFKA: Final = "kafka://"

log_option = click.option(
    "--log",
    "where",
    required=True,
    metavar="LOG",
    help="A SQLite log's file, a folder of exported JSON Lines, or kafka://HOST:PORT[/PREFIX].",
)


def existing(where: str) -> AbstractAsyncContextManager[EventLog]:
    """The log that the option names, to read from: looking at it must not make one.

    Raises:
        LogUnavailable: there is none.
    """
    if where.startswith(_KAFKA):
        return wiring.kafka_log_as_it_is(*_on_kafka(where), replication=1)
    path = Path(where)
    if not path.exists():
        raise LogUnavailable(f"there is no log {where}: name an existing file or folder")
    return _imported(path) if path.is_dir() else wiring.sqlite_log(path)


def _made(where: str) -> AbstractAsyncContextManager[EventLog]:
    """The log that the option names, made if need be."""
    if where.startswith(_KAFKA):
        return wiring.kafka_log(*_on_kafka(where), replication=1)
    return wiring.sqlite_log(Path(where))


def _on_kafka(where: str) -> tuple[str, str]:
    bootstrap, _, prefix = where.removeprefix(_KAFKA).partition("/")
    return bootstrap, prefix


@asynccontextmanager
async def _imported(folder: Path) -> AsyncIterator[EventLog]:
    log = MemoryLog()
    await transfer.import_(log, folder)
    yield log


@click.group()
def log() -> None:
    """Export, import and watch the event log."""


@log.command("export")
@log_option
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def export(where: str, folder: Path) -> None:
    """Write the log to FOLDER: JSON Lines, one file a topic partition."""

    async def work() -> int:
        async with existing(where) as source:
            return sum((await transfer.export(source, TOPICS, folder, _told("export"))).values())

    click.echo(f"{asyncio.run(work()):,} records exported to {folder}")


@log.command("import")
@log_option
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def import_(where: str, folder: Path) -> None:
    """Append the records exported to FOLDER, in their order, to a log."""

    async def work() -> int:
        async with _made(where) as target:
            return sum((await transfer.import_(target, folder, _told("import"))).values())

    click.echo(f"{asyncio.run(work()):,} records imported from {folder}")


@log.command("tail")
@log_option
@click.option("-t", "--topic", "names", multiple=True, type=click.Choice([topic.name for topic in TOPICS]))
@click.option("-f", "--follow", is_flag=True, help="Wait for more.")
def tail(where: str, names: tuple[str, ...], follow: bool) -> None:
    """Print records as JSON Lines, those of all topics unless some are named."""
    topics = [topic for topic in TOPICS if not names or topic.name in names]

    async def work() -> None:
        async with existing(where) as source:
            async for record in transfer.tail(source, topics, follow=follow):
                click.echo(transfer.encode(record))

    asyncio.run(work())


def _told(label: str) -> transfer.Progress:
    progress = Progress()
    return lambda done, total: progress(label, done, total)
