"""`claimwatch init`, answered as a newcomer would."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from services.cli.configuration import load
from tests.cli.conftest import Claimwatch
from tests.cli.newsstand import Newsstand


def answered(*answers: str) -> str:
    return "".join(f"{answer}\n" for answer in answers)


def test_a_configuration_of_ones_own_by_answering(
    started: Claimwatch, newsstand: Newsstand, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    file = tmp_path / "claimwatch.yaml"
    outlet = ("Example Times", "n")
    claim = ("North Korean soldiers deployed in Kursk", "y")
    mail = ("mail", "desk@paper.example", "", "127.0.0.1", "2525", "desk")
    given = answered("desk@paper.example", newsstand.front, *outlet, "", *claim, *mail, "Paris", "Europe/Paris")
    ran = started("init", "--private", "-c", file, given=given)
    assert ran.returncode == 0, ran.stderr
    assert "1. World (2 items, newest 12 Mar 2025, 09:00 UTC)" in ran.stdout
    assert "read as: North Korea · soldier · deployed · Kursk" in ran.stdout
    assert "'Paris' is no time zone" in ran.stdout + ran.stderr
    assert f"claimwatch run -c {file}" in ran.stdout
    golden("init.yaml", file.read_text().replace(newsstand.origin, "http://times.example"))
    written = load(file, {"SMTP_PASSWORD": "x"})
    assert [outlet.name for outlet in written.outlets] == ["Example Times"]


def test_what_does_not_answer_or_read_is_asked_again(
    claimwatch: Claimwatch, newsstand: Newsstand, tmp_path: Path
) -> None:
    file = tmp_path / "claimwatch.yaml"
    outlets = ("", f"{newsstand.origin}/nowhere", newsstand.empty, newsstand.front, "Example Times", "y", "")
    given = answered("a desk", "desk@paper.example", *outlets, "the weather", "", "terminal", "UTC")
    ran = claimwatch("init", "--private", "-c", file, given=given)
    assert ran.returncode == 0, ran.stderr
    assert "one word of plain letters" in ran.stdout + ran.stderr
    assert "the host answered 404: try another address" in ran.stdout
    assert "announces no feed" in ran.stdout
    assert "it is not plain what that counts" in ran.stdout
    assert load(file, {}).outlets[0].ours


def test_outlets_from_a_feed_readers_list(claimwatch: Claimwatch, tmp_path: Path) -> None:
    opml = tmp_path / "feeds.opml"
    opml.write_text('<opml><body><outline text="Wire" xmlUrl="https://wire.example/rss"/></body></opml>')
    file = tmp_path / "claimwatch.yaml"
    ran = claimwatch(
        "init", "--opml", opml, "-c", file, given=answered("desk@paper.example", "", "", "slack", "C0123456789", "")
    )
    assert ran.returncode == 0, ran.stderr
    assert "export SLACK_TOKEN" in ran.stdout
    written = load(file, {"SLACK_TOKEN": "x"})
    assert written.outlets[0].feeds == ("https://wire.example/rss",)
    assert written.alerting.receivers[1].slack[0].channel == "C0123456789"


def test_a_feed_readers_list_that_is_not_there_is_told_before_anything_is_asked(
    claimwatch: Claimwatch, tmp_path: Path
) -> None:
    ran = claimwatch("init", "--opml", tmp_path / "none.opml", "-c", tmp_path / "claimwatch.yaml")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "none.opml' does not exist" in ran.stderr


def test_a_folder_that_is_not_there_is_told_before_anything_is_asked(claimwatch: Claimwatch, tmp_path: Path) -> None:
    ran = claimwatch("init", "-c", tmp_path / "none" / "claimwatch.yaml")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "none: there is no such folder; make it" in ran.stderr


def test_nothing_is_written_over(claimwatch: Claimwatch, tmp_path: Path) -> None:
    file = tmp_path / "claimwatch.yaml"
    file.write_text("mine")
    ran = claimwatch("init", "-c", file)
    assert ran.returncode == 2
    assert "is there already" in ran.stderr
    assert file.read_text() == "mine"
