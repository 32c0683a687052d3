"""Clicks by Slack's requests to an address of ours, each signed, believed for five minutes, and once.

Source: Slack's documentation, "Verifying requests from Slack".
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import logging
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qs

from aiohttp import web
from slack_sdk.signature import Clock, SignatureVerifier

from services.alert.clicks.answering import Answering
from services.alert.errors import AddressTaken
from services.alert.slack.app import SlackApp
from services.alert.slack.clicks import Unknown

_log = logging.getLogger(__name__)

PATH: Final = "/slack/clicks"
_BELIEVED: Final = dt.timedelta(minutes=5)
_LARGEST: Final = 512 * 1024


class Signatures:
    """Which requests are Slack's: the signature is right, the time near ours, and it did not come before."""

    def __init__(self, secret: str, now: Callable[[], dt.datetime]) -> None:
        self._now = now
        self._verifier = SignatureVerifier(secret, _At(now))
        self._came: dict[str, dt.datetime] = {}

    def refusal(self, body: bytes, headers: Mapping[str, str]) -> str:
        """Why a request is not believed; empty if it is, which it is once."""
        signature, time = headers.get("X-Slack-Signature", ""), headers.get("X-Slack-Request-Timestamp", "")
        try:
            if not self._verifier.is_valid(body, time, signature):
                return "its signature or its time is not right"
        except ValueError:  # the time is no number, or the body no UTF-8
            return "it is not of Slack's form"
        now = self._now()
        self._came = {known: came for known, came in self._came.items() if now - came <= 2 * _BELIEVED}
        if signature in self._came:
            return "it came before"
        self._came[signature] = now
        return ""


class _At(Clock):
    """Our clock, for the library."""

    def __init__(self, now: Callable[[], dt.datetime]) -> None:
        self._now = now

    def now(self) -> float:
        return self._now().timestamp()


def make_app(answering: Answering, signatures: Signatures) -> web.Application:
    """The address's one page."""

    async def answer(request: web.Request) -> web.Response:
        body = await request.read()
        if refusal := signatures.refusal(body, request.headers):
            _log.warning("refused a request to %s: %s", PATH, refusal)
            return web.Response(status=401, text="not signed by Slack")
        try:
            reply = await answering.answer(_payload(body))
        except Unknown as fault:
            _log.warning("refused a request to %s: %s", PATH, fault)
            return web.Response(status=400, text="nothing that is known here")
        return web.Response() if reply is None else web.json_response(reply)

    app = web.Application(client_max_size=_LARGEST)
    app.router.add_post(PATH, answer)
    return app


async def listen(answering: Answering, app: SlackApp, now: Callable[[], dt.datetime], stop: asyncio.Event) -> None:
    """Serve until told to stop; what is being answered then is finished first.

    Raises:
        AddressTaken: something else listens there, or the address is not this machine's.
    """
    runner = web.AppRunner(make_app(answering, Signatures(app.signing_secret or "", now)), access_log=None)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, app.host, app.port).start()
        except OSError as fault:
            where = f"{app.host}:{app.port}"
            raise AddressTaken(
                f"cannot listen at {where} for Slack's clicks: {fault.strerror}; give another `port` under `slack_app`"
            ) from fault
        await stop.wait()
    finally:
        await runner.cleanup()


def _payload(body: bytes) -> object:
    """The JSON in the form's one field.

    Raises:
        Unknown: there is none.
    """
    try:
        return json.loads(parse_qs(body.decode(), strict_parsing=True)["payload"][0])
    except (ValueError, KeyError) as fault:
        raise Unknown(f"a form without a payload: {fault}") from fault
