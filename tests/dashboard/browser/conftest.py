"""A real browser on a real desk; skipped where there is no Chromium or no axe (make assets), failed with CI set."""

from __future__ import annotations

import asyncio
import os
import shutil
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.async_api import Browser, async_playwright

from services.dashboard.access.accounts import Accounts
from services.dashboard.projection.database import open_database
from services.dashboard.service import run
from services.dashboard.settings import Settings
from tests.dashboard.desks import a_desk
from tests.dashboard.examples import Told, tell_story

_AXE = Path(__file__).parents[3] / "build" / "assets" / "node_modules" / "axe-core" / "axe.min.js"


class Served(NamedTuple):
    """A desk that is open."""

    address: str
    told: Told


def missing(message: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(message)
    pytest.skip(message)


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, which judges accessibility."""
    if not _AXE.exists():
        missing("axe-core is not there: run `make assets` (needs npm)")
    return _AXE.read_text(encoding="utf-8")


@pytest.fixture
async def chromium() -> AsyncIterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        missing("Chromium is not installed (Debian: chromium)")
    async with async_playwright() as playwright:
        # A sandbox needs rights that containers and root do not have; the pages are our own.
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        await browser.close()


@pytest.fixture
async def told() -> Told:
    return await tell_story()


@pytest.fixture
async def served(told: Told, tmp_path: Path) -> AsyncIterator[Served]:
    """The desk of this log, open on loopback."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        settings = Settings(port=listening.getsockname()[1])
    engine = await open_database(f"sqlite:///{tmp_path / 'desk.db'}")
    desk = a_desk(engine, told.log)
    stop = asyncio.Event()
    host = asyncio.create_task(run(desk, Accounts(tmp_path / "none"), settings, "key", stop))
    await desk.news.come()
    yield Served(settings.address, told)
    stop.set()
    await host
    await engine.dispose()
