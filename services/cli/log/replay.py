"""`claimwatch replay`: is what was recorded what this build makes of it?"""

from __future__ import annotations

import asyncio
import sys

import click

from services.audit.replay import Leg
from services.audit.replay import replay as replay_log
from services.cli.log.named import existing, log_option
from services.cli.progress import Progress


@click.command()
@log_option
def replay(where: str) -> None:
    """Replay a log: does this build make the same of it?

    Reading and tracking are done again, and what they come to is reported "identical", or by the first difference
    (exit 3).
    """
    legs = asyncio.run(_replay(where))
    for leg in legs:
        click.echo(_line(leg))
    if any(leg.difference for leg in legs):
        sys.exit(3)


async def _replay(where: str) -> list[Leg]:
    async with existing(where) as log:
        return await replay_log(log, Progress())


def _line(leg: Leg) -> str:
    counts = f"{leg.replayed:,} replayed, {leg.recorded:,} recorded"
    if leg.other_build:
        counts += f", {leg.other_build:,} keys by another build, not compared"
    return f"{leg.name}: {'identical' if leg.difference is None else 'DIFFERENT'} ({counts})" + (
        f"\n  first difference: {leg.difference}" if leg.difference else ""
    )
