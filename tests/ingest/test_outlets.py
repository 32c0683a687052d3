"""Configuration is refused where it contradicts itself."""

from __future__ import annotations

import msgspec
import pytest

from services.ingest import outlets
from services.ingest.errors import OutletsInvalid
from services.ingest.outlets import Outlet, Settings


@pytest.mark.parametrize(
    "given",
    [
        {"name": "Gazette", "feeds": []},
        {"name": "Gazette", "feeds": ["ftp://gazette.example/rss"]},
        {"name": "Gazette", "feeds": ["https://gazette.example/rss"], "page": "never"},
        {"name": "Gazette", "feeds": ["https://gazette.example/rss"], "pages": "sometimes"},
    ],
)
def test_what_an_outlet_may_not_be(given: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(given, Outlet)


@pytest.mark.parametrize(
    "given",
    [
        {"contact": "desk@gazette.example\r\nX-Evil: 1"},
        {"contact": "desk@gazette.example", "min_interval_seconds": 600, "max_interval_seconds": 60},
        {},
    ],
)
def test_what_settings_may_not_be(given: dict[str, object]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert(given, Settings)


def test_a_name_or_a_feed_stands_once() -> None:
    gazette = Outlet("Gazette", ("https://gazette.example/rss",))
    with pytest.raises(OutletsInvalid, match="outlet 'Gazette' stands 2 times"):
        outlets.check([gazette, Outlet("Gazette", ("https://gazette.example/other",))])
    with pytest.raises(OutletsInvalid, match=r"feed https://gazette\.example/rss stands 2 times"):
        outlets.check([gazette, Outlet("Courier", gazette.feeds)])


def test_the_user_agent_says_who_we_are() -> None:
    assert Settings(contact="desk@gazette.example").user_agent == "claimwatch/0.1 (+desk@gazette.example)"
