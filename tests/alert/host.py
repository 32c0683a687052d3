"""An alert host as a process of its own, which stops itself at a named step so that a test can kill it there.

    python -m tests.alert.host drain|run FOLDER OUTBOX SLACK_URL SMTP_PORT [STEP]

At STEP it writes FOLDER/stopped and sends itself SIGSTOP. It drains the log and ends, or runs until SIGTERM: one of
several workers, who beat twice a second.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import event
from sqlalchemy.orm import Session

from schemas.envelope import Entry
from services.alert.channels import open_channels
from services.alert.outbox.database import Outbox
from services.alert.receivers.receivers import EmailTo, Receiver, SlackTo, Tls
from services.alert.routing import Route
from services.alert.service import Alert
from services.eventlog.sqlite import SqliteLog

ABOUT = {"row": "INTO deliveries", "delivered": "DELIVERED", "sending": "SENDING"}
"""What a transaction is about, and what stands in a statement of such a one."""
ROUTE = Route(receiver="desk", group_wait_seconds=0, group_interval_seconds=0)


def receivers(slack_url: str, smtp_port: int) -> tuple[Receiver, ...]:
    slack = SlackTo("C0DESK", "xoxb-loopback", slack_url)
    mail = EmailTo("desk@paper.example", "claimwatch@paper.example", "127.0.0.1", smtp_port, Tls.NONE)
    return (Receiver("desk", slack=(slack,), email=(mail,)),)


def stop_here(folder: Path) -> None:
    (folder / "stopped").touch()
    os.kill(os.getpid(), signal.SIGSTOP)


class StoppingLog(SqliteLog):
    """Stops around the appending of notices."""

    folder: Path
    step: str

    async def append(self, entries: Sequence[Entry]) -> None:
        telling = any(entry.topic == "notices" for entry in entries)
        if telling and self.step == "before the notice":
            stop_here(self.folder)
        await super().append(entries)
        if telling and self.step == "after the notice":
            stop_here(self.folder)


def stop_around_commits(outbox: Outbox, folder: Path, step: str) -> None:
    """Stops before or after the commit of the transaction that the step names, by the statements it has run."""
    engine = outbox._engine.sync_engine
    run: list[str] = []

    def about() -> str:
        return next((what for what in ABOUT for statement in run if ABOUT[what] in statement), "")

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection, _cursor, statement, parameters, _context, _many) -> None:
        if not statement.startswith("SELECT"):
            run.append(f"{statement} {parameters}")

    @event.listens_for(engine, "commit")
    def before(_connection) -> None:
        if step == f"before commit: {about()}":
            stop_here(folder)

    @event.listens_for(Session, "after_commit")
    def after(_session) -> None:
        if step == f"after commit: {about()}":
            stop_here(folder)
        run.clear()

    @event.listens_for(Session, "after_rollback")
    def forget(_session) -> None:
        run.clear()


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def main(mode: str, folder: Path, url: str, receivers: Sequence[Receiver], step: str) -> None:
    StoppingLog.folder, StoppingLog.step = folder, step
    log = StoppingLog(folder / "log.sqlite")
    outbox = await Outbox.open(url)
    stop_around_commits(outbox, folder, step)
    channels = open_channels(receivers, sys.stdout, now)
    alert = Alert(log, outbox, ROUTE, channels, now=now, beat=0.5)
    if mode == "run":
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        await alert.run(stop)
    else:
        await alert.drain()
    await outbox.close()
    await log.close()


if __name__ == "__main__":
    _, mode, folder, url, slack_url, smtp_port, *step = sys.argv
    asyncio.run(main(mode, Path(folder), url, receivers(slack_url, int(smtp_port)), " ".join(step)))
