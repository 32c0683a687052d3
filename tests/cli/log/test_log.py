"""`log export|import|tail` and `replay`, on the log that the demo leaves."""

from __future__ import annotations

import json
import re
import shutil
import signal
import sqlite3
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, Claimwatch

IDENTICAL = re.compile(r"(reports|flags|figures): identical \((\d+) replayed, (\d+) recorded\)")


@pytest.fixture
def log(demo: tuple[Path, str], tmp_path: Path) -> Path:
    """A copy of the demo's log, which a test may spoil."""
    return Path(shutil.copy(demo[0] / "demo.log", tmp_path / "copy.log"))


def alter(log: Path, topic: str, find: str, by: str) -> None:
    """Change the first record of a topic that holds these words."""
    with sqlite3.connect(log) as connection:
        query = "SELECT seq, value FROM records WHERE topic = ? AND instr(value, ?) ORDER BY seq LIMIT 1"
        number, value = connection.execute(query, (topic, find.encode())).fetchone()
        changed = value.replace(find.encode(), by.encode())
        assert changed != value
        connection.execute("UPDATE records SET value = ? WHERE seq = ?", (changed, number))
    connection.close()


def test_the_demos_log_replays_identically(started: Claimwatch, log: Path) -> None:
    ran = started("replay", "--log", log)
    assert ran.returncode == 0, ran.stdout
    legs = IDENTICAL.findall(ran.stdout)
    assert [name for name, _, _ in legs] == ["reports", "flags", "figures"]
    for _, replayed, recorded in legs:
        assert replayed == recorded != "0"
    assert "100 %" in ran.stderr, "progress goes to standard error"


def test_an_altered_flag_is_the_first_difference(claimwatch: Claimwatch, log: Path) -> None:
    alter(log, "flags", '"grade":"conflict"', '"grade":"tension"')
    ran = claimwatch("replay", "--log", log)
    assert ran.returncode == 3
    assert "flags: DIFFERENT" in ran.stdout
    assert re.search(r"first difference: \S+: event \d+ differs in flag\.grade$", ran.stdout, re.MULTILINE)
    assert [name for name, _, _ in IDENTICAL.findall(ran.stdout)] == ["reports", "figures"]


def test_there_must_be_a_log_and_looking_makes_none(claimwatch: Claimwatch, tmp_path: Path) -> None:
    missing = tmp_path / "none.log"
    for words in (["replay"], ["log", "tail"], ["log", "export", tmp_path / "folder"]):
        ran = claimwatch(*words, "--log", missing)
        assert ran.returncode == 1, words
        assert ran.stderr == f"claimwatch: there is no log {missing}: name an existing file or folder\n"
    assert not missing.exists()


def test_what_is_no_log_is_refused(claimwatch: Claimwatch, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Not a log, but some hundred words about one. " * 100)
    ran = claimwatch("replay", "--log", tmp_path / "notes.txt")
    assert ran.returncode == 1
    assert "notes.txt: file is not a database" in ran.stderr
    (tmp_path / "empty").mkdir()
    ran = claimwatch("replay", "--log", tmp_path / "empty")
    assert ran.returncode == 1
    assert "holds no *.jsonl files" in ran.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["log", "export", "--log", "{log}", "{log}/folder"], "Not a directory; name a folder in one that is yours"),
        (["log", "import", "--log", "{folder}", "{folder}"], "is a folder: name a file"),
        (["log", "tail", "--log", "kafka://"], "kafka:// names no broker: kafka://HOST:PORT"),
        (["demo", "--out", "{log}/folder"], "Not a directory; name a folder in one that is yours"),
    ],
)
def test_a_place_that_cannot_be_is_told_in_a_line(
    claimwatch: Claimwatch, tmp_path: Path, words: list[str], told: str
) -> None:
    (tmp_path / "a.log").touch()
    ran = claimwatch(*(word.format(log=tmp_path / "a.log", folder=tmp_path) for word in words))
    assert ran.returncode in {1, 2}
    assert told in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_exported_log_replays_and_comes_back_the_same(claimwatch: Claimwatch, log: Path, tmp_path: Path) -> None:
    folder = tmp_path / "export"
    ran = claimwatch("log", "export", "--log", log, folder)
    assert ran.returncode == 0, ran.stderr
    total = int(re.match(r"([\d,]+) records", ran.stdout)[1].replace(",", ""))  # type: ignore[index]
    assert total == sum(len(file.read_text().splitlines()) for file in folder.glob("*.jsonl"))

    assert claimwatch("replay", "--log", folder).returncode == 0

    ran = claimwatch("log", "import", "--log", tmp_path / "second.log", folder)
    assert ran.returncode == 0, ran.stderr
    assert f"{total:,} records imported" in ran.stdout
    claimwatch("log", "export", "--log", tmp_path / "second.log", tmp_path / "again")
    for file in folder.glob("*.jsonl"):
        assert (tmp_path / "again" / file.name).read_bytes() == file.read_bytes()


def test_an_import_into_a_log_that_holds_something_is_refused(started: Claimwatch, log: Path, tmp_path: Path) -> None:
    started("log", "export", "--log", log, tmp_path / "export")
    ran = started("log", "import", "--log", log, tmp_path / "export")
    assert ran.returncode == 1
    assert "import into an empty one" in ran.stderr


def test_tail_prints_records_of_the_topics_named(claimwatch: Claimwatch, log: Path) -> None:
    ran = claimwatch("log", "tail", "--log", log, "--topic", "flags")
    assert ran.returncode == 0
    records = [json.loads(line) for line in ran.stdout.splitlines()]
    assert records
    assert {"offset", "appended_at", "key", "headers", "value"} == set(records[0])
    assert all("flag" in record["value"] for record in records)
    assert claimwatch("log", "tail", "--log", log, "--topic", "nope").returncode == 2


def test_tail_follows_until_ctrl_c(log: Path) -> None:
    words = [COMMAND, "log", "tail", "--follow", "--log", log, "--topic", "flags"]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout
    process.stdout.readline()  # it is at work
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.strip() == "claimwatch: interrupted"


def test_a_reader_that_leaves_early_gets_no_traceback(log: Path) -> None:
    pipe = ["sh", "-c", '"$0" log tail --log "$1" | head -1', COMMAND, log]
    ran = subprocess.run(pipe, capture_output=True, text=True, check=False)
    assert len(ran.stdout.splitlines()) == 1
    assert "Traceback" not in ran.stderr
