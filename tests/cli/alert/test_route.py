"""`claimwatch alert route`: where a flag goes and why, and what would hold it back now."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import msgspec
import pytest

from schemas.decisions import SilenceSet
from schemas.envelope import seal
from schemas.event import Digest
from schemas.flags import FlagRaised, FlagResolved, FlagState, Grade
from services.eventlog.sqlite import SqliteLog
from tests.alert.examples import FLAG, NOON
from tests.cli.conftest import Claimwatch, desk_in

ALERTING = {
    "route": {
        "receiver": "rest",
        "digest_at": ["07:00"],
        "time_zone": "Europe/Berlin",
        "routes": [
            {
                "receiver": "desk",
                "matchers": ['grade="tension"'],
                "digest_at": [],
                "mute_time_intervals": ["ever"],
                "continue": True,
            },
            {"receiver": "night", "matchers": ["severity>=5"]},
        ],
    },
    "time_intervals": [{"name": "ever", "time_intervals": [{}]}],
    "inhibit_rules": [
        {"source_matchers": ['grade="conflict"'], "target_matchers": ['grade="tension"'], "equal": ["claim"]}
    ],
    "receivers": [{"name": "rest"}, {"name": "night"}, {"name": "desk", "terminal": True}],
}


@pytest.fixture
async def configuration(tmp_path: Path) -> Path:
    path = desk_in(tmp_path, ALERTING)
    silence = SilenceSet(
        silence=Digest("s1"),
        matchers=('source="river office"', "severity<=4"),
        starts_at=NOON,
        ends_at=dt.datetime(2999, 1, 2, 3, 4, tzinfo=dt.UTC),
        reason="known since Monday",
        by="anna",
        decided_at=NOON,
    )
    ended = msgspec.structs.replace(FLAG, flag="cc", claim="another", version=2, state=FlagState.RESOLVED)
    log = SqliteLog(tmp_path / "news.log")
    await log.append(
        [
            seal(FlagRaised(flag=msgspec.structs.replace(FLAG, flag="aa", grade=Grade.TENSION, place="Oderfeld"))),
            seal(FlagRaised(flag=msgspec.structs.replace(FLAG, flag="bb", title="Moved out"))),
            seal(FlagRaised(flag=msgspec.structs.replace(FLAG, flag="dd", claim="another", grade=Grade.TENSION))),
            seal(FlagRaised(flag=msgspec.structs.replace(FLAG, flag="cc", claim="another"))),
            seal(FlagResolved(flag=ended)),
            seal(silence),
        ]
    )
    await log.close()
    return path


def shown(claimwatch: Claimwatch, configuration: Path, flag: str) -> list[str]:
    ran = claimwatch("alert", "route", "-c", configuration, flag)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def test_what_it_is_asked_by_is_shown(claimwatch: Claimwatch, configuration: Path) -> None:
    lines = shown(claimwatch, configuration, "aa")
    for line in ("grade: tension", "outlet: Courier, Herald", "source: river office", "place: Oderfeld", "tags:"):
        assert line in lines


def test_which_routes_take_it_and_why_the_others_do_not(claimwatch: Claimwatch, configuration: Path) -> None:
    lines = shown(claimwatch, configuration, "aa")
    assert '  route to desk grade="tension": yes' in lines
    assert "  route to night severity>=5: no, as not severity>=5" in lines


def test_all_that_holds_it_back_is_shown_with_who_and_until_when(claimwatch: Claimwatch, configuration: Path) -> None:
    lines = shown(claimwatch, configuration, "aa")
    [to] = [at for at, line in enumerate(lines) if line.startswith("→ desk")]
    assert lines[to].startswith("→ desk (terminal), after 30 s, group ")
    assert lines[to + 1] == "    inhibited by bb, as long as it is open: Moved out (contradiction.quantity, conflict)"
    assert lines[to + 2].startswith("    muted by ever until 2")
    assert lines[to + 3] == (
        '    silenced by anna until 2999-01-02 03:04 UTC: known since Monday (source="river office" severity<=4)'
    )


def test_a_flag_that_ended_inhibits_nothing(claimwatch: Claimwatch, configuration: Path) -> None:
    assert not [line for line in shown(claimwatch, configuration, "dd") if "inhibited" in line]


def test_the_next_digest_is_told_by_its_clock(claimwatch: Claimwatch, configuration: Path) -> None:
    [to] = [line for line in shown(claimwatch, configuration, "bb") if line.startswith("→")]
    assert to.startswith("→ rest (no channel: kept, not sent), in the digest of ")
    assert " 07:00 CE" in to
