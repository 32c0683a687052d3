"""What an item means against what is known of its article: published, revised, or nothing.

    item ─identify─▶ article ─look─▶ new, changed, unchanged, elsewhere ─(page)─▶ reading ─revise─▶ event or None

- Identity is the outlet and the item's guid, else its canonical link, else its title: the same article in several
  feeds of one outlet is one article.
- An article is read from the feed that it was first seen in. Another feed's version takes over only if it holds more
  (a full body instead of a summary), or if that first feed is no longer followed: otherwise two feeds that carry it at
  different lengths would revise it for ever.
- Its date is the feed's, as of each revision. Where a revision's item gives none, the date before stays. A date that is
  missing from the first, or lies more than an hour ahead of our fetch, is replaced by the moment of our fetch.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Container
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from schemas.articles import ArticlePublished, ArticleRevised, BodyKind, DateBasis, Revision
from schemas.envelope import digest
from schemas.event import ArticleId, Digest
from services.ingest.outlets import Outlet
from services.ingest.pages import Page
from services.ingest.parse import Item

_AHEAD: Final = dt.timedelta(hours=1)
"""By which an outlet's clock may be ahead of ours."""
_FULLNESS: Final = {BodyKind.SUMMARY: 0, BodyKind.PAYWALLED: 1, BodyKind.FULL: 2}
_TRACKING: Final = frozenset({"fbclid", "gclid", "mc_cid", "mc_eid", "cmpid", "ito", "at_medium", "at_campaign"})
"""Query parameters that say where a reader came from, besides utm_*."""


class Known(msgspec.Struct, frozen=True, gc=False):
    """What must be remembered of an article. Digests are raw bytes here, which takes half the memory."""

    revision: int
    digest: bytes
    kind: BodyKind
    feed: str
    published_at: dt.datetime
    dated_by: DateBasis
    item: bytes | None


class Look(StrEnum):
    """What an item gives, at first sight."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    ELSEWHERE = "elsewhere"
    """The article is read from another feed of the outlet, which holds as much."""

    @property
    def gives_something(self) -> bool:
        return self in {Look.NEW, Look.CHANGED}


class Reading(NamedTuple):
    """An item's text as far as it could be read, from the feed or its page."""

    item: Item
    body: str
    kind: BodyKind
    captures: tuple[Digest, ...]
    complete: bool = True
    """False when its page was wanted and could not be read."""
    settled: bool = True
    """False when the page is to be tried again although the item stays as it is."""


def identify(outlet: str, item: Item) -> ArticleId:
    """The article that an item of an outlet is of."""
    if item.guid:
        return _id(outlet, "guid", canonical_link(item.guid))
    if item.link:
        return _id(outlet, "link", canonical_link(item.link))
    return _id(outlet, "title", item.title)


def _id(*parts: str) -> ArticleId:
    return ArticleId(digest(*parts)[:24])  # 96 bits: a collision among a billion articles has a chance of 10^-11


def canonical_link(link: str) -> str:
    """A link without what does not tell articles apart: scheme, default port, fragment, tracking parameters.

    What is no http link, such as most guids, stays as it is.
    """
    try:
        parts = urlsplit(link)
        port = parts.port
    except ValueError:
        return link
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return link
    host = parts.hostname if port in {None, 80, 443} else f"{parts.hostname}:{port}"
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not name.lower().startswith("utm_") and name.lower() not in _TRACKING
    ]
    return f"//{host}{parts.path or '/'}" + (f"?{urlencode(kept)}" if kept else "")


def look(known: Known | None, item: Item, feed: str, feeds: Container[str]) -> Look:
    """What an item from `feed` gives, before its page is fetched; `feeds` are all those of its outlet."""
    if known is None:
        return Look.NEW
    if known.feed != feed and known.feed in feeds and _FULLNESS[item.kind] <= _FULLNESS[known.kind]:
        return Look.ELSEWHERE
    return Look.UNCHANGED if known.item == bytes.fromhex(item.digest) else Look.CHANGED


def wants_page(outlet: Outlet, item: Item) -> bool:
    """Whether the item's page is to be fetched."""
    if item.link is None or outlet.pages == "never":
        return False
    return outlet.pages == "always" or item.kind is BodyKind.SUMMARY


def with_page(reading: Reading, page: Page, capture: Digest) -> Reading:
    """A reading with the text of the page, unless the feed says more than could be found on the page.

    A page repeats its headline above the text; that is the title, and is not read twice.
    """
    both = reading._replace(captures=(*reading.captures, capture))
    headline, _, rest = page.body.partition("\n\n")
    body = rest if rest and headline.casefold() == reading.item.title.casefold() else page.body
    if len(body) >= len(reading.body):
        return both._replace(body=body, kind=page.kind)
    return both._replace(kind=page.kind) if page.kind is BodyKind.PAYWALLED else both


def revise(
    known: Known | None, reading: Reading, outlet: str, feed: str, fetched_at: dt.datetime
) -> ArticlePublished | ArticleRevised | None:
    """The event that a reading gives; None where title and body are what they were.

    Nor does a summary, taken because the page could not be read, replace a fuller body: that would withdraw what the
    article still says.
    """
    item = reading.item
    if known is not None and not reading.complete and _FULLNESS[reading.kind] < _FULLNESS[known.kind]:
        return None
    says = digest(item.title, reading.body)
    if known is not None and known.digest == bytes.fromhex(says):
        return None
    published_at, dated_by = _dated(known, item, fetched_at)
    published = ArticlePublished(
        article=identify(outlet, item),
        revision=1,
        outlet=outlet,
        feed=feed,
        url=item.link or feed,
        title=item.title,
        body=reading.body,
        body_kind=reading.kind,
        published_at=published_at,
        dated_by=dated_by,
        digest=says,
        captures=reading.captures,
        item=item.digest if reading.settled else None,
    )
    if known is None:
        return published
    return ArticleRevised(
        **{name: getattr(published, name) for name in published.__struct_fields__ if name != "revision"},
        revision=known.revision + 1,
        previous=Digest(known.digest.hex()),
        revised_at=fetched_at,
    )


def _dated(known: Known | None, item: Item, fetched_at: dt.datetime) -> tuple[dt.datetime, DateBasis]:
    given = item.published_at
    if given is None and known is None:
        given = item.updated_at
    if given is not None and given <= fetched_at + _AHEAD:
        return given, DateBasis.FEED
    return (known.published_at, known.dated_by) if known else (fetched_at, DateBasis.FETCH)


def settle(known: Known, reading: Reading) -> Known:
    """What stays in memory of a reading that gave nothing: its item need not be read again."""
    item = bytes.fromhex(reading.item.digest) if reading.settled else known.item
    return msgspec.structs.replace(known, item=item)


def remember(event: Revision) -> Known:
    """What stays in memory of a revision."""
    return Known(
        event.revision,
        bytes.fromhex(event.digest),
        event.body_kind,
        sys.intern(event.feed),
        event.published_at,
        event.dated_by,
        bytes.fromhex(event.item) if event.item else None,
    )
