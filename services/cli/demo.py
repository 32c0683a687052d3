"""`claimwatch demo`: two stories told in compressed time, through the whole of claimwatch, on loopback only.

outlets on loopback ─▶ ingest ─▶ detect ─▶ alert ─▶ a small Slack and a mailbox on loopback
                          └── the log, in one file ──┘
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

import click

from schemas.envelope import unseal
from schemas.topics import DECISIONS, FETCHES, FIGURES, FLAGS, NOTICES, REJECTS, STATEMENTS
from schemas.watch import Rules, WatchedClaim
from services.alert.receivers.receivers import Alerting, EmailTo, Receiver, SlackTo, Tls
from services.alert.routing import Route
from services.alert.service import Alert
from services.alert.slack.app import SlackApp
from services.alert.slack.buttons import Press
from services.cli.running.stopping import until_stopped
from services.dashboard.settings import Settings as Dashboard
from services.deciding.rules import take_rules
from services.demo.mailbox import Mailbox
from services.demo.narrate import day_heading, heading, narrate, summary
from services.demo.outlets import OutletServer
from services.demo.page import page
from services.demo.slack import Slack, Stored
from services.demo.slack.payloads import TEAM, Member
from services.demo.stories import days, load
from services.demo.tally import Tally, count
from services.detect.control import Clock
from services.detect.service import READING, TRACKING, Host, Leader
from services.eventlog.port import EventLog, Reader
from services.ingest.outlets import Outlet, Settings
from services.ingest.service import Ingest
from services.wiring.alerting import open_alert, run_clicks
from services.wiring.desk import rebuild_dashboard, run_dashboard
from services.wiring.logs import sqlite_log, wall

_TOLD: Final = (FETCHES, STATEMENTS, FIGURES, FLAGS, DECISIONS, NOTICES, REJECTS)
_NOW: Final = dt.timedelta(0)
_RULES: Final = Rules(
    watchlist=(
        WatchedClaim(
            "North Korean soldiers in Kursk",
            counted="soldier",
            actor="North Korea",
            action="deployed",
            place="Kursk",
            priority=3,
        ),
    )
)


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the log and the page of notices are left; a new temporary folder unless said.",
)
@click.option("--serve", is_flag=True, help="Then open the desk's pages on it, until Ctrl-C.")
def demo(*, out: Path | None, serve: bool) -> None:
    """Show what claimwatch makes of two stories, in compressed time.

    They are told day by day, through the whole of claimwatch, on loopback only.
    """
    folder = out or Path(tempfile.mkdtemp(prefix="claimwatch-demo-"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise click.UsageError(f"{folder}: {fault.strerror}; name a folder in one that is yours") from fault
    for left in folder.glob("demo.*"):
        left.unlink()  # of a demo before this one
    desk = Dashboard(database=f"sqlite:///{(folder / 'demo.desk.db').resolve()}")
    asyncio.run(_demo(folder, desk))
    if not serve:
        click.echo(f"  To look at the same on the desk's pages: {sys.argv[0]} demo --serve")
        return

    async def work(stop: asyncio.Event) -> None:
        opened = partial(sqlite_log, folder / "demo.log")
        async with opened() as log:
            await run_dashboard(log, opened, desk, Clock.ARTICLES, stop)

    click.echo(f"  The desk is at {desk.address}; Ctrl-C ends it")
    until_stopped(work)


async def _demo(folder: Path, desk: Dashboard) -> None:
    colour = sys.stdout.isatty()
    stories = load()
    tally = Tally()
    with Slack() as slack, Mailbox() as mailbox:
        async with OutletServer(stories) as server, sqlite_log(folder / "demo.log") as log:
            await take_rules(log, _RULES, "the demo", wall())
            leader = await Leader.take_up(log, Clock.ARTICLES, wall)
            hosts: list[Leader | Host] = [leader, await Host.take_up(log, READING), await Host.take_up(log, TRACKING)]
            told = log.read(_TOLD)
            stop, alerts = asyncio.Event(), _alerting(slack, mailbox)
            clicks = asyncio.create_task(run_clicks(log, _app(slack), stop))
            untaken = True
            for day in days(stories):
                server.publish_until(_end(day))
                async with _ingest(log, server, day) as ingest:
                    await ingest.poll_all_once()
                await _settle(hosts)
                async with open_alert(log, f"sqlite:///{folder / 'demo.outbox'}", alerts, sys.stdout) as alerting:
                    await _deliver(alerting)
                    if untaken and (conflict := _first_conflict(slack)) is not None:
                        await asyncio.to_thread(slack.press, conflict, Press.TAKE.value, Member("U0ANN", "Ann"))
                        await _deliver(alerting)
                        untaken = False
                tally, lines = await _told(told, tally, colour=colour)
                for line in (*day_heading(day, colour=colour), *lines) if lines else ():
                    click.echo(line)
            stop.set()
            await clicks
            await rebuild_dashboard(log, desk.database, lambda _read, _total: None)
        notices = folder / "demo.notices.html"
        notices.write_text(page(slack.messages, mailbox.mails, slack.files.complete), encoding="utf-8")
        for line in (*heading("What it came to", colour=colour), *summary(tally, colour=colour)):
            click.echo(line)
        click.echo(f"\n  Received: {len(slack.messages)} Slack messages, {len(mailbox.mails)} mails. Look at {notices}")
        click.echo(f"  To replay it: {sys.argv[0]} replay --log {folder / 'demo.log'}")


def _app(slack: Slack) -> SlackApp:
    return SlackApp(team=TEAM, token=slack.token, app_token=slack.app_token, base_url=slack.url)


def _first_conflict(slack: Slack) -> Stored | None:
    """The first message that says of its claim that figures conflict: somebody takes it."""
    return next((message for message in slack.roots() if "Conflict" in message.blocks[0]["text"]["text"]), None)


def _end(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(23, 59), dt.UTC)


def _ingest(log: EventLog, server: OutletServer, day: dt.date) -> Ingest:
    outlets = [Outlet(name=name, feeds=(url,), private=True) for name, url in server.feeds.items()]
    # One feed after another: the order of arrival decides which flags open and close on the way.
    settings = Settings(contact="desk@example.org", host_gap_seconds=0, concurrency=1)
    return Ingest(log, outlets, settings, now=lambda: _end(day), random=Random(0))  # noqa: S311 - jitter only


def _alerting(slack: Slack, mailbox: Mailbox) -> Alerting:
    """The desk's Slack gets what is watched, its chief a mail of each conflict; the rest waits for a digest."""
    return Alerting(
        slack_app=_app(slack),
        route=Route(
            receiver="digest",
            group_wait_seconds=0,
            group_interval_seconds=0,
            routes=(
                Route(receiver="chief", matchers=('grade="conflict"',), continue_=True),
                Route(receiver="desk", matchers=("severity>=2",)),
            ),
        ),
        receivers=(
            Receiver("digest"),
            Receiver("desk", slack=(SlackTo(slack.channels[0], slack.token, slack.url),)),
            Receiver(
                "chief",
                email=(EmailTo("chief@example.org", "claimwatch@example.org", mailbox.host, mailbox.port, Tls.NONE),),
            ),
        ),
    )


async def _settle(hosts: Sequence[Leader | Host]) -> None:
    """Advance all until none has anything left to do."""
    while sum([await host.advance(_NOW) for host in hosts]):
        pass


async def _deliver(alerting: Alert) -> None:
    while (await alerting.drain()).delivered:
        pass


async def _told(reader: Reader, tally: Tally, *, colour: bool) -> tuple[Tally, list[str]]:
    lines: list[str] = []
    while records := await reader.poll(_NOW):
        for record in records:
            event = unseal(record.headers, record.value)
            tally = count(tally, event)
            lines += narrate(event, tally, colour=colour)
    return tally, lines
