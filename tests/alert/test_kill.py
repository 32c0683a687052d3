"""SIGKILL from outside, at every step of a delivery."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import queue
import signal
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from bench.kills.places import ALERT_STEPS, has_stopped, stop_at
from schemas.envelope import header, seal, unseal
from schemas.flags import FlagRaised, FlagUpdated
from schemas.notices import NoticeDelivered
from schemas.topics import NOTICES
from services.demo.mailbox import Mailbox, MailFault
from services.demo.slack import Fault, Slack
from services.eventlog.sqlite import SqliteLog
from tests.alert.examples import FLAG

ROOT = Path(__file__).parents[2]


@pytest.fixture
def slack():
    with Slack() as server:
        yield server


@pytest.fixture
def box():
    with Mailbox() as server:
        yield server


@pytest.fixture
def folder(tmp_path, outboxes):
    """Where the log lies; the outbox lies on each kind of database."""
    (tmp_path / "outbox-url").write_text(outboxes("outbox"))
    return tmp_path


def start(folder: Path, slack: Slack, box: Mailbox) -> subprocess.Popen[bytes]:
    to = [str(folder), (folder / "outbox-url").read_text(), slack.url, str(box.port)]
    command = [sys.executable, "-m", "bench.kills.alert_host", "drain", *to]
    return subprocess.Popen(command, cwd=ROOT)


async def file_a_flag(folder: Path, slack: Slack, box: Mailbox) -> None:
    """Into a log whose outbox is set up already, so that nothing but the attempt itself makes the host ask Slack."""
    assert await asyncio.to_thread(start(folder, slack, box).wait) == 0
    log = SqliteLog(folder / "log.sqlite")
    await log.append([seal(FlagRaised(flag=FLAG))])
    await log.close()


async def notices(folder: Path) -> dict[bytes | None, NoticeDelivered]:
    log = SqliteLog(folder / "log.sqlite")
    records = await log.read((NOTICES,)).poll(dt.timedelta())
    await log.close()
    return {header(record.headers, "ce_id"): unseal(record.headers, record.value) for record in records}


def kill(host: subprocess.Popen[bytes]) -> None:
    host.send_signal(signal.SIGKILL)
    assert host.wait() == -signal.SIGKILL


async def restart_and_check(folder: Path, slack: Slack, box: Mailbox) -> None:
    again = start(folder, slack, box)
    assert await asyncio.to_thread(again.wait) == 0
    assert len(slack.messages) == 1
    assert len({mail.message_id for mail in box.mails}) == 1
    told = await notices(folder)
    receipts = {notice.channel: notice.receipt for notice in told.values()}
    assert len(told) == 2
    assert receipts == {
        "slack/C0DESK": slack.messages[0].ts,
        "email/desk@paper.example": box.mails[0].message_id,
    }


@pytest.mark.parametrize("step", ALERT_STEPS)
async def test_killed_where_it_stands(folder, slack, box, step):
    await file_a_flag(folder, slack, box)
    stop_at(folder, step)
    host = start(folder, slack, box)
    _, status = await asyncio.to_thread(os.waitpid, host.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status), f"the host ended before the step, with status {status}"
    assert has_stopped(folder)
    kill(host)
    stop_at(folder, "")
    await restart_and_check(folder, slack, box)


@pytest.mark.parametrize("fault", [Fault.NO_ANSWER, Fault.NO_ANSWER_STORED])
async def test_killed_while_slack_answers(folder, slack, box, fault):
    slack.faults.append(fault)
    await file_a_flag(folder, slack, box)
    host = start(folder, slack, box)
    assert await befallen(slack.befell) is fault
    kill(host)
    assert len(slack.messages) == (fault is Fault.NO_ANSWER_STORED)
    await restart_and_check(folder, slack, box)


@pytest.mark.parametrize("fault", [Fault.NO_ANSWER, Fault.NO_ANSWER_STORED])
async def test_killed_between_a_reply_and_the_edit_of_the_first_message(folder, slack, box, fault):
    await file_a_flag(folder, slack, box)
    assert await asyncio.to_thread(start(folder, slack, box).wait) == 0
    log = SqliteLog(folder / "log.sqlite")
    await log.append([seal(FlagUpdated(flag=msgspec.structs.replace(FLAG, version=2, explanation="Now 900.")))])
    await log.close()
    slack.faults.extend([None, fault])  # the reply is taken, the edit is not answered
    host = start(folder, slack, box)
    assert await befallen(slack.befell) is fault
    kill(host)
    assert await asyncio.to_thread(start(folder, slack, box).wait) == 0
    board, reply = slack.messages
    assert reply.thread_ts == board.ts
    assert "Now 900." in board.text
    assert board.edits == 2 + (fault is Fault.NO_ANSWER_STORED)  # its chart first
    delivered = [notice for notice in (await notices(folder)).values() if notice.channel == "slack/C0DESK"]
    assert sorted(notice.receipt for notice in delivered) == [board.ts, reply.ts]


@pytest.mark.parametrize("fault", [MailFault.NO_ANSWER, MailFault.NO_ANSWER_STORED])
async def test_killed_while_the_mail_server_answers(folder, slack, box, fault):
    box.faults.append(fault)
    await file_a_flag(folder, slack, box)
    host = start(folder, slack, box)
    assert await befallen(box.befell) is fault
    kill(host)
    await restart_and_check(folder, slack, box)
    assert len(box.mails) == 1 + (fault is MailFault.NO_ANSWER_STORED)


async def befallen(of: queue.Queue[Fault] | queue.Queue[MailFault]) -> Fault | MailFault:
    return await asyncio.to_thread(of.get, timeout=60)
