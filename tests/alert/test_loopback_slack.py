"""The small Slack is held to what is documented, as the channels are tested against it."""

from __future__ import annotations

from collections.abc import Awaitable

import pytest
from aiohttp import ClientSession, WSServerHandshakeError
from slack_sdk.errors import SlackApiError, SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.web.async_client import AsyncWebClient

from services.demo.slack import Slack

SECTION = {"type": "section", "text": {"type": "mrkdwn", "text": "a"}}


TEXT = {"type": "plain_text", "text": "a"}
BUTTON = {"type": "button", "action_id": "b", "text": TEXT}
OPTION = {"text": TEXT, "value": "v"}


def actions(*elements: object) -> dict[str, object]:
    return {"type": "actions", "elements": list(elements)}


@pytest.fixture
def slack():
    with Slack() as server:
        yield server


def client(slack: Slack, token: str | None = None) -> AsyncWebClient:
    return AsyncWebClient(slack.token if token is None else token, base_url=slack.url, retry_handlers=[])


REFUSED_BLOCKS = {
    "too many": [SECTION] * 51,
    "of an unknown kind": [{"type": "poem"}],
    "an input, which is for forms": [{"type": "input", "label": TEXT, "element": {"type": "plain_text_input"}}],
    "two by one name": [{**SECTION, "block_id": "a"}] * 2,
    "a long name": [{**SECTION, "block_id": "a" * 256}],
    "an empty section": [{"type": "section"}],
    "a long text": [{**SECTION, "text": {"type": "mrkdwn", "text": "a" * 3001}}],
    "no text in a text": [{**SECTION, "text": {"type": "mrkdwn", "text": ""}}],
    "an unescaped mark": [{**SECTION, "text": {"type": "mrkdwn", "text": "a & b"}}],
    "too many fields": [{**SECTION, "fields": [SECTION["text"]] * 11}],
    "a long field": [{**SECTION, "fields": [{"type": "mrkdwn", "text": "a" * 2001}]}],
    "a long header": [{"type": "header", "text": {**TEXT, "text": "a" * 151}}],
    "markup in a header": [{"type": "header", "text": SECTION["text"]}],
    "no context": [{"type": "context", "elements": []}],
    "too much context": [{"type": "context", "elements": [TEXT] * 11}],
    "no actions": [actions()],
    "too many actions": [actions(*({**BUTTON, "action_id": str(n)} for n in range(26)))],
    "two actions by one name": [actions(BUTTON, BUTTON)],
    "a long action's name": [actions({**BUTTON, "action_id": "a" * 256})],
    "a long button": [actions({**BUTTON, "text": {**TEXT, "text": "a" * 76}})],
    "a button's long value": [actions({**BUTTON, "value": "a" * 2001})],
    "a button's long address": [actions({**BUTTON, "url": "a" * 3001})],
    "a button of no style": [actions({**BUTTON, "style": "loud"})],
    "an element that is none": [actions({"type": "lever"})],
    "a menu of six": [{**SECTION, "accessory": {"type": "overflow", "options": [OPTION] * 6}}],
    "an option's long value": [
        {**SECTION, "accessory": {"type": "overflow", "options": [{**OPTION, "value": "a" * 151}]}}
    ],
    "an option's long text": [
        {**SECTION, "accessory": {"type": "overflow", "options": [{**OPTION, "text": {**TEXT, "text": "a" * 76}}]}}
    ],
    "an image without words": [{"type": "image", "image_url": "https://x.example/a.png"}],
    "an image of nothing": [{"type": "image", "alt_text": "a"}],
    "an image of no file's name": [{"type": "image", "alt_text": "a", "slack_file": {"id": "a"}}],
    "an image's long words": [{"type": "image", "alt_text": "a" * 2001, "image_url": "https://x.example/a.png"}],
}
NOT_OF_THE_MODELS = {
    "of an unknown kind",  # they leave it out, with a warning
    "an input, which is for forms",
    "two by one name",
    "no text in a text",
    "an unescaped mark",
    "a long field",
    "markup in a header",
    "no context",
    "too much context",
    "no actions",
    "two actions by one name",
    "an element that is none",
    "an image without words",
    "an image of nothing",
    "an image of no file's name",
    "an option's long text",
    "an option's long value",
    "too many",
}
"""What Slack documents, and its own models let pass."""


@pytest.mark.parametrize("what", REFUSED_BLOCKS)
async def test_blocks_that_slack_refuses(slack, what):
    with pytest.raises(SlackApiError) as refused:
        await client(slack).chat_postMessage(channel="C0DESK", text="a", blocks=REFUSED_BLOCKS[what])
    assert refused.value.response["error"] == "invalid_blocks"
    assert refused.value.response["response_metadata"]["messages"]
    assert slack.messages == []


@pytest.mark.parametrize("what", sorted(REFUSED_BLOCKS.keys() - NOT_OF_THE_MODELS))
def test_slacks_own_models_refuse_them_as_well(what):
    with pytest.raises(SlackObjectFormationError):
        [block.to_dict() for block in Block.parse_all(REFUSED_BLOCKS[what])]


@pytest.mark.filterwarnings("ignore:The top-level `text` argument is missing:UserWarning")  # it is, on purpose
@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"channel": "C0OTHER", "text": "a"}, "channel_not_found"),
        ({"text": ""}, "no_text"),
        ({"text": "a" * 40_001}, "msg_too_long"),
        ({"text": "a", "metadata": {"event_type": "x"}}, "invalid_metadata_schema"),
        ({"text": "a", "thread_ts": "1.000001"}, "thread_not_found"),
    ],
)
async def test_what_slack_refuses(slack, asked, error):
    with pytest.raises(SlackApiError) as refused:
        await client(slack).chat_postMessage(**{"channel": "C0DESK"} | asked)
    assert refused.value.response["error"] == error
    assert slack.messages == []


async def test_an_edit_takes_the_place_of_what_was_there_and_keeps_the_metadata(slack):
    here, metadata = client(slack), {"event_type": "e", "event_payload": {"n": 1}}
    first = await here.chat_postMessage(channel="C0DESK", text="1", blocks=[SECTION], metadata=metadata)
    await here.chat_update(channel="C0DESK", ts=first["ts"], text="2")
    (edited,) = slack.messages
    assert (edited.text, edited.blocks, edited.metadata, edited.edits) == ("2", [], metadata, 1)


@pytest.mark.parametrize(
    ("asked", "error"),
    [
        ({"ts": "1.000001"}, "message_not_found"),
        ({"channel": "C0OTHER"}, "channel_not_found"),
        ({"blocks": [{"type": "section"}]}, "invalid_blocks"),
    ],
)
async def test_an_edit_that_slack_refuses(slack, asked, error):
    first = await client(slack).chat_postMessage(channel="C0DESK", text="1")
    with pytest.raises(SlackApiError) as refused:
        await client(slack).chat_update(**{"channel": "C0DESK", "ts": first["ts"], "text": "2"} | asked)
    assert refused.value.response["error"] == error
    assert slack.messages[0].text == "1"


async def test_a_reply_shown_in_the_channel_is_in_its_history(slack):
    here = client(slack)
    first = await here.chat_postMessage(channel="C0DESK", text="1")
    await here.chat_postMessage(channel="C0DESK", text="2", thread_ts=first["ts"], reply_broadcast=True)
    await here.chat_postMessage(channel="C0DESK", text="3", thread_ts=first["ts"])
    history = await here.conversations_history(channel="C0DESK")
    assert [message["text"] for message in history["messages"]] == ["2", "1"]


async def test_a_form_is_opened_once_for_a_click_and_soon(slack):
    here, clicks = client(slack), slack.interactions
    view = {"type": "modal", "title": TEXT, "submit": TEXT, "blocks": [SECTION]}
    for trigger, error in (
        ("never", "invalid_trigger_id"),
        (clicks._trigger(), None),
        ("trigger-1", "invalid_trigger_id"),
    ):
        assert await _error_of(here.views_open(trigger_id=trigger, view=view)) == error
    late = clicks._trigger()
    clicks._triggers[late] -= 10
    assert await _error_of(here.views_open(trigger_id=late, view=view)) == "expired_trigger_id"


VIEW = {"type": "modal", "title": TEXT, "submit": TEXT, "blocks": [SECTION]}
FIELD = {"type": "input", "block_id": "f", "label": TEXT, "element": {"type": "plain_text_input", "action_id": "f"}}
REFUSED_VIEWS = {
    "no modal": {**VIEW, "type": "page"},
    "no title": {**VIEW, "title": None},
    "a long title": {**VIEW, "title": {**TEXT, "text": "a" * 25}},
    "a long button": {**VIEW, "submit": {**TEXT, "text": "a" * 25}},
    "no blocks": {**VIEW, "blocks": []},
    "too many blocks": {**VIEW, "blocks": [SECTION] * 101},
    "much metadata": {**VIEW, "private_metadata": "a" * 3001},
    "a long id": {**VIEW, "callback_id": "a" * 256},
    "inputs that cannot be sent": {"type": "modal", "title": TEXT, "blocks": [FIELD]},
    "a field of no kind": {**VIEW, "blocks": [{**FIELD, "element": {"type": "button", "text": TEXT}}]},
    "a field too long": {**VIEW, "blocks": [{**FIELD, "element": {"type": "plain_text_input", "max_length": 3001}}]},
    "too many boxes": {**VIEW, "blocks": [{**FIELD, "element": {"type": "checkboxes", "options": [OPTION] * 11}}]},
}


@pytest.mark.parametrize("what", REFUSED_VIEWS)
async def test_forms_that_slack_refuses(slack, what):
    opening = client(slack).views_open(trigger_id=slack.interactions._trigger(), view=REFUSED_VIEWS[what])
    assert await _error_of(opening) == "invalid_arguments"
    assert slack.interactions.views == []


async def test_a_file_is_uploaded_in_three_steps_and_shown_when_worked_up(slack):
    here = client(slack)
    place = await here.files_getUploadURLExternal(filename="a.png", length=3)
    completed = {"files": [{"id": place["file_id"], "title": "a"}]}
    assert await _error_of(here.files_completeUploadExternal(**completed)) == "file_not_found"
    async with ClientSession() as session:
        assert (await session.post(place["upload_url"], data=b"four")).status == 400
        assert (await session.post(place["upload_url"], data=b"PNG")).status == 200
    image = {"type": "image", "alt_text": "a", "slack_file": {"id": place["file_id"]}}
    posting = {"channel": "C0DESK", "text": "a", "blocks": [image]}
    assert await _error_of(here.chat_postMessage(**posting)) == "invalid_blocks"
    await here.files_completeUploadExternal(**completed)
    slack.files.unready = 1
    assert await _error_of(here.chat_postMessage(**posting)) == "invalid_blocks"
    assert await _error_of(here.chat_postMessage(**posting)) is None


@pytest.mark.parametrize(
    ("scope", "asking"),
    [
        ("chat:write", lambda here: here.chat_postMessage(channel="C0DESK", text="a")),
        ("channels:history", lambda here: here.conversations_history(channel="C0DESK")),
        ("files:write", lambda here: here.files_getUploadURLExternal(filename="a", length=1)),
        ("connections:write", lambda here: here.apps_connections_open(app_token="xapp-loopback")),  # noqa: S106
    ],
)
async def test_each_call_needs_its_scope(slack, scope, asking):
    assert await _error_of(asking(client(slack))) is None
    slack.scopes = [one for one in slack.scopes if one != scope]
    slack.app_scopes = [one for one in slack.app_scopes if one != scope]
    assert await _error_of(asking(client(slack))) == "missing_scope"


async def test_a_socket_is_opened_with_the_apps_own_token_and_a_ticket_is_used_once(slack):
    here = client(slack)
    assert await _error_of(here.apps_connections_open(app_token=slack.token)) == "invalid_auth"
    url = (await here.apps_connections_open(app_token=slack.app_token))["url"]
    async with ClientSession() as session:
        async with session.ws_connect(url) as socket:
            assert (await socket.receive_json())["type"] == "hello"
        with pytest.raises(WSServerHandshakeError):
            await session.ws_connect(url)


async def test_an_answer_is_given_five_times_at_most(slack):
    slack.interactions._answers["a"] = 5
    told = {"text": "a", "response_type": "ephemeral", "replace_original": False}
    async with ClientSession() as session:
        given = [(await session.post(f"{slack.interactions.url}answers/a", json=told)).status for _ in range(6)]
    assert given == [200] * 5 + [404]


async def _error_of(asking: Awaitable[object]) -> str | None:
    """The error by which a call is refused; None if it is not."""
    try:
        await asking
    except SlackApiError as refused:
        return str(refused.response["error"])
    return None


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
