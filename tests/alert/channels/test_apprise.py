"""Apprise, by its own service for JSON, on a server of loopback."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
from aiohttp import web

from schemas.event import Digest
from services.alert.channels.apprise import AppriseChannel
from services.alert.channels.channel import Delivery
from services.alert.errors import TryLater, Undeliverable
from services.alert.message.message import Message, finding
from services.alert.receivers.elsewhere import AppriseTo
from services.alert.templates.environment import Templates
from tests.alert.examples import FLAG, NOON

pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated")  # a service of Apprise's loads it
MESSAGE = Message(FLAG.title, (finding(FLAG, NOON),))
DELIVERY = Delivery(Digest("a" * 64), None, NOON, NOON, uncertain=False)


class Service:
    """Takes JSON, unless it is told to answer otherwise, or late."""

    def __init__(self) -> None:
        self.address = ""
        self.took: list[dict[str, Any]] = []
        self.status = 200
        self.takes_seconds = 0.0

    async def take(self, request: web.Request) -> web.Response:
        await asyncio.sleep(self.takes_seconds)
        if self.status == 200:
            self.took.append(await request.json())
        return web.Response(status=self.status, text="no")


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    made, app = Service(), web.Application()
    app.router.add_post("/{path:.*}", made.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    made.address = f"127.0.0.1:{runner.addresses[0][1]}"
    yield made
    await runner.cleanup()


def to(service: Service, asked: str = "", templates: Templates | None = None, timeout: float = 10) -> AppriseChannel:
    url = f"json://desk:pass-1234@{service.address}/secret-path{asked}"
    return AppriseChannel(AppriseTo(url), templates or Templates(), timeout)


async def test_a_notice_arrives_in_short(service: Service) -> None:
    receipt = await to(service).send(MESSAGE, DELIVERY)
    (told,) = service.took
    assert told["title"] == "People evacuated in Oderfeld"
    lines = told["message"].splitlines()
    assert lines[0] == "■ New · figures at odds · conflict · severity 4 of 5"
    assert lines[2] == "- 1,200 people: Herald, 29 Jan 2025 https://herald.example/29?a=1&b=2"
    assert receipt.id.startswith("apprise/json/")
    assert receipt.thread == receipt.id
    assert "secret" not in receipt.id


async def test_a_long_notice_is_cut_and_not_refused(service: Service) -> None:
    long = msgspec.structs.replace(MESSAGE.findings[0], explanation="word " * 9000)
    await to(service).send(Message(MESSAGE.title, (long,)), DELIVERY)
    (told,) = service.took
    assert 32_000 < len(told["message"]) <= 32_768


@pytest.mark.parametrize("status", [400, 401, 404, 500, 503])
async def test_what_the_service_refuses_is_tried_later_in_its_words(service: Service, status: int) -> None:
    service.status = status
    with pytest.raises(TryLater, match=f"^json, by Apprise: .*{status}") as fault:
        await to(service).send(MESSAGE, DELIVERY)
    for secret in ("pass-1234", "secret-path"):
        assert secret not in str(fault.value)


async def test_a_service_out_of_reach_is_tried_later() -> None:
    with pytest.raises(TryLater, match="Connection error"):
        await AppriseChannel(AppriseTo("json://127.0.0.1:9/")).send(MESSAGE, DELIVERY)


async def test_a_service_that_does_not_answer_holds_nobody_up(service: Service) -> None:
    service.takes_seconds = 30
    ticks = 0

    async def others() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0.01)
            ticks += 1

    working = asyncio.create_task(others())
    with pytest.raises(TryLater, match="json, by Apprise"):
        await to(service, "?rto=1").send(MESSAGE, DELIVERY)
    working.cancel()
    assert ticks > 10


async def test_a_template_that_fails_is_for_the_desk_to_mend(service: Service) -> None:
    with pytest.raises(TryLater, match=r"push\.txt:1: 'nothing' is undefined"):
        await to(service, templates=Templates({"push.txt": "{{ nothing }}"})).send(MESSAGE, DELIVERY)


@pytest.mark.parametrize("url", ["nonsense://secret-path", "tgram://secret-path", "json://", "mail desk@paper.example"])
def test_a_url_that_apprise_does_not_know_is_refused_without_being_told(
    url: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(ValueError, match="Apprise does not know its url") as fault:
        AppriseTo(url)
    assert "secret-path" not in str(fault.value) + caplog.text + "".join(capfd.readouterr())


async def test_one_whose_secret_was_not_read_sends_nothing() -> None:
    with pytest.raises(Undeliverable, match="correct it"):
        await AppriseChannel(AppriseTo("")).send(MESSAGE, DELIVERY)


def test_its_name_says_the_service_alone() -> None:
    to = AppriseTo("ntfy://desk:pass-1234@ntfy.example/secret-topic")
    for shown in (to.name, repr(to)):
        assert "ntfy" in shown
        assert "pass-1234" not in shown
        assert "secret-topic" not in shown
