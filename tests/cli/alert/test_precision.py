"""`claimwatch alert precision`: a table to read, and lines for programs."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from schemas.envelope import seal
from schemas.flags import FlagRaised, FlagUpdated
from schemas.verdicts import Verdict
from services.eventlog.sqlite import SqliteLog
from tests.alert.examples import FLAG
from tests.audit.test_precision import answer
from tests.cli.conftest import Claimwatch, desk_in


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    return desk_in(tmp_path)


async def answered(configuration: Path) -> None:
    log = SqliteLog(configuration.parent / "news.log")
    flags = [msgspec.structs.replace(FLAG, flag=name) for name in "abc"]
    other = msgspec.structs.replace(FLAG, flag="d", claim="other", title="Never looked into", evidence=())
    renamed = msgspec.structs.replace(FLAG, flag="a", version=2, title="People evacuated in Oderfeld, 29 January")
    given = [answer("a", Verdict.CONFIRMED), answer("b", Verdict.MISREAD)]
    raised = [FlagRaised(flag=flag) for flag in (*flags, other)]
    await log.append([seal(event) for event in (*raised, FlagUpdated(flag=renamed), *given)])
    await log.close()


async def test_the_table(started: Claimwatch, configuration: Path) -> None:
    await answered(configuration)
    ran = started("alert", "precision", "-c", configuration)
    assert ran.returncode == 0, ran.stderr
    lines = ran.stdout.splitlines()
    assert lines[0].split() == [
        *("confirmed", "explained", "not", "comparable", "misread", "our", "copy", "corrected"),
        *("right", "95", "%", "range", "unanswered"),
    ]
    assert lines[1].split() == ["all", "flags", "1", "0", "0", "1", "0", "50%", "9%–91%", "2"]
    assert "by outlet" in ran.stdout
    assert "(1 more of which no flag was answered)" in lines
    assert "Never looked into" not in ran.stdout


async def test_one_line_of_json_for_each(claimwatch: Claimwatch, configuration: Path) -> None:
    await answered(configuration)
    ran = claimwatch("alert", "precision", "-c", configuration, "--json")
    told = [msgspec.json.decode(line) for line in ran.stdout.splitlines()]
    assert told[0] == {
        "by": "all",
        "id": "",
        "name": "all flags",
        "answers": {"confirmed": 1, "explained": 0, "not comparable": 0, "misread": 1, "our copy corrected": 0},
        "answered": 2,
        "unanswered": 2,
        "right": 1,
        "precision": 0.5,
        "interval": pytest.approx([0.0945, 0.9055], abs=0.0001),
    }
    assert [line["precision"] for line in told if line["id"] == "other"] == [None]


def test_of_a_desk_without_flags(claimwatch: Claimwatch, configuration: Path) -> None:
    ran = claimwatch("alert", "precision", "-c", configuration)
    assert (ran.returncode, ran.stdout) == (0, "no flag has been raised yet\n")
