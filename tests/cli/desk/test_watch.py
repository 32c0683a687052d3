"""`claimwatch watch add`: a claim comes onto the watchlist, or is first tried on what the log holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from schemas.envelope import seal
from schemas.statements import Reported
from schemas.watch import WatchedClaim
from services.cli.configuration import load
from services.eventlog.sqlite import SqliteLog
from tests.cli.conftest import Claimwatch
from tests.detect.examples import report, statement

CONFIGURATION = """\
# Our desk.
log: {kind: sqlite, path: news.log}
outbox: news.outbox
ingest: {contact: "desk@paper.example"}  # so that they can reach us
outlets: []
rules:
  watchlist:
    - {name: The toll, counted: people, action: killed}  # since June
alerting:
  route: {receiver: desk}
  receivers: [{name: desk}]
"""
DEPLOYED = "North Korean soldiers deployed in Kursk"


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    path = tmp_path / "claimwatch.yaml"
    path.write_text(CONFIGURATION)
    return path


def added(configuration: Path) -> list[str]:
    """The names watched besides the one that was there before."""
    return [watched.name for watched in load(configuration, None).rules.watchlist[1:]]


async def reported(configuration: Path, *reports: Reported) -> None:
    log = SqliteLog(configuration.parent / "news.log")
    await log.append([seal(each) for each in reports])
    await log.close()


def test_what_is_watched_is_read_from_its_name(started: Claimwatch, configuration: Path) -> None:
    ran = started("watch", "add", "-c", configuration, DEPLOYED, "--priority", 3, "--interested", "Ukrain")
    assert ran.returncode == 0, ran.stderr
    assert load(configuration, None).rules.watchlist[1] == WatchedClaim(
        name=DEPLOYED,
        counted="soldier",
        actor="North Korea",
        action="deployed",
        place="Kursk",
        priority=3,
        interested=("Ukrain",),
    )


def test_the_file_keeps_what_its_owner_wrote(claimwatch: Claimwatch, configuration: Path) -> None:
    claimwatch("watch", "add", "-c", configuration, DEPLOYED)
    kept = configuration.read_text()
    for line in CONFIGURATION.splitlines():
        assert line in kept.splitlines()


def test_options_go_before_the_name(claimwatch: Claimwatch, configuration: Path) -> None:
    options = "--counted", "marine", "--place", "Sudzha", "--drift", "0.2", "--quiet", "drift", "--accumulates"
    assert claimwatch("watch", "add", "-c", configuration, DEPLOYED, *options).returncode == 0
    watched = load(configuration, None).rules.watchlist[1]
    assert (watched.counted, watched.place, str(watched.drift), watched.quiet, watched.accumulates) == (
        "marine",
        "Sudzha",
        "0.2",
        ("drift",),
        True,
    )


async def test_a_preview_shows_what_it_would_have_gathered_and_flagged_and_writes_nothing(
    claimwatch: Claimwatch, configuration: Path
) -> None:
    await reported(
        configuration,
        report("a", statement(10_000, day="2025-01-01"), day="2025-01-01"),
        report("b", statement(20_000, source="army chief", day="2025-01-01"), day="2025-01-01"),
    )
    ran = claimwatch("watch", "add", "-c", configuration, DEPLOYED, "--preview")
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.splitlines()[-5:] == [
        "it would have gathered 2 figures:",
        "  10,000 (US officials in Example Times, 1 January 2025)",
        "  20,000 (army chief in Example Times, 1 January 2025)",
        "it would have raised 1 flag:",
        "  contradiction.quantity, conflict, open: For the same time, one says 10,000 (US officials in Example Times, "
        "1 January 2025) and another 20,000 (army chief in Example Times, 1 January 2025).",
    ]
    assert added(configuration) == []


def test_a_preview_on_an_empty_log_says_so(claimwatch: Claimwatch, configuration: Path) -> None:
    ran = claimwatch("watch", "add", "-c", configuration, DEPLOYED, "--preview")
    assert ran.stdout.splitlines()[-2:] == ["it would have gathered 0 figures", "it would have raised 0 flags"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("Something else",), "it is not plain what 'Something else' counts: say it with --counted"),
        (("The toll", "--counted", "people"), "'The toll' is watched already"),
        ((DEPLOYED, "--drift", "nan"), "'nan' is no share: a tenth is 0.1"),
        ((DEPLOYED, "--drift", "much"), "'much' is no share: a tenth is 0.1"),
        ((DEPLOYED, "--priority", "9"), "9 is not in the range 1<=x<=3"),
    ],
)
def test_what_cannot_be_watched_is_refused_and_changes_nothing(
    claimwatch: Claimwatch, configuration: Path, arguments: tuple[str, ...], told: str
) -> None:
    ran = claimwatch("watch", "add", "-c", configuration, *arguments)
    assert ran.returncode == 2
    assert told in ran.stderr
    assert configuration.read_text() == CONFIGURATION
