"""An outlet's visible articles as its feed (RSS 2.0 or Atom) and as pages. lxml escapes; nothing is pasted together.

Sources: the RSS 2.0 specification and its content module, RFC 4287 (Atom).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from email.utils import format_datetime
from typing import Final

from lxml import etree
from lxml.html import builder as html
from lxml.html import tostring

from services.demo.stories import ITEMS, FeedFormat, Shown, StoryOutlet

_ATOM: Final = "http://www.w3.org/2005/Atom"
_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
MEDIA_TYPES: Final = {FeedFormat.RSS: "application/rss+xml", FeedFormat.ATOM: "application/atom+xml"}

PageUrl = Callable[[Shown], str]


def page_name(shown: Shown) -> str:
    """The article's name in its page's address; it stays when the title is revised."""
    return re.sub(r"[^a-z0-9]+", "-", shown.guid.lower()).strip("-")


def feed(outlet: StoryOutlet, articles: Sequence[Shown], url: str, page_url: PageUrl) -> bytes:
    """The outlet's feed of its newest articles.

    Args:
        outlet: Whose it is; it says the format, and whether the feed carries whole articles.
        articles: Newest first; the first `ITEMS` are carried.
        url: The feed's own.
        page_url: An article's page.
    """
    carried = articles[:ITEMS]
    render = _atom if outlet.format is FeedFormat.ATOM else _rss
    root = render(outlet, carried, url, page_url)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)


def page(outlet: StoryOutlet, article: Shown) -> bytes:
    """The article's page, with the outlet's name above and below as on any site."""
    root = html.HTML(
        html.HEAD(html.META(charset="utf-8"), html.TITLE(f"{article.title} · {outlet.name}")),
        html.BODY(
            html.E.header(html.E.nav(html.A(outlet.name, href="/"))),
            html.E.main(
                html.E.header(
                    html.H1(article.title),
                    html.E.time(f"{article.published_at:%d %B %Y}", datetime=article.published_at.isoformat()),
                ),
                html.E.article(*(html.P(paragraph) for paragraph in article.paragraphs)),
            ),
            html.E.footer(html.P(f"{outlet.name}: {outlet.about}")),
        ),
        lang="en",
    )
    return bytes(tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>"))


def _rss(outlet: StoryOutlet, articles: Sequence[Shown], url: str, page_url: PageUrl) -> etree._Element:
    root = etree.Element("rss", nsmap={"atom": _ATOM, "content": _CONTENT}, version="2.0")
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", outlet.name)
    _add(channel, "link", url)
    _add(channel, "description", outlet.about)
    for article in articles:
        item = etree.SubElement(channel, "item")
        _add(item, "title", article.title)
        _add(item, "link", page_url(article))
        _add(item, "guid", article.guid, isPermaLink="false")
        _add(item, "pubDate", format_datetime(article.published_at))
        if article.updated_at != article.published_at:
            _add(item, f"{{{_ATOM}}}updated", article.updated_at.isoformat())
        _add(item, "description", _markup(article.paragraphs[:1]))
        if not outlet.summaries:
            _add(item, f"{{{_CONTENT}}}encoded", _markup(article.paragraphs))
    return root


def _atom(outlet: StoryOutlet, articles: Sequence[Shown], url: str, page_url: PageUrl) -> etree._Element:
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]  # lxml's default namespace
    _add(root, f"{{{_ATOM}}}title", outlet.name)
    _add(root, f"{{{_ATOM}}}id", url)
    _add(root, f"{{{_ATOM}}}link", "", rel="self", href=url)
    for article in articles:
        entry = etree.SubElement(root, f"{{{_ATOM}}}entry")
        _add(entry, f"{{{_ATOM}}}title", article.title)
        _add(entry, f"{{{_ATOM}}}link", "", rel="alternate", href=page_url(article))
        _add(entry, f"{{{_ATOM}}}id", article.guid)
        _add(entry, f"{{{_ATOM}}}published", article.published_at.isoformat())
        _add(entry, f"{{{_ATOM}}}updated", article.updated_at.isoformat())
        _add(entry, f"{{{_ATOM}}}summary", article.paragraphs[0])
        if not outlet.summaries:
            _add(entry, f"{{{_ATOM}}}content", _markup(article.paragraphs), type="html")
    return root


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    element = etree.SubElement(parent, name, None, None, **attributes)
    element.text = text or None


def _markup(paragraphs: Sequence[str]) -> str:
    return "".join(tostring(html.P(paragraph), encoding="unicode") for paragraph in paragraphs)
