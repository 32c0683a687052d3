"""`claimwatch alert`: the service by itself, or the command that is asked for."""

from __future__ import annotations

from pathlib import Path

import click

from services.cli.configured import configured
from services.cli.later import Later
from services.cli.running.alive import alive_option


@click.group(invoke_without_command=True)
@configured
@alive_option
@click.pass_context
def alert(context: click.Context, path: Path, alive: Path | None) -> None:
    """Deliver flags to the receivers that the routes name.

    With a command: see where a flag goes and how it reads, try a receiver, or silence what is known.
    """
    if context.invoked_subcommand is None:
        from services.cli.alert.service import serve  # noqa: PLC0415 - what only looks needs nothing that sends

        serve(path, alive)


for command in (
    Later("route", "services.cli.alert.route:route", "Show where a flag goes, why, and what would hold it back now."),
    Later("preview", "services.cli.alert.preview:preview", "Show the notice of a flag as a channel would."),
    Later("test", "services.cli.alert.trial:test", "Send a receiver a notice that says it is a test."),
    Later("silence", "services.cli.alert.silence:silence", "Say what nobody is to be told of for a while."),
    Later(
        "precision",
        "services.cli.alert.precision:precision_command",
        "Show how many of the flags that were answered were right.",
    ),
):
    alert.add_command(command)
