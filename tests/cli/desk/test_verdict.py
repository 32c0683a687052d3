"""`claimwatch verdict`: a flag is answered in one command, and the log knows who, what and why."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest

from schemas.decisions import VerdictGiven
from schemas.envelope import seal, unseal
from schemas.flags import FlagRaised
from schemas.topics import DECISIONS
from schemas.verdicts import Verdict
from services.eventlog.sqlite import SqliteLog
from tests.alert.examples import FLAG
from tests.cli.conftest import Claimwatch, desk_in
from tests.detect.test_service import AT_ONCE


@pytest.fixture
async def configuration(tmp_path: Path) -> Path:
    """Of a log that holds one flag."""
    path = desk_in(tmp_path)
    log = SqliteLog(tmp_path / "news.log")
    await log.append([seal(FlagRaised(flag=FLAG))])
    await log.close()
    return path


async def decided(configuration: Path) -> list[VerdictGiven]:
    log = SqliteLog(configuration.parent / "news.log")
    reader = log.read([DECISIONS])
    events = [unseal(record.headers, record.value) for record in await reader.poll(AT_ONCE)]
    await reader.close()
    await log.close()
    return [event for event in events if isinstance(event, VerdictGiven)]


async def test_a_verdict_is_on_the_log_with_who_and_why(started: Claimwatch, configuration: Path) -> None:
    ran = started("verdict", "-c", configuration, "flag-", "explained", "--because", "two counts")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(f"explained: {FLAG.title} (contradiction.quantity, version 1): Herald counts 1,200")
    [given] = await decided(configuration)
    assert (given.judgement.flag, given.judgement.verdict) == (FLAG.flag, Verdict.EXPLAINED)
    assert (given.reason, given.by, given.track, given.claim) == (
        "two counts",
        getpass.getuser(),
        FLAG.track,
        FLAG.claim,
    )


async def test_misread_names_the_article(claimwatch: Claimwatch, configuration: Path) -> None:
    options = "--because", "it says 120", "--article", "Herald-29"
    assert claimwatch("verdict", "-c", configuration, "flag-1", "misread", *options).returncode == 0
    [given] = await decided(configuration)
    assert [(item.article, item.figure) for item in given.judgement.misread] == [("Herald-29", FLAG.evidence[0].figure)]


@pytest.mark.parametrize(
    ("flag", "answer", "told"),
    [
        ("other", "explained", "other: no flag on the log begins so"),
        ("flag-1", "misread", "names articles of the evidence, which are: Courier-30, Herald-29"),
        ("flag-1", "wrong", "'wrong' is not one of 'confirmed', 'explained', 'not comparable', 'misread'"),
    ],
)
async def test_what_is_no_answer_is_refused_and_changes_nothing(
    claimwatch: Claimwatch, configuration: Path, flag: str, answer: str, told: str
) -> None:
    ran = claimwatch("verdict", "-c", configuration, flag, answer, "--because", "why")
    assert ran.returncode == 2
    assert told in ran.stderr
    assert await decided(configuration) == []
