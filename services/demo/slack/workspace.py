"""A workspace with one bot, by the Web API, that fails on purpose.

Source: Slack's documentation: the methods' references, "Rate limits", "Message metadata".
"""

from __future__ import annotations

import asyncio
import queue
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, TypeVar

from aiohttp import web

from services.demo.loopback import LoopThread
from services.demo.slack.calls import Answer, Refused, arguments, authorise, permit
from services.demo.slack.files import Files
from services.demo.slack.interactions import Interactions
from services.demo.slack.messages import Stored, next_ts, page, written
from services.demo.slack.payloads import Member

T = TypeVar("T")

_ANN: Final = Member()
_FAILING: Final = ("chat.postMessage", "chat.update")
"""The calls that faults befall."""


class Fault(StrEnum):
    """What goes wrong with a post or an edit. `STORED` faults happen after the message is in the channel."""

    RATE_LIMITED = "rate limited"
    SERVER_ERROR = "server error"
    NO_ANSWER = "no answer"
    NO_ANSWER_STORED = "no answer, stored"
    DROPPED = "dropped"
    DROPPED_STORED = "dropped, stored"


@dataclass
class Slack:
    """A workspace with one bot."""

    channels: Sequence[str] = ("C0DESK",)
    token: str = "xoxb-loopback"  # noqa: S105 - opens nothing but this server
    scopes: Sequence[str] = ("chat:write", "channels:history", "files:write")
    """What the bot may do, as each answer's header tells."""
    app_scopes: Sequence[str] = ("connections:write",)
    """What the app's own token may do."""
    retry_after: int = 1
    """Seconds that a rate-limited caller is told to wait."""
    faults: deque[Fault | None] = field(default_factory=deque)
    """What befalls the next posts and edits, one each; None is nothing."""
    messages: list[Stored] = field(default_factory=list)
    files: Files = field(default_factory=Files)
    hook_error: str = ""
    """Why the incoming webhook takes nothing; empty: it does."""
    uneditable: set[object] = field(default_factory=set)
    """Messages that the bot may not edit, by their ts."""
    befell: queue.Queue[Fault] = field(default_factory=queue.Queue)
    """Each fault, once it has happened (for a stored one: once the message is stored)."""
    app_token: str = "xapp-loopback"  # noqa: S105 - opens nothing but this server
    interactions: Interactions = field(default_factory=Interactions)
    url: str = ""

    def __enter__(self) -> Slack:
        self._thread = LoopThread("loopback-slack")
        self._runner = self._thread.call(self._start())
        port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{port}/api/"
        self.interactions.url = self.files.url = f"http://127.0.0.1:{port}/"
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

    @property
    def webhook(self) -> str:
        """The address of an incoming webhook."""
        return self.url.replace("/api/", "/services/T0LOOP/B0LOOP/secret")

    def press(self, message: Stored, action_id: str, member: Member = _ANN, option: str = "") -> None:
        """Have somebody press a button of a message, or choose an option of a menu; see `Interactions.press`."""
        self._thread.call(self.interactions.press(message, action_id, member, option))

    def submit(self, values: Mapping[str, str | list[str]], member: Member = _ANN) -> Mapping[str, str]:
        """Have somebody send the form that is open; see `Interactions.submit`."""
        return self._thread.call(self.interactions.submit(values, member))

    def call(self, work: Coroutine[Any, Any, T]) -> T:
        """Run something in the workspace's own loop."""
        return self._thread.call(work)

    async def _start(self) -> web.AppRunner:
        app = web.Application()
        methods: dict[str, Callable[[Answer], Awaitable[Answer]]] = {
            "auth.test": self._auth_test,
            "chat.postMessage": self._post,
            "chat.update": self._update,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "apps.connections.open": self.interactions.open_connection,
            "views.open": self.interactions.views_open,
            "files.getUploadURLExternal": self.files.upload_url,
            "files.completeUploadExternal": self.files.completed,
        }
        for name, method in methods.items():
            app.router.add_route("*", f"/api/{name}", self._answering(method))
        app.router.add_post("/upload/{file}", self.files.upload)
        app.router.add_post("/services/T0LOOP/B0LOOP/secret", self._hook)
        app.router.add_get("/link/", self.interactions.link)
        app.router.add_post("/answers/{answer}", self.interactions.answered)
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        return runner

    def _answering(
        self, method: Callable[[Answer], Awaitable[Answer]]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def answer(request: web.Request) -> web.StreamResponse:
            try:
                asked = await arguments(request)
                self._authorise(request, asked)
                fault = self.faults.popleft() if request.path.endswith(_FAILING) and self.faults else None
                if fault is None:
                    told = {"ok": True, **await method(asked)}
                    return web.json_response(told, headers={"X-OAuth-Scopes": ",".join(self.scopes)})
                if fault in {Fault.NO_ANSWER_STORED, Fault.DROPPED_STORED}:
                    await method(asked)
                return await self._befall(fault, request)
            except Refused as refused:
                return web.json_response(refused.answer)

        return answer

    def _authorise(self, request: web.Request, asked: Answer) -> None:
        method = request.path.removeprefix("/api/")
        by_the_app = method == "apps.connections.open"
        authorise(request, asked, self.app_token if by_the_app else self.token)
        permit(method, self.app_scopes if by_the_app else self.scopes)

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

    async def _auth_test(self, _: Answer) -> Answer:
        return {"url": self.url, "team": "Loopback", "user": "claimwatch", "team_id": "T0LOOP", "user_id": "U0BOT"}

    async def _post(self, asked: Answer) -> Answer:
        channel, (text, blocks), metadata = self._channel(asked), self._written(asked), asked.get("metadata")
        if metadata is not None and not {"event_type", "event_payload"} <= metadata.keys():
            raise Refused("invalid_metadata_schema")
        thread_ts, broadcast = asked.get("thread_ts"), _is_true(asked.get("reply_broadcast"))
        if thread_ts and not self._has(channel, thread_ts):
            raise Refused("thread_not_found")
        ts = next_ts(self.messages)
        stored = Stored(channel, ts, text, blocks, thread_ts, metadata, broadcast=bool(thread_ts) and broadcast)
        self.messages.append(stored)
        return {"channel": channel, "ts": ts, "message": stored.shown(with_metadata=True)}

    async def _hook(self, request: web.Request) -> web.StreamResponse:
        """An incoming webhook: posts to the first channel, and tells neither a ts nor what was there."""
        fault = self.faults.popleft() if self.faults else None
        try:
            if self.hook_error:
                raise Refused(self.hook_error)  # noqa: TRY301
            if fault in {None, Fault.DROPPED_STORED, Fault.NO_ANSWER_STORED}:
                await self._post({**await arguments(request), "channel": self.channels[0]})
        except Refused as refused:
            return web.Response(status=400, text=str(refused))
        return web.Response(text="ok") if fault is None else await self._befall(fault, request)

    async def _update(self, asked: Answer) -> Answer:
        """An edit puts text and blocks in the place of the old ones; metadata stays unless other is given."""
        channel, ts = self._channel(asked), asked.get("ts")
        if not self._has(channel, ts):
            raise Refused("message_not_found")
        if ts in self.uneditable:
            raise Refused("cant_update_message")
        text, blocks = self._written(asked)
        at = next(at for at, known in enumerate(self.messages) if (known.channel, known.ts) == (channel, ts))
        old = self.messages[at]
        metadata = asked.get("metadata", old.metadata)
        self.messages[at] = replace(old, text=text, blocks=blocks, metadata=metadata, edits=old.edits + 1)
        return {"channel": channel, "ts": ts, "text": text, "message": self.messages[at].shown(with_metadata=True)}

    async def _history(self, asked: Answer) -> Answer:
        channel = self._channel(asked)
        found = [
            message
            for message in self.messages
            if message.channel == channel and (not message.thread_ts or message.broadcast)
        ]
        return page(found[::-1], asked)

    async def _replies(self, asked: Answer) -> Answer:
        channel, ts = self._channel(asked), asked.get("ts")
        here = [message for message in self.messages if message.channel == channel]
        if not any(message.ts == ts for message in here):
            raise Refused("thread_not_found")
        return page([message for message in here if ts in {message.ts, message.thread_ts}], asked)

    def _channel(self, asked: Answer) -> str:
        channel = asked.get("channel")
        if channel not in self.channels:
            raise Refused("channel_not_found")
        return str(channel)

    def _written(self, asked: Answer) -> tuple[str, Sequence[Mapping[str, Any]]]:
        text, blocks = written(asked)
        if faults := self.files.faults_of(blocks):
            raise Refused("invalid_blocks", faults)
        return text, blocks

    def _has(self, channel: str, ts: object) -> bool:
        return any((known.channel, known.ts) == (channel, ts) for known in self.messages)


def _is_true(given: object) -> bool:
    """JSON's true, or how a form spells it."""
    return str(given).lower() in {"1", "true"}
