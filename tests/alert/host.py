"""An alert host as a process of its own, which stops itself at a named step so that a test can kill it there.

    python -m tests.alert.host FOLDER SLACK_URL SMTP_PORT [STEP]

At STEP it writes FOLDER/stopped and sends itself SIGSTOP. Without one it drains the log and ends.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from schemas.envelope import Entry
from services.alert.channels import open_channels
from services.alert.outbox import Book, DeliveryRow, Outbox
from services.alert.receivers import EmailTo, Receiver, SlackTo, Tls
from services.alert.routing import Route
from services.alert.service import Alert
from services.eventlog.port import Positions
from services.eventlog.sqlite import SqliteLog

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


class NotedBook(Book):
    """Notes what the transaction is about."""

    about: str = ""

    async def move(self, positions: Positions) -> None:
        self.about = "row"
        await super().move(positions)

    async def keep(self, row: DeliveryRow) -> None:
        self.about = row.state.value
        await super().keep(row)


class StoppingOutbox(Outbox):
    """Stops before or after the commit of a transaction."""

    folder: Path
    step: str

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Book]:
        async with super().transaction() as book:
            noted = NotedBook(book._session)
            yield noted
            if self.step == f"before commit: {noted.about}":
                stop_here(self.folder)
        if self.step == f"after commit: {noted.about}":
            stop_here(self.folder)


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


async def main(folder: Path, slack_url: str, smtp_port: int, step: str) -> None:
    StoppingLog.folder = StoppingOutbox.folder = folder
    StoppingLog.step = StoppingOutbox.step = step
    log = StoppingLog(folder / "log.sqlite")
    outbox = await StoppingOutbox.open(folder / "outbox.sqlite")
    channels = open_channels(receivers(slack_url, smtp_port), sys.stdout, now)
    alert = Alert(log, outbox, ROUTE, channels, now=now)
    await alert.drain()
    await outbox.close()
    await log.close()


if __name__ == "__main__":
    _, folder, slack_url, smtp_port, *step = sys.argv
    asyncio.run(main(Path(folder), slack_url, int(smtp_port), " ".join(step)))
