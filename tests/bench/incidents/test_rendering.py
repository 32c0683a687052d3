"""What the main job serves is what ingest is to find again."""

from __future__ import annotations

import pytest

from bench.incidents.rendering import SUMMARY, feed, page, page_url, source_of
from schemas.articles import BodyKind
from services.ingest import pages, parse
from tests.bench.incidents.examples import sourced

ORIGIN = "http://127.10.0.1:28480"
LONG = "\n\n".join(
    f"Sentence {n} of the article tells what happened on day {n}, at length & in <detail>." for n in range(30)
)
EVERY = [sourced(str(n), text=LONG) for n in range(20)]
WHOLE = next(article for article in EVERY if not article.summary_only)
SHORT = next(article for article in EVERY if article.summary_only)


def read(*articles):
    return parse.items(feed("Post", articles, ORIGIN), f"{ORIGIN}/feed.xml", "application/rss+xml; charset=utf-8")


def test_a_feed_is_newest_first():
    assert [item.guid for item in read(*EVERY)] == [article.id for article in reversed(EVERY)]


def test_a_whole_item_holds_the_text_of_the_data():
    (item,) = read(WHOLE)
    assert (item.kind, item.body, item.title) == (BodyKind.FULL, LONG, "Fire in Lagos")
    assert item.published_at == WHOLE.published_at


def test_a_summary_holds_the_first_words_only():
    (item,) = read(SHORT)
    assert item.kind is BodyKind.SUMMARY
    assert len(item.body) <= SUMMARY + 2
    assert " ".join(LONG.split()).startswith(item.body.removesuffix(" …"))


def test_the_page_gives_the_text_without_the_site_around_it():
    assert pages.article(page(SHORT), page_url(ORIGIN, SHORT), "text/html; charset=utf-8").body.endswith(LONG)


def test_both_ways_of_showing_occur_about_equally():
    summaries = sum(sourced(f"article {n}").summary_only for n in range(1_000))
    assert 400 < summaries < 600


@pytest.mark.parametrize("text", ["", "One line."])
def test_an_article_with_hardly_any_text_is_shown(text):
    (item,) = read(sourced("nearly empty", text=text))
    assert item.body == text


def test_a_page_address_names_its_source():
    assert source_of(page_url(ORIGIN, WHOLE)) == WHOLE.id


def test_another_address_names_none():
    assert source_of(f"{ORIGIN}/feed.xml") is None
