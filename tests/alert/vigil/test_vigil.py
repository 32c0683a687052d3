"""The operators hear of troubles as of all else: in Slack, once, and `notices` know of it."""

from __future__ import annotations

import asyncio

import pytest

from schemas.envelope import seal_all
from schemas.flags import FlagState
from schemas.notices import NoticeDelivered
from schemas.topics import NOTICES
from services.alert.membership import Membership
from services.alert.outbox.database import Outbox
from services.alert.service import Drained
from services.alert.vigil import service
from services.alert.vigil.service import Vigil
from services.demo.mailbox import MailFault
from services.eventlog.port import LogUnavailable
from tests.alert.examples import NOON
from tests.alert.vigil.telling import DAY, HOUR, MINUTE, poll, report

LANES = [("desk", "slack/C0DESK"), ("desk", "email/desk@paper.example")]
NOTHING = Drained(0, 0, 0, 0, 0)


async def look(desk, outbox: Outbox) -> None:
    """A worker that lives for one look."""
    membership = Membership(outbox, buried=lambda: None)
    lanes = LANES if desk.mail else LANES[:1]
    vigil = Vigil(desk.log, outbox, membership, operators="desk", lanes=lanes, posted=lambda: None, now=desk.clock)
    try:
        async with membership.joined():
            await vigil.look(asyncio.Event())
    finally:
        await vigil.close()
        await outbox.close()


async def looked(desk, outbox="outbox") -> Drained:
    """What is sent of what a look finds, once the log is taken in."""
    await desk.drain(outbox)
    await look(desk, await desk.open(outbox))
    return await desk.drain(outbox)


async def silent(desk) -> None:
    """Herald answers, and has had nothing new for longer than a week."""
    desk.mail = False
    await desk.log.append(seal_all([poll("Herald", NOON - 8 * DAY, 1), poll("Herald", NOON, 0), report(NOON)]))


async def test_a_trouble_is_told_once_in_slack_and_noticed(desk):
    await silent(desk)
    assert (await looked(desk)).delivered == 1
    assert await looked(desk) == NOTHING
    heading, seen, *_ = [block["text"]["text"] for block in desk.slack.messages[0].blocks if "text" in block]
    assert heading == "● Trouble: Herald is silent"
    assert seen == "*Its feeds answer, but there is nothing new in them since 22 Jan 2025, 12:00 UTC.*"
    (notice,) = await desk.events(NOTICES)
    assert isinstance(notice, NoticeDelivered)
    assert (notice.claim, notice.causes[0].flag) == ("operators/outlet/Herald", "dead-man/outlet/Herald")


async def test_its_end_is_told_in_its_thread_and_it_may_begin_again(desk):
    await silent(desk)
    await looked(desk)
    desk.clock.at += HOUR
    await desk.log.append(seal_all([poll("Herald", desk.clock.at, 1)]))
    assert (await looked(desk)).delivered == 1
    board, reply = desk.slack.messages
    assert reply.thread_ts == board.ts
    assert board.blocks[0]["text"]["text"] == "✓ Settled: Herald is silent"
    desk.clock.at += 8 * DAY
    await desk.log.append(seal_all([poll("Herald", desk.clock.at)]))
    assert (await looked(desk)).delivered == 1
    causes = [cause for notice in await desk.events(NOTICES) for cause in notice.causes]
    assert [(cause.version, cause.state) for cause in causes] == [
        (1, FlagState.OPEN),
        (2, FlagState.RESOLVED),
        (3, FlagState.OPEN),
    ]


async def test_a_new_outbox_knows_what_was_told(desk):
    await silent(desk)
    await looked(desk)
    assert await looked(desk, "another") == NOTHING
    assert len(desk.slack.messages) == 1


async def test_an_outbox_lost_before_the_notice_is_found_again_in_slack(desk, monkeypatch):
    await silent(desk)

    async def lost(entries):
        if entries:
            raise LogUnavailable

    with monkeypatch.context() as patched:
        patched.setattr(desk.log, "append", lost)
        with pytest.raises(ExceptionGroup):
            await looked(desk)
    assert len(desk.slack.messages) == 1
    assert (await looked(desk, "another")).delivered == 1
    assert len(desk.slack.messages) == 1


async def test_a_receiver_that_cannot_be_reached_for_half_an_hour(desk):
    await desk.flag()
    desk.box.faults.extend([MailFault.BUSY] * 2)
    assert (await desk.drain()).waiting == 1
    desk.clock.at += 31 * MINUTE
    assert await looked(desk) == Drained(2, 0, 0, 0, waiting=1)
    desk.clock.at += MINUTE
    assert await looked(desk) == Drained(2, 0, 0, 0, waiting=0)
    headings = [message.blocks[0]["text"]["text"] for message in desk.slack.roots()]
    assert headings[1] == "✓ Settled: Notices do not reach desk email/desk@paper.example"


@pytest.mark.parametrize("operators", ["desk", "nobody", ""])
async def test_the_alert_host_keeps_watch_where_there_is_somebody_to_tell(desk, monkeypatch, operators):
    monkeypatch.setattr(service, "_EVERY", 0.01)
    await silent(desk)
    desk.operators = operators
    outbox, stop = await desk.open(), asyncio.Event()
    running = asyncio.create_task(desk.alert(outbox).run(stop))
    await desk.flag()
    expected = 2 if operators == "desk" else 1
    async with asyncio.timeout(10):
        while len(await desk.events(NOTICES)) < expected:
            await desk.log.appended.wait()
    await asyncio.sleep(0.2)  # time for many looks, which find nothing more to tell
    stop.set()
    await running
    await outbox.close()
    headings = {message.blocks[0]["text"]["text"].partition(":")[0] for message in desk.slack.roots()}
    assert headings == ({"● Trouble", "■ Conflict"} if operators == "desk" else {"■ Conflict"})


async def test_nothing_is_told_before_the_outbox_knows_what_an_earlier_one_told(desk):
    await silent(desk)
    await look(desk, await desk.open())
    assert await desk.drain() == NOTHING


async def test_two_workers_tell_it_once(desk):
    await silent(desk)
    await desk.drain()
    for _ in range(2):
        await look(desk, await desk.open())
    assert (await desk.drain()).delivered == 1
