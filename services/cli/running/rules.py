"""What a service does with the configuration's rules when it starts."""

from __future__ import annotations

import getpass

import click

from services.cli.configuration import Configuration
from services.deciding.rules import take_rules
from services.eventlog.port import EventLog
from services.wiring.logs import wall


async def take_file_rules(log: EventLog, configuration: Configuration) -> None:
    """Put in force what the file says otherwise than at the start before."""
    if not await take_rules(log, configuration.rules, getpass.getuser(), wall()):
        click.echo("the desk decided on other rules than the file's; claimwatch config plan shows them", err=True)
