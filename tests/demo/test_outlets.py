"""The outlets over real HTTP: what a newsroom's poller would meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import msgspec
import pytest

from services.demo.outlets import OutletServer, listen
from services.demo.stories import ITEMS, FeedFormat, Stories, Story, StoryOutlet, visible
from services.ingest import pages, parse

LATE = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
EARLY = dt.datetime(2025, 1, 17, 23, tzinfo=dt.UTC)


@pytest.fixture
async def server(stories) -> AsyncIterator[OutletServer]:
    async with OutletServer(stories) as running:
        yield running


@pytest.fixture
async def web() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as client:
        yield client


def items(answer: httpx.Response) -> list[parse.Item]:
    return parse.items(answer.content, str(answer.url), answer.headers["content-type"])


async def test_every_outlet_has_a_feed_at_an_address_of_its_own(server, stories):
    assert set(server.feeds) == {outlet.name for outlet in stories.outlets.values()}
    assert len({urlsplit(url).hostname for url in server.feeds.values()}) == len(stories.outlets)


async def test_before_anything_is_published_feeds_are_empty_and_valid(server, web):
    for url in server.feeds.values():
        answer = await web.get(url)
        assert answer.status_code == 200
        assert items(answer) == []


async def test_a_feed_carries_what_is_visible_word_for_word(server, web, stories):
    server.publish_until(LATE)
    for key, outlet in stories.outlets.items():
        expected = visible(stories, key, LATE)[:ITEMS]
        carried = items(await web.get(server.feeds[outlet.name]))
        assert [(item.guid, item.title, item.published_at) for item in carried] == [
            (shown.guid, shown.title, shown.published_at) for shown in expected
        ]
        whole = ["\n\n".join(shown.paragraphs) for shown in expected]
        summaries = [shown.paragraphs[0] for shown in expected]
        assert [item.body for item in carried] == (summaries if outlet.summaries else whole)
        assert {item.kind.value for item in carried} == {"summary" if outlet.summaries else "full"}


async def test_pages_hold_the_whole_article_of_outlets_with_summaries(server, web, stories):
    server.publish_until(LATE)
    for key, outlet in stories.outlets.items():
        if outlet.summaries:
            carried = items(await web.get(server.feeds[outlet.name]))
            for item, shown in zip(carried, visible(stories, key, LATE), strict=True):
                answer = await web.get(item.link)
                page = pages.article(answer.content, item.link, answer.headers["content-type"])
                assert page.body == "\n\n".join(shown.paragraphs)


async def test_a_page_is_not_there_before_its_article(server, web):
    server.publish_until(LATE)
    newest = items(await web.get(server.feeds["Castellan Times"]))[0]
    server.publish_until(newest.published_at - dt.timedelta(seconds=1))
    assert (await web.get(newest.link)).status_code == 404
    server.publish_until(newest.published_at)
    assert (await web.get(newest.link)).status_code == 200


async def test_robots_may_read_all(server, web):
    feed = server.feeds["Quillon Post"]
    robots = pages.robots(200, (await web.get(httpx.URL(feed).join("/robots.txt"))).content)
    assert robots.allow(feed)


@pytest.mark.parametrize("path", ["/nobody/feed.xml", "/quillon/nothing.html", "/"])
async def test_what_is_not_there_is_not_found(server, web, path):
    assert (await web.get(httpx.URL(server.feeds["Quillon Post"]).join(path))).status_code == 404


class TestConditionalRequests:
    async def test_unchanged_is_304_by_tag_and_by_date(self, server, web):
        server.publish_until(EARLY)
        url = server.feeds["Northlight Wire"]
        first = await web.get(url)
        by_tag = await web.get(url, headers={"If-None-Match": first.headers["etag"]})
        by_date = await web.get(url, headers={"If-Modified-Since": first.headers["last-modified"]})
        assert [(answer.status_code, answer.content) for answer in (by_tag, by_date)] == [(304, b""), (304, b"")]
        assert by_tag.headers["etag"] == first.headers["etag"]

    async def test_time_that_passes_without_news_changes_nothing(self, server, web):
        server.publish_until(EARLY)
        first = await web.get(server.feeds["Veldmark Dispatch"])
        server.publish_until(EARLY + dt.timedelta(hours=1))
        again = await web.get(server.feeds["Veldmark Dispatch"], headers={"If-None-Match": first.headers["etag"]})
        assert again.status_code == 304

    async def test_news_is_a_new_body_by_tag_and_by_date(self, server, web):
        server.publish_until(EARLY)
        url = server.feeds["Northlight Wire"]
        first = await web.get(url)
        server.publish_until(LATE)
        by_tag = await web.get(url, headers={"If-None-Match": first.headers["etag"]})
        by_date = await web.get(url, headers={"If-Modified-Since": first.headers["last-modified"]})
        assert by_tag.status_code == by_date.status_code == 200
        assert by_tag.headers["etag"] != first.headers["etag"]

    async def test_a_tag_that_does_not_match_goes_before_a_date_that_does(self, server, web):
        server.publish_until(EARLY)
        url = server.feeds["Northlight Wire"]
        first = await web.get(url)
        headers = {"If-None-Match": '"another"', "If-Modified-Since": first.headers["last-modified"]}
        assert (await web.get(url, headers=headers)).status_code == 200

    async def test_a_page_unchanged_is_304(self, server, web):
        server.publish_until(EARLY)
        link = items(await web.get(server.feeds["Marrowick Gazette"]))[0].link
        first = await web.get(link)
        assert (await web.get(link, headers={"If-None-Match": first.headers["etag"]})).status_code == 304


async def test_a_revision_replaces_its_article_in_place_and_says_when(server, web):
    url = server.feeds["Quillon Post"]
    server.publish_until(EARLY)
    before = items(await web.get(url))
    server.publish_until(dt.datetime(2025, 1, 18, 9, tzinfo=dt.UTC))
    after = items(await web.get(url))
    assert [item.guid for item in after] == [item.guid for item in before]
    assert before[0].body.startswith("Fourteen people")
    assert after[0].body.startswith("Eight people")
    assert after[0].link == before[0].link
    assert after[0].published_at == before[0].published_at
    assert (before[0].updated_at, after[0].updated_at) == (None, dt.datetime(2025, 1, 18, 9, tzinfo=dt.UTC))


@pytest.mark.parametrize("summaries", [False, True])
@pytest.mark.parametrize("form", list(FeedFormat))
async def test_a_feed_holds_the_newest_items_and_escapes_what_they_say(web, form, summaries):
    moments = [dt.datetime(2025, 1, day, tzinfo=dt.UTC) for day in range(1, 21)]
    title = 'AT&T "grew" ]]> \N{SNOWMAN}'
    odd = f"{title} <b>not bold</b> &amp; a < b"
    articles = tuple(Story("x", f"urn:g&{moment.day}", moment, title, f"{odd}\n\n{odd}") for moment in moments)
    few = Stories({"x": StoryOutlet("X & Sons", "<odd>", form, summaries)}, articles)
    async with OutletServer(few) as server:
        server.publish_until(LATE)
        carried = items(await web.get(server.feeds["X & Sons"]))
    assert [item.guid for item in carried] == [f"urn:g&{day}" for day in range(20, 20 - ITEMS, -1)]
    assert {item.body for item in carried} == {odd if summaries else f"{odd}\n\n{odd}"}
    assert {item.title for item in carried} == {title}


def test_an_address_that_the_machine_lacks_is_replaced_by_the_one_it_has():
    with listen("192.0.2.1") as elsewhere:  # RFC 5737: an address for documentation, nobody's own
        assert elsewhere.getsockname()[0] == "127.0.0.1"


def test_stories_with_unknown_keys_are_refused():
    with pytest.raises(msgspec.ValidationError, match="colour"):
        msgspec.convert({"outlets": {"a": {"name": "A", "about": "", "colour": "red"}}, "article": []}, Stories)
