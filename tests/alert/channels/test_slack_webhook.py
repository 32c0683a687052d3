"""Slack by an incoming webhook: every notice is a message of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import msgspec
import pytest

from services.alert.channels.channel import Delivery
from services.alert.channels.slack_webhook import SlackWebhookChannel
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.message import Message, finding
from services.alert.slack.blocks import Frame
from services.alert.slack.webhook import SlackWebhookTo
from services.demo.slack import Fault, Slack
from tests.alert.examples import FLAG, NOON

MESSAGE = Message(FLAG.title, (finding(FLAG, NOON),), standing=(finding(FLAG, NOON),))


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Slack() as server:
        yield server


def delivery(of: str = "a" * 64, thread: str | None = None) -> Delivery:
    return Delivery(of, thread, NOON, NOON, uncertain=False)


async def test_each_notice_is_a_message_without_buttons(slack):
    channel = SlackWebhookChannel(SlackWebhookTo(slack.webhook), Frame("https://desk.example", answered=True))
    first = await channel.send(MESSAGE, delivery())
    second = await channel.send(MESSAGE, delivery("b" * 64, first.thread))
    assert (first.thread, second.thread) == (first.id, first.id)
    assert [message.thread_ts for message in slack.messages] == [None, None]
    assert slack.messages[0].blocks[0]["text"]["text"] == "People evacuated in Oderfeld"
    assert not any(block["type"] == "actions" for block in slack.messages[0].blocks)


async def test_a_digest_is_one_message(slack):
    digest = msgspec.structs.replace(MESSAGE, title="Digest, 30 January 12:00 UTC: 1 finding on 1 claim")
    await SlackWebhookChannel(SlackWebhookTo(slack.webhook)).send(digest, delivery())
    assert slack.messages[0].blocks[0]["text"]["text"].startswith("Digest, 30 January")


@pytest.mark.parametrize("fault", [Fault.SERVER_ERROR, Fault.DROPPED, Fault.DROPPED_STORED, Fault.NO_ANSWER])
async def test_trouble_is_tried_later(slack, fault):
    slack.faults.append(fault)
    with pytest.raises(TryLater):
        await SlackWebhookChannel(SlackWebhookTo(slack.webhook), timeout=1).send(MESSAGE, delivery())


async def test_it_says_how_long_to_wait(slack):
    slack.faults.append(Fault.RATE_LIMITED)
    slack.retry_after = 17
    with pytest.raises(TryLater) as fault:
        await SlackWebhookChannel(SlackWebhookTo(slack.webhook)).send(MESSAGE, delivery())
    assert fault.value.after == dt.timedelta(seconds=17)


async def test_an_address_that_is_gone_can_be_mended(slack):
    with pytest.raises(TryLater, match="HTTP 404"):
        await SlackWebhookChannel(SlackWebhookTo(f"{slack.webhook}/gone")).send(MESSAGE, delivery())


async def test_a_message_that_slack_refuses_is_undeliverable(slack):
    slack.hook_error = "invalid_payload"
    with pytest.raises(Undeliverable, match="invalid_payload"):
        await SlackWebhookChannel(SlackWebhookTo(slack.webhook)).send(MESSAGE, delivery())


def test_its_address_is_a_secret():
    to = SlackWebhookTo("https://hooks.slack.com/services/T0/B0/secret")
    assert "secret" not in f"{to!r} {to.name}"
    with pytest.raises(ValueError, match="none of Slack's webhooks"):
        SlackWebhookTo("hooks.slack.com")
