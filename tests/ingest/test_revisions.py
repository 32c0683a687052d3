"""What items mean against what is known of their articles."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.articles import ArticlePublished, ArticleRevised, BodyKind, DateBasis
from schemas.envelope import digest
from services.ingest import revisions
from services.ingest.outlets import Outlet
from services.ingest.pages import Page
from services.ingest.parse import Item
from services.ingest.revisions import Known, Look, Reading

NOON = dt.datetime(2025, 3, 12, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
ITEM = Item("gazette-1", "https://gazette.example/1", "Strike", "1,200 strike.", BodyKind.SUMMARY, NOON - HOUR, None)
FEED = digest("feed")


def item(**changes: object) -> Item:
    return msgspec.structs.replace(ITEM, **changes)


def revise(
    known: Known | None, now: Item, at: dt.datetime = NOON, **how: bool
) -> ArticlePublished | ArticleRevised | None:
    return revisions.revise(known, Reading(now, now.body, now.kind, (FEED,), **how), "Gazette", "feed-a", at)


def known(of: Item = ITEM) -> Known:
    event = revise(None, of)
    assert event is not None
    return revisions.remember(event)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://gazette.example/1", "http://gazette.example/1"),
        ("https://gazette.example/1", "https://GAZETTE.example:443/1#comments"),
        ("https://gazette.example/1?id=3", "https://gazette.example/1?utm_source=rss&id=3&fbclid=x"),
    ],
)
def test_links_that_lead_to_one_article_are_one(one: str, other: str) -> None:
    assert revisions.identify("Gazette", item(guid=one)) == revisions.identify("Gazette", item(guid=other))
    by_link = [revisions.identify("Gazette", item(guid=None, link=link)) for link in (one, other)]
    assert by_link[0] == by_link[1]


def test_links_and_outlets_that_differ_are_different_articles() -> None:
    identities = {
        revisions.identify("Gazette", item(guid=None, link="https://gazette.example/1?id=1")),
        revisions.identify("Gazette", item(guid=None, link="https://gazette.example/1?id=2")),
        revisions.identify("Gazette", item(guid=None, link=None)),
        revisions.identify("Courier", item(guid=None, link=None)),
        revisions.identify("Gazette", item()),
        revisions.identify("Courier", item()),
    }
    assert len(identities) == 6


@given(st.text(max_size=60))
def test_any_guid_has_one_canonical_form(guid: str) -> None:
    assert revisions.canonical_link(revisions.canonical_link(guid)) == revisions.canonical_link(guid)


def test_an_item_is_new_changed_or_unchanged() -> None:
    feeds = ("feed-a", "feed-b")
    assert revisions.look(None, ITEM, "feed-a", feeds) is Look.NEW
    assert revisions.look(known(), ITEM, "feed-a", feeds) is Look.UNCHANGED
    assert revisions.look(known(), item(body="1,300 strike."), "feed-a", feeds) is Look.CHANGED


def test_another_feed_takes_over_only_with_more() -> None:
    feeds = ("feed-a", "feed-b")
    other = item(body="Some strike.")
    assert revisions.look(known(), other, "feed-b", feeds) is Look.ELSEWHERE
    assert revisions.look(known(), item(kind=BodyKind.FULL), "feed-b", feeds) is Look.CHANGED
    assert revisions.look(known(), other, "feed-b", ("feed-b",)) is Look.CHANGED


def test_a_b_a_is_three_revisions() -> None:
    first = revise(None, ITEM)
    second = revise(revisions.remember(first), item(body="1,300 strike."))
    third = revise(revisions.remember(second), ITEM, NOON + HOUR)
    assert [event.revision for event in (first, second, third)] == [1, 2, 3]
    assert (second.previous, third.previous, third.digest) == (first.digest, second.digest, first.digest)
    assert third.revised_at == NOON + HOUR


def test_what_says_the_same_is_no_revision() -> None:
    assert revise(known(), item(link="https://gazette.example/2", updated_at=NOON)) is None


@pytest.mark.parametrize("given", [None, NOON + 2 * HOUR])
def test_an_article_without_a_date_or_from_the_future_is_dated_by_our_fetch(given: dt.datetime | None) -> None:
    event = revise(None, item(published_at=given))
    assert (event.published_at, event.dated_by) == (NOON, DateBasis.FETCH)


def test_clocks_may_be_an_hour_apart() -> None:
    assert revise(None, item(published_at=NOON + HOUR)).dated_by is DateBasis.FEED


def test_a_revision_follows_its_feeds_date_and_else_keeps_the_one_before() -> None:
    changed = item(body="1,300 strike.")
    assert revise(known(), changed).published_at == NOON - HOUR
    moved = msgspec.structs.replace(changed, published_at=NOON)
    assert revise(known(), moved).published_at == NOON
    undated = msgspec.structs.replace(changed, published_at=None, updated_at=NOON)
    assert revise(known(), undated).published_at == NOON - HOUR
    assert revise(None, undated).published_at == NOON


def test_a_summary_for_want_of_the_page_does_not_replace_a_full_body() -> None:
    full = known(item(kind=BodyKind.FULL, body="1,200 strike, said the union."))
    assert revise(full, ITEM, complete=False) is None
    assert revise(full, ITEM) is not None


def test_the_page_counts_unless_the_feed_says_more() -> None:
    given = Reading(ITEM, ITEM.body, ITEM.kind, (FEED,))
    page = digest("page")
    read = revisions.with_page(given, Page("STRIKE\n\n1,200 strike, said the union.", BodyKind.FULL), page)
    assert (read.body, read.kind, read.captures) == ("1,200 strike, said the union.", BodyKind.FULL, (FEED, page))
    short = revisions.with_page(given, Page("Subscribe.", BodyKind.PAYWALLED), page)
    assert (short.body, short.kind) == (ITEM.body, BodyKind.PAYWALLED)


@pytest.mark.parametrize(
    ("pages", "kind", "link", "wanted"),
    [
        ("never", BodyKind.SUMMARY, "https://gazette.example/1", False),
        ("summaries", BodyKind.SUMMARY, "https://gazette.example/1", True),
        ("summaries", BodyKind.FULL, "https://gazette.example/1", False),
        ("always", BodyKind.FULL, "https://gazette.example/1", True),
        ("always", BodyKind.SUMMARY, None, False),
    ],
)
def test_when_a_page_is_wanted(pages: str, kind: BodyKind, link: str | None, wanted: bool) -> None:
    outlet = Outlet("Gazette", ("https://gazette.example/rss",), pages=pages)
    assert revisions.wants_page(outlet, item(kind=kind, link=link)) is wanted
