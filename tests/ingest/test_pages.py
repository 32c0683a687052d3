"""Pages become article text; robots.txt becomes yes or no."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.articles import BodyKind
from services.ingest import pages
from services.ingest.errors import Unreadable

DATA = Path(__file__).parent / "data"
PAGE = (DATA / "page.html").read_bytes()


def test_the_article_is_found_and_what_surrounds_it_left_out() -> None:
    page = pages.article(PAGE, "https://harbour.example/1", "text/html; charset=utf-8")
    assert page.kind is BodyKind.FULL
    assert page.body.endswith("until they agree.")
    assert "\n\nThe harbour authority put the number of those on strike at 900" in page.body
    assert "Copyright" not in page.body
    assert "Weather" not in page.body


def test_a_page_that_says_so_is_paywalled() -> None:
    page = pages.article((DATA / "page-paywalled.html").read_bytes(), "https://harbour.example/2", "text/html")
    assert page.kind is BodyKind.PAYWALLED
    assert "3.4 million euros" in page.body


def test_a_broken_declaration_declares_nothing() -> None:
    broken = b'<script type="application/ld+json">{"isAccessibleForFree": false,,}</script></head>'
    assert pages.article(PAGE.replace(b"</head>", broken), "https://harbour.example/1", "").kind is BodyKind.FULL


def test_the_character_set_that_the_answer_names_counts() -> None:
    page = PAGE.decode().replace('<meta charset="utf-8">', "").replace("seafarers", "Fährleute").encode("latin-1")
    assert "Fährleute" in pages.article(page, "https://harbour.example/1", "text/html; charset=ISO-8859-1").body


@pytest.mark.parametrize(
    ("body", "media_type"),
    [(b"%PDF-1.7", "application/pdf"), (b"", "text/html"), (b"<html></html>", ""), (b"\x00\xff" * 99, "text/html")],
)
def test_what_holds_no_article_is_unreadable(body: bytes, media_type: str) -> None:
    with pytest.raises(Unreadable):
        pages.article(body, "https://harbour.example/1", media_type)


MENU_AND_HEADLINE = b"""<html><head><title>Strike goes on</title></head><body>
<header><nav><ul><li><a href="/n">News</a></li><li><a href="/w">Weather</a></li></ul></nav></header>
<main><article><h1>Strike goes on</h1><time datetime="2025-01-30">January 30, 2025</time><div></div></article>
<aside><h2>Newsletter</h2><p>Sign up for our morning newsletter.</p></aside></main>
<footer><p>All rights reserved.</p><a href="/p">Privacy</a></footer></body></html>"""


def test_a_menu_and_a_headline_are_no_article() -> None:
    with pytest.raises(Unreadable, match="no article text"):
        pages.article(MENU_AND_HEADLINE, "https://harbour.example/1", "text/html; charset=utf-8")


def test_robots_are_obeyed() -> None:
    robots = pages.robots(
        200, b"User-agent: *\nDisallow: /\n\nUser-agent: claimwatch\nDisallow: /private\nCrawl-delay: 7"
    )
    assert robots.allow("https://harbour.example/news")
    assert not robots.allow("https://harbour.example/private/1")
    assert robots.delay == 7


def test_no_robots_allows_and_failing_robots_forbid() -> None:
    assert pages.robots(404, b"").allow("https://harbour.example/news")
    assert pages.robots(403, b"").allow("https://harbour.example/news")
    assert not pages.robots(503, b"").allow("https://harbour.example/news")


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"User-agent: *\nCrawl-delay: nan", b"<html>", b"Crawl-delay: -5"])
def test_any_robots_can_be_read(body: bytes) -> None:
    assert 0 <= pages.robots(200, body).delay <= 60
