"""The data's articles as an outlet shows them: RSS 2.0 with whole articles or summaries, and pages with a site around.

lxml escapes; nothing is pasted together.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from email.utils import format_datetime
from typing import Final

from lxml import etree
from lxml.html import builder as html
from lxml.html import tostring

from bench.incidents.articles import Sourced

SUMMARY: Final = 200
"""Characters of a summary."""
_CONTENT: Final = "http://purl.org/rss/1.0/modules/content/"
_PAGE: Final = re.compile(r"/articles/([0-9a-z]+)\.html$")


def page_url(origin: str, article: Sourced) -> str:
    """Where the article's page is; it holds the data's id."""
    return f"{origin}/articles/{article.id}.html"


def source_of(url: str) -> str | None:
    """The data's id of the article whose page this is; None for any other address."""
    found = _PAGE.search(url)
    return found[1] if found else None


def feed(outlet: str, articles: Sequence[Sourced], origin: str) -> bytes:
    """The outlet's feed, newest first; `articles` come oldest first."""
    root = etree.Element("rss", nsmap={"content": _CONTENT}, version="2.0")
    channel = etree.SubElement(root, "channel")
    _add(channel, "title", outlet)
    _add(channel, "link", origin)
    _add(channel, "description", f"All the news of {outlet}")
    for article in reversed(articles):
        item = etree.SubElement(channel, "item")
        _add(item, "title", article.title)
        _add(item, "link", page_url(origin, article))
        _add(item, "guid", article.id, isPermaLink="false")
        _add(item, "pubDate", format_datetime(article.published_at))
        _add(item, "description", summary(article))
        if not article.summary_only:
            whole = "".join(tostring(html.P(text), encoding="unicode") for text in article.paragraphs)
            _add(item, f"{{{_CONTENT}}}encoded", whole)
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def summary(article: Sourced) -> str:
    """The first words of the text, as HTML."""
    words = " ".join(article.text.split())
    short = words if len(words) <= SUMMARY else words[:SUMMARY].rpartition(" ")[0] + " …"
    return tostring(html.SPAN(short), encoding="unicode") if short else ""


def page(article: Sourced) -> bytes:
    """The article's page, with what sites set around an article."""
    menu = [html.LI(html.A(name, href=f"/{name.lower()}")) for name in ("News", "Weather", "Sports", "Traffic")]
    root = html.HTML(
        html.HEAD(html.META(charset="utf-8"), html.TITLE(f"{article.title} | {article.outlet}")),
        html.BODY(
            html.E.header(html.E.nav(html.UL(*menu))),
            html.E.main(
                html.E.article(
                    html.H1(article.title),
                    html.E.time(f"{article.date:%B %d, %Y}", datetime=article.published_at.isoformat()),
                    html.DIV(*(html.P(text) for text in article.paragraphs), CLASS="article-body"),
                ),
                html.E.aside(html.H2("Newsletter"), html.P("Sign up for our morning newsletter.")),
            ),
            html.E.footer(html.P(f"© {article.outlet}. All rights reserved."), html.A("Privacy", href="/privacy")),
        ),
        lang="en",
    )
    return bytes(tostring(root, encoding="utf-8", doctype="<!DOCTYPE html>"))


def _add(parent: etree._Element, name: str, text: str, **attributes: str) -> None:
    element = etree.SubElement(parent, name, None, None, **attributes)
    element.text = text or None
