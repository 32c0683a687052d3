"""The small Slack is held to what is documented, as the channels are tested against it."""

from __future__ import annotations

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from services.demo.slack import Slack

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "a"}}


@pytest.fixture
def slack():
    with Slack() as server:
        yield server


def client(slack: Slack, token: str | None = None) -> AsyncWebClient:
    return AsyncWebClient(slack.token if token is None else token, base_url=slack.url, retry_handlers=[])


@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing:UserWarning")  # it is, on purpose
@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"channel": "C0OTHER", "text": "a"}, "channel_not_found"),
        ({"text": ""}, "no_text"),
        ({"text": "a" * 40_001}, "msg_too_long"),
        ({"text": "a", "blocks": [SECTION] * 51}, "invalid_blocks"),
        ({"text": "a", "blocks": [{"type": "section"}]}, "invalid_blocks"),
        ({"text": "a", "blocks": [{"type": "poem"}]}, "invalid_blocks"),
        ({"text": "a", "blocks": [{**SECTION, "text": {"type": "mrkdwn", "text": "a" * 3001}}]}, "invalid_blocks"),
        ({"text": "a", "blocks": [{**SECTION, "text": {"type": "mrkdwn", "text": "a & b"}}]}, "invalid_blocks"),
        ({"text": "a", "blocks": [{**SECTION, "fields": [SECTION["text"]] * 11}]}, "invalid_blocks"),
        (
            {"text": "a", "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "a" * 151}}]},
            "invalid_blocks",
        ),
        ({"text": "a", "blocks": [{"type": "context", "elements": []}]}, "invalid_blocks"),
        (
            {
                "text": "a",
                "blocks": [{"type": "actions", "elements": [{"text": {"type": "plain_text", "text": "a" * 76}}]}],
            },
            "invalid_blocks",
        ),
        ({"text": "a", "metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
        ({"text": "a", "thread_ts": "1.000001"}, "thread_not_found"),
    ],
)
async def test_what_slack_refuses(slack, asked, error):
    with pytest.raises(SlackApiError) as refused:
        await client(slack).chat_postMessage(**{"channel": "C0DESK"} | asked)
    assert refused.value.response["error"] == error
    assert slack.messages == []


@pytest.mark.parametrize(("token", "error"), [("", "not_authed"), ("xoxb-other", "invalid_auth")])
async def test_who_may_ask(slack, token, error):
    with pytest.raises(SlackApiError) as refused:
        await client(slack, token).auth_test()
    assert refused.value.response["error"] == error


async def test_history_is_newest_first_without_threads_and_gives_metadata_on_request(slack):
    here = client(slack)
    metadata = {"event_type": "e", "event_payload": {"n": 1}}
    first = await here.chat_postMessage(channel="C0DESK", text="1", blocks=[SECTION], metadata=metadata)
    await here.chat_postMessage(channel="C0DESK", text="in the thread", thread_ts=first["ts"])
    await here.chat_postMessage(channel="C0DESK", text="2")
    history = await here.conversations_history(channel="C0DESK", include_all_metadata=True)
    assert [message["text"] for message in history["messages"]] == ["2", "1"]
    assert history["messages"][1]["metadata"] == metadata
    replies = await here.conversations_replies(channel="C0DESK", ts=first["ts"])
    assert [message["text"] for message in replies["messages"]] == ["1", "in the thread"]
    assert "metadata" not in replies["messages"][0]
