"""`claimwatch config`: its commands."""

from __future__ import annotations

import click

from services.cli.later import Later


@click.group()
def config() -> None:
    """The configuration file, and the rules in it."""


for command in (
    Later("check", "services.cli.config.check:check", "Check the configuration file, and say what it sets up."),
    Later("opml", "services.cli.config.opml:opml", "Write the outlets with their feeds as OPML."),
    Later("plan", "services.cli.config.plan:plan", "Show what the file's rules would flag instead."),
    Later("apply", "services.cli.config.apply:apply", "Put the file's rules in force."),
):
    config.add_command(command)
