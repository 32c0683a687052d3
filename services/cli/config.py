"""`claimwatch config`: check the file; try a change of its rules on what was read; put it in force."""

from __future__ import annotations

import asyncio
import datetime as dt
import getpass
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from schemas.amending import differences
from schemas.flags import Flag
from services import wiring
from services.alert.slack.webhook import LIMITS
from services.alert.templates.folder import templates_in
from services.audit.backtest import Changes, backtest, changes
from services.cli.configuration import Configuration, SqliteLogAt
from services.cli.run import configured, load_configuration, open_log
from services.ruling import rules_in_force, set_rules


@click.group()
def config() -> None:
    """The configuration file, and the rules in it."""


@config.command("check")
@configured
def config_check(path: Path) -> None:
    """Check the configuration file, and say what it sets up."""
    configuration = load_configuration(path, secrets=True)
    templates_in(configuration.alerting.templates, configuration.alerting.desk)
    feeds = sum(len(outlet.feeds) for outlet in configuration.outlets)
    where = configuration.log.path if isinstance(configuration.log, SqliteLogAt) else configuration.log.bootstrap
    click.echo(
        f"{path}: good. {len(configuration.outlets)} outlets with {feeds} feeds, "
        f"{len(configuration.rules.watchlist)} watched claims, {len(configuration.alerting.receivers)} receivers; "
        f"log: {where}; clock: {configuration.clock.value}"
    )
    for receiver in configuration.alerting.receivers:
        for hook in receiver.slack_webhook:
            click.echo(f"receiver {receiver.name} writes to Slack by a webhook ({hook.name}): {LIMITS}")


@config.command()
@configured
@click.option("--days", type=click.IntRange(1), default=30, show_default=True, help="Of which to compare the flags.")
def plan(path: Path, days: int) -> None:
    """Show how the file's rules differ from those in force, and what they would flag instead. Nothing is changed."""
    configuration = load_configuration(path, secrets=False)
    for line in asyncio.run(_planned(configuration, dt.timedelta(days=days))):
        click.echo(line)


@config.command()
@configured
@click.option("--because", "reason", required=True, help="Why, for whoever reads the log later.")
def apply(path: Path, reason: str) -> None:
    """Put the file's rules in force, as a decision with who and why; a running detect takes them at once."""
    configuration = load_configuration(path, secrets=False)

    async def put() -> bool:
        async with open_log(configuration) as log:
            return await set_rules(log, configuration.rules, getpass.getuser(), wiring.wall(), reason)

    click.echo(f"{path}: its rules are in force" if asyncio.run(put()) else f"{path}: its rules were in force already")


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
