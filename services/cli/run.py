"""The services, by a configuration: all in one process, or each in its own."""

from __future__ import annotations

import asyncio
import getpass
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from functools import partial
from pathlib import Path
from typing import Any

import click
import faust

from services import wiring
from services.alert.service import Alert
from services.cli.alive import beat, beating
from services.cli.configuration import Configuration, KafkaLogAt, SqliteLogAt, load
from services.eventlog.port import EventLog
from services.ruling import take_rules
from services.wiring.desk import run_dashboard

alive_option = click.option(
    "--alive",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A file to touch every 5 s while the service's loop turns and the log answers, for health checks.",
)
configured = click.option(
    "-c",
    "--config",
    "path",
    type=click.Path(path_type=Path),
    default="claimwatch.yaml",
    show_default=True,
    help="The configuration file.",
)


def load_configuration(path: Path, *, secrets: bool, of: str = "") -> Configuration:
    """The configuration; with secrets, from this process's environment, only for what sends, or those of a section."""
    return load(path, os.environ if secrets else None, of)  # noqa: TID251 - the CLI is where the environment is read


@asynccontextmanager
async def open_log(configuration: Configuration) -> AsyncIterator[EventLog]:
    """The log that the configuration names."""
    at = configuration.log
    if isinstance(at, SqliteLogAt):
        opened = wiring.sqlite_log(Path(at.path))
    else:
        opened = wiring.kafka_log(at.bootstrap, at.prefix, at.replication)
    async with opened as log:
        yield log


def open_alert(log: EventLog, configuration: Configuration) -> AbstractAsyncContextManager[Alert]:
    """Alert as the configuration has it."""
    outbox, alerting, owners = configuration.outbox, configuration.alerting, configuration.owners
    return wiring.open_alert(log, outbox, alerting, sys.stdout, owners=owners)


def until_stopped(work: Callable[[asyncio.Event], Coroutine[Any, Any, None]]) -> None:
    """Run until done, or until SIGINT or SIGTERM: what is under way is finished first, and nothing is lost."""

    async def main() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop.set)
        await work(stop)

    asyncio.run(main())


async def _take_rules(log: EventLog, configuration: Configuration) -> None:
    """Put in force what the file says otherwise than at the start before."""
    if not await take_rules(log, configuration.rules, getpass.getuser(), wiring.wall()):
        click.echo("the desk decided on other rules than the file's; claimwatch config plan shows them", err=True)


@click.command()
@configured
def run(path: Path) -> None:
    """Run everything in this process: ingest, detect, alert and, where it is configured, the dashboard."""
    configuration = load_configuration(path, secrets=True)

    async def work(stop: asyncio.Event) -> None:
        async with open_log(configuration) as log:
            await _take_rules(log, configuration)
            async with open_alert(log, configuration) as alerting, asyncio.TaskGroup() as tasks:
                tasks.create_task(wiring.run_ingest(log, configuration.outlets, configuration.ingest, stop))
                tasks.create_task(wiring.run_detect(log, configuration.clock, stop))
                tasks.create_task(alerting.run(stop))
                if configuration.alerting.slack_app is not None:
                    tasks.create_task(wiring.run_clicks(log, configuration.alerting.slack_app, stop))
                if configuration.dashboard is not None:
                    opened = partial(open_log, configuration)
                    tasks.create_task(run_dashboard(log, opened, configuration.dashboard, configuration.clock, stop))

    at = configuration.log
    with wiring.sole_process(Path(at.path)) if isinstance(at, SqliteLogAt) else nullcontext():
        desk = f", the desk at {configuration.dashboard.address}" if configuration.dashboard is not None else ""
        click.echo(f"claimwatch runs: {len(configuration.outlets)} outlets{desk}; Ctrl-C ends it", err=True)
        until_stopped(work)


@click.command()
@configured
@alive_option
def ingest(path: Path, alive: Path | None) -> None:
    """Poll the outlets' feeds and append what they publish."""
    configuration = load_configuration(path, secrets=False)

    async def work(stop: asyncio.Event) -> None:
        async with open_log(configuration) as log, beating(log, alive):
            await wiring.run_ingest(log, configuration.outlets, configuration.ingest, stop)

    until_stopped(work)


@click.command()
@configured
@alive_option
def detect(path: Path, alive: Path | None) -> None:
    """Read articles, track claims and raise flags; on Kafka as a Faust worker, of which there may be several."""
    configuration = load_configuration(path, secrets=False)
    at = configuration.log

    async def prepare() -> None:
        async with open_log(configuration) as log:
            await _take_rules(log, configuration)

    async def work(stop: asyncio.Event) -> None:
        await prepare()
        async with open_log(configuration) as log, beating(log, alive):
            await wiring.run_detect(log, configuration.clock, stop)

    if isinstance(at, KafkaLogAt):
        asyncio.run(prepare())
        app = wiring.detect_worker(
            at.bootstrap, at.prefix, at.replication, configuration.clock, lambda log: beat(log, alive)
        )
        faust.Worker(app, loglevel="WARNING").execute_from_commandline()
    else:
        until_stopped(work)
