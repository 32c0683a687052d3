"""`claimwatch alert test`: does a receiver hear?"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path

import click

from schemas.envelope import digest
from services.alert.channels.channel import Channel, Delivery
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.sound_check import sound_check
from services.cli.configured import configured, load_configuration
from services.wiring.alerting import channels_of
from services.wiring.logs import wall


@click.command()
@configured
@click.argument("receiver")
def test(path: Path, receiver: str) -> None:
    """Send a receiver a notice that says it is a test.

    It goes by each of RECEIVER's channels; exits with 1 if one does not take it.
    """
    configuration = load_configuration(path, secrets=True)
    known = channels_of(configuration.alerting, sys.stdout, wall, configuration.owners)
    if receiver not in known:
        raise click.UsageError(f"no receiver {receiver!r}; there are {', '.join(sorted(known))}")
    if not known[receiver]:
        raise click.UsageError(f"receiver {receiver!r} has no channel: what goes to it is kept, not sent")
    failed = asyncio.run(_told(known[receiver], wall()))
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
