"""An alert host as a process of its own, which stops around its commits and around the notices that it appends.

    python -m bench.kills.alert_host drain|run FOLDER OUTBOX SLACK_URL SMTP_PORT

It drains the log and ends, or runs until SIGTERM: one of several workers, who beat twice a second.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import signal
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import msgspec
from sqlalchemy import event
from sqlalchemy.orm import Session

from bench.kills.log import opened, stop_around_notices
from bench.kills.places import come_to
from services.alert.channels.channel import Channel
from services.alert.channels.email import EmailChannel
from services.alert.channels.slack import SlackChannel
from services.alert.outbox.database import Outbox
from services.alert.receivers.receivers import EmailTo, SlackTo, Tls
from services.alert.routing import Route
from services.alert.service import Alert
from services.cli.configuration import KafkaLogAt

_ABOUT: Final = {"row": "INTO deliveries", "delivered": "DELIVERED", "sending": "SENDING"}
"""What a transaction is about, and what stands in a statement of such a one."""
_ROUTE: Final = Route(receiver="desk", group_wait_seconds=0, group_interval_seconds=0)


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """What a host is started with."""

    mode: str
    """`drain` or `run`."""
    folder: Path
    """Where it is told to stop, and its log is."""
    kafka: KafkaLogAt | None = None
    """Where its log is instead."""
    outbox: str
    slack_url: str
    smtp_port: int
    beat: float = 0.5
    """Seconds."""
    timeout: int = 30
    """Seconds that Slack and the mail server may take."""
    ahead: dt.timedelta = dt.timedelta()
    """By how much its clock is ahead."""

    def now(self) -> dt.datetime:
        """What its clock shows."""
        return dt.datetime.now(dt.UTC) + self.ahead  # noqa: TID251 - a host's clock


def _stop_around_commits(outbox: Outbox, folder: Path) -> None:
    """Stops before and after the commit of a transaction, named by the statements that it has run."""
    engine = outbox._engine.sync_engine  # noqa: SLF001 - it is watched from outside, not used
    run: list[str] = []

    def about() -> str:
        return next((what for what in _ABOUT for statement in run if _ABOUT[what] in statement), "")

    @event.listens_for(engine, "before_cursor_execute")
    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, _many: bool) -> None:
        if not statement.startswith("SELECT"):
            run.append(f"{statement} {parameters}")

    @event.listens_for(engine, "commit")
    def before(_connection: Any) -> None:
        come_to(folder, f"before commit: {about()}")

    @event.listens_for(Session, "after_commit")
    def after(_session: Session) -> None:
        come_to(folder, f"after commit: {about()}")
        run.clear()

    @event.listens_for(Session, "after_rollback")
    def forget(_session: Session) -> None:
        run.clear()


def _channels(given: Given) -> Mapping[str, Channel]:
    slack = SlackTo("C0DESK", "xoxb-loopback", given.slack_url)
    mail = EmailTo("desk@paper.example", "claimwatch@paper.example", "127.0.0.1", given.smtp_port, Tls.NONE)
    return {
        slack.name: SlackChannel(slack, timeout=given.timeout),
        mail.name: EmailChannel(mail, timeout=given.timeout),
    }


async def _host(given: Given) -> None:
    async with opened(given.folder, given.kafka) as log:
        stop_around_notices(log, given.folder)
        outbox = await Outbox.open(given.outbox)
        _stop_around_commits(outbox, given.folder)
        alert = Alert(log, outbox, _ROUTE, {"desk": _channels(given)}, now=given.now, beat=given.beat)
        if given.mode == "run":
            stop = asyncio.Event()
            asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
            await alert.run(stop)
        else:
            await alert.drain()
        await outbox.close()


def main(given: Given) -> None:
    """Be that host."""
    asyncio.run(_host(given))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("mode", choices=("drain", "run"))
    for name, kind in {"folder": Path, "outbox": str, "slack_url": str, "smtp_port": int}.items():
        parser.add_argument(name, type=kind)
    main(Given(**vars(parser.parse_args())))
