"""`claimwatch alert silence`: what nobody is to be told of, set, listed and ended as on the desk's page."""

from __future__ import annotations

import datetime as dt
import getpass
from pathlib import Path

import pytest

from schemas.decisions import SilenceSet
from schemas.envelope import seal, unseal
from schemas.event import Digest
from schemas.flags import FlagRaised
from schemas.topics import DECISIONS
from services.eventlog.history import history
from services.eventlog.sqlite import SqliteLog
from tests.alert.examples import FLAG
from tests.cli.conftest import Claimwatch, desk_in

LONG_AGO = dt.datetime(2025, 1, 30, 12, tzinfo=dt.UTC)
FAR_AHEAD = dt.datetime(2999, 1, 30, 12, tzinfo=dt.UTC)
MATCHER = 'outlet="Courier"'


def silence(name: str, ends_at: dt.datetime, *, starts_at: dt.datetime = LONG_AGO) -> SilenceSet:
    return SilenceSet(
        silence=Digest(name),
        matchers=(MATCHER,),
        starts_at=starts_at,
        ends_at=ends_at,
        reason=f"why {name}",
        by="anna",
        decided_at=LONG_AGO,
    )


@pytest.fixture
async def configuration(tmp_path: Path) -> Path:
    """Of a log with a flag, and silences that are over, hold, and are to come."""
    path = desk_in(tmp_path, {"route": {"receiver": "desk"}, "receivers": [{"name": "desk", "terminal": True}]})
    known = [
        silence("aa1", LONG_AGO + dt.timedelta(days=1)),
        silence("ab2", FAR_AHEAD),
        silence("ab3", FAR_AHEAD + dt.timedelta(days=2), starts_at=FAR_AHEAD + dt.timedelta(days=1)),
    ]
    log = SqliteLog(tmp_path / "news.log")
    await log.append([seal(FlagRaised(flag=FLAG)), *map(seal, known)])
    await log.close()
    return path


async def decided(configuration: Path) -> list[SilenceSet]:
    """What was decided beyond what was known."""
    log = SqliteLog(configuration.parent / "news.log")
    events = [unseal(record.headers, record.value) async for record in history(log, [DECISIONS])]
    await log.close()
    return [event for event in events if isinstance(event, SilenceSet) and event.decided_at > LONG_AGO]


async def test_a_silence_is_on_the_log_with_who_why_and_until_when(started: Claimwatch, configuration: Path) -> None:
    words = "outlet=Courier", "severity<=4", "--for", "24h", "--because", "known since Monday"
    ran = started("alert", "silence", "add", "-c", configuration, *words)
    assert ran.returncode == 0, ran.stderr
    [given] = await decided(configuration)
    assert given.matchers == (MATCHER, "severity<=4"), "as the desk's page spells what it can"
    assert given.ends_at - given.starts_at == dt.timedelta(days=1)
    assert (given.by, given.reason) == (getpass.getuser(), "known since Monday")
    assert ran.stdout.startswith(f"{given.silence[:12]}  until ")


async def test_it_ends_at_the_moment_given(claimwatch: Claimwatch, configuration: Path) -> None:
    ends_at = (dt.datetime.now(dt.UTC) + dt.timedelta(days=2)).replace(microsecond=0)
    words = MATCHER, "--until", f"{ends_at:%Y-%m-%dT%H:%M:%S}", "--because", "why"
    assert claimwatch("alert", "silence", "add", "-c", configuration, *words).returncode == 0
    [given] = await decided(configuration)
    assert given.ends_at == ends_at, "in UTC, as it says no zone"


def test_what_holds_and_what_is_to_come_is_listed(started: Claimwatch, configuration: Path) -> None:
    assert started("alert", "silence", "list", "-c", configuration).stdout.splitlines() == [
        f"ab3  from 31 Jan 2999, 12:00 UTC until 1 Feb 2999, 12:00 UTC: {MATCHER}",
        "  anna: why ab3",
        f"ab2  until 30 Jan 2999, 12:00 UTC: {MATCHER}",
        "  anna: why ab2",
    ]


async def test_one_that_is_ended_holds_nothing_back(claimwatch: Claimwatch, configuration: Path) -> None:
    route = "alert", "route", "-c", configuration, FLAG.flag
    assert "silenced by anna until 2999-01-30 12:00 UTC: why ab2" in claimwatch(*route).stdout
    ran = claimwatch("alert", "silence", "end", "-c", configuration, "ab2", "--because", "heard enough")
    assert ran.stdout == f"ab2 is over: {MATCHER}\n"
    [given] = await decided(configuration)
    assert (given.silence, given.matchers, given.starts_at) == ("ab2", (MATCHER,), LONG_AGO)
    assert (given.ends_at, given.by, given.reason) == (given.decided_at, getpass.getuser(), "heard enough")
    assert "silenced" not in claimwatch(*route).stdout


async def test_one_that_was_to_come_never_does(started: Claimwatch, configuration: Path) -> None:
    assert started("alert", "silence", "end", "-c", configuration, "ab3", "--because", "why").returncode == 0
    [given] = await decided(configuration)
    assert given.starts_at == given.ends_at


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("add", "--for", "1h"), "Missing argument 'MATCHER...'"),
        (("add", MATCHER), "until when? Say --for or --until, one of the two"),
        (("add", MATCHER, "--for", "1h", "--until", "2999-01-01"), "until when? Say --for or --until, one of the two"),
        (("add", MATCHER, "--for", "soon"), "'soon' is no length, such as 90m, 24h, 3d or 1w"),
        (("add", MATCHER, "--for", "0h"), "is not within the year to come"),
        (("add", MATCHER, "--until", "Monday"), "'Monday' is no ISO 8601 date or moment"),
        (("add", MATCHER, "--until", "2025-01-30"), "30 Jan 2025, 00:00 UTC is not within the year to come"),
        (("add", MATCHER, "--until", "2999-01-30"), "30 Jan 2999, 00:00 UTC is not within the year to come"),
        (("add", "weather=fine", "--for", "1h"), "no label 'weather'"),
        (("add", 'rule=~"("', "--for", "1h"), "not a regular expression"),
        (("end", "ff"), "ff: no silence on the log begins so"),
        (("end", "ab"), "ab: 2 silences begin so; give more of its id"),
        (("end", "aa1"), "aa1: this silence has been over since 31 Jan 2025, 12:00 UTC"),
    ],
)
async def test_what_is_no_silence_is_refused_and_changes_nothing(
    claimwatch: Claimwatch, configuration: Path, words: tuple[str, ...], told: str
) -> None:
    what, *rest = words
    ran = claimwatch("alert", "silence", what, "-c", configuration, *rest, "--because", "why")
    assert ran.returncode == 2, ran.stderr
    assert told in ran.stderr
    assert await decided(configuration) == []


@pytest.mark.parametrize("words", [(), ("--because", " ")])
async def test_a_silence_without_a_reason_is_refused(
    claimwatch: Claimwatch, configuration: Path, words: tuple[str, ...]
) -> None:
    ran = claimwatch("alert", "silence", "add", "-c", configuration, MATCHER, "--for", "1h", *words)
    assert ran.returncode == 2
    assert "--because" in ran.stderr
    assert await decided(configuration) == []
