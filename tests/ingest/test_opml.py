from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ingest.errors import Unreadable
from services.ingest.opml import read, write
from services.ingest.outlets import Outlet

FROM_A_READER = b"""<?xml version="1.0"?>
<opml version="1.0"><head><title>My feeds</title></head><body>
  <outline text="News">
    <outline text="Wires"><outline type="rss" text="World wire" xmlUrl="https://wire.example/world.rss"/>
      <outline type="rss" text="Wire sport" xmlUrl="https://wire.example/sport.rss"/></outline>
    <outline type="rss" text="Example Times" xmlUrl=" https://times.example/rss "/>
    <outline type="rss" text="Herald" xmlUrl="https://herald.example/rss"/>
  </outline>
  <outline type="rss" title="Courier" xmlUrl="https://courier.example/feed"/>
  <outline text="an empty folder"/>
</body></opml>"""

NAMES = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=20)
OUTLETS = st.dictionaries(NAMES, st.lists(st.integers(0, 10_000), min_size=1, max_size=3, unique=True), min_size=1)


def test_a_folder_of_one_hosts_feeds_is_an_outlet_and_any_other_feed_another() -> None:
    assert {outlet.name: outlet.feeds for outlet in read(FROM_A_READER)} == {
        "Wires": ("https://wire.example/world.rss", "https://wire.example/sport.rss"),
        "Example Times": ("https://times.example/rss",),
        "Herald": ("https://herald.example/rss",),
        "Courier": ("https://courier.example/feed",),
    }


@given(OUTLETS)
def test_what_was_written_is_read_back(given_outlets: dict[str, list[int]]) -> None:
    outlets = [
        Outlet(name, tuple(f"https://{number}.example/{n}/rss?a=1&b=2" for n in feeds))
        for number, (name, feeds) in enumerate(given_outlets.items())
    ]
    assert read(write(outlets)) == outlets


@pytest.mark.parametrize(
    ("document", "fault"),
    [
        (b"subscribe!", "not XML"),
        (b"<rss/>", "its root is <rss>"),
        (b"<opml><body><outline text='x'/></body></opml>", "no outline with an xmlUrl"),
        (b"<opml><body><outline text='x' xmlUrl='ftp://a.example/'/></body></opml>", "outlet 'x'"),
        (b'<!DOCTYPE o [<!ENTITY e SYSTEM "file:///etc/hostname">]><opml><body>&e;</body></opml>', "no outline"),
    ],
)
def test_what_is_no_opml_is_refused_with_what_to_do(document: bytes, fault: str) -> None:
    with pytest.raises(Unreadable, match=f"OPML: .*{fault}.*mend it"):
        read(document)
