"""Rules are changed in two places, the configuration and the desk, and neither undoes the other unasked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest

from schemas.decisions import RulesSet
from schemas.envelope import Entry, seal
from schemas.watch import Rules, Thresholds, WatchedClaim
from services.deciding.rules import RulesMoved, amend, in_force, rules_in_force, set_rules, take_rules
from services.eventlog.memory import MemoryLog

NOW = dt.datetime(2025, 1, 30, tzinfo=dt.UTC)
TOLL, TROOPS = WatchedClaim("The toll", "people"), WatchedClaim("Troops", "soldier")
FILE = Rules(watchlist=(TOLL,))
DESK = Rules(watchlist=(TOLL, TROOPS))


class Overtaken(MemoryLog):
    """Another host's append comes just before the next one of ours."""

    def __init__(self) -> None:
        super().__init__(lambda: NOW)
        self.before: list[Entry] = []

    async def append(self, entries: Sequence[Entry]) -> None:
        before, self.before = self.before, []
        for each in before, entries:
            await super().append(each)


@pytest.fixture
def log() -> MemoryLog:
    return MemoryLog(lambda: NOW)


async def desk_decides(log: MemoryLog) -> None:
    await amend(log, await rules_in_force(log), DESK, by="ada", now=NOW, reason="Now.")


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
    assert (await in_force(log)).file == DESK


async def test_what_is_set_is_in_force_exactly(log):
    await take_rules(log, FILE, "ines", NOW)
    await desk_decides(log)
    assert await set_rules(log, FILE, "ines", NOW, "as filed")
    assert not await set_rules(log, FILE, "ines", NOW, "again")
    assert await rules_in_force(log) == FILE
    assert await take_rules(log, FILE, "ines", NOW)
    assert len(log.records) == 3


@pytest.fixture
async def overtaken() -> Overtaken:
    """A log with the file's rules, on which another host's decision is about to come before ours."""
    log = Overtaken()
    await take_rules(log, FILE, "ines", NOW)
    last = await in_force(log)
    change = RulesSet(rules=DESK, file=FILE, made_from=last.decision, reason="Now.", by="bea", decided_at=NOW)
    log.before = [seal(change)]
    return log


async def test_of_two_changes_at_once_the_one_that_came_first_is_in_force_and_the_other_is_told_of_it(overtaken):
    with pytest.raises(RulesMoved) as moved:
        await amend(overtaken, FILE, Rules(window_days=30), by="ada", now=NOW, reason="Less.")
    assert moved.value.rules == await rules_in_force(overtaken) == DESK
    assert len(overtaken.records) == 3, "the log keeps both"


async def test_what_was_refused_can_be_changed_upon_what_came_between(overtaken):
    with pytest.raises(RulesMoved):
        await amend(overtaken, FILE, Rules(window_days=30), by="ada", now=NOW, reason="Less.")
    both = Rules(window_days=30, watchlist=DESK.watchlist)
    await amend(overtaken, DESK, both, by="ada", now=NOW, reason="Less.")
    assert await rules_in_force(overtaken) == both


async def test_the_file_is_taken_upon_what_the_desk_decides_at_the_same_moment(overtaken):
    edited = Rules(watchlist=(TOLL,), thresholds=Thresholds(near_days=1))
    assert not await take_rules(overtaken, edited, "ines", NOW)
    _, rules, file = await in_force(overtaken)
    assert rules == Rules(watchlist=(TOLL, TROOPS), thresholds=Thresholds(near_days=1))
    assert file == edited


async def test_two_services_that_start_at_once_take_the_file_once():
    starting = Overtaken()
    starting.before = [seal(RulesSet(rules=FILE, made_from="", by="ines", decided_at=NOW))]
    assert await take_rules(starting, FILE, "omar", NOW)
    assert await rules_in_force(starting) == FILE


async def test_what_is_set_exactly_comes_in_force_whatever_came_between(overtaken):
    assert await set_rules(overtaken, Rules(window_days=7), "ines", NOW, "as filed")
    assert await rules_in_force(overtaken) == Rules(window_days=7)


async def test_rules_go_back_and_a_change_made_from_the_first_time_is_still_refused(log):
    """A version is a decision, not what the rules say: who saw them before they went there and back is told."""
    await take_rules(log, FILE, "ines", NOW)
    first = await in_force(log)
    await desk_decides(log)
    await amend(log, DESK, FILE, by="ada", now=NOW, reason="Back.")
    late = RulesSet(rules=Rules(window_days=30), made_from=first.decision, by="bea", decided_at=NOW)
    await log.append([seal(late)])
    assert await rules_in_force(log) == FILE
