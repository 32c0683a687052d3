"""Webhooks, on a server of loopback that checks them as a receiving program would."""

from __future__ import annotations

import base64
import datetime as dt
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from standardwebhooks import Webhook, WebhookVerificationError

from schemas.event import Digest
from services.alert.channels.channel import Delivery
from services.alert.channels.webhook import WebhookChannel
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.message import Message, finding
from services.alert.receivers.receivers import WebhookTo
from tests.alert.examples import FLAG, NOON

SECRET = f"whsec_{base64.b64encode(bytes(range(32))).decode()}"
MESSAGE = Message(FLAG.title, (finding(FLAG, NOON),))


class Program:
    """A program that takes what is signed with the secret, unless it is told to answer otherwise."""

    def __init__(self) -> None:
        self.url = ""
        self.took: list[tuple[str, dict[str, object]]] = []
        self.answers: list[web.Response] = []

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        try:
            Webhook(SECRET).verify(body, dict(request.headers))
        except WebhookVerificationError:
            return web.Response(status=401)
        if self.answers:
            return self.answers.pop(0)
        self.took.append((request.headers["webhook-id"], json.loads(body)))
        return web.Response(status=204)


@pytest.fixture
async def program() -> AsyncIterator[Program]:
    made, app = Program(), web.Application()
    app.router.add_post("/hook", made.take)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield made
    await runner.cleanup()


def now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def delivery(thread: str | None = None) -> Delivery:
    return Delivery(Digest("a" * 64), thread, NOON, NOON, uncertain=False)


def channel(program: Program, secret: str = SECRET) -> WebhookChannel:
    return WebhookChannel(WebhookTo(program.url, secret), now)


async def test_a_program_gets_the_notice_and_can_tell_who_sent_it(program: Program) -> None:
    receipt = await channel(program).send(MESSAGE, delivery())
    ((identity, told),) = program.took
    assert identity == receipt.id == receipt.thread == "a" * 64
    assert told["type"] == "claimwatch.notice"
    assert told["timestamp"] == "2025-01-30T12:00:00+00:00"
    data = told["data"]
    assert isinstance(data, dict)
    assert data["title"] == "People evacuated in Oderfeld"
    assert [quote["outlet"] for quote in data["findings"][0]["quotes"]] == ["Herald", "Courier"]


async def test_a_repeated_attempt_is_the_same_message(program: Program) -> None:
    first = await channel(program).send(MESSAGE, delivery("x"))
    second = await channel(program).send(MESSAGE, delivery("x"))
    assert first == second
    assert program.took[0] == program.took[1]


async def test_another_secret_is_found_out(program: Program) -> None:
    other = f"whsec_{base64.b64encode(bytes(32)).decode()}"
    with pytest.raises(Undeliverable, match="answered 401"):
        await channel(program, other).send(MESSAGE, delivery())


@pytest.mark.parametrize("status", [429, 500, 503])
async def test_what_passes_is_tried_later_when_the_program_says(program: Program, status: int) -> None:
    program.answers.append(web.Response(status=status, headers={"Retry-After": "7"}))
    with pytest.raises(TryLater) as fault:
        await channel(program).send(MESSAGE, delivery())
    assert fault.value.after == dt.timedelta(seconds=7)


@pytest.mark.parametrize("status", [302, 400, 410])
async def test_what_does_not_pass_is_given_up(program: Program, status: int) -> None:
    program.answers.append(web.Response(status=status, headers={"Location": "http://127.0.0.1:9/"}))
    with pytest.raises(Undeliverable, match=f"answered {status}"):
        await channel(program).send(MESSAGE, delivery())


async def test_a_program_out_of_reach_is_tried_later() -> None:
    with pytest.raises(TryLater, match=r"127\.0\.0\.1:9 cannot be reached"):
        await WebhookChannel(WebhookTo("http://127.0.0.1:9/", SECRET), now).send(MESSAGE, delivery())


@pytest.mark.parametrize("secret", ["secret", "whsec_c2hvcnQ=", "whsec_!", SECRET.removeprefix("whsec_")])
def test_what_is_no_secret_says_how_to_make_one(secret: str) -> None:
    with pytest.raises(ValueError, match="openssl rand -base64 32"):
        WebhookTo("https://hooks.example/", secret)


def test_an_address_shows_neither_secret_nor_path() -> None:
    to = WebhookTo("https://user:pass@hooks.example/T0/secret-path?key=1", SECRET)
    for shown in (to.name, repr(to)):
        assert "hooks.example" in shown
        assert "secret-path" not in shown
        assert "pass" not in shown
        assert SECRET not in shown
    with pytest.raises(ValueError, match="write https://"):
        WebhookTo("ftp://hooks.example/", SECRET)
