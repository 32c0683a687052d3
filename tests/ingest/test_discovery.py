"""From an address to feeds, on sites of loopback."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from services.ingest.answers import Answer
from services.ingest.courtesy import Courtesy
from services.ingest.dial import resolve
from services.ingest.discovery import announced_on, discover
from services.ingest.errors import NotFetched
from services.ingest.http import Fetcher
from tests.ingest.sites import POLITE, Serve, Site

FEED = """<rss version="2.0"><channel><title>World</title><item><title>A</title><link>https://x.example/a</link>
<pubDate>Wed, 12 Mar 2025 09:00:00 GMT</pubDate></item><item><title>B</title></item></channel></rss>"""


def page(*links: str, head: str = "<title>Example Times - news</title>") -> str:
    return f"<!doctype html><html><head>{head}{''.join(links)}</head><body>news</body></html>"


def announces(href: str, title: str = "", kind: str = "application/rss+xml") -> str:
    return f'<link rel="alternate" type="{kind}" title="{title}" href="{href}">'


@pytest.fixture
async def courtesy() -> AsyncIterator[Courtesy]:
    async with Fetcher(POLITE, resolve) as fetcher:
        yield Courtesy(fetcher, POLITE)


@pytest.fixture
async def site(serve: Serve) -> Site:
    made = await serve()
    made.says("/world.rss", FEED, content_type="application/rss+xml")
    return made


async def test_what_the_page_announces_is_fetched_and_read(site: Site, courtesy: Courtesy) -> None:
    site.says("/", page(announces("/world.rss", "World"), announces("gone.rss", "Gone"), announces("/", "Page")))
    found = await discover(courtesy, site.url("/"), private=True)
    assert found.name == "Example Times - news"
    (feed,) = found.feeds
    assert (feed.url, feed.title, feed.items) == (site.url("/world.rss"), "World", 2)
    assert feed.newest == dt.datetime(2025, 3, 12, 9, tzinfo=dt.UTC)
    assert found.failures[0] == f"{site.url('/gone.rss')}: the host answered 404"
    assert "no RSS or Atom" in found.failures[1]


async def test_a_feeds_own_address_is_enough(site: Site, courtesy: Courtesy) -> None:
    found = await discover(courtesy, site.url("/world.rss"), private=True)
    assert [feed.url for feed in found.feeds] == [site.url("/world.rss")]
    assert found.name == "127.0.0.1"


async def test_without_an_announcement_the_usual_paths_are_tried(site: Site, courtesy: Courtesy) -> None:
    site.says("/", page(head='<meta property="og:site_name" content="Example Times">'))
    site.says("/rss.xml", FEED)
    found = await discover(courtesy, site.url("/"), private=True)
    assert found.name == "Example Times"
    assert [feed.url for feed in found.feeds] == [site.url("/rss.xml")]


async def test_where_there_is_none_it_says_where_it_looked(site: Site, courtesy: Courtesy) -> None:
    site.says("/", page())
    found = await discover(courtesy, site.url("/"), private=True)
    assert not found.feeds
    assert "announces no feed, and none stands at /feed, /rss" in found.failures[0]


async def test_an_address_that_answers_nothing_is_said(site: Site, courtesy: Courtesy) -> None:
    with pytest.raises(NotFetched, match="the host answered 404"):
        await discover(courtesy, site.url("/nowhere"), private=True)
    with pytest.raises(NotFetched, match="address-refused"):
        await discover(courtesy, site.url("/"))


@pytest.mark.parametrize(
    ("link", "feeds"),
    [
        ('<link rel="ALTERNATE home" type="application/atom+xml; charset=utf-8" href="a">', ["https://x.example/b/a"]),
        ('<base href="/c/"><link rel=alternate type=application/rss+xml href=a>', ["https://x.example/c/a"]),
        ('<link rel=alternate type=application/rss+xml href="javascript:alert(1)">', []),
        ('<link rel=alternate type=application/rss+xml href="http://[broken/">', []),
        ('<link rel=alternate type=text/html hreflang=fr href="/fr">', []),
        ('<link rel=stylesheet type=application/rss+xml href="/x">', []),
        (announces("a") * 3, ["https://x.example/b/a"]),
    ],
)
def test_what_announces_a_feed(link: str, feeds: list[str]) -> None:
    answer = Answer("https://x.example/b/", 200, {}, page(link).encode())
    assert [feed.url for feed in announced_on(answer)[1]] == feeds


@pytest.mark.parametrize("body", [b"", b"\x00\x01", b"<", b"<!doctype html>"])
def test_a_page_of_nothing_announces_nothing(body: bytes) -> None:
    assert announced_on(Answer("https://x.example/", 200, {}, body)) == ("", [])
