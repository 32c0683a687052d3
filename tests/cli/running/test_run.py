"""`claimwatch run`: everything in one process, on one file; stopped and started, it loses and repeats nothing."""

from __future__ import annotations

import asyncio
import datetime as dt
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from schemas.topics import NOTICES
from services.demo.slack import Slack
from services.eventlog.port import Reader
from services.eventlog.sqlite import SqliteLog
from tests.cli.conftest import COMMAND, Claimwatch
from tests.cli.wire import Wire

PATIENCE = 60.0
"""Seconds in which anything awaited here must come, so that a failure ends: it is not a measurement."""
DEAD = "About {} people were killed in the flood in Marrowick, {} said on Monday."


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Slack() as slack:
        yield slack


@pytest.fixture
def configuration(tmp_path: Path, wire: Wire, slack: Slack) -> Path:
    path = tmp_path / "claimwatch.yaml"
    to = {"channel": slack.channels[0], "token_env": "TEST_SLACK_TOKEN", "base_url": slack.url}
    known = {
        "log": {"kind": "sqlite", "path": "news.log"},
        "outbox": "news.outbox",
        "clock": "articles",
        "ingest": {"contact": "desk@paper.example", "min_interval_seconds": 1, "max_interval_seconds": 1},
        "outlets": [{"name": "Wire", "feeds": [wire.url], "private": True}],
        "alerting": {
            "route": {"receiver": "desk", "group_wait_seconds": 0, "group_interval_seconds": 0},
            "receivers": [{"name": "desk", "slack": [to]}],
        },
    }
    path.write_text(yaml.safe_dump(known))
    return path


Start = Callable[[], subprocess.Popen[str]]


@pytest.fixture
def start(configuration: Path, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:
    monkeypatch.setenv("TEST_SLACK_TOKEN", slack.token)
    running: list[subprocess.Popen[str]] = []

    def started() -> subprocess.Popen[str]:
        words = [COMMAND, "run", "--config", configuration]
        running.append(subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True))
        return running[-1]

    yield started
    for process in running:
        if process.poll() is None:
            process.kill()
            process.communicate()


async def told(notices: Reader, slack: Slack, words: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while not any(words in str(message.blocks) for message in slack.messages):
            await notices.poll(dt.timedelta(seconds=1))


def stopped(process: subprocess.Popen[str], number: int) -> str:
    process.send_signal(number)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0, errors
    return errors


async def test_what_a_feed_says_reaches_slack_once_through_stops_and_starts(
    start: Start, wire: Wire, slack: Slack, tmp_path: Path
) -> None:
    log = SqliteLog(tmp_path / "news.log")
    notices = log.read([NOTICES])
    wire.publish("a1", 20, DEAD.format("1,000", "police"))
    wire.publish("a2", 20, DEAD.format("3,000", "the mayor"))

    process = start()
    await told(notices, slack, "3,000")
    errors = stopped(process, signal.SIGINT)
    assert "Traceback" not in errors
    assert errors.startswith("claimwatch runs: 1 outlet; Ctrl-C ends it\n")

    wire.publish("a3", 20, DEAD.format("9,000", "the army"))
    process = start()
    await told(notices, slack, "9,000")
    stopped(process, signal.SIGTERM)
    await notices.close()
    await log.close()

    marks = [str(message.metadata) for message in slack.messages]
    assert len(set(marks)) == len(marks)
    assert len(slack.roots()) == 1, "one claim, one message; what came later is in its thread"


@pytest.fixture
def _buttons(configuration: Path, slack: Slack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEST_SLACK_APP_TOKEN", slack.app_token)
    known = yaml.safe_load(configuration.read_text())
    tokens = {"token_env": "TEST_SLACK_TOKEN", "app_token_env": "TEST_SLACK_APP_TOKEN"}
    known["alerting"]["slack_app"] = {"team": "T0LOOP", "base_url": slack.url, "people": {"U0ANN": "Ann"}, **tokens}
    configuration.write_text(yaml.safe_dump(known))


@pytest.mark.usefixtures("_buttons")
async def test_a_click_is_answered_and_the_message_says_who_has_it(
    start: Start, wire: Wire, slack: Slack, tmp_path: Path
) -> None:
    log = SqliteLog(tmp_path / "news.log")
    notices = log.read([NOTICES])
    wire.publish("a1", 20, DEAD.format("1,000", "police"))
    wire.publish("a2", 20, DEAD.format("3,000", "the mayor"))

    process = start()
    await told(notices, slack, "3,000")
    async with asyncio.timeout(PATIENCE):
        await asyncio.to_thread(slack.call, slack.interactions.connected.wait())
    await asyncio.to_thread(slack.press, slack.roots()[0], "take")
    await told(notices, slack, "*Ann (U0ANN)* has it")
    stopped(process, signal.SIGTERM)
    await notices.close()
    await log.close()
    assert len(slack.messages) == len({message.ts for message in slack.messages})


async def test_a_second_run_on_the_same_log_is_refused(
    start: Start, started: Claimwatch, configuration: Path, tmp_path: Path
) -> None:
    process = start()
    assert process.stderr
    assert process.stderr.readline().startswith("claimwatch runs")
    ran = started("run", "--config", configuration)
    assert ran.returncode == 1
    assert ran.stderr == (
        f"claimwatch: {tmp_path / 'news.log'} is in use by another claimwatch process: stop that one first\n"
    )


def test_a_folder_that_is_not_there_is_named(
    started: Claimwatch, configuration: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TEST_SLACK_TOKEN", "xoxb-nothing")
    good = configuration.read_text()
    for key, name in (("path: news.log", "path: no/news.log"), ("outbox: news.outbox", "outbox: no/news.outbox")):
        configuration.write_text(good.replace(key, name))
        ran = started("run", "--config", configuration)
        assert ran.returncode == 1
        assert "Traceback" not in ran.stderr
        assert "/no/news." in ran.stderr


def test_a_broker_that_does_not_answer_is_named(started: Claimwatch, configuration: Path) -> None:
    known = yaml.safe_load(configuration.read_text())
    known["log"] = {"kind": "kafka", "bootstrap": "127.0.0.1:1"}
    configuration.write_text(yaml.safe_dump(known))
    ran = started("ingest", "--config", configuration)
    assert ran.returncode == 1
    assert "claimwatch: Kafka at 127.0.0.1:1 did not answer" in ran.stderr
    assert "Traceback" not in ran.stderr
