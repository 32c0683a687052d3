"""One run of the main job on one host: real articles published step by step, and how everything stood after each.

outlets on loopback ─▶ claimwatch's processes ─▶ a small Slack and a mailbox on loopback
                           └── log ─▶ account of every source, figures, flags, notices, resources
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import click
import msgspec

from bench import broker
from bench.incidents.accounting import Account, Ledger, account
from bench.incidents.articles import Sourced, Step
from bench.incidents.outcome import Outcome, outcome
from bench.incidents.outlets import OutletServers
from bench.incidents.watching import EMBEDDED_GROUPS, KAFKA_GROUPS, Groups, Watch, outbox_is_empty
from bench.processes import Service, Usage, claimwatch
from services.alert.receivers.receivers import Alerting, EmailTo, Receiver, SlackTo, Tls
from services.alert.routing import Route
from services.audit.replay import replay
from services.cli.configuration import Configuration, KafkaLogAt, SqliteLogAt
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack
from services.detect.control import Clock
from services.ingest.outlets import Outlet, Settings
from services.wiring.logs import kafka_log, sqlite_log

_LONGEST_INTERVAL: Final = 4
"""Seconds between polls of a feed that does not change: the time that a month takes at least."""

Outlets = Mapping[str, Sequence[Sourced]]
"""The articles of each outlet, in order of date."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One run's report."""

    host: str
    articles_in_data: int
    outlets: int
    account: Account
    slack_messages: int
    mails: int
    alert_done: bool
    """Alert had taken in every flag and had nothing left to send."""
    wall_s: float
    services: dict[str, Usage]
    replay: dict[str, str] = {}


class _Desk(NamedTuple):
    """Where notices arrive."""

    slack: Slack
    mailbox: Mailbox


class Host(NamedTuple):
    """How claimwatch is run."""

    name: str
    folder: Path
    log: KafkaLogAt | SqliteLogAt
    commands: tuple[tuple[str, str], ...]
    """(name of the process, command)."""
    groups: Groups


@asynccontextmanager
async def host_named(name: str, workers: int, folder: Path) -> AsyncIterator[Host]:
    """A host that keeps what it has in that folder: `kafka`, with so many workers of detect, or `embedded`."""
    if name == "embedded":
        yield Host(name, folder, SqliteLogAt(str(folder / "claimwatch.log")), (("run", "run"),), EMBEDDED_GROUPS)
        return
    detect = tuple((f"detect {n}", "detect") for n in range(1, workers + 1))
    async with broker.prefixed("incidents") as prefix:
        at = KafkaLogAt(broker.bootstrap(), prefix)
        yield Host(name, folder, at, (("ingest", "ingest"), *detect, ("alert", "alert")), KAFKA_GROUPS)


async def run_on(
    host: Host, steps: Sequence[Step], outlets: Outlets, servers: OutletServers
) -> tuple[Run, Ledger, list[Outcome]]:
    """Publish all steps, one after another; the report, the ledger, and how things stood after each step."""
    articles = [article for theirs in outlets.values() for article in theirs]
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        desk = _Desk(stack.enter_context(Slack()), stack.enter_context(Mailbox()))
        if isinstance(host.log, SqliteLogAt):
            log = await stack.enter_async_context(sqlite_log(Path(host.log.path)))
            committed = log.committed
        else:
            log = await stack.enter_async_context(kafka_log(host.log.bootstrap, host.log.prefix, 1))
            committed = partial(broker.committed, host.log.prefix)
        configuration = _configuration(host, servers, desk)
        path = host.folder / "claimwatch.yaml"
        path.write_bytes(msgspec.json.encode(configuration))  # JSON is YAML
        servers.publish_before(dt.date.min)
        services = [
            stack.enter_context(Service(name, claimwatch(command, "-c", str(path)), host.folder))
            for name, command in host.commands
        ]
        standing: list[Outcome] = []
        watch = Watch(log, services, host.groups, committed)
        for step in steps:
            servers.publish_before(step.end)
            await watch.published(step.ids)
            await watch.detected()
            standing.append(outcome(watch.ledger))
            _progress(host.name, step, watch.ledger, time.monotonic() - began)
        await watch.notified()
        usage = {service.name: service.usage() for service in services}
        wall = time.monotonic() - began
        for service in services:
            service.stop()
        done = await outbox_is_empty(configuration.outbox, log)
        await watch.close()
        replayed = {leg.name: leg.difference or "identical" for leg in await replay(log, lambda *_: None)}
        return (
            Run(
                host=host.name,
                articles_in_data=len(articles),
                outlets=len(outlets),
                account=account(watch.ledger, articles),
                slack_messages=len(desk.slack.messages),
                mails=len(desk.mailbox.mails),
                alert_done=done,
                wall_s=round(wall, 1),
                services=usage,
                replay=replayed,
            ),
            watch.ledger,
            standing,
        )


def _configuration(host: Host, servers: OutletServers, desk: _Desk) -> Configuration:
    """All outlets; every flag, of watched and of discovered claims, to Slack and by mail, at once."""
    slack, mailbox = desk
    receiver = Receiver(
        "desk",
        slack=(SlackTo(slack.channels[0], slack.token, slack.url),),
        email=(EmailTo("desk@example.org", "claimwatch@example.org", mailbox.host, mailbox.port, Tls.NONE),),
    )
    return Configuration(
        log=host.log,
        outbox=f"sqlite:///{host.folder}/outbox",
        ingest=Settings(
            contact="desk@example.org",
            min_interval_seconds=1,
            max_interval_seconds=_LONGEST_INTERVAL,
            host_gap_seconds=0,
            concurrency=16,
        ),
        outlets=tuple(Outlet(name, (url,), private=True) for name, url in servers.feeds.items()),
        alerting=Alerting(Route("desk", group_wait_seconds=0, group_interval_seconds=0), (receiver,)),
        clock=Clock.ARTICLES,
    )


def _progress(host: str, step: Step, ledger: Ledger, seconds: float) -> None:
    click.echo(
        f"{host} {seconds:6.0f} s: before {step.end}: {len(ledger.articles):,} articles, "
        f"{len(ledger.statements):,} reports, {len(ledger.raised):,} flags, {len(ledger.notices):,} notices",
        err=True,
    )
