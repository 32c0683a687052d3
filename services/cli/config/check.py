"""`claimwatch config check`."""

from __future__ import annotations

from pathlib import Path

import click

from services.alert.slack.webhook import LIMITS
from services.alert.templates.folder import templates_in
from services.cli.configuration import SqliteLogAt
from services.cli.configured import configured, load_configuration
from services.wording.amounts import counted


@click.command()
@configured
def check(path: Path) -> None:
    """Check the configuration file, and say what it sets up."""
    configuration = load_configuration(path, secrets=True)
    templates_in(configuration.alerting.templates, configuration.alerting.desk)
    feeds = sum(len(outlet.feeds) for outlet in configuration.outlets)
    sets_up = (
        f"{counted(len(configuration.outlets), 'outlet')} with {counted(feeds, 'feed')}",
        counted(len(configuration.rules.watchlist), "watched claim"),
        counted(len(configuration.alerting.receivers), "receiver"),
    )
    where = configuration.log.path if isinstance(configuration.log, SqliteLogAt) else configuration.log.bootstrap
    click.echo(f"{path}: good. {', '.join(sets_up)}; log: {where}; clock: {configuration.clock.value}")
    for receiver in configuration.alerting.receivers:
        for hook in receiver.slack_webhook:
            click.echo(f"receiver {receiver.name} writes to Slack by a webhook ({hook.name}): {LIMITS}")
