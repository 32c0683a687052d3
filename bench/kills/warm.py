"""Imported by the process that hosts are forked from: a day in which nobody is killed, so that all is loaded once."""

from __future__ import annotations

import asyncio
import gc
import tempfile
from pathlib import Path

from bench.kills import alert_host
from bench.kills.clean import detecting
from bench.kills.news import days
from schemas.envelope import seal_all
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack
from services.eventlog.sqlite import SqliteLog


async def _detect(folder: Path) -> None:
    log = SqliteLog(folder / "log.sqlite")
    await log.append(seal_all(next(days(seed=0)).first))
    async with detecting(log) as settle:
        await settle()
    await log.close()


with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as _name, Slack() as _slack, Mailbox() as _box:
    asyncio.run(_detect(Path(_name)))
    alert_host.main(
        alert_host.Given(
            mode="drain",
            folder=Path(_name),
            outbox=f"sqlite:///{_name}/outbox",
            slack_url=_slack.url,
            smtp_port=_box.port,
        )
    )
gc.collect()
gc.freeze()  # else each host's first collection would copy all of it
