"""The main job on real input: real articles served as their outlets' feeds, through all of claimwatch, to notices.

    data ─▶ outlets on loopback ─▶ claimwatch's processes, month by month ─▶ a small Slack and a mailbox on loopback
                                          └── log ─▶ account of every source, figures, flags, notices, resources

Each month is published when everything has caught up with the one before; the clock is the articles'. Every service is
a process of its own: on Kafka ingest, two detect workers and alert; embedded, `claimwatch run`. Exit code 1: a source
is in neither `articles` nor `rejects`, or runs that must end in the same do not.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import click
import msgspec

from bench import articles as data
from bench import broker, drawing
from bench.accounting import Account, Ledger, account
from bench.articles import Sourced
from bench.outcome import Outcome, differences, outcome
from bench.outlets import OutletServers
from bench.processes import Service, Usage, claimwatch
from bench.watching import EMBEDDED_GROUPS, KAFKA_GROUPS, Groups, Watch, outbox_is_empty
from services import wiring
from services.alert.receivers import Alerting, EmailTo, Receiver, SlackTo, Tls
from services.alert.routing import Route
from services.audit.replay import replay
from services.cli.configuration import Configuration, KafkaLogAt, SqliteLogAt
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack
from services.detect.control import Clock
from services.ingest.outlets import Outlet, Settings

_PORT: Final = 28480
_LONGEST_INTERVAL: Final = 4
"""Seconds between polls of a feed that does not change: the time that a month takes at least."""


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


class _Host(NamedTuple):
    """How claimwatch is run."""

    name: str
    log: KafkaLogAt | SqliteLogAt
    commands: tuple[tuple[str, str], ...]
    """(name of the process, command)."""
    groups: Groups


@click.command()
@click.option("--data", "path", type=click.Path(path_type=Path, exists=True, dir_okay=False), required=True)
@click.option("--host", type=click.Choice(["kafka", "embedded", "both"]), default="both", show_default=True)
@click.option("--workers", type=click.IntRange(1), default=2, show_default=True, help="detect's processes on Kafka.")
@click.option("--months", type=click.IntRange(1), help="Only the first months, for a quick look.")
@click.option("--json", "report", type=click.Path(path_type=Path, dir_okay=False), help="Write the reports here too.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Keep logs and outputs in this folder.")
@click.option("--flags", default=0, help="Print so many random flags with their evidence.")
@click.option("--seed", default=1, show_default=True, help="For the drawing of flags.")
@click.option("--port", default=_PORT, show_default=True, help="Of all outlets.")
def main(
    *,
    path: Path,
    host: str,
    workers: int,
    months: int | None,
    report: Path | None,
    out: Path | None,
    flags: int,
    seed: int,
    port: int,
) -> None:
    """Run the main job, report on it, and compare the hosts."""
    with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as scratch:
        job = _Job(data.load(path), months, (out or Path(scratch)).absolute(), port)
        runs, faults, ledger = asyncio.run(job.run(("kafka", "embedded") if host == "both" else (host,), workers))
    for run in runs:
        click.echo(_spelled(run))
    if report is not None:
        report.write_bytes(msgspec.json.format(msgspec.json.encode(runs), indent=1))
    for line in drawing.spelled(drawing.draw(ledger.flags.values(), flags, seed)):
        click.echo(line)
    for fault in faults:
        click.echo(f"FAULT: {fault}")
    sys.exit(1 if faults else 0)


class _Job:
    def __init__(self, articles: Sequence[Sourced], months: int | None, folder: Path, port: int) -> None:
        self._steps = data.months(articles)[:months]
        wanted = frozenset(id_ for step in self._steps for id_ in step.ids)
        self._articles = [article for article in articles if article.id in wanted]
        self._outlets = data.by_outlet(self._articles)
        self._folder = folder
        self._port = port

    async def run(self, hosts: Sequence[str], workers: int) -> tuple[list[Run], list[str], Ledger]:
        """The reports, what is wrong, and the last run's ledger."""
        runs: list[Run] = []
        faults: list[str] = []
        stood: list[list[Outcome]] = []
        ledger = Ledger()
        async with OutletServers(self._outlets, self._port) as servers:
            for name in hosts:
                async with self._host(name, workers) as host:
                    run, ledger, standing = await self._one(host, servers)
                runs.append(run)
                stood.append(standing)
                faults += faults_of(run)
        if len(hosts) > 1:
            faults += self._compared(hosts, *stood)
        return runs, faults, ledger

    def _compared(self, hosts: Sequence[str], first: Sequence[Outcome], second: Sequence[Outcome]) -> list[str]:
        """Say whether two runs stood the same after every step; what is wrong, if they did not."""
        faults = []
        for step, one, other in zip(self._steps, first, second, strict=True):
            if found := differences(one, other):
                faults.append(f"before {step.end}: {len(found)} differences between hosts; the first: {found[0]}")
        things = [key.partition(" ")[0] for one in first for key in one]
        click.echo(
            f"{' and '.join(hosts)}: {'DIFFERENT' if faults else 'identical'} at the ends of {len(self._steps)} months "
            f"({things.count('figures'):,} live figures and {things.count('flag'):,} open flags compared)"
        )
        return faults

    @asynccontextmanager
    async def _host(self, name: str, workers: int) -> AsyncIterator[_Host]:
        if name == "embedded":
            folder = self._folder / name
            folder.mkdir(parents=True, exist_ok=True)
            yield _Host(name, SqliteLogAt(str(folder / "claimwatch.log")), (("run", "run"),), EMBEDDED_GROUPS)
            return
        detect = tuple((f"detect {n}", "detect") for n in range(1, workers + 1))
        async with broker.prefixed("incidents") as prefix:
            at = KafkaLogAt(broker.bootstrap(), prefix)
            yield _Host(name, at, (("ingest", "ingest"), *detect, ("alert", "alert")), KAFKA_GROUPS)

    async def _one(self, host: _Host, servers: OutletServers) -> tuple[Run, Ledger, list[Outcome]]:
        folder = self._folder / host.name
        folder.mkdir(parents=True, exist_ok=True)
        began = time.monotonic()
        async with AsyncExitStack() as stack:
            desk = _Desk(stack.enter_context(Slack()), stack.enter_context(Mailbox()))
            if isinstance(host.log, SqliteLogAt):
                log = await stack.enter_async_context(wiring.sqlite_log(Path(host.log.path)))
                committed = log.committed
            else:
                log = await stack.enter_async_context(wiring.kafka_log(host.log.bootstrap, host.log.prefix, 1))
                committed = partial(broker.committed, host.log.prefix)
            configuration = self._configuration(host, servers, desk, folder / "outbox")
            path = folder / "claimwatch.yaml"
            path.write_bytes(msgspec.json.encode(configuration))  # JSON is YAML
            servers.publish_before(dt.date.min)
            services = [
                stack.enter_context(Service(name, claimwatch(command, "-c", str(path)), folder))
                for name, command in host.commands
            ]
            standing: list[Outcome] = []
            watch = Watch(log, services, host.groups, committed)
            for step in self._steps:
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
                    articles_in_data=len(self._articles),
                    outlets=len(self._outlets),
                    account=account(watch.ledger, self._articles),
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

    def _configuration(self, host: _Host, servers: OutletServers, desk: _Desk, outbox: Path) -> Configuration:
        """All outlets; every flag, of watched and of discovered claims, to Slack and by mail, at once."""
        slack, mailbox = desk
        receiver = Receiver(
            "desk",
            slack=(SlackTo(slack.channels[0], slack.token, slack.url),),
            email=(EmailTo("desk@example.org", "claimwatch@example.org", mailbox.host, mailbox.port, Tls.NONE),),
        )
        return Configuration(
            log=host.log,
            outbox=f"sqlite:///{outbox}",
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


def faults_of(run: Run) -> list[str]:
    """What makes a run a failure, in words."""
    faults = []
    if run.account.unaccounted:
        faults.append(
            f"{run.host}: {len(run.account.unaccounted)} sources unaccounted for: {run.account.unaccounted[:5]}"
        )
    if not run.account.raised or not run.account.notices:
        faults.append(f"{run.host}: {run.account.raised} flags, {len(run.account.notices)} kinds of notices")
    if not run.alert_done:
        faults.append(f"{run.host}: alert has not delivered everything")
    faults += [f"{run.host}: replay of {leg}: {said}" for leg, said in run.replay.items() if said != "identical"]
    return faults


def _progress(host: str, step: data.Step, ledger: Ledger, seconds: float) -> None:
    click.echo(
        f"{host} {seconds:6.0f} s: before {step.end}: {len(ledger.articles):,} articles, "
        f"{len(ledger.statements):,} reports, {len(ledger.raised):,} flags, {len(ledger.notices):,} notices",
        err=True,
    )


def _spelled(run: Run) -> str:
    return f"== {run.host}\n" + msgspec.json.format(msgspec.json.encode(run), indent=1).decode()


if __name__ == "__main__":
    main()
