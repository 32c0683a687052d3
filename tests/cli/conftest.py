from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest
import yaml
from click.testing import CliRunner

from services.cli.main import main
from tests.cli.newsstand import Newsstand, opened
from tests.cli.wire import wire

__all__ = ["COMMAND", "Claimwatch", "Ran", "desk_in", "wire"]

COMMAND = Path(sys.executable).parent / "claimwatch"

Ran = subprocess.CompletedProcess[str]
Claimwatch = Callable[..., Ran]

NO_CHANNEL: Final[Mapping[str, Any]] = {"route": {"receiver": "desk"}, "receivers": [{"name": "desk"}]}
"""What goes to the one receiver is kept, not sent."""


def desk_in(folder: Path, alerting: Mapping[str, Any] = NO_CHANNEL) -> Path:
    """The configuration of a desk in this folder, on a log of its own and without outlets."""
    told = {
        "log": {"kind": "sqlite", "path": "news.log"},
        "outbox": "news.outbox",
        "ingest": {"contact": "desk@paper.example"},
        "outlets": [],
        "alerting": dict(alerting),
    }
    path = folder / "claimwatch.yaml"
    path.write_text(yaml.safe_dump(told))
    return path


def _asked(*arguments: object, given: str = "", environment: Mapping[str, str] | None = None) -> Ran:
    """What the command answers in this process; in a thread, as it runs a loop of its own beside that of a test."""
    words = ["claimwatch", *map(str, arguments)]
    with (
        pytest.MonkeyPatch.context() as patch,
        CliRunner().isolation(given, environment) as (out, err, _),
        ThreadPoolExecutor(1) as thread,
    ):
        patch.setattr("sys.argv", words)
        code = thread.submit(_exit_code).result()
        return Ran(words, code, out.getvalue().decode(), err.getvalue().decode())


def _exit_code() -> int:
    with pytest.raises(SystemExit) as ended:
        main()
    code = ended.value.code
    assert isinstance(code, int)
    return code


def _started(*arguments: object, given: str = "", environment: Mapping[str, str] | None = None) -> Ran:
    """What the command answers in a process of its own, as a user starts it."""
    known = os.environ | (environment or {})
    words = [COMMAND, *map(str, arguments)]
    return subprocess.run(words, input=given, env=known, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="session")
def claimwatch() -> Claimwatch:
    """The command, in this process: for what it answers to this and that."""
    return _asked


@pytest.fixture(scope="session")
def started() -> Claimwatch:
    """The command in a process of its own, which takes a second: each is started so once."""
    return _started


@pytest.fixture(scope="session")
def jsonl(claimwatch: Claimwatch) -> Callable[..., list[dict[str, Any]]]:
    """What a command writes for lines of JSON."""

    def lines(command: str, given: Iterable[Mapping[str, Any]], *arguments: object) -> list[dict[str, Any]]:
        ran = claimwatch(command, *arguments, given="".join(f"{json.dumps(line)}\n" for line in given))
        assert ran.returncode == 0, ran.stderr
        return [json.loads(line) for line in ran.stdout.splitlines()]

    return lines


@pytest.fixture(scope="session")
def demo(started: Claimwatch, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that the demo leaves, and what it wrote; it has ended by itself."""
    folder = tmp_path_factory.mktemp("demo")
    ran = started("demo", "--out", folder)
    assert ran.returncode == 0, ran.stderr
    return folder, ran.stdout


@pytest.fixture
def newsstand() -> Iterator[Newsstand]:
    with opened() as stand:
        yield stand
