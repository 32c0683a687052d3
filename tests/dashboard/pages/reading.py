"""What a page says, without its markup."""

from __future__ import annotations

import httpx
from lxml import html


def main_of(answer: httpx.Response) -> html.HtmlElement:
    """The page's main part."""
    return html.document_fromstring(answer.text).get_element_by_id("main")


def text(element: html.HtmlElement) -> str:
    """Its words, apart by single blanks."""
    return " ".join(element.text_content().split())


def links(element: html.HtmlElement) -> list[str]:
    """Where it leads."""
    return [str(link.get("href")) for link in element.iter("a")]
