"""Rules are changed in two places, the configuration and the desk, and neither undoes the other unasked."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.decisions import RulesSet
from schemas.envelope import seal
from schemas.watch import Rules, Thresholds, WatchedClaim
from services.eventlog.memory import MemoryLog
from services.ruling import decided_last, rules_in_force, set_rules, take_rules

NOW = dt.datetime(2025, 1, 30, tzinfo=dt.UTC)
TOLL, TROOPS = WatchedClaim("The toll", "people"), WatchedClaim("Troops", "soldier")
FILE = Rules(watchlist=(TOLL,))
DESK = Rules(watchlist=(TOLL, TROOPS))


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog(lambda: NOW)


async def desk_decides(log: MemoryLog) -> None:
    last = await decided_last(log)
    await log.append(
        [seal(RulesSet(rules=DESK, file=last.file or last.rules, reason="Now.", by="ada", decided_at=NOW))]
    )


async def test_before_any_decision_rules_hold_by_themselves(log):
    assert await rules_in_force(log) == Rules()


async def test_what_the_file_says_is_taken_once(log):
    assert await take_rules(log, FILE, "ines", NOW)
    assert await take_rules(log, FILE, "ines", NOW)
    assert await rules_in_force(log) == FILE
    assert len(log.records) == 1


async def test_a_start_does_not_undo_what_the_desk_decided(log):
    await take_rules(log, FILE, "ines", NOW)
    await desk_decides(log)
    assert not await take_rules(log, FILE, "ines", NOW), "other rules than the file's are in force"
    assert await rules_in_force(log) == DESK
    assert len(log.records) == 2


async def test_what_the_file_says_anew_is_taken_and_the_rest_stays(log):
    await take_rules(log, FILE, "ines", NOW)
    await desk_decides(log)
    edited = Rules(watchlist=(TOLL,), thresholds=Thresholds(near_days=1))
    for _ in range(2):
        assert not await take_rules(log, edited, "ines", NOW)
    assert await rules_in_force(log) == Rules(watchlist=(TOLL, TROOPS), thresholds=Thresholds(near_days=1))
    assert len(log.records) == 3


async def test_the_file_and_the_desk_can_come_together(log):
    await take_rules(log, FILE, "ines", NOW)
    await desk_decides(log)
    assert await take_rules(log, DESK, "ines", NOW)
    assert (await decided_last(log)).file is None


async def test_what_is_set_is_in_force_exactly(log):
    await take_rules(log, FILE, "ines", NOW)
    await desk_decides(log)
    assert await set_rules(log, FILE, "ines", NOW, "as filed")
    assert not await set_rules(log, FILE, "ines", NOW, "again")
    assert await rules_in_force(log) == FILE
    assert await take_rules(log, FILE, "ines", NOW)
    assert len(log.records) == 3
