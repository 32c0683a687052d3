"""`claimwatch config plan` and `apply`: what a change of the rules would flag, and putting it in force."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.decisions import RulesSet
from schemas.envelope import seal, unseal
from schemas.topics import DECISIONS
from services.eventlog.history import history
from services.eventlog.sqlite import SqliteLog
from services.ingest.opml import read
from tests.cli.conftest import Claimwatch
from tests.detect.examples import report, statement

CONFIGURATION = """\
log: {kind: sqlite, path: news.log}
outbox: news.outbox
ingest: {contact: "desk@paper.example"}
outlets: []
alerting:
  route: {receiver: desk}
  receivers: [{name: desk}]
"""
WATCHED = """\
rules:
  watchlist:
    - {name: Soldiers deployed, counted: soldier, action: deployed, place: Kursk, quiet: [drift]}
"""


@pytest.fixture
async def configuration(tmp_path: Path) -> Path:
    """A desk on whose log two outlets differ on how many soldiers were sent."""
    path = tmp_path / "claimwatch.yaml"
    path.write_text(CONFIGURATION)
    log = SqliteLog(tmp_path / "news.log")
    said = [
        report("Times", statement(10_000), day="2025-01-28"),
        report("Courier", statement(14_000, quote="14,000 soldiers"), day="2025-01-29"),
    ]
    await log.append([seal(each) for each in said])
    await log.close()
    return path


def change(configuration: Path) -> None:
    """Watch the claim, but not its drift."""
    configuration.write_text(CONFIGURATION + WATCHED)


async def decided(configuration: Path) -> list[RulesSet]:
    log = SqliteLog(configuration.parent / "news.log")
    events = [unseal(record.headers, record.value) async for record in history(log, [DECISIONS])]
    await log.close()
    return [event for event in events if isinstance(event, RulesSet)]


async def test_a_plan_shows_what_a_change_would_flag_and_changes_nothing(
    started: Claimwatch, configuration: Path
) -> None:
    change(configuration)
    ran = started("config", "plan", "-c", configuration)
    assert ran.returncode == 0, ran.stderr
    assert "+ watch Soldiers deployed" in ran.stdout
    assert "1 would go\n" in ran.stdout
    assert "drift, " in ran.stdout
    assert "0 would come\n" in ran.stdout
    assert not await decided(configuration)


async def test_what_is_applied_is_a_decision_with_who_and_why(claimwatch: Claimwatch, configuration: Path) -> None:
    change(configuration)
    ran = claimwatch("config", "apply", "-c", configuration, "--because", "we follow this daily")
    assert ran.returncode == 0, ran.stderr
    (decision,) = await decided(configuration)
    assert decision.reason == "we follow this daily"
    assert decision.by
    assert [watched.name for watched in decision.rules.watchlist] == ["Soldiers deployed"]
    again = claimwatch("config", "apply", "-c", configuration, "--because", "again")
    assert "were in force already" in again.stdout
    assert len(await decided(configuration)) == 1
    assert "the rules in force are those of the file" in claimwatch("config", "plan", "-c", configuration).stdout


def test_a_template_of_the_desks_own_is_checked(claimwatch: Claimwatch, tmp_path: Path) -> None:
    path = tmp_path / "claimwatch.yaml"
    path.write_text(f"{CONFIGURATION}  templates: words\n")
    words = tmp_path / "words"
    words.mkdir()
    assert claimwatch("config", "check", "-c", path).returncode == 0
    (words / "notice.txt").write_text("one\n{{ titel }}\n")
    ran = claimwatch("config", "check", "-c", path)
    assert ran.returncode == 1
    assert f"{words / 'notice.txt'}:2: 'titel' is undefined; mend the template" in ran.stderr


def test_outlets_go_to_a_feed_reader_and_come_back(claimwatch: Claimwatch, tmp_path: Path) -> None:
    path = tmp_path / "claimwatch.yaml"
    followed = "outlets: [{name: Wire, feeds: ['https://wire.example/a', 'https://news.example/b']}]"
    path.write_text(CONFIGURATION.replace("outlets: []", followed))
    ran = claimwatch("config", "opml", "-c", path)
    assert ran.returncode == 0, ran.stderr
    (wire,) = read(ran.stdout.encode())
    assert (wire.name, wire.feeds) == ("Wire", ("https://wire.example/a", "https://news.example/b"))
