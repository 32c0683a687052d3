"""The stories' outlets as web servers on loopback: feeds, pages and robots.txt, conditional requests answered.

    async with OutletServer(load()) as server:
        server.publish_until(moment)  # what was published up to then is there; nothing else is
        …  # poll server.feeds

Each outlet has an address of its own in 127.0.1.0/24 and above, as outlets have hosts of their own, and a free port.
"""

from __future__ import annotations

import datetime as dt
import errno
import hashlib
import socket
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address
from typing import Final, Self

from aiohttp import web

from services.demo.feeds import MEDIA_TYPES, feed, page, page_name
from services.demo.stories import Shown, Stories, visible

_FIRST_ADDRESS: Final = IPv4Address("127.0.1.1")
_ROBOTS: Final = "User-agent: *\nAllow: /\n"


class OutletServer:
    """Serves all outlets of the stories, as they were at a moment; at first, before anything was published."""

    def __init__(self, stories: Stories) -> None:
        self._stories = stories
        self._moment = dt.datetime.min.replace(tzinfo=dt.UTC)
        self._origins: dict[str, str] = {}
        app = web.Application()
        app.add_routes(
            [
                web.get("/robots.txt", _robots),
                web.get("/{outlet}/feed.xml", self._feed),
                web.get("/{outlet}/{name}.html", self._page),
            ]
        )
        self._runner = web.AppRunner(app, access_log=None)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        for n, outlet in enumerate(self._stories.outlets):
            listening = listen(str(_FIRST_ADDRESS + n))
            host, port = listening.getsockname()
            self._origins[outlet] = f"http://{host}:{port}"
            await web.SockSite(self._runner, listening).start()
        return self

    async def __aexit__(self, *_fault: object) -> None:
        await self._runner.cleanup()

    @property
    def feeds(self) -> Mapping[str, str]:
        """Each outlet's feed, by the outlet's name."""
        return {outlet.name: self._feed_url(key) for key, outlet in self._stories.outlets.items()}

    def publish_until(self, moment: dt.datetime) -> None:
        """Show what was published or revised up to and at an aware moment."""
        self._moment = moment

    def _feed_url(self, outlet: str) -> str:
        return f"{self._origins[outlet]}/{outlet}/feed.xml"

    async def _feed(self, request: web.Request) -> web.Response:
        key, articles = self._shown(request)
        outlet = self._stories.outlets[key]
        body = feed(
            outlet, articles, self._feed_url(key), lambda shown: f"{self._origins[key]}/{key}/{page_name(shown)}.html"
        )
        changed_at = max((article.updated_at for article in articles), default=None)
        return _conditional(request, body, MEDIA_TYPES[outlet.format], changed_at)

    async def _page(self, request: web.Request) -> web.Response:
        key, articles = self._shown(request)
        name = request.match_info["name"]
        article = next((article for article in articles if page_name(article) == name), None)
        if article is None:
            raise web.HTTPNotFound
        return _conditional(request, page(self._stories.outlets[key], article), "text/html", article.updated_at)

    def _shown(self, request: web.Request) -> tuple[str, Sequence[Shown]]:
        key = request.match_info["outlet"]
        if key not in self._stories.outlets:
            raise web.HTTPNotFound
        return key, visible(self._stories, key, self._moment)


def listen(address: str) -> socket.socket:
    """A socket that listens at the address, or where only 127.0.0.1 is set up (macOS) there, on a free port."""
    try:
        return socket.create_server((address, 0))
    except OSError as fault:
        if fault.errno != errno.EADDRNOTAVAIL:
            raise
        return socket.create_server(("127.0.0.1", 0))


async def _robots(_request: web.Request) -> web.Response:
    return web.Response(text=_ROBOTS)


def _conditional(request: web.Request, body: bytes, media_type: str, changed_at: dt.datetime | None) -> web.Response:
    """The body, or 304 to who has it already (RFC 9110, section 13.2.2: If-None-Match goes before the date)."""
    tag = hashlib.sha256(body).hexdigest()[:16]
    known, since = request.if_none_match, request.if_modified_since
    if known is not None:
        fresh = any(etag.value in {tag, "*"} for etag in known)
    else:
        fresh = since is not None and changed_at is not None and changed_at.replace(microsecond=0) <= since
    answer = web.Response(status=304) if fresh else web.Response(body=body, content_type=media_type, charset="utf-8")
    answer.etag = tag
    answer.last_modified = changed_at
    return answer
