"""A page's bytes become its article's text, and a robots.txt the answer whether we may fetch."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import lxml.etree
import lxml.html
import trafilatura
from protego import Protego

from schemas.articles import BodyKind
from services.ingest import text
from services.ingest.errors import Unreadable

AGENT: Final = "claimwatch"
"""Our product token in robots.txt (RFC 9309, section 2.2.1)."""
_ROBOTS_BYTES: Final = 512_000
"""RFC 9309, section 2.5: at least 500 KiB of a robots.txt are read."""
_LONGEST_DELAY: Final = 60.0
"""Seconds of Crawl-delay that we honour; it is no part of RFC 9309."""


class Page(NamedTuple):
    """The article on a page."""

    body: str
    kind: BodyKind


class Robots(NamedTuple):
    """What a host allows us."""

    rules: Protego
    delay: float
    """Seconds between requests."""

    def allow(self, url: str) -> bool:
        return bool(self.rules.can_fetch(url, AGENT))


def article(body: bytes, url: str, media_type: str) -> Page:
    """The article's text, without navigation, comments and the like.

    Args:
        body: As received.
        url: Where from.
        media_type: The Content-Type; "" when unknown.

    Raises:
        Unreadable: it is no HTML, or no article is found in it.
    """
    if media_type and not re.match(r"(text/(html|plain)|application/xhtml\+xml)\b", media_type.strip(), re.IGNORECASE):
        raise Unreadable(f"{media_type.partition(';')[0]!r} is no HTML")
    source = _decoded(body, media_type)
    try:
        # Without its fallbacks, which take the menu for the article where there is none: better no text than that.
        found = trafilatura.extract(
            source,
            url=url,
            output_format="txt",
            include_comments=False,
            include_tables=False,
            fast=True,
            favor_precision=True,
        )
    except Exception as fault:  # hostile markup finds ever new ways to upset it
        raise Unreadable(f"trafilatura gave up: {fault!r}") from fault
    extracted = text.from_plain((found or "").replace("\n", "\n\n"))
    if not extracted:
        raise Unreadable(f"no article text in {len(body):,} bytes")
    return Page(extracted, BodyKind.PAYWALLED if _is_paywalled(source) else BodyKind.FULL)


def _decoded(body: bytes, media_type: str) -> str | bytes:
    """Text where the answer named its character set, else the bytes, whose encoding trafilatura finds out."""
    named = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", media_type, re.IGNORECASE)
    if named is None:
        return body
    try:
        return codecs.lookup(named[1]).decode(body, "replace")[0]
    except (LookupError, ValueError, AssertionError):  # no such codec, or one that is not for text
        return body


def _is_paywalled(source: str | bytes) -> bool:
    """Whether the page declares itself not free (schema.org's isAccessibleForFree, in JSON-LD or microdata)."""
    try:
        root = lxml.html.document_fromstring(source if isinstance(source, bytes) else source.encode("utf-8", "replace"))
    except lxml.etree.ParserError:
        return False
    if any(
        element.get("itemprop") == "isAccessibleForFree" and _says_no(element.get("content"))
        for element in root.iter("meta", "link", "span")
    ):
        return True
    for script in root.iter("script"):
        if script.get("type") == "application/ld+json":
            try:
                data = json.loads(script.text or "")
            except (ValueError, RecursionError):  # outlets' scripts are often broken; then they declare nothing
                continue
            if any(_says_no(value) for value in _free(data)):
                return True
    return False


def _says_no(value: object) -> bool:
    return value is False or str(value).rpartition("/")[2].lower() == "false"


def _free(data: object) -> Iterator[object]:
    waiting = [data]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if "isAccessibleForFree" in node:
                yield node["isAccessibleForFree"]
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node


def robots(status: int, body: bytes) -> Robots:
    """What a host's robots.txt says (RFC 9309, section 2.3.1): none of it allows all, one that fails forbids all."""
    if status >= 500:
        return NOTHING_ALLOWED
    rules = Protego.parse(body[:_ROBOTS_BYTES].decode("utf-8", "replace") if status == 200 else "")
    delay = rules.crawl_delay(AGENT)
    return Robots(rules, min(max(float(delay or 0), 0.0), _LONGEST_DELAY))


NOTHING_ALLOWED: Final = Robots(Protego.parse("User-agent: *\nDisallow: /\n"), 0.0)
