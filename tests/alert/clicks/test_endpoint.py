"""Only what Slack signed is believed, for five minutes, and once."""

from __future__ import annotations

import asyncio
import datetime as dt
import socket

import pytest
from aiohttp.test_utils import TestClient, TestServer
from slack_sdk.signature import SignatureVerifier

from services.alert.clicks.answering import Answering
from services.alert.clicks.endpoint import PATH, Signatures, listen, make_app
from services.alert.errors import AddressTaken
from services.alert.slack.app import SlackApp
from services.demo.slack.payloads import form
from services.eventlog.memory import MemoryLog
from tests.alert.examples import NOON

SECRET = "8f742231b10e8888abcd99yyyzzz85a5"  # noqa: S105 - a test's
EVIDENCE = {
    "type": "block_actions",
    "user": {"id": "U0ANN"},
    "team": {"id": "T0LOOP"},
    "actions": [{"action_id": "evidence"}],
    "trigger_id": "t",
}


def signed(body: bytes, at: dt.datetime = NOON, secret: str = SECRET) -> dict[str, str]:
    time = str(int(at.timestamp()))
    signature = SignatureVerifier(secret).generate_signature(timestamp=time, body=body)
    return {"X-Slack-Request-Timestamp": time, "X-Slack-Signature": signature}


def test_slacks_own_example_is_believed():
    body = (
        b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
        b"&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
        b"&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
        b"&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c"
    )
    headers = {
        "X-Slack-Request-Timestamp": "1531420618",
        "X-Slack-Signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    }
    then = dt.datetime.fromtimestamp(1531420618, dt.UTC)
    assert Signatures(SECRET, lambda: then).refusal(body, headers) == ""


@pytest.mark.parametrize("seconds", [-300, -1, 0, 299, 300])
def test_five_minutes_either_way(seconds):
    signatures = Signatures(SECRET, lambda: NOON)
    assert signatures.refusal(b"a", signed(b"a", NOON + dt.timedelta(seconds=seconds))) == ""


@pytest.mark.parametrize(
    "headers",
    [
        {},
        signed(b"a", NOON - dt.timedelta(seconds=301)),
        signed(b"a", NOON + dt.timedelta(seconds=301)),
        signed(b"a", secret="another"),  # noqa: S106 - a test's
        signed(b"b"),
        {**signed(b"a"), "X-Slack-Request-Timestamp": "soon"},
        {**signed(b"a"), "X-Slack-Request-Timestamp": str(int(NOON.timestamp()) + 1)},
        {**signed(b"a"), "X-Slack-Signature": ""},
    ],
)
def test_what_is_not_believed(headers):
    assert Signatures(SECRET, lambda: NOON).refusal(b"a", headers)


def test_a_body_that_is_no_text_is_not_believed():
    assert Signatures(SECRET, lambda: NOON).refusal(b"\xff", signed(b"a"))


def test_a_replay_is_refused_as_long_as_its_time_would_be_believed():
    clock = [NOON]
    signatures = Signatures(SECRET, lambda: clock[0])
    ahead = signed(b"a", NOON + dt.timedelta(seconds=300))
    assert signatures.refusal(b"a", ahead) == ""
    for seconds in (1, 300, 600):
        clock[0] = NOON + dt.timedelta(seconds=seconds)
        assert signatures.refusal(b"a", ahead) == "it came before"
    clock[0] = NOON + dt.timedelta(seconds=601)
    assert signatures.refusal(b"a", ahead) == "its signature or its time is not right"
    assert signatures.refusal(b"b", signed(b"b", clock[0])) == ""
    assert len(signatures._came) == 1


@pytest.fixture
async def address():
    app = SlackApp(team="T0LOOP", token="xoxb", signing_secret=SECRET)  # noqa: S106 - a test's
    answering = Answering(MemoryLog(lambda: NOON), app, lambda: NOON)
    async with TestClient(TestServer(make_app(answering, Signatures(SECRET, lambda: NOON)))) as client:
        yield client


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        (form(EVIDENCE), 200, ""),
        (b"payload=%7B", 400, "a form without a payload"),
        (b"a=b", 400, "a form without a payload"),
        (form({"type": "shortcut"}), 400, "a payload of type 'shortcut'"),
    ],
)
async def test_what_is_signed_is_read(address, caplog, body, status, says):
    answer = await address.post(PATH, data=body, headers=signed(body))
    assert answer.status == status
    assert says in caplog.text


async def test_an_address_that_is_taken_is_said():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        app = SlackApp(team="T0LOOP", token="xoxb", signing_secret=SECRET, port=taken.getsockname()[1])  # noqa: S106
        answering = Answering(MemoryLog(lambda: NOON), app, lambda: NOON)
        with pytest.raises(AddressTaken, match="give another `port` under `slack_app`"):
            await listen(answering, app, lambda: NOON, asyncio.Event())


async def test_what_is_not_signed_is_not_looked_at(address, caplog):
    body = form(EVIDENCE)
    assert (await address.post(PATH, data=body, headers=signed(body))).status == 200
    assert (await address.post(PATH, data=body, headers=signed(body))).status == 401
    assert (await address.post(PATH, data=body)).status == 401
    assert (await address.get(PATH)).status == 405
    assert (await address.post(PATH, data=b"a" * 600_000, headers=signed(b"a"))).status == 413
    assert "refused a request to /slack/clicks: it came before" in caplog.text
