"""`claimwatch log`: export, import and tail a log."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from schemas.topics import TOPICS
from services.cli.log.named import existing, log_option, made, target_option
from services.cli.progress import Progress
from services.eventlog import transfer
from services.eventlog.history import follow as to_come
from services.eventlog.history import history


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
@target_option
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def import_(where: str, folder: Path) -> None:
    """Append the records exported to FOLDER, in their order, to a log."""

    async def work() -> int:
        async with made(where) as target:
            return sum((await transfer.import_(target, folder, _told("import"))).values())

    click.echo(f"{asyncio.run(work()):,} records imported from {folder}")


@log.command("tail", short_help="Print records as JSON Lines.")
@log_option
@click.option("-t", "--topic", "names", multiple=True, type=click.Choice([topic.name for topic in TOPICS]))
@click.option("-f", "--follow", is_flag=True, help="Wait for more.")
def tail(where: str, names: tuple[str, ...], follow: bool) -> None:
    """Print records as JSON Lines, those of all topics unless some are named."""
    topics = [topic for topic in TOPICS if not names or topic.name in names]

    async def work() -> None:
        async with existing(where) as source:
            async for record in to_come(source, topics) if follow else history(source, topics):
                click.echo(transfer.encode(record))

    asyncio.run(work())


def _told(label: str) -> transfer.Progress:
    progress = Progress()
    return lambda done, total: progress(label, done, total)
