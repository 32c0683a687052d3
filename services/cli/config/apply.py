"""`claimwatch config apply`: the file's rules are put in force."""

from __future__ import annotations

import asyncio
import getpass
from pathlib import Path

import click

from services.cli.configured import configured, load_configuration, open_log
from services.deciding.rules import set_rules
from services.wiring.logs import wall


@click.command()
@configured
@click.option("--because", "reason", required=True, help="Why, for whoever reads the log later.")
def apply(path: Path, reason: str) -> None:
    """Put the file's rules in force.

    It is a decision, with who and why; a running detect takes them at once.
    """
    configuration = load_configuration(path, secrets=False)

    async def put() -> bool:
        async with open_log(configuration) as log:
            return await set_rules(log, configuration.rules, getpass.getuser(), wall(), reason)

    click.echo(f"{path}: its rules are in force" if asyncio.run(put()) else f"{path}: its rules were in force already")
