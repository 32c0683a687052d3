"""`claimwatch detect`."""

from __future__ import annotations

import asyncio
from pathlib import Path

import click
import faust

from services.cli.configuration import KafkaLogAt
from services.cli.configured import configured, load_configuration, open_log
from services.cli.running.alive import alive_option, beat, beating
from services.cli.running.rules import take_file_rules
from services.cli.running.stopping import until_stopped
from services.wiring.detecting import detect_worker, run_detect


@click.command()
@configured
@alive_option
def detect(path: Path, alive: Path | None) -> None:
    """Read articles, track claims and raise flags.

    On Kafka it is a Faust worker, of which there may be several.
    """
    configuration = load_configuration(path, secrets=False)
    at = configuration.log

    async def prepare() -> None:
        async with open_log(configuration) as log:
            await take_file_rules(log, configuration)

    async def work(stop: asyncio.Event) -> None:
        await prepare()
        async with open_log(configuration) as log, beating(log, alive):
            await run_detect(log, configuration.clock, stop)

    if isinstance(at, KafkaLogAt):
        asyncio.run(prepare())
        app = detect_worker(at.bootstrap, at.prefix, at.replication, configuration.clock, lambda log: beat(log, alive))
        faust.Worker(app, loglevel="WARNING").execute_from_commandline()
    else:
        until_stopped(work)
