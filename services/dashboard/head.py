"""HEAD is answered as GET is, without the content (RFC 9110, 9.3.2): what watches a desk asks for no more."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class HeadAsGet:
    """ASGI middleware, innermost: the application knows GET alone."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_the_head(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                # The answer is over, and the server says so to whoever would stream on, as `/live` does.
                await send({"type": "http.response.body"})

        await self._app({**scope, "method": "GET"}, receive, send_the_head)
