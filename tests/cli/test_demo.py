"""The demo ends by itself and shows what its two stories hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from schemas.envelope import unseal
from schemas.figures import FiguresRolled
from schemas.topics import FIGURES
from services.eventlog.history import history
from services.wiring.logs import sqlite_log
from tests.cli.conftest import Claimwatch


@pytest.fixture(scope="session")
def told(demo: tuple[Path, str]) -> str:
    """What it wrote, without its line breaks."""
    return " ".join(demo[1].split())


def section(told: str, since: str, until: str) -> str:
    return told[told.index(since) : told.index(until, told.index(since))]


def test_attacking_this_week_contradicts_not_seen_for_two_weeks(told: str) -> None:
    thursday = section(told, "── Thursday 30 January 2025", "── Friday 31 January 2025")
    flag = section(thursday, "New flag: seen and not seen · conflict", "To settle it")
    assert "another seen 20–22 January (Ukraine's army chief in Castellan Times, 22 January 2025)" in flag
    assert "One says not seen 13–30 January (Ukrainian and US officials in Quillon Post" in flag


def test_the_last_sighting_is_dated_differently(told: str) -> None:
    friday = section(told, "── Friday 31 January 2025", "── Tuesday 4 February")
    assert (
        "The last sighting is dated differently: about 16 January (Ukrainian and US officials in Quillon Post, "
        "30 January 2025) against about 10 January (Ukrainian military spokesman in Northlight Wire, 31 January 2025)"
    ) in friday


def test_ten_thousand_drift_to_twelve(told: str) -> None:
    assert (
        "The figure rose from about 10,000 (US officials in Castellan Times, 4 November 2024) to 11,000–12,000" in told
    )
    assert "North Korean soldiers in Kursk 10,000–12,000" in told


def test_the_flood_has_a_conflict_of_its_own(told: str) -> None:
    assert "Marrowick: people evacuated, 15 January 2025 400–2,500" in told
    flag = section(told, "flag: figures at odds · conflict", "To settle it")
    assert "in the flood in Marrowick" in flag


async def test_the_other_sides_fifty_thousand_stay_apart(demo: tuple[Path, str]) -> None:
    figures: dict[str, FiguresRolled] = {}
    async with sqlite_log(demo[0] / "demo.log") as log:
        async for record in history(log, [FIGURES]):
            event = unseal(record.headers, record.value)
            assert isinstance(event, FiguresRolled)
            figures[event.title] = event
    russian, korean = figures["Russian soldiers deployed in Kursk"], figures["North Korean soldiers in Kursk"]
    assert (russian.low, russian.high) == (50_000, 50_000)
    assert (korean.low, korean.high) == (10_000, 12_000)


def test_it_sums_up_and_says_where_to_look(told: str, demo: tuple[Path, str]) -> None:
    assert re.search(r"\d+ articles from 7 outlets, \d+ revisions?, in \d+ polls", told)
    assert re.search(r"Received: [1-9]\d* Slack messages, [1-9]\d* mails", told)
    assert f"replay --log {demo[0] / 'demo.log'}" in told


def test_the_page_of_notices_shows_them_and_runs_nothing(demo: tuple[Path, str]) -> None:
    page = (demo[0] / "demo.notices.html").read_text()
    received = re.search(r"Received: (\d+) Slack messages, (\d+) mails", demo[1])
    assert received
    assert page.count('<div class="slack') == int(received[1])
    assert page.count("<iframe sandbox srcdoc=") == int(received[2])
    assert "North Korean soldiers" in page
    assert "<script" not in page.lower()
    assert " on" not in {match[:3] for match in re.findall(r"<[a-z]+( on\w+)=", page)}


def test_it_may_be_told_again_in_the_same_folder(demo: tuple[Path, str], started: Claimwatch) -> None:
    ran = started("demo", "--out", demo[0])
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout == demo[1]


def test_somebody_takes_a_conflict_by_a_click_and_the_message_says_so(told: str, demo: tuple[Path, str]) -> None:
    assert "☞ Ann (U0ANN) takes it: " in told
    assert "✎ By slack/C0DESK to desk: what was decided stands in the first message on " in told
    assert 'src="data:image/png;base64,' in (demo[0] / "demo.notices.html").read_text()
