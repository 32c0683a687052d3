"""Two alert workers on one outbox: they share the work, and when one dies the other goes on."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from sqlmodel import select

from bench.kills.places import stop_at
from schemas.envelope import header, seal, unseal
from schemas.event import ClaimId, FlagId
from schemas.flags import FlagRaised, FlagUpdated
from schemas.topics import NOTICES
from services.alert.outbox.database import Outbox
from services.alert.outbox.tables import DeliveryRow
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack
from services.eventlog.sqlite import SqliteLog
from tests.alert.examples import FLAG

ROOT = Path(__file__).parents[2]
CLAIMS, VERSIONS = 20, 3
DELIVERIES = 2 * CLAIMS * VERSIONS


@pytest.fixture
def desk(postgres: str, tmp_path: Path) -> Iterator[Desk]:
    with Slack() as slack, Mailbox() as box:
        yield Desk(postgres, tmp_path, slack, box)


class Desk:
    def __init__(self, outbox: str, folder: Path, slack: Slack, box: Mailbox) -> None:
        self.outbox, self.folder, self.slack, self.box = outbox, folder, slack, box

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        to = [str(self.folder), self.outbox, self.slack.url, str(self.box.port)]
        process = subprocess.Popen([sys.executable, "-m", "bench.kills.alert_host", "run", *to], cwd=ROOT)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    async def file(self) -> None:
        """Each claim's flag, in several versions, so that each is a message of its own."""
        log = SqliteLog(self.folder / "log.sqlite")
        for version in range(1, VERSIONS + 1):
            flags = [
                msgspec.structs.replace(FLAG, flag=FlagId(f"flag-{n}"), claim=ClaimId(f"claim {n}"), version=version)
                for n in range(CLAIMS)
            ]
            await log.append([seal((FlagRaised if version == 1 else FlagUpdated)(flag=flag)) for flag in flags])
        await log.close()

    async def notices(self) -> dict[bytes | None, tuple[str, str, int]]:
        """By their ce_id: the channel, the claim, and the version told."""
        log = SqliteLog(self.folder / "log.sqlite")
        records = await log.read((NOTICES,)).poll(dt.timedelta(), limit=10_000)
        await log.close()
        told = {}
        for record in records:
            notice = unseal(record.headers, record.value)
            told[header(record.headers, "ce_id")] = notice.channel, notice.claim, notice.causes[0].version
        return told

    async def until(self, told: int) -> None:
        async with asyncio.timeout(60):
            while len(await self.notices()) < told:  # noqa: ASYNC110 - it is other processes that tell
                await asyncio.sleep(0.05)

    async def workers(self) -> Counter[int]:
        """How many deliveries each made."""
        outbox = await Outbox.open(self.outbox)
        async with outbox.transaction() as session:
            made = Counter(await session.exec(select(DeliveryRow.worker)))
        await outbox.close()
        return made


def versions_in_order(desk: Desk) -> bool:
    """Whether Slack shows each claim's versions once each, the first as a message and the others in its thread."""
    roots = {message.ts: message for message in desk.slack.roots()}
    replies = Counter(message.thread_ts for message in desk.slack.messages if message.thread_ts)
    return len(roots) == CLAIMS and set(replies) == set(roots) and set(replies.values()) == {VERSIONS - 1}


async def test_two_workers_share_the_work(desk):
    with desk.worker() as one, desk.worker() as another:
        await desk.file()
        await desk.until(told=DELIVERIES)
        for process in (one, another):
            process.send_signal(signal.SIGTERM)
        assert [process.wait(30) for process in (one, another)] == [0, 0]
    made = await desk.workers()
    assert len(made) == 2
    assert made.total() == DELIVERIES
    assert versions_in_order(desk)
    assert len(desk.box.mails) == CLAIMS * VERSIONS


@pytest.mark.parametrize("victim", [0, 1])
async def test_one_is_killed_and_the_other_goes_on(desk, victim):
    with desk.worker() as one, desk.worker() as another:
        await desk.file()
        await desk.until(told=DELIVERIES // 4)
        (one, another)[victim].send_signal(signal.SIGKILL)
        await desk.until(told=DELIVERIES)
    assert versions_in_order(desk)
    mails = Counter(mail.message_id for mail in desk.box.mails)
    assert len(mails) == CLAIMS * VERSIONS
    assert max(mails.values()) <= 2


async def test_one_that_stood_still_sends_nothing_of_what_others_took_over_and_ends(desk):
    stop_at(desk.folder, "after commit: sending")
    with desk.worker() as one:
        await desk.file()
        _, status = await asyncio.to_thread(os.waitpid, one.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        stop_at(desk.folder, "")
        with desk.worker():
            await desk.until(told=DELIVERIES)
        one.send_signal(signal.SIGCONT)
        assert await asyncio.to_thread(one.wait, 30) == 1
    assert versions_in_order(desk)
    assert len(desk.box.mails) == CLAIMS * VERSIONS
