"""`claimwatch run`: every service in one process.

configuration ─▶ the log ─▶ ingest, detect, alert and the desk's pages, side by side
"""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import click

from services.cli.alert.service import deliver
from services.cli.configuration import SqliteLogAt
from services.cli.configured import configured, load_configuration, open_log
from services.cli.running.rules import take_file_rules
from services.cli.running.stopping import until_stopped
from services.wiring.desk import run_dashboard
from services.wiring.detecting import run_detect
from services.wiring.ingesting import run_ingest
from services.wiring.logs import sole_process
from services.wording.amounts import counted


@click.command()
@configured
def run(path: Path) -> None:
    """Run everything in this process.

    That is ingest, detect, alert and, where it is configured, the dashboard.
    """
    configuration = load_configuration(path, secrets=True)

    async def work(stop: asyncio.Event) -> None:
        async with open_log(configuration) as log:
            await take_file_rules(log, configuration)
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(deliver(log, configuration, stop))
                tasks.create_task(run_ingest(log, configuration.outlets, configuration.ingest, stop))
                tasks.create_task(run_detect(log, configuration.clock, stop))
                if configuration.dashboard is not None:
                    opened = partial(open_log, configuration)
                    tasks.create_task(run_dashboard(log, opened, configuration.dashboard, configuration.clock, stop))

    at = configuration.log
    with sole_process(Path(at.path)) if isinstance(at, SqliteLogAt) else nullcontext():
        desk = f", the desk at {configuration.dashboard.address}" if configuration.dashboard is not None else ""
        click.echo(f"claimwatch runs: {counted(len(configuration.outlets), 'outlet')}{desk}; Ctrl-C ends it", err=True)
        until_stopped(work)
