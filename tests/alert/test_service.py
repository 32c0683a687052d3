from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Sequence

import msgspec
import pytest
from sqlmodel import select

from schemas.envelope import Entry, seal, unseal
from schemas.flags import FlagRaised, FlagReopened, FlagResolved, FlagState, FlagUpdated, Grade
from schemas.notices import NoticeDelivered, NoticeFailed, NoticeSuppressed, Suppression
from schemas.rejects import Rejected
from schemas.topics import FLAGS, NOTICES, REJECTS
from services.alert.message.message import Message
from services.alert.outbox.tables import DeliveryRow
from services.alert.routing import Route
from services.alert.service import Drained
from services.demo.mailbox import MailFault
from services.demo.slack import Fault
from services.eventlog.memory import MemoryLog
from services.eventlog.port import LogUnavailable
from tests.alert.desk import AT_ONCE, SECOND
from tests.alert.examples import FLAG


async def test_a_flag_is_delivered_by_every_channel_of_its_receiver_and_noticed(desk):
    await desk.flag()
    assert await desk.drain() == Drained(delivered=2, failed=0, suppressed=0, rejected=0, waiting=0)
    notices = await desk.events(NOTICES)
    receipts = {notice.channel: notice.receipt for notice in notices if isinstance(notice, NoticeDelivered)}
    assert receipts == {
        "slack/C0DESK": desk.slack.messages[0].ts,
        "email/desk@paper.example": desk.box.mails[0].message_id,
    }
    assert {notice.causes[0].flag for notice in notices} == {"flag-1"}


async def test_one_message_a_claim_and_everything_further_in_its_thread(desk):
    await desk.flag()
    await desk.flag(FlagUpdated, version=2)
    await desk.flag(flag="flag-2")
    await desk.flag(FlagResolved, version=3, state=FlagState.RESOLVED)
    await desk.flag(claim="another", flag="flag-3")
    await desk.drain()
    first, other = desk.slack.roots()
    assert [m.thread_ts for m in desk.slack.messages] == [None, first.ts, first.ts, first.ts, None]
    assert other is desk.slack.messages[-1]
    assert desk.on_slack() == ["■ Conflict", "■ Conflict, updated", "■ Conflict", "✓ Settled", "■ Conflict"]
    mails = [mail.message for mail in desk.box.mails]
    assert [mail["References"] for mail in mails[1:4]] == [mails[0]["Message-ID"]] * 3


async def test_a_second_drain_and_a_repeated_record_send_nothing(desk):
    await desk.flag()
    await desk.drain()
    await desk.flag()
    assert await desk.drain() == Drained(0, 0, 0, 0, 0)
    assert len(desk.slack.messages) == 1


async def test_what_is_routed_to_a_receiver_without_channels_is_not_sent(desk):
    desk.route = Route(receiver="nobody", routes=(msgspec.structs.replace(AT_ONCE, matchers=('watched="true"',)),))
    await desk.flag(watched=False)
    assert await desk.drain() == Drained(0, 0, 0, 0, 0)
    await desk.flag(flag="flag-2")
    assert (await desk.drain()).delivered == 2


async def test_a_group_waits_and_tells_its_findings_together(desk):
    desk.route = msgspec.structs.replace(AT_ONCE, group_wait_seconds=30)
    await desk.flag()
    await desk.flag(flag="flag-2")
    assert (await desk.drain()).delivered == 0
    desk.clock.at += 30 * SECOND
    assert (await desk.drain()).delivered == 2
    assert [len(notice.causes) for notice in await desk.events(NOTICES)] == [2, 2]


async def test_a_flag_that_moves_to_another_route_is_told_only_there(desk):
    desk.route = msgspec.structs.replace(
        AT_ONCE, group_wait_seconds=30, routes=(Route(matchers=('grade="conflict"',), group_wait_seconds=60),)
    )
    await desk.flag(grade=Grade.TENSION)
    await desk.flag(FlagUpdated, version=2)
    await desk.drain()
    desk.clock.at += 60 * SECOND
    await desk.drain()
    assert [cause.version for n in await desk.events(NOTICES) for cause in n.causes] == [2, 2]


async def test_a_flag_that_goes_over_to_another_claim_is_told_only_there(desk):
    desk.route = msgspec.structs.replace(AT_ONCE, group_wait_seconds=30)
    await desk.flag()
    await desk.flag(FlagUpdated, version=2, claim="another")
    await desk.drain()
    desk.clock.at += 30 * SECOND
    await desk.drain()
    assert {n.claim: [cause.version for cause in n.causes] for n in await desk.events(NOTICES)} == {"another": [2]}


async def test_what_ended_before_it_was_told_is_suppressed(desk):
    desk.route = msgspec.structs.replace(AT_ONCE, group_wait_seconds=30)
    await desk.flag()
    await desk.flag(FlagResolved, version=2, state=FlagState.RESOLVED)
    desk.clock.at += 60 * SECOND
    assert (await desk.drain()).suppressed == 2
    assert [n.by for n in await desk.events(NOTICES) if isinstance(n, NoticeSuppressed)] == [Suppression.ENDED] * 2


async def test_trouble_postpones_and_a_later_drain_delivers(desk):
    await desk.drain()
    desk.clock.at += SECOND
    desk.slack.faults.extend([Fault.SERVER_ERROR, Fault.DROPPED_STORED])
    desk.box.faults.append(MailFault.BUSY)
    await desk.flag()
    assert await desk.drain() == Drained(0, 0, 0, 0, waiting=2)
    desk.clock.at += SECOND
    assert await desk.drain() == Drained(1, 0, 0, 0, waiting=1)
    desk.clock.at += 2 * SECOND
    assert await desk.drain() == Drained(1, 0, 0, 0, waiting=0)
    assert len(desk.slack.messages) == len(desk.box.mails) == 1


async def test_a_claims_later_findings_wait_for_its_first_and_other_claims_do_not(desk):
    desk.mail = False
    desk.slack.faults.append(Fault.SERVER_ERROR)
    await desk.flag()
    await desk.flag(FlagUpdated, version=2)
    await desk.flag(flag="flag-2", claim="another")
    assert await desk.drain() == Drained(1, 0, 0, 0, waiting=2)
    desk.clock.at += SECOND / 2
    assert (await desk.drain()).delivered == 0
    desk.clock.at += SECOND / 2
    assert (await desk.drain()).delivered == 2
    assert desk.on_slack() == ["■ Conflict", "■ Conflict", "■ Conflict, updated"]


async def test_a_channel_that_asks_for_rest_is_left_alone_for_as_long(desk):
    desk.mail = False
    desk.slack.faults.append(Fault.RATE_LIMITED)
    desk.slack.retry_after = 60
    await desk.flag()
    await desk.flag(flag="flag-2", claim="another")
    opened = await desk.open()
    alert = desk.alert(opened)
    assert await alert.drain() == Drained(0, 0, 0, 0, waiting=2)
    desk.clock.at += 59 * SECOND
    assert (await alert.drain()).delivered == 0
    desk.clock.at += SECOND
    assert (await alert.drain()).delivered == 2
    await opened.close()


async def test_what_is_never_taken_fails_and_the_next_goes_on(desk):
    desk.box.faults.append(MailFault.REFUSED)
    await desk.flag()
    await desk.flag(FlagUpdated, version=2)
    assert await desk.drain() == Drained(delivered=3, failed=1, suppressed=0, rejected=0, waiting=0)
    (failed,) = [n for n in await desk.events(NOTICES) if isinstance(n, NoticeFailed)]
    assert "554" in failed.reason


async def test_after_a_day_of_trying_a_delivery_has_failed(desk):
    desk.mail = False
    desk.slack.faults.extend([Fault.SERVER_ERROR] * 2)
    await desk.flag()
    await desk.drain()
    desk.clock.at += dt.timedelta(hours=25)
    assert (await desk.drain()).failed == 1


async def test_a_delivery_to_a_channel_that_is_gone_fails(desk):
    desk.box.faults.append(MailFault.BUSY)
    await desk.flag()
    await desk.drain()
    desk.mail = False
    assert await desk.drain() == Drained(0, 1, 0, 0, 0)


async def test_a_bad_record_goes_to_rejects_and_the_next_is_delivered(desk):
    good = seal(FlagRaised(flag=FLAG))
    await desk.log.append([Entry("flags", "k", good.headers, b"{"), Entry("flags", "k", (), b"{}"), good])
    assert await desk.drain() == Drained(delivered=2, failed=0, suppressed=0, rejected=2, waiting=0)
    rejects = [event for event in await desk.events(REJECTS) if isinstance(event, Rejected)]
    assert [reject.reason for reject in rejects] == ["malformed", "unknown-type"]
    assert rejects[0].original == b"{"


async def test_a_rebuilt_outbox_does_not_send_the_past_again_and_keeps_the_thread(desk):
    await desk.flag()
    await desk.drain()
    await desk.flag(FlagUpdated, version=2)
    assert (await desk.drain("rebuilt")).delivered == 2
    assert desk.on_slack() == ["■ Conflict", "■ Conflict, updated"]
    assert [message.thread_ts for message in desk.slack.messages] == [None, desk.slack.messages[0].ts]


async def test_a_rebuilt_outbox_asks_slack_for_what_notices_do_not_tell(desk):
    desk.mail = False
    await desk.flag()
    await desk.drain()
    desk.log.records = [record for record in desk.log.records if record.topic != NOTICES.name]
    desk.log._offsets.clear()
    desk.log._offsets.update({(r.topic, r.partition): r.offset + 1 for r in desk.log.records})
    assert (await desk.drain("rebuilt")).delivered == 1
    assert len(desk.slack.messages) == 1


async def test_a_new_outbox_suppresses_flags_that_were_a_day_old_when_it_was_set_up(desk):
    await desk.flag()
    desk.clock.at += dt.timedelta(hours=25)
    await desk.flag(flag="flag-2")
    assert await desk.drain() == Drained(delivered=2, failed=0, suppressed=2, rejected=0, waiting=0)
    assert {n.by for n in await desk.events(NOTICES) if isinstance(n, NoticeSuppressed)} == {Suppression.STALE}
    assert [n.causes[0].flag for n in await desk.events(NOTICES) if isinstance(n, NoticeDelivered)] == ["flag-2"] * 2


async def test_an_outage_of_two_days_suppresses_nothing(desk):
    await desk.drain()
    await desk.flag()
    desk.clock.at += dt.timedelta(hours=48)
    assert (await desk.drain()).delivered == 2


async def test_run_delivers_what_comes_and_stops_when_told(desk):
    outbox = await desk.open()
    stop = asyncio.Event()
    running = asyncio.create_task(desk.alert(outbox).run(stop))
    await desk.flag()
    reader = desk.log.read((NOTICES,))
    noticed = 0
    async with asyncio.timeout(60):
        while noticed < 2:
            noticed += len(await reader.poll(dt.timedelta(seconds=10)))
    stop.set()
    await running
    await outbox.close()
    assert (len(desk.slack.messages), len(desk.box.mails), len(await desk.events(FLAGS))) == (1, 1, 1)


async def test_the_first_message_is_edited_to_what_stands(desk):
    await desk.flag()
    await desk.flag(flag="flag-2", grade=Grade.TENSION, explanation="They differ a little.")
    await desk.flag(FlagResolved, version=2, state=FlagState.RESOLVED)
    await desk.drain()
    (board,) = desk.slack.roots()
    words = [block["text"]["text"] for block in board.blocks if "text" in block]
    assert words[:2] == ["◆ Tension: People evacuated in Oderfeld", "*They differ a little.*"]
    assert "✓ Settled: Herald counts" in board.blocks[-1]["elements"][0]["text"]
    assert board.edits == 1  # three notices waited, and the last of them says what stands


async def test_a_reply_is_shown_in_the_channel_only_where_the_grade_rose(desk):
    await desk.flag(grade=Grade.TENSION)
    await desk.flag(FlagUpdated, version=2, grade=Grade.TENSION)
    await desk.flag(FlagUpdated, version=3)
    await desk.flag(flag="flag-2")
    await desk.drain()
    assert [message.broadcast for message in desk.slack.messages] == [False, False, True, False]


async def sent(desk) -> list[Message]:
    """Every message for Slack, in order."""
    opened = await desk.open()
    async with opened.transaction() as session:
        rows = list(await session.exec(select(DeliveryRow).order_by(DeliveryRow.seq)))
    await opened.close()
    return [msgspec.json.decode(row.payload, type=Message) for row in rows if row.channel.startswith("slack")]


async def test_a_message_says_what_stands_of_its_claim_whatever_the_group(desk):
    desk.route = msgspec.structs.replace(AT_ONCE, group_by=("grade",))
    await desk.flag()
    await desk.flag(flag="flag-2", grade=Grade.TENSION)
    await desk.flag(claim="another", flag="flag-3")
    await desk.flag(FlagResolved, version=2, state=FlagState.RESOLVED)
    await desk.drain()
    standing = [[(found.flag, found.open) for found in message.standing] for message in await sent(desk)]
    assert standing == [
        [("flag-1", True)],
        [("flag-1", True), ("flag-2", True)],
        [("flag-3", True)],
        [("flag-2", True), ("flag-1", False)],
    ]


async def test_a_message_is_louder_where_the_grade_rose_above_what_is_open(desk):
    desk.route = msgspec.structs.replace(AT_ONCE, group_by=("severity",))
    await desk.flag(grade=Grade.TENSION)
    await desk.flag(FlagUpdated, version=2, severity=5, grade=Grade.TENSION)
    await desk.flag(FlagUpdated, version=3)
    await desk.flag(flag="flag-2")
    await desk.flag(FlagUpdated, version=4, severity=1)
    await desk.flag(FlagResolved, version=5, state=FlagState.RESOLVED)
    await desk.flag(FlagResolved, flag="flag-2", version=2, state=FlagState.RESOLVED)
    await desk.flag(FlagReopened, flag="flag-2", version=3)
    await desk.drain()
    assert [message.louder for message in await sent(desk)] == [True, False, True, False, False, False, False, True]


class LogThatFails(MemoryLog):
    """Out of reach whenever notices are appended."""

    async def append(self, entries: Sequence[Entry]) -> None:
        if any(entry.topic == NOTICES.name for entry in entries):
            raise LogUnavailable("the broker is gone")
        await super().append(entries)


async def test_notices_that_the_log_could_not_take_are_told_at_the_next_start(desk):
    good, desk.log = desk.log, LogThatFails(desk.clock)
    await desk.flag()
    with pytest.raises(ExceptionGroup) as failed:
        await desk.drain()
    assert failed.group_contains(LogUnavailable)
    good.records, good._offsets, desk.log = desk.log.records, desk.log._offsets, good
    outbox = await desk.open()
    stop = asyncio.Event()
    stop.set()
    await desk.alert(outbox).run(stop)
    await outbox.close()
    told = {notice.channel for notice in await desk.events(NOTICES)}
    assert told == {"slack/C0DESK", "email/desk@paper.example"}
    assert (len(desk.slack.messages), len(desk.box.mails)) == (1, 1)


async def test_a_channel_that_hangs_does_not_hold_up_another(desk):
    desk.slack.faults.append(Fault.NO_ANSWER)
    outbox = await desk.open()
    running = asyncio.create_task(desk.alert(outbox).run(asyncio.Event()))
    await desk.flag()
    reader = desk.log.read((NOTICES,))
    records = await reader.poll(dt.timedelta(seconds=20))  # well inside the 30 that Slack is waited for
    assert unseal(records[0].headers, records[0].value).channel == "email/desk@paper.example"
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    await outbox.close()
