"""Whom we follow, and how politely: the configuration of ingest."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from services import VERSION

FeedUrl = Annotated[str, Meta(pattern=r"^https?://[^\s/]+[^\s]*$", max_length=2000)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]


class Outlet(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A publisher whose feeds we poll."""

    name: Name
    feeds: Annotated[tuple[FeedUrl, ...], Meta(min_length=1)]
    ours: bool = False
    """The newsroom's own: what it published is shown as exposure."""
    contact: Annotated[str, Meta(max_length=100)] = ""
    """Of one of ours, whom to ask about what it published: notices name them beside our copy."""
    pages: Literal["never", "summaries", "always"] = "summaries"
    """When an item's page is fetched: never, where the feed carries only a summary, or for every item."""
    tags: tuple[Annotated[str, Meta(min_length=1, max_length=100)], ...] = ()
    """What the desk files it under; its flags can be routed by that."""
    private: bool = False
    """Its hosts may have loopback and private addresses (an intranet, a demo); otherwise they are refused."""


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How ingest behaves towards all outlets."""

    contact: Annotated[str, Meta(pattern=r"^[\x21-\x7e]+$", max_length=200)]
    """Where an outlet's administrator can reach us, an address or a URL; sent with every request."""
    min_interval_seconds: Annotated[int, Meta(ge=1)] = 300
    """Between two polls of a feed that changes all the time."""
    max_interval_seconds: Annotated[int, Meta(ge=1)] = 3600
    """Between two polls of a feed that hardly changes; also the longest back-off."""
    host_gap_seconds: Annotated[float, Meta(ge=0)] = 1.0
    """Between two requests to one host; a longer Crawl-delay in robots.txt counts instead."""
    timeout_seconds: Annotated[float, Meta(gt=0)] = 30.0
    """For one fetch from its first lookup to its last byte, redirects included."""
    max_bytes: Annotated[int, Meta(ge=1024)] = 10_485_760
    """Of one body, compressed and decompressed."""
    max_redirects: Annotated[int, Meta(ge=0)] = 5
    concurrency: Annotated[int, Meta(ge=1)] = 8
    """Feeds polled at one time, and pages fetched at one time for one feed."""

    def __post_init__(self) -> None:
        if self.max_interval_seconds < self.min_interval_seconds:
            raise ValueError("max_interval_seconds is below min_interval_seconds: exchange them")

    @property
    def user_agent(self) -> str:
        """Who we say we are; `claimwatch` is what robots.txt may name."""
        return f"claimwatch/{VERSION} (+{self.contact})"
