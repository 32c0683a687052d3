"""Hosts killed once at every place: nothing is lost, and nothing is told twice."""

from __future__ import annotations

from collections import Counter

from bench.kills.news import days
from bench.kills.places import NAMED
from bench.kills.plan import lives
from bench.kills.run import Run
from bench.kills.table import table
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack
from services.wiring.logs import sqlite_log


async def test_a_kill_at_every_place_loses_nothing_and_tells_nothing_twice(tmp_path):
    with Slack() as slack, Mailbox() as box:
        async with sqlite_log(tmp_path / "log.sqlite") as log:
            run = Run(tmp_path, f"sqlite:///{tmp_path}/outbox", slack, box, log)
            for life, day in zip(lives(len(NAMED), seed=1), days(seed=1), strict=False):
                await run.live(life, day)
            detected, told = await run.end()
            await run.close()
    assert detected.holds, table(detected, told, run.killed)
    assert told.holds, table(detected, told, run.killed)
    assert run.killed == Counter(NAMED)
    assert detected.flags > len(NAMED)
    assert told.messages == told.versions - told.ended
