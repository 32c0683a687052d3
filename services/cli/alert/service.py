"""Delivery, as the configuration has it."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from services.cli.configuration import Configuration
from services.cli.configured import load_configuration, open_log
from services.cli.running.alive import beating
from services.cli.running.stopping import until_stopped
from services.eventlog.port import EventLog
from services.wiring.alerting import open_alert, run_clicks


async def deliver(log: EventLog, configuration: Configuration, stop: asyncio.Event) -> None:
    """Deliver flags, and answer what is pressed below their messages, until told to stop."""
    alerting = configuration.alerting
    async with (
        open_alert(log, configuration.outbox, alerting, sys.stdout, owners=configuration.owners) as opened,
        asyncio.TaskGroup() as tasks,
    ):
        tasks.create_task(opened.run(stop))
        if alerting.slack_app is not None:
            tasks.create_task(run_clicks(log, alerting.slack_app, stop))


def serve(path: Path, alive: Path | None) -> None:
    """Deliver by the configuration at this path, in this process, until stopped."""
    configuration = load_configuration(path, secrets=True)

    async def work(stop: asyncio.Event) -> None:
        async with open_log(configuration) as log, beating(log, alive):
            await deliver(log, configuration, stop)

    until_stopped(work)
