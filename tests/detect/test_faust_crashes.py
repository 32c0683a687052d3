"""Workers that die in the middle of their work: nothing is lost, and what comes twice has one id."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.event import TrackId
from tests.detect.examples import report, statement
from tests.detect.faust_fixtures import Desk, desk, reports
from tests.detect.faust_worker import STUMBLING

__all__ = ["desk"]

pytestmark = pytest.mark.kafka

BLOCK = report(STUMBLING, statement(5000), track=TrackId("actor/party 1/soldier"), day="2025-01-03")


@pytest.mark.parametrize("at", ["outputs", "states", "commit"])
async def test_killed_in_mid_stream_while_another_takes_over_nothing_is_lost(desk: Desk, at: str) -> None:
    """Before its outputs, between outputs and states, and between states and the commit."""
    killed = await desk.held(at)
    successor = await desk.start()
    killed.process.kill()
    await desk.idle()
    await successor.stop()
    assert await desk.outputs() == await desk.expected()  # which takes each flag event at its first id


async def test_a_fault_ends_the_worker_before_it_commits_and_the_next_one_loses_nothing(
    desk: Desk, tmp_path: Path
) -> None:
    await desk.feed([*reports(0, 120), BLOCK, *reports(120, 240)])
    worker = await desk.start("--stumble", str(tmp_path / "stumbled"))
    assert await worker.ended() == 1
    assert "stumbled" in worker.errors
    await desk.run_until_idle()
    assert await desk.outputs() == await desk.expected()


async def test_without_the_end_faust_commits_what_was_not_done(desk: Desk, tmp_path: Path) -> None:
    await desk.feed([*reports(0, 120), BLOCK, *reports(120, 240)])
    await desk.run_until_idle("--stumble", str(tmp_path / "stumbled"), "--without", "end")
    assert await desk.outputs() != await desk.expected()
