from __future__ import annotations

import asyncio
import datetime as dt
import io
import socket

import msgspec
import pytest
from aiohttp import ClientSession

from services.alert.channels.channel import Delivery
from services.alert.channels.email import EmailChannel
from services.alert.channels.slack import SlackChannel
from services.alert.channels.terminal import TerminalChannel
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.message import Kind, Message, finding
from services.alert.receivers.receivers import EmailTo, SlackTo, Tls
from services.demo.mailbox import Mailbox, MailFault
from services.demo.slack import Fault, Slack, Stored
from tests.alert.examples import FLAG, NOON

MESSAGE = Message(FLAG.title, (finding(FLAG, NOON),))


def delivery(of: str = "a" * 64, thread: str | None = None, uncertain: bool = False) -> Delivery:
    return Delivery(of, thread, NOON, NOON, uncertain)


@pytest.fixture
def slack():
    with Slack() as server:
        yield server


@pytest.fixture
def mailbox():
    with Mailbox() as server:
        yield server


def to_slack(slack: Slack, timeout: int = 30, **changes: str) -> SlackChannel:
    to = {"channel": slack.channels[0], "token": slack.token, "base_url": slack.url} | changes
    return SlackChannel(SlackTo(**to), timeout=timeout)


def to_mailbox(box: Mailbox, timeout: float = 30) -> EmailChannel:
    to = EmailTo("desk@paper.example", "claimwatch@paper.example", box.host, box.port, Tls.NONE)
    return EmailChannel(to, timeout=timeout)


def closed_port() -> int:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        return int(unused.getsockname()[1])


async def test_slack_gets_a_message_and_further_ones_in_its_thread(slack):
    channel = to_slack(slack)
    first = await channel.send(MESSAGE, delivery("a" * 64))
    second = await channel.send(MESSAGE, delivery("b" * 64, thread=first.thread))
    assert [message.ts for message in slack.roots()] == [first.id]
    assert [message.ts for message in slack.replies(first.id)] == [second.id]
    assert second.thread == first.thread == first.id


@pytest.mark.parametrize("thread", [False, True])
async def test_slack_is_asked_after_an_attempt_of_unknown_end(slack, thread):
    channel = to_slack(slack)
    root = (await channel.send(MESSAGE, delivery("0" * 64))).id if thread else None
    slack.faults.append(Fault.DROPPED_STORED)
    with pytest.raises(TryLater):
        await channel.send(MESSAGE, delivery(thread=root))
    stored = slack.messages[-1]
    receipt = await channel.send(MESSAGE, delivery(thread=root, uncertain=True))
    assert receipt.id == stored.ts
    assert slack.messages[-1] is stored


async def test_slack_is_asked_page_by_page(slack):
    channel = to_slack(slack)
    first = await channel.send(MESSAGE, delivery("f" * 64))
    async with ClientSession(headers={"Authorization": f"Bearer {slack.token}"}) as session:
        for number in range(250):
            await session.post(f"{slack.url}chat.postMessage", json={"channel": slack.channels[0], "text": str(number)})
    assert (await channel.send(MESSAGE, delivery("f" * 64, uncertain=True))).id == first.id


async def test_a_message_that_never_arrived_is_posted(slack):
    slack.faults.append(Fault.DROPPED)
    channel = to_slack(slack)
    with pytest.raises(TryLater):
        await channel.send(MESSAGE, delivery())
    await channel.send(MESSAGE, delivery(uncertain=True))
    assert len(slack.messages) == 1


async def test_an_edit_of_unknown_end_is_made_again_and_the_reply_is_not(slack):
    channel = to_slack(slack)
    root = (await channel.send(MESSAGE, delivery("0" * 64))).id
    for number, fault in enumerate([Fault.DROPPED, Fault.DROPPED_STORED, Fault.SERVER_ERROR]):
        slack.faults.extend([None, fault])
        with pytest.raises(TryLater):
            await channel.send(MESSAGE, delivery(str(number + 1) * 64, thread=root))
        await channel.send(MESSAGE, delivery(str(number + 1) * 64, thread=root, uncertain=True))
        assert len(slack.replies(root)) == number + 1
    assert slack.roots()[0].edits == 4


async def test_where_the_first_message_cannot_be_edited_the_reply_is_enough(slack, caplog):
    channel = to_slack(slack)
    root = (await channel.send(MESSAGE, delivery("0" * 64))).id
    slack.uneditable.add(root)
    assert (await channel.send(MESSAGE, delivery(thread=root))).thread == root
    assert "cannot be edited: Slack: HTTP 200, cant_update_message" in caplog.text


async def test_where_a_later_notice_waits_it_is_that_one_which_edits(slack):
    channel = to_slack(slack)
    root = (await channel.send(STANDING, delivery("0" * 64)._replace(is_last=False))).id
    await channel.send(STANDING, delivery("1" * 64, thread=root)._replace(is_last=False))
    assert (len(slack.messages), slack.roots()[0].edits, len(slack.files.complete)) == (2, 0, 0)
    await channel.send(STANDING, delivery("2" * 64, thread=root))
    assert (len(slack.messages), slack.roots()[0].edits, len(slack.files.complete)) == (3, 1, 1)


async def test_what_was_decided_edits_the_first_message_and_says_nothing_more(slack):
    channel = to_slack(slack)
    root = await channel.send(MESSAGE, delivery("0" * 64))
    edit = await channel.send(
        Message(FLAG.title, (), standing=MESSAGE.findings, kind=Kind.EDIT), delivery(thread=root.id)
    )
    assert (edit.id, edit.thread, len(slack.messages), slack.messages[0].edits) == (root.id, root.id, 1, 1)


STANDING = msgspec.structs.replace(MESSAGE, standing=MESSAGE.findings)


def charts(message: Stored) -> list[str]:
    return [block["slack_file"]["id"] for block in message.blocks if block["type"] == "image"]


async def test_a_chart_follows_the_message_as_soon_as_slack_has_worked_it_up(slack):
    slack.files.unready = 1
    channel = to_slack(slack)
    root = (await channel.send(STANDING, delivery())).id
    (board,) = slack.messages
    assert charts(board) == list(slack.files.complete)
    assert slack.files.complete[charts(board)[0]].startswith(b"\x89PNG")
    await channel.send(msgspec.structs.replace(STANDING, findings=(), kind=Kind.EDIT), delivery("b" * 64, thread=root))
    assert len(slack.files.complete) == 1  # the same picture is uploaded once


async def test_news_does_not_wait_for_its_chart(slack, caplog):
    slack.scopes = ("chat:write", "channels:history")
    await to_slack(slack).send(STANDING, delivery())
    assert charts(slack.messages[0]) == []
    assert "a chart is left out: Slack: missing_scope" in caplog.text


async def test_a_chart_of_unknown_end_is_shown_at_the_next_attempt(slack):
    slack.faults.extend([None, Fault.DROPPED])
    channel = to_slack(slack)
    with pytest.raises(TryLater):
        await channel.send(STANDING, delivery())
    await channel.send(STANDING, delivery(uncertain=True))
    assert len(charts(slack.messages[0])) == len(slack.messages) == 1


async def test_a_digest_stands_by_itself(slack):
    channel = to_slack(slack)
    digest = Message("Digest, 30 January 12:00 UTC: 1 finding on 1 claim", MESSAGE.findings, kind=Kind.DIGEST)
    root = (await channel.send(digest, delivery("0" * 64))).thread
    second = await channel.send(digest, delivery("1" * 64, thread=root))
    assert (second.thread, len(slack.roots()), slack.messages[0].edits) == (second.id, 2, 0)
    assert (await channel.send(digest, delivery("1" * 64, thread=root, uncertain=True))).id == second.id


async def test_slack_says_how_long_to_wait(slack):
    slack.faults.append(Fault.RATE_LIMITED)
    slack.retry_after = 17
    with pytest.raises(TryLater) as fault:
        await to_slack(slack).send(MESSAGE, delivery())
    assert fault.value.after == dt.timedelta(seconds=17)


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.DROPPED, Fault.NO_ANSWER])
async def test_slack_in_trouble_is_tried_later(slack, fault):
    slack.faults.append(fault)
    with pytest.raises(TryLater):
        await to_slack(slack, timeout=1).send(MESSAGE, delivery())
    assert slack.messages == []


async def test_slack_out_of_reach_is_tried_later():
    channel = SlackChannel(SlackTo("C1", "xoxb", f"http://127.0.0.1:{closed_port()}/api/"))
    with pytest.raises(TryLater, match="cannot be reached"):
        await channel.send(MESSAGE, delivery())


@pytest.mark.parametrize(
    ("changes", "thread", "error", "fault"),
    [
        ({"token": "xoxb-other"}, None, "invalid_auth", TryLater),
        ({"channel": "C0OTHER"}, None, "channel_not_found", TryLater),
        ({}, "1.000001", "thread_not_found", Undeliverable),
    ],
)
async def test_what_an_operator_can_mend_is_tried_later_and_the_rest_is_not(slack, changes, thread, error, fault):
    with pytest.raises(fault, match=error):
        await to_slack(slack, **changes).send(MESSAGE, delivery(thread=thread))


async def test_mail_arrives_in_both_forms(mailbox):
    receipt = await to_mailbox(mailbox).send(MESSAGE, delivery())
    (mail,) = mailbox.mails
    assert mail.message_id == receipt.id == receipt.thread
    assert mail.recipients == ("desk@paper.example",)
    assert [part.get_content_type() for part in mail.message.iter_parts()] == ["text/plain", "multipart/related"]
    assert "1,200 people have been brought to safety" in mail.message.get_body(("plain",)).get_content()


async def test_a_repeated_mail_has_one_message_id(mailbox):
    mailbox.faults.append(MailFault.DROPPED_STORED)
    channel = to_mailbox(mailbox)
    with pytest.raises(TryLater):
        await channel.send(MESSAGE, delivery())
    await channel.send(MESSAGE, delivery(uncertain=True))
    assert len(mailbox.mails) == 2
    assert mailbox.mails[0].body == mailbox.mails[1].body


@pytest.mark.parametrize(
    ("fault", "raised"),
    [
        (MailFault.BUSY, TryLater),
        (MailFault.DROPPED, TryLater),
        (MailFault.NO_ANSWER, TryLater),
        (MailFault.REFUSED, Undeliverable),
        (MailFault.UNKNOWN, Undeliverable),
    ],
)
async def test_mail_that_is_not_taken(mailbox, fault, raised):
    mailbox.faults.append(fault)
    with pytest.raises(raised):
        await to_mailbox(mailbox, timeout=1).send(MESSAGE, delivery())
    assert mailbox.mails == []


@pytest.mark.parametrize("greeting", [b"HTTP/1.1 400 Bad Request\r\n", b"-1 what\r\n", b"354 go ahead\r\n"])
async def test_what_is_no_reply_refuses_no_mail(greeting):
    """A proxy, or a server that is just being mended, answers in the mail server's place."""

    async def answer(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(greeting)
        await writer.drain()
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as server:
        to = EmailTo("desk@paper.example", "c@paper.example", *server.sockets[0].getsockname(), Tls.NONE)
        with pytest.raises(TryLater):
            await EmailChannel(to, timeout=1).send(MESSAGE, delivery())


async def test_a_mail_server_out_of_reach_is_tried_later():
    to = EmailTo("desk@paper.example", "c@paper.example", "127.0.0.1", closed_port(), Tls.NONE)
    with pytest.raises(TryLater, match="cannot be reached"):
        await EmailChannel(to).send(MESSAGE, delivery())


async def test_a_terminal_shows_the_message():
    stream = io.StringIO()
    await TerminalChannel(stream).send(MESSAGE, delivery())
    assert "New · figures at odds · conflict · severity 4 of 5" in stream.getvalue()
