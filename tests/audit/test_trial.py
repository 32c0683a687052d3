"""A change of rules tried in a process of its own: its answer, its progress, its end."""

from __future__ import annotations

import datetime as dt
import os
from contextlib import asynccontextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path

import pytest

from schemas.envelope import seal
from schemas.watch import Rule, Rules, Thresholds
from services.audit.trial import Failed, Question, try_rules
from services.eventlog.sqlite import SqliteLog
from services.wiring.logs import sqlite_log, wall
from tests.detect.examples import report, statement

LIMIT = dt.timedelta(seconds=60)
BEFORE = Rules()
AFTER = Rules(thresholds=Thresholds(drift=Decimal("0.9")))


@pytest.fixture
async def path(tmp_path: Path) -> Path:
    """A log on which two outlets differ by four tenths, with many reports that agree with the first."""
    path = tmp_path / "news.log"
    said = [
        report("Times", statement(10_000), day="2025-01-28"),
        report("Courier", statement(14_000, quote="14,000 soldiers"), day="2025-01-29"),
        *(report(f"Wire {number}", statement(10_000), day="2025-01-28") for number in range(600)),
    ]
    async with sqlite_log(path) as log:
        await log.append([seal(each) for each in said])
    return path


def unheard(_done: int, _total: int) -> None:
    pass


async def test_which_flags_would_be_others(path):
    told = []
    question = Question(BEFORE, AFTER, 30, wall())
    found = await try_rules(partial(sqlite_log, path), question, LIMIT, lambda *each: told.append(each))
    assert [flag.rule for flag in found.gone] == [Rule.DRIFT]
    assert found.come == ()
    assert told == [(500, 1204), (1000, 1204)]


async def test_what_was_appended_before_it_can_matter_is_not_read(path):
    late = Question(BEFORE, AFTER, 30, wall() + dt.timedelta(days=121))
    found = await try_rules(partial(sqlite_log, path), late, LIMIT, unheard)
    assert (found.come, found.gone, found.graded, found.kept) == ((), (), (), 0)


async def test_what_takes_too_long_is_ended(path):
    with pytest.raises(Failed, match="longer than 0 seconds"):
        await try_rules(partial(sqlite_log, path), Question(BEFORE, AFTER, 30, wall()), dt.timedelta(0), unheard)


@asynccontextmanager
async def dying():
    os.abort()
    yield SqliteLog(Path("never"))


async def test_a_process_that_dies_says_so():
    with pytest.raises(Failed, match="ended without an answer"):
        await try_rules(dying, Question(BEFORE, AFTER, 30, wall()), LIMIT, unheard)
