"""`claimwatch ingest`."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click

from services.cli.configured import configured, load_configuration, open_log
from services.cli.running.alive import alive_option, beating
from services.cli.running.stopping import until_stopped
from services.wiring.ingesting import run_ingest


@click.command()
@configured
@alive_option
def ingest(path: Path, alive: Path | None) -> None:
    """Poll the outlets' feeds and append what they publish."""
    configuration = load_configuration(path, secrets=False)

    async def work(stop: asyncio.Event) -> None:
        async with open_log(configuration) as log, beating(log, alive):
            await run_ingest(log, configuration.outlets, configuration.ingest, stop)

    until_stopped(work)
