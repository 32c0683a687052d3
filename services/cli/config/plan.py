"""`claimwatch config plan`: a change of the rules is tried on what was read."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from schemas.amending import differences
from schemas.flags import Flag
from services.audit.backtest import Changes, backtest, changes
from services.cli.configuration import Configuration
from services.cli.configured import configured, load_configuration, open_log
from services.deciding.rules import rules_in_force


@click.command()
@configured
@click.option("--days", type=click.IntRange(1), default=30, show_default=True, help="How far back to compare flags.")
def plan(path: Path, days: int) -> None:
    """Show what the file's rules would flag instead.

    They are compared with those in force. Nothing is changed.
    """
    configuration = load_configuration(path, secrets=False)
    for line in asyncio.run(_planned(configuration, dt.timedelta(days=days))):
        click.echo(line)


async def _planned(configuration: Configuration, back: dt.timedelta) -> list[str]:
    async with open_log(configuration) as log:
        now = await rules_in_force(log)
        if now == configuration.rules:
            return ["the rules in force are those of the file"]
        before, after = await backtest(log, now), await backtest(log, configuration.rules)
    return [*differences(now, configuration.rules), *_flags_changed(changes(before, after, back), back)]


def _flags_changed(found: Changes, back: dt.timedelta) -> Iterator[str]:
    yield f"of the last {back.days} days' flags, {found.kept} would stay as they are"
    for what, flags in (("would come", found.come), ("would go", found.gone), ("would be graded anew", found.graded)):
        yield f"{len(flags)} {what}"
        yield from _lines(flags)


def _lines(flags: Iterable[Flag]) -> Iterator[str]:
    for flag in sorted(flags, key=lambda each: each.found_at):
        yield f"  {flag.found_at:%d %b %Y} {flag.grade.value}, {flag.rule.value}, {flag.title}: {flag.explanation}"
