"""The commands of docker-compose.yml, run without Docker on a real broker, with the example configuration.

Only addresses and paths differ: the outlet, Slack and the broker are on loopback, the containers' paths in a folder.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import os
import shlex
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
import yaml

from schemas.envelope import unseal
from schemas.notices import NoticeDelivered
from schemas.topics import NOTICES
from services.demo.slack import Slack
from services.eventlog.kafka import KafkaLog
from services.eventlog.port import Reader
from tests.cli.wire import Wire

pytestmark = pytest.mark.kafka

ROOT = Path(__file__).parents[2]
COMPOSE: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
PATIENCE = 60.0
"""Seconds in which anything awaited here must come, so that a failure ends: it is not a measurement."""


@pytest.fixture
def slack() -> Iterator[Slack]:
    with Slack() as slack:
        yield slack


@pytest.fixture
def paths(tmp_path: Path) -> Callable[[str], str]:
    """Puts a folder in the place of the containers' root."""

    def mapped(text: str) -> str:
        for inside in ("/etc/claimwatch", "/tmp/alive", "/run/secrets", "/var/lib/claimwatch"):  # noqa: S108 - theirs
            text = text.replace(inside, f"{tmp_path}{inside}")
        return text

    for folder in ("etc/claimwatch", "tmp", "run/secrets", "var/lib/claimwatch"):
        (tmp_path / folder).mkdir(parents=True)
    return mapped


@pytest.fixture
def storage(kafka: str, kafka_prefix: str, postgres: str) -> dict[str, Any]:
    """Where the log and the outbox lie, instead of in containers."""
    return {"log": {"kind": "kafka", "bootstrap": kafka, "prefix": kafka_prefix}, "outbox": postgres}


@pytest.fixture
def configured(storage: dict[str, Any], paths: Callable[[str], str], wire: Wire, slack: Slack) -> None:
    """The example configuration with other addresses, at the place where the containers have it."""
    known = yaml.safe_load(paths((ROOT / "deploy" / "claimwatch.yaml").read_text()))
    known |= storage
    known["clock"] = "articles"
    known["ingest"] |= {"min_interval_seconds": 1, "max_interval_seconds": 1, "host_gap_seconds": 0}
    known["outlets"] = [{"name": "Example Wire", "feeds": [wire.url], "private": True}]
    known["dashboard"] |= {"host": "127.0.0.1", "port": free_port()}
    known["alerting"]["route"] |= {"group_wait_seconds": 0, "group_interval_seconds": 0}
    known["alerting"]["route"]["routes"] = [{"receiver": "desk"}]
    known["alerting"]["receivers"][1]["slack"][0] |= {"channel": slack.channels[0], "base_url": slack.url}
    Path(paths("/etc/claimwatch/claimwatch.yaml")).write_text(yaml.safe_dump(known))
    Path(paths("/run/secrets/slack_token")).write_text(slack.token + "\n")
    Path(paths("/run/secrets/smtp_password")).write_text("of nothing\n")


@pytest.fixture
def start(paths: Callable[[str], str], tmp_path: Path) -> Iterator[Callable[[str], subprocess.Popen[bytes]]]:
    """Starts a service by its command in docker-compose.yml; what still runs in the end is killed."""
    running: list[subprocess.Popen[bytes]] = []

    def started(name: str) -> subprocess.Popen[bytes]:
        command = [paths(word) for word in COMPOSE["services"][name]["command"]]
        # In Docker each has a /tmp of its own.
        command = [f"{word}-{name}" if word.endswith("/tmp/alive") else word for word in command]  # noqa: S108 - its
        process = subprocess.Popen([Path(sys.executable).parent / "claimwatch", *command], cwd=tmp_path)
        running.append(process)
        return process

    yield started
    for process in running:
        if process.poll() is None:
            process.kill()
        process.wait()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        return int(unused.getsockname()[1])


@contextmanager
def stopping(processes: list[subprocess.Popen[bytes]]) -> Iterator[None]:
    yield
    for process in processes:
        process.terminate()
    assert [process.wait(PATIENCE) for process in processes] == [0] * len(processes)


async def delivered(reader: Reader, slack: Slack, words: str) -> None:
    """Wait for a notice that is told in these words."""
    async with asyncio.timeout(PATIENCE):
        while not any(words in str(message.blocks) for message in slack.messages):
            for record in await reader.poll(dt.timedelta(seconds=1)):
                assert isinstance(unseal(record.headers, record.value), NoticeDelivered)


def healthy(name: str, paths: Callable[[str], str]) -> bool:
    kind, *test = COMPOSE["services"][name]["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    command = paths(test[0].replace("$$", "$")).replace("/tmp/alive", f"/tmp/alive-{name}")  # noqa: S108 - its own
    return subprocess.run(["sh", "-c", command], capture_output=True, check=False).returncode == 0


async def until(condition: Callable[[], bool]) -> None:
    """Look again and again: for what other processes do to files there is nothing to wait on."""
    async with asyncio.timeout(PATIENCE):
        while not condition():  # noqa: ASYNC110 - see above
            await asyncio.sleep(0.1)


@pytest.mark.usefixtures("configured")
async def test_flags_reach_slack_over_a_restart_of_all_and_nothing_is_lost_or_repeated(
    start: Callable[[str], subprocess.Popen[bytes]],
    wire: Wire,
    slack: Slack,
    kafka: str,
    kafka_prefix: str,
) -> None:
    log = KafkaLog(kafka, prefix=kafka_prefix)
    notices = log.read([NOTICES])
    wire.publish("a1", 20, "About 1,000 people were killed in the flood in Marrowick, police said on Monday.")
    wire.publish("a2", 20, "About 3,000 people were killed in the flood in Marrowick, the mayor said on Monday.")

    with stopping([start(name) for name in ("ingest", "detect", "alert")]):
        await delivered(notices, slack, "3,000")

    # What is published while nothing runs is told after the start, and what was told is not told again.
    wire.publish("a3", 20, "About 9,000 people were killed in the flood in Marrowick, the army said on Monday.")
    with stopping([start(name) for name in ("ingest", "detect", "alert")]):
        await delivered(notices, slack, "9,000")
    await notices.close()
    await log.close()
    told = [str(message.metadata) for message in slack.messages]
    assert len(set(told)) == len(told) >= 2


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize("name", ["ingest", "detect", "alert", "dashboard"])
async def test_the_health_check_tells_a_service_that_hangs_from_one_that_works(
    name: str, start: Callable[[str], subprocess.Popen[bytes]], paths: Callable[[str], str]
) -> None:
    assert not healthy(name, paths)
    process = start(name)
    await until(lambda: healthy(name, paths))
    with stopping([process]), ExitStack() as wakes:
        process.send_signal(signal.SIGSTOP)
        wakes.callback(process.send_signal, signal.SIGCONT)
        alive = Path(f"{paths('/tmp/alive')}-{name}")  # noqa: S108 - its own
        os.utime(alive, (0, 0))
        assert not healthy(name, paths)
        process.send_signal(signal.SIGCONT)
        await until(lambda: healthy(name, paths))


def test_commands_are_ours() -> None:
    for name in ("ingest", "detect", "alert", "dashboard"):
        assert shlex.join(COMPOSE["services"][name]["command"]).startswith(name)
