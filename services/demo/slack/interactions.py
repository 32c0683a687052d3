"""What people do in the workspace: press buttons, fill in forms, and see what only they are told.

    press ─▶ block_actions ─▶ socket | signed request ─▶ the app ─▶ views.open, response_url
    submit ─▶ view_submission ─▶ … ─▶ errors below the form's fields, or it closes

Source: Slack's documentation, "Handling user interaction", "Using Socket Mode", "Verifying requests from Slack",
"Modals".
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import aiohttp
from aiohttp import web
from slack_sdk.signature import SignatureVerifier

from services.demo.slack import payloads
from services.demo.slack.calls import Answer, Refused
from services.demo.slack.limits import view_faults
from services.demo.slack.messages import Stored
from services.demo.slack.payloads import Member

_PATIENCE: Final = 3
"""Seconds that Slack waits for an answer, and that a trigger may be used."""
_ANSWERS: Final = 5
"""Times that a response_url may be used."""


class NotAnswered(Exception):
    """The app did not answer in time, or not as documented: people read "claimwatch is having trouble"."""


@dataclass
class Interactions:
    """The workspace's side of an app's interactivity."""

    url: str = ""
    request_url: str = ""
    """Where interactions are posted to, signed; empty: they go by the socket."""
    signing_secret: str = "loopback"  # noqa: S105 - opens nothing but this server
    views: list[dict[str, Any]] = field(default_factory=list)
    """The forms that are open, the last one on top."""
    whispers: list[str] = field(default_factory=list)
    """What was said to whoever clicked, and to nobody else."""
    connected: asyncio.Event = field(default_factory=asyncio.Event)
    _triggers: dict[str, float] = field(default_factory=dict)
    _answers: dict[str, int] = field(default_factory=dict)
    _tickets: set[str] = field(default_factory=set)
    _socket: web.WebSocketResponse | None = None
    _waiting: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    _count: int = 0

    async def press(self, message: Stored, action_id: str, member: Member, option: str = "") -> None:
        """Press a button of a message as it stands, or choose the option of a menu that begins so.

        Raises:
            NotAnswered: the app did not acknowledge it.
        """
        action = payloads.action(message.blocks, action_id, option)
        trigger, answer = self._trigger(), self._name("answer")
        self._answers[answer] = _ANSWERS
        payload = payloads.block_actions(message, action, member, trigger, f"{self.url}answers/{answer}")
        if await self._deliver(payload):
            raise NotAnswered("an answer to a click is empty")

    async def submit(self, values: Mapping[str, str | list[str]], member: Member) -> Mapping[str, str]:
        """Send the form on top; the errors below its fields, none of which closes it.

        Raises:
            NotAnswered: the app did not acknowledge it, or named a field that is not there.
        """
        view = self.views[-1]
        reply = await self._deliver(payloads.view_submission(view, values, member)) or {}
        if not reply:
            self.views.pop()
            return {}
        fields = {block.get("block_id") for block in view["blocks"] if block["type"] == "input"}
        if reply.get("response_action") != "errors" or not reply["errors"] or not reply["errors"].keys() <= fields:
            raise NotAnswered(f"{reply} is no answer to a form")
        errors: Mapping[str, str] = reply["errors"]
        return errors

    async def open_connection(self, _: Answer) -> Answer:
        """apps.connections.open: an address for one socket."""
        ticket = self._name("ticket")
        self._tickets.add(ticket)
        return {"url": f"{self.url.replace('http', 'ws', 1)}link/?ticket={ticket}&app_id=A0LOOP"}

    async def link(self, request: web.Request) -> web.StreamResponse:
        """The socket itself: says hello, and takes acknowledgements."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401)
        self._tickets.remove(ticket)
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": "A0LOOP"}})
        self._socket = socket
        self.connected.set()
        async for told in socket:
            if told.type is aiohttp.WSMsgType.TEXT:
                acknowledged = json.loads(told.data)
                if (waiting := self._waiting.pop(acknowledged["envelope_id"], None)) and not waiting.done():
                    waiting.set_result(acknowledged.get("payload"))
        self.connected.clear()
        return socket

    async def disconnect(self) -> None:
        """Ask for a new connection, as Slack does every few hours."""
        if self._socket is not None:
            self.connected.clear()
            await self._socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def views_open(self, asked: Answer) -> Answer:
        """views.open: once for a trigger, within three seconds of the click."""
        until = self._triggers.pop(asked.get("trigger_id", ""), None)
        if until is None:
            raise Refused("invalid_trigger_id")
        if time.monotonic() > until:
            raise Refused("expired_trigger_id")
        view = asked.get("view") or {}
        if faults := view_faults(view):
            raise Refused("invalid_arguments", faults)
        self.views.append({**view, "id": self._name("V")})
        return {"view": self.views[-1]}

    async def answered(self, request: web.Request) -> web.StreamResponse:
        """A response_url: five times at most."""
        answer = request.match_info["answer"]
        if self._answers.get(answer, 0) < 1:
            return web.json_response({"ok": False, "error": "expired_url"}, status=404)
        self._answers[answer] -= 1
        told = await request.json()
        if told.get("response_type") != "ephemeral" or told.get("replace_original"):
            return web.json_response({"ok": False, "error": "only whispers are known here"}, status=400)
        self.whispers.append(told["text"])
        return web.Response(text="ok")

    async def post(self, body: bytes, signed_at: int | None = None, secret: str = "") -> tuple[int, bytes]:
        """Post a form to the app's address, signed now and with the app's secret unless said: status and body."""
        at = str(time.time_ns() // 10**9 if signed_at is None else signed_at)
        signature = SignatureVerifier(secret or self.signing_secret).generate_signature(timestamp=at, body=body)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": at,
            "X-Slack-Signature": str(signature),
        }
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.request_url, data=body, headers=headers) as got,
        ):
            return got.status, await got.read()

    async def _deliver(self, payload: dict[str, Any]) -> Any:
        try:
            return await asyncio.wait_for(self._sent(payload), _PATIENCE)
        except TimeoutError as fault:
            raise NotAnswered(f"no answer within {_PATIENCE} seconds") from fault

    async def _sent(self, payload: dict[str, Any]) -> Any:
        if self.request_url:
            status, body = await self.post(payloads.form(payload))
            if status != 200:
                raise NotAnswered(f"HTTP {status}")
            return json.loads(body) if body else None
        await self.connected.wait()
        assert self._socket is not None  # noqa: S101 - it is connected
        envelope = self._name("envelope")
        waiting = self._waiting[envelope] = asyncio.get_running_loop().create_future()
        told = {"type": "interactive", "envelope_id": envelope, "payload": payload, "accepts_response_payload": True}
        await self._socket.send_json(told)
        return await waiting

    def _trigger(self) -> str:
        trigger = self._name("trigger")
        self._triggers[trigger] = time.monotonic() + _PATIENCE
        return trigger

    def _name(self, of: str) -> str:
        self._count += 1
        return f"{of}-{self._count}"
