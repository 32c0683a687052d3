"""From an outlet's address to its feeds: those that its page announces, or that stand where feeds usually do.

address ─▶ is it a feed itself? ─▶ else: announced on the page (link rel=alternate) ─▶ else: the usual paths
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final, NamedTuple
from urllib.parse import urljoin, urlsplit

import lxml.etree
import lxml.html

from services.ingest import text
from services.ingest.answers import Answer, Validators
from services.ingest.courtesy import Courtesy
from services.ingest.errors import Fault, NotFetched, Unreadable
from services.ingest.parse import Item, items

_ANNOUNCED: Final = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
"""Media types of a link that announces a feed (HTML, section 4.6.7.1: `alternate`)."""
_USUAL: Final = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml")
_MOST: Final = 12
"""Announced feeds that are looked at: large sites announce one a section."""


class Announced(NamedTuple):
    """A feed that a page names."""

    url: str
    title: str


class FoundFeed(NamedTuple):
    """A feed that was fetched and read."""

    url: str
    title: str
    """As the page announces it; its address where none does."""
    items: int
    newest: dt.datetime | None
    """When its newest dated item was published."""


class Discovery(NamedTuple):
    """What an address led to."""

    name: str
    """What the page calls its outlet; its host where it does not say."""
    feeds: tuple[FoundFeed, ...]
    """Those that can be read, in the order of the page."""
    failures: tuple[str, ...]
    """What was announced, and why it cannot be read."""


async def discover(courtesy: Courtesy, address: str, *, private: bool = False) -> Discovery:
    """Find the feeds of an outlet.

    Args:
        courtesy: fetches.
        address: Of its front page or of a feed; without a scheme, https.
        private: Whether its hosts may have private addresses.

    Raises:
        NotFetched: the address itself gives no page.
    """
    url = address if "://" in address else f"https://{address}"
    answer = await courtesy.feed(url, Validators(), private=private)
    if answer.status != 200:
        raise NotFetched(Fault.STATUS, f"{url}: the host answered {answer.status}", passing=answer.status >= 500)
    host = (urlsplit(answer.url).hostname or url).removeprefix("www.")
    try:
        itself = _found(Announced(answer.url, host), items(answer.body, answer.url, answer.media_type))
        return Discovery(host, (itself,), ())
    except Unreadable:
        name, announced = announced_on(answer)
    if announced:
        found = [await _tried(courtesy, feed, private=private) for feed in announced[:_MOST]]
        feeds = tuple(feed for feed in found if isinstance(feed, FoundFeed))
        return Discovery(name or host, feeds, tuple(feed for feed in found if isinstance(feed, str)))
    for path in _USUAL:
        feed = await _tried(courtesy, Announced(urljoin(answer.url, path), ""), private=private)
        if isinstance(feed, FoundFeed):
            return Discovery(name or host, (feed,), ())
    return Discovery(name or host, (), (f"{answer.url}: it announces no feed, and none stands at {', '.join(_USUAL)}",))


def announced_on(page: Answer) -> tuple[str, list[Announced]]:
    """What a page calls its site ("" if it does not say), and the feeds that it announces, each once."""
    try:
        root = lxml.html.document_fromstring(page.body)
    except (lxml.etree.ParserError, ValueError):
        return "", []
    sites = (meta.get("content") for meta in root.iter("meta") if meta.get("property") == "og:site_name")
    titles = (title.text for title in root.iter("title"))
    base = next((base.get("href") or "" for base in root.iter("base")), "")
    found = {feed.url: feed for feed in _links(root, urljoin(page.url, base))}
    return text.one_line(next(filter(None, (*sites, *titles)), ""))[:200], list(found.values())


def _links(root: lxml.html.HtmlElement, base: str) -> Iterator[Announced]:
    for link in root.iter("link"):
        kind = (link.get("type") or "").partition(";")[0].strip().lower()
        if "alternate" not in (link.get("rel") or "").lower().split() or kind not in _ANNOUNCED:
            continue
        try:
            url = urljoin(base, (link.get("href") or "").strip())
            is_web = urlsplit(url).scheme in {"http", "https"} and bool(urlsplit(url).hostname)
        except ValueError:  # a broken IPv6 host
            continue
        if is_web:
            yield Announced(url, text.one_line(link.get("title") or "")[:200])


async def _tried(courtesy: Courtesy, feed: Announced, *, private: bool) -> FoundFeed | str:
    """The feed, or why it cannot be read."""
    try:
        answer = await courtesy.feed(feed.url, Validators(), private=private)
        if answer.status != 200:
            return f"{feed.url}: the host answered {answer.status}"
        return _found(feed, items(answer.body, answer.url, answer.media_type))
    except NotFetched as fault:
        return fault.detail
    except Unreadable as fault:
        return f"{feed.url}: {fault}"


def _found(feed: Announced, read: list[Item]) -> FoundFeed:
    dated = [item.published_at for item in read if item.published_at is not None]
    return FoundFeed(feed.url, feed.title or feed.url, len(read), max(dated, default=None))
