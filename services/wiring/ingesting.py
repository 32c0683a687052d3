"""Ingest on the outlets of the configuration."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from random import SystemRandom

from services.eventlog.port import EventLog
from services.ingest.courtesy import Courtesy
from services.ingest.dial import resolve
from services.ingest.discovery import Discovery, discover
from services.ingest.http import Fetcher
from services.ingest.outlets import Outlet, Settings
from services.ingest.service import Ingest
from services.wiring.logs import wall


async def run_ingest(log: EventLog, outlets: Sequence[Outlet], settings: Settings, stop: asyncio.Event) -> None:
    """Poll until told to stop."""
    async with Ingest(log, outlets, settings, now=wall, random=SystemRandom()) as ingest:
        await ingest.run(stop)


async def discover_feeds(settings: Settings, address: str, *, private: bool) -> Discovery:
    """The feeds of the outlet at an address.

    Raises:
        NotFetched: nothing answers there.
    """
    async with Fetcher(settings, resolve) as fetcher:
        return await discover(Courtesy(fetcher, settings), address, private=private)
