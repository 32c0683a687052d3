"""`claimwatch doctor`."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from pathlib import Path
from typing import Final

import click

from services.cli.configuration import Configuration, KafkaLogAt, SqliteLogAt
from services.cli.configured import configured, load_configuration
from services.cli.doctor.feeds import look_at_feeds
from services.cli.doctor.finding import Finding, Health
from services.cli.doctor.pages import look_at_pages
from services.cli.doctor.pictures import look_at_letters
from services.cli.doctor.receivers import look_at_receivers
from services.cli.doctor.slack import look_at_slack_app
from services.cli.doctor.storage import look_at_database, look_at_folder, look_at_log
from services.wiring.logs import kafka_log_as_it_is, wall

_SHOWN: Final = {Health.GOOD: "ok  ", Health.POOR: "look", Health.BROKEN: "FAIL"}


@click.command()
@configured
def doctor(path: Path) -> None:
    """Look at all that a desk rests on, and say what to do.

    Feeds, clock, disk, log, databases, receivers and pictures; exits with 1 if one is broken.
    """
    configuration = load_configuration(path, secrets=True)
    findings = asyncio.run(_ask(configuration))
    if isinstance(at := configuration.log, SqliteLogAt):
        findings.insert(0, look_at_folder("log", Path(at.path)))
    for finding in findings:
        remedy = f"\n       {finding.remedy}" if finding.remedy else ""
        click.echo(f"{_SHOWN[finding.health]}   {finding.what}{remedy}")
    sick = sum(finding.health is Health.BROKEN for finding in findings)
    click.echo(
        f"{sick} of {len(findings)} {'is' if sick == 1 else 'are'} broken" if sick else f"all {len(findings)} work"
    )
    sys.exit(1 if sick else 0)


async def _ask(configuration: Configuration) -> list[Finding]:
    """What others answer: the databases' servers, the broker, the outlets, the receivers."""
    at = configuration.log
    found = [await look_at_database("outbox", configuration.outbox)]
    if configuration.dashboard is not None:
        found += await look_at_pages(configuration.dashboard)
    if isinstance(at, KafkaLogAt):
        opened = partial(kafka_log_as_it_is, at.bootstrap, at.prefix, at.replication)
        found.append(await look_at_log(f"on Kafka at {at.bootstrap}", opened))
    found += await look_at_feeds(configuration.outlets, configuration.ingest, wall)
    found += await look_at_receivers(configuration.alerting.receivers)
    if configuration.alerting.slack_app is not None:
        found.append(await look_at_slack_app(configuration.alerting.slack_app))
    return [*found, look_at_letters()]
