"""`claimwatch alert`: the service; and where a flag would go, how it would read, whether a receiver hears."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import click

from schemas.envelope import digest
from schemas.flags import Flag
from services import wiring
from services.alert.channels import open_channels
from services.alert.channels.channel import Channel, Delivery
from services.alert.errors import TryLater, Undeliverable
from services.alert.routing import Labels, Route, destinations, labels
from services.alert.templates.folder import templates_in
from services.alert.trial import trial
from services.cli.alive import beating
from services.cli.configuration import Configuration
from services.cli.flags import flag_asked
from services.cli.preview import Form, previewed
from services.cli.run import alive_option, configured, load_configuration, open_log, until_stopped


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
            wiring.open_alert(log, configuration.outbox, configuration.alerting, sys.stdout) as alerting,
        ):
            await alerting.run(stop)

    until_stopped(work)


@alert.command()
@configured
@click.argument("flag")
def route(path: Path, flag: str) -> None:
    """Show where FLAG (its id, or the first characters of it) goes, and by which routes."""
    configuration = load_configuration(path, secrets=False)

    asked = labels(_flag(configuration, flag))
    for name, values in asked.items():
        click.echo(f"{name}: {', '.join(sorted(values))}")
    for line in _tried(configuration.alerting.route, asked, 0):
        click.echo(line)
    channels = {receiver.name: receiver.channels for receiver in configuration.alerting.receivers}
    for to in destinations(configuration.alerting.route, asked):
        ways = ", ".join(channels[to.receiver]) or "no channel: kept, not sent"
        click.echo(f"→ {to.receiver} ({ways}), after {to.timing.group_wait.total_seconds():g} s, group {to.group}")


def _tried(at: Route, asked: Labels, depth: int) -> Iterator[str]:
    """The routes that were tried, in the order of the tree: which took the flag, and why the others did not."""
    failing = at.failing(asked)
    name = f"{'  ' * depth}route{f' to {at.receiver}' if at.receiver else ''} {' '.join(at.matchers)}".rstrip()
    if failing:
        yield f"{name}: no, as not {' and '.join(failing)}"
        return
    yield f"{name}: yes"
    for below in at.routes:
        yield from _tried(below, asked, depth + 1)
        if not below.continue_ and not below.failing(asked):
            return


@alert.command()
@configured
@click.argument("flag")
@click.option(
    "--as",
    "form",
    type=click.Choice([form.value for form in Form]),
    default=Form.TEXT.value,
    show_default=True,
    help="The page of a mail, a whole mail, what phones are told, or the blocks of a Slack message.",
)
def preview(path: Path, flag: str, form: str) -> None:
    """Show FLAG's notice as a channel would show it. Nothing is sent."""
    configuration = load_configuration(path, secrets=False)
    click.echo(previewed(_flag(configuration, flag), configuration.alerting, Form(form)), nl=False)


def _flag(configuration: Configuration, beginning: str) -> Flag:
    async def find() -> Flag:
        async with open_log(configuration) as log:
            return await flag_asked(log, beginning)

    return asyncio.run(find())


@alert.command()
@configured
@click.argument("receiver")
def test(path: Path, receiver: str) -> None:
    """Send RECEIVER a notice that says it is a test, by each of its channels; exits with 1 if one does not take it."""
    configuration = load_configuration(path, secrets=True)
    alerting = configuration.alerting
    templates = templates_in(alerting.templates, alerting.desk)
    known = open_channels(alerting.receivers, sys.stdout, wiring.wall, templates, alerting.desk)
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
            receipt = await channel.send(trial(now), delivery)
        except (TryLater, Undeliverable) as fault:
            failed += 1
            click.echo(f"{name}: {fault}", err=True)
        else:
            click.echo(f"{name}: taken, as {receipt.id}", err=True)
    return failed
