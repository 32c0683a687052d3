"""`claimwatch dashboard`: the desk's pages by themselves, and their database made anew."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import click

from services.cli.configuration import Configuration, ConfigurationError
from services.cli.configured import configured, load_configuration, open_log
from services.cli.progress import Progress
from services.cli.running.alive import alive_option, beating
from services.cli.running.stopping import until_stopped
from services.dashboard.settings import Settings
from services.wiring.desk import rebuild_dashboard, run_dashboard


@click.group(invoke_without_command=True)
@configured
@alive_option
@click.pass_context
def dashboard(context: click.Context, path: Path, alive: Path | None) -> None:
    """Serve the desk's pages, and keep them up with the log."""
    if context.invoked_subcommand is not None:
        return
    configuration = load_configuration(path, secrets=True, of="dashboard")
    settings = _settings(path, configuration)

    async def work(stop: asyncio.Event) -> None:
        async with open_log(configuration) as log, beating(log, alive):
            await run_dashboard(log, partial(open_log, configuration), settings, configuration.clock, stop)

    click.echo(f"the desk is at {settings.address}; Ctrl-C ends it", err=True)
    until_stopped(work)


@dashboard.command()
@configured
def rebuild(path: Path) -> None:
    """Make the pages' database anew from the log."""
    configuration = load_configuration(path, secrets=False)
    settings, progress = _settings(path, configuration), Progress()

    async def work() -> int:
        async with open_log(configuration) as log:
            return await rebuild_dashboard(log, settings.database, lambda read, total: progress("rebuild", read, total))

    click.echo(f"{asyncio.run(work()):,} records projected into {settings.database}")


def _settings(path: Path, configuration: Configuration) -> Settings:
    if configuration.dashboard is None:
        raise ConfigurationError(f"{path}: it has no key `dashboard`; add it, with nothing under it for a start: {{}}")
    return configuration.dashboard
