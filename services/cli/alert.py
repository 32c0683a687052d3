"""`claimwatch alert`: the service; and where a flag would go, how it would read, how often flags are right."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from schemas.envelope import digest
from services import wiring
from services.alert.channels.channel import Channel, Delivery
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.sound_check import sound_check
from services.cli.alive import beating
from services.cli.precision import precision_command
from services.cli.preview import preview
from services.cli.routing import route
from services.cli.run import alive_option, configured, load_configuration, open_alert, open_log, until_stopped


@click.group(invoke_without_command=True)
@configured
@alive_option
@click.pass_context
def alert(context: click.Context, path: Path, alive: Path | None) -> None:
    """Deliver flags to the receivers that the routes name; or, with a command, look at how they would be."""
    if context.invoked_subcommand is not None:
        return
    configuration = load_configuration(path, secrets=True)

    async def work(stop: asyncio.Event) -> None:
        async with (
            open_log(configuration) as log,
            beating(log, alive),
            open_alert(log, configuration) as alerting,
            asyncio.TaskGroup() as tasks,
        ):
            tasks.create_task(alerting.run(stop))
            if configuration.alerting.slack_app is not None:
                tasks.create_task(wiring.run_clicks(log, configuration.alerting.slack_app, stop))

    until_stopped(work)


alert.add_command(route)
alert.add_command(preview)
alert.add_command(precision_command)


@alert.command()
@configured
@click.argument("receiver")
def test(path: Path, receiver: str) -> None:
    """Send RECEIVER a notice that says it is a test, by each of its channels; exits with 1 if one does not take it."""
    configuration = load_configuration(path, secrets=True)
    known = wiring.channels_of(configuration.alerting, sys.stdout, wiring.wall, configuration.owners)
    if receiver not in known:
        raise click.UsageError(f"no receiver {receiver!r}; there are {', '.join(sorted(known))}")
    if not known[receiver]:
        raise click.UsageError(f"receiver {receiver!r} has no channel: what goes to it is kept, not sent")
    failed = asyncio.run(_told(known[receiver], wiring.wall()))
    sys.exit(1 if failed else 0)


async def _told(channels: Mapping[str, Channel], now: dt.datetime) -> int:
    """How many of the channels did not take the test notice."""
    failed = 0
    for name, channel in channels.items():
        delivery = Delivery(digest("test", name, now.isoformat()), None, now, now, uncertain=False)
        try:
            receipt = await channel.send(sound_check(now), delivery)
        except (TryLater, Undeliverable) as fault:
            failed += 1
            click.echo(f"{name}: {fault}", err=True)
        else:
            click.echo(f"{name}: taken, as {receipt.id}", err=True)
    return failed
