"""Feeds become items; each file of data/*.xml stands beside its items in a golden *.json."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from schemas.articles import BodyKind
from services.ingest import parse
from services.ingest.errors import Unreadable

DATA = Path(__file__).parent / "data"
FEEDS = sorted(DATA.glob("*.xml"))


def rss(*items: str) -> str:
    return f'<rss version="2.0"><channel>{"".join(f"<item>{item}</item>" for item in items)}</channel></rss>'


@pytest.mark.parametrize("feed", FEEDS, ids=lambda file: file.stem)
def test_golden(feed: Path, golden: Callable[[str, str], None]) -> None:
    items = parse.items(feed.read_bytes(), "https://feeds.example/rss", "application/xml")
    found = msgspec.json.format(msgspec.json.encode(items), indent=2).decode() + "\n"
    golden(f"{feed.stem}.json", found)


@pytest.mark.parametrize(
    "body", [b"", b"<html><body>Not found</body></html>", b"\x00\xff" * 500, b"{}", b'<rss version="2.0"><channel>']
)
def test_what_is_no_feed_is_unreadable(body: bytes) -> None:
    with pytest.raises(Unreadable):
        parse.items(body, "https://feeds.example/rss", "text/html")


def test_a_feed_without_items_is_a_feed_whatever_its_media_type() -> None:
    assert parse.items((DATA / "empty.xml").read_bytes(), "https://feeds.example/rss", "text/plain") == []


def test_entities_do_not_explode() -> None:
    bomb = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(12))
    feed = f'<!DOCTYPE rss [<!ENTITY l0 "lol">{bomb}]>' + rss("<title>&l12;</title>")
    items = parse.items(feed.encode(), "https://feeds.example/rss", "")
    assert all(len(item.title) < 1_000 for item in items)


def test_no_file_or_url_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_bytes((DATA / "rss.xml").read_bytes())
    with pytest.raises(Unreadable):
        parse.items(str(secret).encode(), "https://feeds.example/rss", "")
    feed = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>' + rss("<title>a&x;</title>")
    assert "Lighthouse" not in str(parse.items(feed.encode(), "https://feeds.example/rss", ""))


def test_a_long_lone_description_is_the_whole_article() -> None:
    feed = rss(f"<title>Boats</title><description>{'Ten boats sank. ' * 100}</description>")
    assert parse.items(feed.encode(), "https://feeds.example/rss", "")[0].kind is BodyKind.FULL


def test_a_huge_feed_is_read_whole() -> None:
    feed = rss(*(f"<title>Boat {n}</title><guid>boat-{n}</guid>" for n in range(2_000)))
    assert len(parse.items(feed.encode(), "https://feeds.example/rss", "")) == 2_000


def test_an_items_digest_follows_its_text_and_its_update_but_not_its_date() -> None:
    item = parse.items((DATA / "rss.xml").read_bytes(), "https://feeds.example/rss", "")[0]
    moment = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    assert msgspec.structs.replace(item, published_at=moment).digest == item.digest
    assert msgspec.structs.replace(item, updated_at=moment).digest != item.digest
    assert msgspec.structs.replace(item, body="Other").digest != item.digest


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(FEEDS), st.integers(0, 2_000), st.binary(max_size=30))
def test_damaged_feeds_give_items_or_are_unreadable(feed: Path, at: int, noise: bytes) -> None:
    body = feed.read_bytes()
    try:
        items = parse.items(body[:at] + noise + body[at + len(noise) :], "https://feeds.example/rss", "")
    except Unreadable:
        return
    for item in items:
        assert item.link is None or item.link.startswith(("http://", "https://"))
        msgspec.json.encode(item)
