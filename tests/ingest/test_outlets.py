"""Configuration is refused where it contradicts itself."""

from __future__ import annotations

import msgspec
import pytest

from services import VERSION
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


def test_the_user_agent_says_who_we_are() -> None:
    assert Settings(contact="desk@gazette.example").user_agent == f"claimwatch/{VERSION} (+desk@gazette.example)"
