"""Outlets as OPML 2.0, the form in which feed readers give and take their subscriptions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NoReturn

import lxml.etree
import msgspec

from services.ingest.errors import Unreadable
from services.ingest.outlets import Outlet

_OURS: Final = "/claimwatch/outlet"
"""The category (OPML 2.0) of a folder that stands for an outlet, whatever hosts its feeds have."""


def read(document: bytes) -> list[Outlet]:
    """The outlets of an OPML document.

    A folder that we wrote, or whose feeds are all of one host, is one outlet; any other feed is an outlet of its own,
    as readers put the feeds of many outlets into one folder.

    Raises:
        Unreadable: it is no OPML, or a feed in it has no address that we could poll.
    """
    parser = lxml.etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = lxml.etree.fromstring(document, parser)
    except lxml.etree.XMLSyntaxError as fault:
        _refuse(f"not XML: {fault}")
    body = root.find("body") if root.tag == "opml" else None
    if body is None:
        _refuse(f"its root is <{root.tag}>, with no <opml><body> in it")
    found: dict[str, list[str]] = {}
    for name, feed in _feeds(body, ""):
        found.setdefault(name, []).append(feed)
    if not found:
        _refuse("it holds no outline with an xmlUrl")
    return [_outlet(name, tuple(dict.fromkeys(feeds))) for name, feeds in found.items()]


def write(outlets: Sequence[Outlet]) -> bytes:
    """The outlets as an OPML document: a folder for each, with its feeds."""
    root = lxml.etree.Element("opml", version="2.0")
    head = lxml.etree.SubElement(root, "head")
    lxml.etree.SubElement(head, "title").text = "claimwatch: outlets"
    body = lxml.etree.SubElement(root, "body")
    for outlet in outlets:
        folder = lxml.etree.SubElement(body, "outline", text=outlet.name, category=_OURS)
        for feed in outlet.feeds:
            lxml.etree.SubElement(folder, "outline", type="rss", text=feed, xmlUrl=feed)
    document: bytes = lxml.etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return document


def _feeds(outline: lxml.etree._Element, folder: str) -> Iterator[tuple[str, str]]:
    """Every feed below, with the name of its outlet; `folder` is the name of the one they are in."""
    feeds = [(child, feed.strip()) for child in outline if (feed := child.get("xmlUrl")) is not None]
    is_outlet = outline.get("category") == _OURS or len({_host(feed) for _, feed in feeds}) == 1
    for child, feed in feeds:
        yield (folder if folder and is_outlet else child.get("text") or child.get("title") or feed), feed
    for child in outline:
        if child.tag == "outline" and child.get("xmlUrl") is None:
            yield from _feeds(child, child.get("text") or child.get("title") or "")


def _host(feed: str) -> str:
    return feed.partition("://")[2].partition("/")[0]


def _outlet(name: str, feeds: tuple[str, ...]) -> Outlet:
    try:
        return msgspec.convert({"name": " ".join(name.split())[:200], "feeds": feeds}, Outlet)
    except msgspec.ValidationError as fault:
        _refuse(f"outlet {name!r}: {fault}")


def _refuse(what: str) -> NoReturn:
    raise Unreadable(f"OPML: {what}; export it from a feed reader, or mend it")
