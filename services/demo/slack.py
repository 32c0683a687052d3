"""A small Slack on loopback: the part of the Web API that a bot posts with, held to its documented contract.

    with Slack(channels=("C0DESK",)) as slack:
        …  # AsyncWebClient(slack.token, base_url=slack.url)
        slack.messages

It knows `auth.test`, `chat.postMessage`, `conversations.history` and `conversations.replies`, and fails on purpose.

Source: Slack's documentation: the methods' references, "Rate limits", "Message metadata", "Reference: blocks".
"""

from __future__ import annotations

import asyncio
import queue
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

import msgspec
from aiohttp import web

from services.demo.block_limits import faults_of
from services.demo.loopback import LoopThread

_TEXT: Final = 40_000
"""Characters of a message's text."""

Answer = dict[str, Any]


class Fault(StrEnum):
    """What goes wrong with a post. `STORED` faults happen after the message is in the channel."""

    RATE_LIMITED = "rate limited"
    SERVER_ERROR = "server error"
    NO_ANSWER = "no answer"
    NO_ANSWER_STORED = "no answer, stored"
    DROPPED = "dropped"
    DROPPED_STORED = "dropped, stored"


@dataclass(frozen=True)
class Stored:
    """A message in a channel."""

    channel: str
    ts: str
    text: str
    blocks: Sequence[Mapping[str, Any]] = ()
    thread_ts: str | None = None
    metadata: Mapping[str, Any] | None = None

    def shown(self, with_metadata: bool) -> Answer:
        """The message as the API gives it; metadata only on request."""
        shown: Answer = {"type": "message", "ts": self.ts, "text": self.text, "blocks": list(self.blocks)}
        if self.thread_ts:
            shown["thread_ts"] = self.thread_ts
        if with_metadata and self.metadata:
            shown["metadata"] = dict(self.metadata)
        return shown


class _Refused(Exception):
    """An error by the API's own name."""


@dataclass
class Slack:
    """A workspace with one bot. Faults that are queued befall the next posts, one each."""

    channels: Sequence[str] = ("C0DESK",)
    token: str = "xoxb-loopback"  # noqa: S105 - opens nothing but this server
    scopes: Sequence[str] = ("chat:write", "channels:history")
    """What the bot may do, as each answer's header tells."""
    retry_after: int = 1
    """Seconds that a rate-limited caller is told to wait."""
    faults: deque[Fault] = field(default_factory=deque)
    messages: list[Stored] = field(default_factory=list)
    befell: queue.Queue[Fault] = field(default_factory=queue.Queue)
    """Each fault, once it has happened (for a stored one: once the message is stored)."""
    url: str = ""

    def __enter__(self) -> Slack:
        self._thread = LoopThread("loopback-slack")
        self._runner = self._thread.call(self._start())
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}/api/"
        return self

    def __exit__(self, *_: object) -> None:
        self._thread.call(self._runner.cleanup())
        self._thread.close()

    def roots(self) -> list[Stored]:
        """The messages that are not in a thread."""
        return [message for message in self.messages if message.thread_ts is None]

    def replies(self, ts: str) -> list[Stored]:
        """The messages in the thread of another."""
        return [message for message in self.messages if message.thread_ts == ts]

    async def _start(self) -> web.AppRunner:
        app = web.Application()
        methods: dict[str, Callable[[Answer], Awaitable[Answer]]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
        }
        for name, method in methods.items():
            app.router.add_route("*", f"/api/{name}", self._answering(method))
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner

    def _answering(
        self, method: Callable[[Answer], Awaitable[Answer]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                asked = await _arguments(request)
                self._authorise(request, asked)
                is_post = request.path.endswith("chat.postMessage")
                fault = self.faults.popleft() if is_post and self.faults else None
                if fault is None:
                    told = {"ok": True, **await method(asked)}
                    return web.json_response(told, headers={"X-OAuth-Scopes": ",".join(self.scopes)})
                if fault in {Fault.NO_ANSWER_STORED, Fault.DROPPED_STORED}:
                    await method(asked)
                return await self._befall(fault, request)
            except _Refused as refused:
                return web.json_response({"ok": False, "error": str(refused)})

        return answer

    async def _befall(self, fault: Fault, request: web.Request) -> web.StreamResponse:
        self.befell.put(fault)
        match fault:
            case Fault.RATE_LIMITED:
                wait = {"Retry-After": str(self.retry_after)}
                return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=wait)
            case Fault.SERVER_ERROR:
                return web.Response(status=500, text="<html>trouble</html>", content_type="text/html")
            case Fault.DROPPED | Fault.DROPPED_STORED:
                if request.transport is not None:
                    request.transport.abort()
                return web.Response()
            case _:
                await asyncio.Event().wait()
                raise AssertionError("nobody sets that event")

    def _authorise(self, request: web.Request, asked: Answer) -> None:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ") or asked.pop("token", "")
        if not given:
            raise _Refused("not_authed")
        if given != self.token:
            raise _Refused("invalid_auth")

    async def _auth_test(self, _: Answer) -> Answer:
        return {"url": self.url, "team": "Loopback", "user": "claimwatch", "team_id": "T0LOOP", "user_id": "U0BOT"}

    async def _post(self, asked: Answer) -> Answer:
        channel = self._channel(asked)
        text, blocks, metadata = asked.get("text") or "", asked.get("blocks") or [], asked.get("metadata")
        if not text and not blocks:
            raise _Refused("no_text")
        if len(text) > _TEXT:
            raise _Refused("msg_too_long")
        if faults_of(blocks):
            raise _Refused("invalid_blocks")
        if metadata is not None and not {"event_type", "event_payload"} <= metadata.keys():
            raise _Refused("invalid_metadata_schema")
        thread_ts = asked.get("thread_ts")
        if thread_ts and not any(known.ts == thread_ts and known.channel == channel for known in self.messages):
            raise _Refused("thread_not_found")
        stored = Stored(channel, self._ts(), text, blocks, thread_ts, metadata)
        self.messages.append(stored)
        return {"channel": channel, "ts": stored.ts, "message": stored.shown(with_metadata=True)}

    def _ts(self) -> str:
        """The clock in microseconds, and later than any before: a message's id in its channel."""
        last = max((int(message.ts.replace(".", "")) for message in self.messages), default=0)
        micros = max(time.time_ns() // 1000, last + 1)
        return f"{micros // 1_000_000}.{micros % 1_000_000:06}"

    async def _history(self, asked: Answer) -> Answer:
        channel = self._channel(asked)
        found = [message for message in self.messages if message.channel == channel and not message.thread_ts]
        return _page(found[::-1], asked)

    async def _replies(self, asked: Answer) -> Answer:
        channel, ts = self._channel(asked), asked.get("ts")
        here = [message for message in self.messages if message.channel == channel]
        if not any(message.ts == ts for message in here):
            raise _Refused("thread_not_found")
        return _page([message for message in here if ts in {message.ts, message.thread_ts}], asked)

    def _channel(self, asked: Answer) -> str:
        channel = asked.get("channel")
        if channel not in self.channels:
            raise _Refused("channel_not_found")
        return str(channel)


async def _arguments(request: web.Request) -> Answer:
    """What was asked, from wherever the API takes it: the address, a form, or JSON; in forms, parts are JSON too."""
    asked: Answer = dict(request.query)
    if request.content_type == "application/json":
        try:
            asked |= msgspec.json.decode(await request.read())
        except msgspec.DecodeError as fault:
            raise _Refused("invalid_json") from fault
    elif request.method == "POST":
        asked |= dict(await request.post())
    for name in ("blocks", "metadata"):
        if isinstance(asked.get(name), str):
            try:
                asked[name] = msgspec.json.decode(asked[name])
            except msgspec.DecodeError as fault:
                raise _Refused(f"invalid_{name}_format") from fault
    return asked


def _page(messages: Sequence[Stored], asked: Answer) -> Answer:
    """One page; a cursor is the number of messages before it."""
    oldest = float(asked.get("oldest") or 0)
    wanted = [message for message in messages if float(message.ts) > oldest]
    start, limit = int(asked.get("cursor") or 0), int(asked.get("limit") or 100)
    with_metadata = str(asked.get("include_all_metadata", "")).lower() in {"1", "true"}
    end = start + limit
    return {
        "messages": [message.shown(with_metadata) for message in wanted[start:end]],
        "has_more": end < len(wanted),
        "response_metadata": {"next_cursor": str(end) if end < len(wanted) else ""},
    }
