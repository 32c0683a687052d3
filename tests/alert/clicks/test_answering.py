"""A click on a message in Slack ends as a decision on the log: over the socket, and by signed request."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket
from collections.abc import AsyncIterator
from contextlib import suppress

import msgspec
import pytest

from schemas.decisions import FlagTaken, SilenceSet, VerdictGiven
from schemas.envelope import Entry, seal, unseal
from schemas.event import Event
from schemas.flags import FlagRaised, FlagResolved, FlagState, FlagUpdated
from schemas.topics import DECISIONS, FLAGS
from schemas.verdicts import Verdict
from services.alert.channels.channel import Delivery
from services.alert.channels.slack import SlackChannel
from services.alert.clicks import endpoint, socket_mode
from services.alert.clicks.answering import Answering
from services.alert.message.message import Message, finding
from services.alert.receivers.receivers import SlackTo
from services.alert.slack.app import SlackApp
from services.alert.slack.blocks import Frame
from services.demo.slack import Slack, Stored
from services.demo.slack.interactions import NotAnswered
from services.demo.slack.payloads import Member
from services.eventlog.memory import MemoryLog
from services.eventlog.port import LogUnavailable
from tests.alert.examples import FLAG, NOON


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class Desk:
    """A workspace with a message on a flag, and whoever answers its buttons."""

    def __init__(self, slack: Slack, log: MemoryLog, board: Stored) -> None:
        self.slack, self.log, self.board = slack, log, board

    async def press(self, action_id: str, member: Member = Member()) -> None:  # noqa: B008
        await asyncio.to_thread(self.slack.press, self.board, action_id, member)

    async def submit(self, **values: str | list[str]) -> dict[str, str]:
        return dict(await asyncio.to_thread(self.slack.submit, values))

    def decided(self) -> list[Event]:
        return [unseal(r.headers, r.value) for r in self.log.records if r.topic == DECISIONS.name]


class LogThatMayFail(MemoryLog):
    """Out of reach for decisions as long as it is told so."""

    fails = False

    async def append(self, entries: list[Entry]) -> None:
        if self.fails and any(entry.topic == DECISIONS.name for entry in entries):
            raise LogUnavailable("the broker is gone")
        await super().append(entries)


@pytest.fixture(params=["socket", "address"])
async def desk(request: pytest.FixtureRequest) -> AsyncIterator[Desk]:
    with Slack() as slack:
        log = LogThatMayFail(now)
        await log.append([seal(FlagRaised(flag=FLAG))])
        (record,) = [record for record in log.records if record.topic == FLAGS.name]
        channel = SlackChannel(SlackTo("C0DESK", slack.token, slack.url), Frame(answered=True))
        shown = Message(FLAG.title, (finding(FLAG, record.appended_at),))
        await channel.send(shown, Delivery("a" * 64, None, NOON, NOON, uncertain=False))
        stop = asyncio.Event()
        app = {"team": "T0LOOP", "token": slack.token, "base_url": slack.url}
        if request.param == "socket":
            answered = SlackApp(**app, app_token=slack.app_token)
            listening = socket_mode.listen(Answering(log, answered, now), answered, stop)
        else:
            with socket.socket() as free:
                free.bind(("127.0.0.1", 0))
                port = free.getsockname()[1]
            slack.interactions.request_url = f"http://127.0.0.1:{port}{endpoint.PATH}"
            answered = SlackApp(**app, signing_secret=slack.interactions.signing_secret, port=port)
            listening = endpoint.listen(Answering(log, answered, now), answered, now, stop)
        task = asyncio.create_task(listening)
        if request.param == "address":
            await _answers(port)
        yield Desk(slack, log, slack.messages[0])
        stop.set()
        await task


async def _answers(port: int) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.01)
            else:
                writer.close()
                await writer.wait_closed()
                return


async def test_take(desk):
    await desk.press("take")
    (taken,) = desk.decided()
    assert isinstance(taken, FlagTaken)
    assert (taken.flag, taken.by) == (FLAG.flag, "ann (U0ANN)")
    assert desk.slack.interactions.whispers == ["You have it: the message says so in a moment."]


async def test_mute(desk):
    await desk.press("mute")
    (silence,) = desk.decided()
    assert isinstance(silence, SilenceSet)
    assert desk.slack.interactions.whispers[0].startswith("Muted until")


async def test_a_verdict_with_its_reason(desk):
    await desk.press("explained")
    assert await desk.submit(reason="") == {"reason": "Say why, for whoever reads it later."}
    assert desk.decided() == []
    assert await desk.submit(reason="Courier counts the east bank alone.") == {}
    (given,) = desk.decided()
    assert isinstance(given, VerdictGiven)
    assert (given.judgement.verdict, given.reason) == (Verdict.EXPLAINED, "Courier counts the east bank alone.")
    assert desk.slack.interactions.views == []


async def test_a_misreading_names_its_article(desk):
    await desk.press("misread")
    assert list(await desk.submit(reason="It says 1,800.", articles=[])) == ["articles"]
    assert await desk.submit(reason="It says 1,800.", articles=["1"]) == {}
    (given,) = desk.decided()
    assert [misread.article for misread in given.judgement.misread] == [FLAG.evidence[1].article]


async def test_a_verdict_is_on_the_version_that_was_shown(desk):
    await desk.log.append(
        [seal(FlagUpdated(flag=msgspec.structs.replace(FLAG, version=2, evidence=FLAG.evidence[:1])))]
    )
    await desk.press("not-comparable")
    await desk.submit(reason="Two banks of the river.")
    (given,) = desk.decided()
    assert (given.judgement.low, given.judgement.high) == (800, 1200)


async def test_a_late_click_is_answered(desk):
    settled = msgspec.structs.replace(FLAG, version=2, state=FlagState.RESOLVED)
    await desk.log.append([seal(FlagResolved(flag=settled))])
    await desk.press("take")
    assert desk.decided() == []
    assert desk.slack.interactions.whispers[0].startswith("This finding was settled on 30 Jan 2025, 12:00 UTC")


async def test_a_guest_of_another_workspace_decides_nothing(desk):
    await desk.press("take", Member("U0EVE", "eve", "T0GUEST"))
    assert desk.decided() == []
    assert desk.slack.interactions.whispers[0].startswith("Only people of the newsroom's own workspace")


async def test_what_the_log_did_not_take_is_not_said_to_be_recorded(desk, caplog):
    await desk.press("explained")
    desk.log.fails = True
    await desk.press("take")
    assert desk.slack.interactions.whispers[0].startswith("The log could not be reached")
    assert (await desk.submit(reason="Because."))["reason"].startswith("The log could not be reached")
    assert desk.decided() == []
    assert "a click of ann (U0ANN) was not recorded: the broker is gone" in caplog.text


async def test_what_is_unknown_is_refused_and_said(desk, caplog):
    with suppress(NotAnswered):  # the address says so, on the socket there is only the acknowledgement
        await asyncio.to_thread(desk.slack.call, desk.slack.interactions._deliver({"type": "message_action"}))
    assert "a payload of type 'message_action'" in caplog.text
    assert desk.decided() == []
