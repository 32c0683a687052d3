"""The data's outlets as web servers on loopback, each at an address of its own: feeds, pages, robots.txt."""

from __future__ import annotations

import datetime as dt
import hashlib
import socket
from collections.abc import Mapping, Sequence
from ipaddress import IPv4Address
from typing import Final, Self

from aiohttp import web

from bench.incidents.articles import Sourced
from bench.incidents.rendering import feed, page

_FIRST_ADDRESS: Final = IPv4Address("127.10.0.1")
_ROBOTS: Final = "User-agent: *\nDisallow: /search\n"
_Shown = tuple[bytes, str]


class OutletServers:
    """Shows what was published before a day; at first nothing.

    The port is fixed, and outlets keep their addresses, so that two runs see the same links.
    """

    def __init__(self, articles: Mapping[str, Sequence[Sourced]], port: int) -> None:
        self._articles = articles
        self._origins = {outlet: f"http://{_FIRST_ADDRESS + n}:{port}" for n, outlet in enumerate(articles)}
        self._outlet_at = {str(_FIRST_ADDRESS + n): outlet for n, outlet in enumerate(articles)}
        self._pages = {(outlet, one.id): one for outlet, every in articles.items() for one in every}
        self._port = port
        self._feeds: dict[str, _Shown] = {}
        self.publish_before(dt.date.min)
        app = web.Application()
        app.router.add_get("/robots.txt", _robots)
        app.router.add_get("/feed.xml", self._feed)
        app.router.add_get("/articles/{id}.html", self._page)
        self._runner = web.AppRunner(app, access_log=None)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        for address in self._outlet_at:
            await web.SockSite(self._runner, socket.create_server((address, self._port))).start()
        return self

    async def __aexit__(self, *_fault: object) -> None:
        await self._runner.cleanup()

    @property
    def feeds(self) -> Mapping[str, str]:
        """Each outlet's feed, by the outlet's name."""
        return {outlet: f"{origin}/feed.xml" for outlet, origin in self._origins.items()}

    def publish_before(self, day: dt.date) -> None:
        """Show what is dated before the day, and nothing else."""
        for outlet, articles in self._articles.items():
            shown = [article for article in articles if article.date < day]
            body = feed(outlet, shown, self._origins[outlet])
            self._feeds[outlet] = body, hashlib.sha256(body).hexdigest()[:16]

    async def _feed(self, request: web.Request) -> web.Response:
        body, tag = self._feeds[self._outlet(request)]
        known = request.if_none_match
        if known is not None and any(etag.value == tag for etag in known):
            answer = web.Response(status=304)
        else:
            answer = web.Response(body=body, content_type="application/rss+xml", charset="utf-8")
        answer.etag = tag
        return answer

    async def _page(self, request: web.Request) -> web.Response:
        article = self._pages.get((self._outlet(request), request.match_info["id"]))
        if article is None:
            raise web.HTTPNotFound
        return web.Response(body=page(article), content_type="text/html", charset="utf-8")

    def _outlet(self, request: web.Request) -> str:
        return self._outlet_at[request.host.partition(":")[0]]


async def _robots(_request: web.Request) -> web.Response:
    return web.Response(text=_ROBOTS)
