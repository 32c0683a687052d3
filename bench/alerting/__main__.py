"""`python -m bench.alerting`: flags into fifty routes at a steady rate, to Slack channels, mail boxes and webhooks.

alerting   `claimwatch alert`, as many workers as asked for, on a log in a file

A claim has five flags, which come one after another. With a wait they are one notice, as on a desk: unless said
otherwise it is Alertmanager's half minute. Without one each flag is a notice of its own, all with their pictures: the
most that there can be to do.

Delays are the log's own: from the flag's append to the moment when the receiver had taken its notice, the wait
included. Memory is what a worker holds at each tenth of the run, and at most; idle is once its outbox is set up, before
the first flag. Processor time is of the workers alone, from the first flag on. Workers who share an outbox share its
notices: how many each of them sent is said. Excluded: what a receiver on the network costs, and its rate limit. Slack
asks for a message a second in a channel, which grouping is for.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from sqlalchemy import func
from sqlmodel import col, select

from bench.alerting.flags import A_CLAIM, ROUTES, flag
from bench.alerting.hook import Hook
from bench.alerting.memory import Memory
from bench.processes import Service, claimwatch
from schemas.envelope import seal_all, unseal
from schemas.event import ClaimId
from schemas.flags import Flag, FlagEvent, FlagRaised
from schemas.notices import NoticeDelivered
from schemas.topics import FLAGS, NOTICES
from services.alert.outbox.database import Outbox
from services.alert.outbox.tables import DeliveryRow, DeliveryState
from services.alert.receivers.receivers import Alerting, EmailTo, Receiver, SlackTo, Tls, WebhookTo
from services.alert.routing import Route
from services.cli.configuration import Configuration, SqliteLogAt
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack
from services.eventlog.port import EventLog
from services.ingest.outlets import Settings
from services.wiring.logs import sqlite_log

_LOOK: Final = dt.timedelta(milliseconds=200)
_QUIET: Final = 120.0
"""Seconds without a notice after which the rest will not come."""


def _alerting(slack: Slack, box: Mailbox, hook: Hook, wait: int) -> Alerting:
    """A route an outlet; their receivers are Slack channels, mail boxes and webhooks in turn."""

    def receiver(number: int) -> Receiver:
        name = f"desk {number}"
        if number % 3 == 0:
            return Receiver(name, slack=(SlackTo(f"C{number}", slack.token, slack.url),))
        if number % 3 == 1:
            mail = EmailTo(f"desk{number}@paper.example", "claimwatch@paper.example", box.host, box.port, Tls.NONE)
            return Receiver(name, email=(mail,))
        return Receiver(name, webhook=(WebhookTo(f"{hook.url}{number}", ""),))

    routes = tuple(Route(f"desk {n}", (f'outlet="Outlet {n}"',)) for n in range(ROUTES))
    root = Route("nobody", group_wait_seconds=wait, group_interval_seconds=10 * wait, routes=routes)
    return Alerting(root, (Receiver("nobody"), *map(receiver, range(ROUTES))))


class Asked(NamedTuple):
    """What is measured."""

    flags: int
    seconds: float
    """Over how long they come."""
    wait: int
    """Of a group for company, in seconds."""
    workers: int
    outbox: str | None


async def run(asked: Asked) -> None:
    """Measure and print."""
    kind = "PostgreSQL" if asked.outbox else "SQLite"
    print(f"alerting: {asked.flags:,} flags in {asked.seconds:g} s into {ROUTES} routes, which wait {asked.wait} s")
    print(f"{asked.workers} worker(s), outbox on {kind}")
    with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as name, ExitStack() as stack:
        folder = Path(name)
        slack = stack.enter_context(Slack(channels=[f"C{n}" for n in range(ROUTES)]))
        box, hook = stack.enter_context(Mailbox()), stack.enter_context(Hook())
        log_at = SqliteLogAt(str(folder / "claimwatch.log"))
        configuration = Configuration(
            log=log_at,
            outbox=asked.outbox or f"sqlite:///{folder}/outbox",
            ingest=Settings(contact="desk@example.org"),
            outlets=(),
            alerting=_alerting(slack, box, hook, asked.wait),
        )
        path = folder / "claimwatch.yaml"
        path.write_bytes(msgspec.json.encode(configuration))  # JSON is YAML
        async with sqlite_log(Path(log_at.path)) as log:
            # The past is taken in, so that nothing of what comes is uncertain.
            alerts = [
                stack.enter_context(Service(f"alert {n}", claimwatch("alert", "-c", str(path)), folder))
                for n in range(asked.workers)
            ]
            first = flag(-A_CLAIM)
            await _follow(log, alerts, [first], 0, [])
            before = [service.usage() for service in alerts]
            memory = [Memory(service) for service in alerts]
            began = time.monotonic()
            delays, notices = await _follow(log, alerts, [flag(n) for n in range(asked.flags)], asked.seconds, memory)
            took = time.monotonic() - began
            usages = [service.usage() for service in alerts]
            shares = await _shares(asked.outbox, first.claim) if asked.outbox else [notices]
    ranked = sorted(delays)
    told = ", ".join(f"p{p} {ranked[min(len(ranked) - 1, len(ranked) * p // 100)]:.2f} s" for p in (50, 95, 99))
    print(f"{len(delays):,} flags told in {notices:,} notices, {took:.1f} s: {len(delays) / took:.0f} flags/s")
    print(f"from append to taken {told}")
    print(f"sent by each worker: {', '.join(f'{share:,}' for share in shares)} notices")
    for was, usage, held in zip(before, usages, memory, strict=True):
        cpu = usage.cpu_s - was.cpu_s
        print(f"a worker: {cpu:.1f} s of CPU, {1000 * cpu / len(delays):.1f} ms a flag; {held}")


async def _shares(outbox: str, first: ClaimId) -> list[int]:
    """How many notices each worker sent, but for that of the first claim, by which they were found ready."""
    opened = await Outbox.open(outbox)
    sent = col(DeliveryRow.state) == DeliveryState.DELIVERED
    by_worker = select(DeliveryRow.worker, func.count()).where(sent, DeliveryRow.claim != first)
    async with opened.transaction() as session:
        found = (await session.exec(by_worker.group_by(col(DeliveryRow.worker)))).all()
    await opened.close()
    return [share for _, share in sorted(found)]


async def _follow(
    log: EventLog, alerts: Sequence[Service], flags: Sequence[Flag], seconds: float, memory: Sequence[Memory]
) -> tuple[list[float], int]:
    """Append the flags over so many seconds; how long each took until its notice was taken, and how many these were."""
    reader = log.read((FLAGS, NOTICES), await log.ends((FLAGS, NOTICES)))
    writing = asyncio.create_task(_append(log, flags, seconds))
    appended: dict[str, dt.datetime] = {}
    delays: dict[str, float] = {}
    notices = 0
    heard_at = time.monotonic()
    while len(delays) < len(flags):
        for record in await reader.poll(_LOOK):
            event = unseal(record.headers, record.value)
            if isinstance(event, FlagEvent):
                appended[event.flag.flag] = record.appended_at
            elif isinstance(event, NoticeDelivered):
                heard_at, notices = time.monotonic(), notices + 1
                for cause in event.causes:
                    delays[cause.flag] = (event.at - appended[cause.flag]).total_seconds()
        for service in alerts:
            service.check()
        for held in memory:
            held.look()
        if time.monotonic() - heard_at > _QUIET + seconds:
            raise TimeoutError(f"{len(delays):,} of {len(flags):,} flags were told, and no more")
    await writing
    await reader.close()
    return list(delays.values()), notices


async def _append(log: EventLog, flags: Sequence[Flag], seconds: float) -> None:
    """In batches, ten a second."""
    began, batches = time.monotonic(), max(1, int(seconds * 10))
    for batch in range(batches):
        part = flags[len(flags) * batch // batches : len(flags) * (batch + 1) // batches]
        await log.append(seal_all(FlagRaised(flag=item) for item in part))
        await asyncio.sleep(max(0.0, began + seconds * (batch + 1) / batches - time.monotonic()))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flags", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=60, help="over how long they come; 0 is at once: a backlog")
    parser.add_argument("--wait", type=int, default=30, help="of a group for company; 0: each flag by itself")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--outbox", help="postgresql://…, an empty database; else a file")
    asyncio.run(run(Asked(**vars(parser.parse_args()))))
