"""A feed's bytes become its items. feedparser knows the formats; what it makes of dates and HTML is settled here."""

from __future__ import annotations

import datetime as dt
import io
import time
from collections.abc import Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit
from xml.sax import SAXException

import feedparser
import msgspec

from schemas.articles import BodyKind
from schemas.envelope import digest
from schemas.event import Digest
from services.ingest import text
from services.ingest.errors import Unreadable

_LONG: Final = 1_500
"""Characters from which a lone description is taken for the whole article."""
_LONGEST_NAME: Final = 2_000
"""Characters of a guid, link or title that are kept."""
_EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Item(msgspec.Struct, frozen=True):
    """One entry of a feed, as text."""

    guid: str | None
    link: str | None
    """Absolute, http or https."""
    title: str
    body: str
    kind: BodyKind
    published_at: dt.datetime | None
    updated_at: dt.datetime | None

    @property
    def name(self) -> str:
        """What people find it by."""
        return self.link or self.guid or self.title or "an item without link, guid and title"

    @property
    def digest(self) -> Digest:
        """Of what may announce another text: equal digests need no second look, nor another fetch of the page."""
        updated = self.updated_at.isoformat() if self.updated_at else ""
        return digest(self.link or "", self.title, self.body, self.kind, updated)


def items(body: bytes, url: str, media_type: str) -> list[Item]:
    """The items of a feed in its order, which is newest first as a rule. Broken markup is read as far as it goes.

    Args:
        body: As received.
        url: Where from; relative links are resolved against it.
        media_type: The Content-Type, which may name the character set; "" when unknown.

    Raises:
        Unreadable: it is no feed.
    """
    headers = {"content-location": url, **({"content-type": media_type} if media_type else {})}
    # feedparser opens a str as a URL or a file; a stream it only reads
    stream = io.BytesIO(body)
    try:
        found = feedparser.parse(stream, response_headers=headers, resolve_relative_uris=False, sanitize_html=False)
    except Exception as fault:  # hostile markup finds ever new ways to upset it
        raise Unreadable(f"feedparser gave up: {fault!r}") from fault
    broken = found.get("bozo_exception")
    if not found.entries and (not found.get("version") or isinstance(broken, SAXException)):
        raise Unreadable(f"no RSS or Atom: {broken if isinstance(broken, SAXException) else 'no such root element'}")
    return [_item(entry) for entry in found.entries]


def _item(entry: Mapping[str, Any]) -> Item:
    summary = _text(entry.get("summary_detail"))
    content = max((_text(part) for part in entry.get("content", ())), key=len, default="")
    full = (bool(content) and len(content) > len(summary)) or len(summary) >= _LONG
    return Item(
        guid=text.one_line(str(entry.get("id") or ""))[:_LONGEST_NAME] or None,
        link=_link(entry),
        title=text.one_line(_text(entry.get("title_detail")))[:_LONGEST_NAME],
        body=max(content, summary, key=len),
        kind=BodyKind.FULL if full else BodyKind.SUMMARY,
        published_at=_moment(entry.get("published_parsed")),
        updated_at=_moment(_own(entry, "updated_parsed")),
    )


def _own(entry: Mapping[str, Any], name: str) -> Any:
    """A value that the feed gives; feedparser's `get` answers "updated" with "published" where that is missing."""
    return dict.get(entry, name) if isinstance(entry, dict) else None


def _text(detail: Mapping[str, str] | None) -> str:
    if not detail or not detail.get("value"):
        return ""
    plain = detail.get("type") == "text/plain"
    return text.from_plain(detail["value"]) if plain else text.from_html(detail["value"])


def _link(entry: Mapping[str, Any]) -> str | None:
    links: Sequence[Mapping[str, str]] = entry.get("links", ())
    offered = [entry.get("link"), *(link.get("href") for link in links if link.get("rel") == "alternate")]
    for link in offered:
        cleaned = text.one_line(link or "")
        if len(cleaned) <= _LONGEST_NAME and _is_web(cleaned):
            return cleaned
    return None


def _is_web(link: str) -> bool:
    try:
        parts = urlsplit(link)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:  # a broken IPv6 host, a port that is no number
        return False


def _moment(found: time.struct_time | None) -> dt.datetime | None:
    """The date as feedparser read it, which is UTC; None for what is before 1970 or impossible."""
    if not found:
        return None
    try:
        moment = dt.datetime(*found[:5], min(found[5], 59), tzinfo=dt.UTC)
    except (ValueError, OverflowError):
        return None
    return moment if moment >= _EPOCH else None
