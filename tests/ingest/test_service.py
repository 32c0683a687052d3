"""Feeds over HTTP become records on a log, in memory and on SQLite."""

from __future__ import annotations

import asyncio
import base64
import datetime as dt
import gzip
from collections.abc import Callable, Sequence

import msgspec
import pytest
from aiohttp import web

from schemas.articles import ArticlePublished, ArticleRevised, BodyKind, Captured, DateBasis, FeedFetched, Revision
from schemas.envelope import Entry, digest, unseal
from schemas.event import Event
from schemas.rejects import Rejected
from schemas.topics import ARTICLES, CAPTURES, FETCHES, REJECTS, TOPICS, Topic
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog, LogUnavailable, RecordTooLarge
from services.ingest.outlets import Outlet
from services.ingest.service import Ingest
from tests.ingest.sites import DATA, NOON, POLITE, Clock, Serve, Site

Make = Callable[..., Ingest]
PAGE = (DATA / "page.html").read_text()
DATE = "<pubDate>Wed, 12 Mar 2025 10:00:00 GMT</pubDate>"


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel>{"".join(f"<item>{item}</item>" for item in items)}</channel></rss>'


def story(text: str, guid: str = "strike", link: str = "", date: str = DATE) -> str:
    linked = f"<link>{link}</link>" if link else ""
    return (
        f'<title>Strike</title><guid isPermaLink="false">{guid}</guid>{linked}{date}<description>{text}</description>'
    )


def gazette(site: Site, *paths: str, **how: object) -> Outlet:
    return Outlet("Gazette", tuple(site.url(path) for path in paths or ("/rss",)), private=True, **how)


async def events(log: EventLog, *topics: Topic) -> list[Event]:
    wanted = topics or TOPICS
    reader = log.read(wanted)
    found: list[Event] = []
    while records := await reader.poll(dt.timedelta(0)):
        found += [unseal(record.headers, record.value) for record in records]
    await reader.close()
    return found


async def articles(log: EventLog) -> list[Revision]:
    return [event for event in await events(log, ARTICLES) if isinstance(event, Revision)]


async def rejects(log: EventLog) -> list[Rejected]:
    return [event for event in await events(log, REJECTS) if isinstance(event, Rejected)]


async def poll(ingest: Ingest) -> FeedFetched:
    [fetched] = await ingest.poll_all_once()
    return fetched


async def test_a_feed_becomes_articles_with_captures_and_a_record_of_the_poll(
    serve: Serve, ingest: Make, log: EventLog
) -> None:
    site = await serve()
    body = (DATA / "content-encoded.xml").read_bytes()
    site.says("/rss", body, ETag='"1"', Content_Type="application/rss+xml")
    async with ingest(gazette(site)) as running:
        fetched = await poll(running)

    [published] = await articles(log)
    assert isinstance(published, ArticlePublished)
    assert (published.outlet, published.revision, published.body_kind) == ("Gazette", 1, BodyKind.FULL)
    assert published.dated_by is DateBasis.FEED
    assert published.occurred_at == dt.datetime(2025, 2, 1, 12, tzinfo=dt.UTC)
    assert "About 340 people" in published.body
    assert published.captures == (digest(body),)
    [captured] = await events(log, CAPTURES)
    assert gzip.decompress(captured.data) == body
    assert (fetched.status, fetched.etag, fetched.digest) == (200, '"1"', digest(body))
    assert (fetched.items, fetched.new, fetched.revised, fetched.error) == (1, 1, 0, None)
    assert fetched.next_at > NOON
    assert await events(log, FETCHES) == [fetched]


async def test_records_are_written_captures_first_and_the_poll_last(serve: Serve, clock: Clock, ingest: Make) -> None:
    site, log = await serve(), MemoryLog()
    site.says("/rss", rss(story("1,200 strike.")))
    async with ingest(gazette(site), on=log) as running:
        await poll(running)
    assert [record.topic for record in log.records] == ["captures", "articles", "fetches"]


async def test_an_unmodified_feed_is_asked_with_its_validators_and_gives_nothing(
    serve: Serve, ingest: Make, log: EventLog
) -> None:
    site = await serve()
    site.says("/rss", rss(story("1,200 strike.")), etag='"1"')
    async with ingest(gazette(site)) as running:
        await poll(running)
        fetched = await poll(running)
    assert site.asked[1][1]["If-None-Match"] == '"1"'
    assert (fetched.status, fetched.size, fetched.new, fetched.etag) == (304, 0, 0, '"1"')
    assert len(await articles(log)) == 1


async def test_a_restart_polls_with_the_validators_and_publishes_nothing_again(
    serve: Serve, ingest: Make, log: EventLog
) -> None:
    site = await serve()
    site.says("/rss", rss(story("1,200 strike.")), etag='"1"')
    async with ingest(gazette(site)) as running:
        await poll(running)
    async with ingest(gazette(site)) as restarted:
        assert (await poll(restarted)).status == 304
    site.says("/rss", rss(story("1,200 strike."), story("Rain.", "rain")), etag='"2"')
    async with ingest(gazette(site)) as restarted:
        fetched = await poll(restarted)
    assert site.asked[1][1]["If-None-Match"] == site.asked[2][1]["If-None-Match"] == '"1"'
    assert (fetched.new, fetched.revised) == (1, 0)
    assert len(await articles(log)) == 2


async def test_what_is_known_after_a_restart_is_what_was_known_before(serve: Serve, ingest: Make) -> None:
    site = await serve()
    site.says("/rss", rss(story("1,200 strike."), story("Rain.", "rain")), etag='"1"')
    site.says("/world", rss(story("Snow.", "snow")))
    outlet = gazette(site, "/rss", "/world", "/missing")
    async with ingest(outlet) as running:
        await running.poll_all_once()
        site.says("/rss", rss(story("1,300 strike.")), etag='"2"')
        await running.poll_all_once()
    async with ingest(outlet) as restarted:
        for part in ("articles", "feeds", "captured"):
            assert getattr(restarted._memory, part) == getattr(running._memory, part)


async def test_a_b_a_gives_revisions_1_2_3(serve: Serve, ingest: Make, log: EventLog, clock: Clock) -> None:
    site = await serve()
    for text in ("1,200 strike.", "1,300 strike.", "1,200 strike."):
        site.says("/rss", rss(story(text)))
        async with ingest(gazette(site)) as running:
            await poll(running)
        clock.pass_by(hours=1)
    found = await articles(log)
    assert [(event.revision, event.body) for event in found] == [
        (1, "1,200 strike."),
        (2, "1,300 strike."),
        (3, "1,200 strike."),
    ]
    assert isinstance(found[2], ArticleRevised)
    assert found[2].previous == found[1].digest
    assert found[2].revised_at == NOON + dt.timedelta(hours=2)
    assert len(await events(log, CAPTURES)) == 2  # each body once: the third is the first


async def test_one_guid_in_two_feeds_is_one_article(serve: Serve, ingest: Make, log: EventLog) -> None:
    site = await serve()
    site.says("/rss", rss(story("1,200 strike, said the union.")))
    site.says("/top", rss(story("1,200 strike.")))
    async with ingest(gazette(site, "/rss", "/top")) as running:
        for _ in range(3):
            await running.poll_all_once()
            site.says("/rss", rss(story("1,200 strike, said the union."), story("Rain.", f"rain-{_}")))
            site.says("/top", rss(story("1,200 strike."), story("Snow.", f"snow-{_}")))
    strikes = [event for event in await articles(log) if "strike" in event.body]
    assert len(strikes) == 1


async def test_a_failing_host_is_on_record_and_backed_off(serve: Serve, ingest: Make, clock: Clock) -> None:
    site = await serve()
    site.says("/rss", "", 503, Retry_After="7200")
    async with ingest(gazette(site)) as running:
        fetched = await poll(running)
        assert (fetched.status, fetched.error.reason) == (503, "status")
        assert fetched.next_at == NOON + dt.timedelta(hours=2)
        site.says("/rss", "", 429, Retry_After="Wed, 12 Mar 2025 15:00:00 GMT")
        assert (await poll(running)).next_at == NOON + dt.timedelta(hours=3)

        async def hang_up(request: web.Request) -> web.StreamResponse:
            request.transport.close()
            return web.Response()

        site.answers["/rss"] = hang_up
        fetched = await poll(running)
        assert (fetched.status, fetched.digest) == (None, None)
        assert fetched.error.reason in {"network", "protocol"}
        site.says("/rss", rss(story("1,200 strike.")), Cache_Control="max-age=1800")
        fetched = await poll(running)
        assert (fetched.error, fetched.new) == (None, 1)
        assert fetched.next_at == NOON + dt.timedelta(minutes=30)


async def test_loopback_is_refused_to_outlets_that_are_not_private(serve: Serve, ingest: Make) -> None:
    site = await serve()
    outlet = msgspec.structs.replace(gazette(site), private=False)
    async with ingest(outlet) as running:
        assert (await poll(running)).error.reason == "address-refused"
    assert site.asked == []


async def test_what_is_no_feed_goes_to_rejects_once_and_the_next_poll_goes_on(
    serve: Serve, ingest: Make, log: EventLog
) -> None:
    site = await serve()
    broken = "<html><body>Down for maintenance</body></html>"
    site.says("/rss", broken)
    async with ingest(gazette(site)) as running:
        assert (await poll(running)).error.reason == "malformed"
        await poll(running)
        site.says("/rss", rss(story("1,200 strike.")))
        assert (await poll(running)).new == 1
    [rejected] = await rejects(log)
    assert (rejected.service, rejected.where, rejected.reason) == ("ingest", site.url("/rss"), "malformed")
    assert rejected.capture == digest(broken.encode())
    assert rejected.capture in {event.digest for event in await events(log, CAPTURES)}


async def test_an_item_without_title_and_text_goes_to_rejects_once(serve: Serve, ingest: Make, log: EventLog) -> None:
    site = await serve()
    empty = "<guid>https://gazette.example/empty</guid>"
    site.says("/rss", rss(empty, story("1,200 strike.")))
    async with ingest(gazette(site)) as running:
        assert (await poll(running)).new == 1
        site.says("/rss", rss(empty, story("1,300 strike.")))
        assert (await poll(running)).revised == 1
    [rejected] = await rejects(log)
    assert (rejected.where, rejected.reason) == ("https://gazette.example/empty", "empty")


async def test_an_article_too_large_for_a_record_goes_to_rejects_with_its_capture(
    serve: Serve, ingest: Make, log: EventLog
) -> None:
    site = await serve()
    site.says("/rss", rss(story("Ten boats sank. " * 60_000, "long"), story("1,200 strike.")))
    async with ingest(gazette(site)) as running:
        assert (await poll(running)).new == 1
    [rejected] = await rejects(log)
    assert rejected.reason == "too-large"
    assert rejected.capture in {event.digest for event in await events(log, CAPTURES)}


async def test_a_capture_over_one_record_comes_in_parts(serve: Serve, ingest: Make, log: EventLog) -> None:
    site = await serve()
    noise = base64.b64encode(b"".join(digest(str(n)).encode() for n in range(40_000))).decode()  # packs badly
    body = rss(story("1,200 strike.")) + f"<!-- {noise} -->"
    site.says("/rss", body)
    async with ingest(gazette(site)) as running:
        await poll(running)
    parts = [event for event in await events(log, CAPTURES) if isinstance(event, Captured)]
    assert len(parts) > 1
    assert [(part.part, part.parts) for part in parts] == [(n + 1, len(parts)) for n in range(len(parts))]
    assert gzip.decompress(b"".join(part.data for part in parts)) == body.encode()


async def test_a_summary_is_completed_from_its_page(serve: Serve, ingest: Make, log: EventLog) -> None:
    site = await serve()
    site.says("/rss", rss(story("1,200 strike.", link=site.url("/1"))), etag='"1"')
    site.says("/1", PAGE, Content_Type="text/html")
    async with ingest(gazette(site)) as running:
        await poll(running)
        site.says("/rss", rss(story("1,200 strike.", link=site.url("/1")), story("Rain.", "rain")), etag='"2"')
        await poll(running)
    first, _ = await articles(log)
    assert first.body_kind is BodyKind.FULL
    assert "14 of 22 ferries" in first.body
    assert first.captures[1] == digest(PAGE.encode())
    assert {*first.captures} <= {event.digest for event in await events(log, CAPTURES)}
    assert site.paths() == ["/rss", "/robots.txt", "/1", "/rss"]  # an unchanged item's page is not fetched again


async def test_a_paywalled_page_is_named_so(serve: Serve, ingest: Make, log: EventLog) -> None:
    site = await serve()
    site.says("/rss", rss(story("The port lost money.", link=site.url("/2"))))
    site.says("/2", (DATA / "page-paywalled.html").read_text(), Content_Type="text/html")
    async with ingest(gazette(site)) as running:
        await poll(running)
    [article] = await articles(log)
    assert article.body_kind is BodyKind.PAYWALLED
    assert "3.4 million" in article.body


@pytest.mark.parametrize(
    ("path", "reason"), [("/private/1", "robots"), ("/missing", "status"), ("/file.pdf", "no-text")]
)
async def test_a_page_that_cannot_be_read_leaves_the_summary_and_a_reason(
    serve: Serve, ingest: Make, log: EventLog, path: str, reason: str
) -> None:
    site = await serve()
    site.says("/rss", rss(story("1,200 strike.", link=site.url(path))))
    site.says("/robots.txt", "User-agent: claimwatch\nDisallow: /private")
    site.says("/private/1", PAGE, Content_Type="text/html")
    site.says("/file.pdf", "%PDF-1.7", Content_Type="application/pdf")
    async with ingest(gazette(site)) as running:
        await poll(running)
        await poll(running)
    [article] = await articles(log)
    assert (article.body, article.body_kind) == ("1,200 strike.", BodyKind.SUMMARY)
    [rejected] = await rejects(log)
    assert (rejected.where, rejected.reason) == (site.url(path), reason)
    assert "/private/1" not in site.paths()


async def test_a_page_whose_failure_passes_is_tried_again_twice(serve: Serve, ingest: Make, log: EventLog) -> None:
    site = await serve()
    site.says("/rss", rss(story("1,200 strike.", link=site.url("/1"))), etag='"1"')
    site.says("/1", "", 503)
    async with ingest(gazette(site)) as running:
        await poll(running)
        site.says("/1", PAGE, Content_Type="text/html")
        assert (await poll(running)).revised == 1
        assert (await poll(running)).status == 304
    assert [event.body_kind for event in await articles(log)] == [BodyKind.SUMMARY, BodyKind.FULL]

    site.says("/rss", rss(story("2,000 strike.", "second", link=site.url("/2"))), etag='"2"')
    site.says("/2", "", 503)
    async with ingest(gazette(site)) as running:
        for _ in range(5):
            await poll(running)
    assert site.paths().count("/2") == 3
    assert len(await articles(log)) == 3


async def test_a_page_that_fails_does_not_undo_what_was_read(serve: Serve, ingest: Make, log: EventLog) -> None:
    site = await serve()
    site.says("/rss", rss(story("1,200 strike.", link=site.url("/1"))))
    site.says("/1", PAGE, Content_Type="text/html")
    async with ingest(gazette(site)) as running:
        await poll(running)
        site.says("/rss", rss(story("1,200 on strike.", link=site.url("/1"))))
        site.says("/1", "", 404)
        assert (await poll(running)).revised == 0
    assert len(await articles(log)) == 1


async def test_an_outlet_whose_pages_are_never_fetched(serve: Serve, ingest: Make, log: EventLog) -> None:
    site = await serve()
    site.says("/rss", rss(story("1,200 strike.", link=site.url("/1"))))
    async with ingest(gazette(site, pages="never")) as running:
        await poll(running)
    assert site.paths() == ["/rss"]
    assert [event.body_kind for event in await articles(log)] == [BodyKind.SUMMARY]


async def test_requests_to_one_host_never_overlap(serve: Serve, ingest: Make) -> None:
    site = await serve()
    open_now = most = 0
    site.says("/rss", rss(*(story("1,200 strike.", str(n), site.url(f"/{n}")) for n in range(6))))

    async def page(request: web.Request) -> web.StreamResponse:
        nonlocal open_now, most
        open_now += 1
        most = max(most, open_now)
        await asyncio.sleep(0.01)
        open_now -= 1
        return web.Response(text=PAGE, content_type="text/html")

    site.answers |= {f"/{n}": page for n in range(6)}
    async with ingest(gazette(site)) as running:
        assert (await poll(running)).new == 6
    assert most == 1


class Breaking(MemoryLog):
    """A log whose process is killed when it is to append to a topic for the n-th time."""

    def __init__(self, topic: Topic, fault: BaseException) -> None:
        super().__init__()
        self.topic = topic.name
        self.fault: BaseException | None = fault

    async def append(self, entries: Sequence[Entry]) -> None:
        if self.fault and any(entry.topic == self.topic for entry in entries):
            fault, self.fault = self.fault, None
            raise fault
        await super().append(entries)


class Killed(BaseException):
    """The process ends here."""


@pytest.mark.parametrize("topic", [CAPTURES, ARTICLES, FETCHES], ids=lambda topic: f"before {topic.name}")
async def test_a_crash_between_any_two_writes_loses_and_doubles_nothing(
    serve: Serve, ingest: Make, topic: Topic
) -> None:
    site, log, whole = await serve(), Breaking(topic, Killed()), MemoryLog()
    site.says("/rss", rss(story("1,200 strike.", link=site.url("/1")), story("Rain.", "rain")), etag='"1"')
    site.says("/1", PAGE, Content_Type="text/html")
    async with ingest(gazette(site), on=whole) as running:
        await poll(running)
    with pytest.raises(BaseExceptionGroup):
        async with ingest(gazette(site), on=log) as running:
            await poll(running)
    async with ingest(gazette(site), on=log) as restarted:
        await poll(restarted)
    assert await articles(log) == await articles(whole)
    assert {event.digest for event in await events(log, CAPTURES)} == {e.digest for e in await events(whole, CAPTURES)}
    assert len(await events(log, FETCHES)) == 1


async def test_run_polls_what_is_due_and_stops_when_told(serve: Serve, ingest: Make, log: EventLog) -> None:
    site, again = await serve(), asyncio.Event()
    bodies = iter([rss(story("1,200 strike.")), rss(story("1,300 strike."))])

    async def feed(request: web.Request) -> web.StreamResponse:
        body = next(bodies, None)
        if body is None:
            again.set()
            return web.Response(status=304)
        return web.Response(text=body)

    site.answers["/rss"] = feed
    hasty = msgspec.structs.replace(POLITE, min_interval_seconds=1, max_interval_seconds=1)
    stop = asyncio.Event()

    class Running:
        """Each look at the clock finds an hour gone, so that every feed is always due."""

        at = NOON

        def __call__(self) -> dt.datetime:
            self.at += dt.timedelta(hours=1)
            return self.at

    async with ingest(gazette(site), settings=hasty, now=Running()) as running:
        task = asyncio.create_task(running.run(stop))
        await asyncio.wait_for(again.wait(), 20)
        stop.set()
        await asyncio.wait_for(task, 20)
    assert [event.revision for event in await articles(log)] == [1, 2]


async def test_run_waits_out_a_log_that_goes_away_and_ends_with_one_that_refuses(serve: Serve, ingest: Make) -> None:
    site = await serve()
    site.says("/rss", rss(story("1,200 strike.")))
    away, stop = Breaking(ARTICLES, LogUnavailable("the broker is gone")), asyncio.Event()
    async with ingest(gazette(site), on=away) as running:
        task = asyncio.create_task(running.run(stop))
        reader = away.read([FETCHES])
        async with asyncio.timeout(20):
            while not await reader.poll(dt.timedelta(seconds=20)):
                assert not task.done()
        stop.set()
        await asyncio.wait_for(task, 20)
    assert len(await articles(away)) == 1

    refusing = Breaking(ARTICLES, RecordTooLarge("no"))
    async with ingest(gazette(site), on=refusing) as running:
        with pytest.raises(RecordTooLarge):
            await asyncio.wait_for(running.run(asyncio.Event()), 20)
