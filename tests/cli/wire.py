"""An outlet on loopback whose feed a test writes; a conftest imports the fixture `wire`."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from aiohttp import web

FEED = """<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title>
<link>http://wire.example/</link>{}</channel></rss>"""
ITEM = """<item><title>Flood</title><guid isPermaLink="false">{id}</guid><link>http://wire.example/{id}</link>
<pubDate>{date}</pubDate><content:encoded><![CDATA[<p>{text}</p>]]></content:encoded></item>"""


class Wire:
    """An outlet whose feed a test writes."""

    def __init__(self) -> None:
        self.items: list[str] = []
        self.url = ""

    def publish(self, name: str, day: int, text: str) -> None:
        self.items.append(ITEM.format(id=name, date=f"{day:02} Jan 2025 12:00:00 GMT", text=text))

    async def answer(self, _request: web.Request) -> web.Response:
        return web.Response(text=FEED.format("".join(self.items)), content_type="application/rss+xml")


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    wire = Wire()
    app = web.Application()
    app.router.add_get("/feed.xml", wire.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.05)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    wire.url = f"http://127.0.0.1:{runner.addresses[0][1]}/feed.xml"
    yield wire
    await runner.cleanup()
