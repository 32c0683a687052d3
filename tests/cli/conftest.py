from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.cli.newsstand import Newsstand, opened
from tests.cli.wire import wire
from tests.postgres import _server, new_database, postgres

__all__ = ["COMMAND", "Claimwatch", "Ran", "_server", "new_database", "postgres", "wire"]

COMMAND = Path(sys.executable).parent / "claimwatch"

Ran = subprocess.CompletedProcess[str]
Claimwatch = Callable[..., Ran]


def _run(*arguments: object, given: str = "", environment: Mapping[str, str] | None = None) -> Ran:
    """Run the command to its end, as a user would."""
    known = os.environ | (environment or {})
    words = [COMMAND, *map(str, arguments)]
    return subprocess.run(words, input=given, env=known, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="session")
def claimwatch() -> Claimwatch:
    return _run


@pytest.fixture(scope="session")
def jsonl(claimwatch: Claimwatch) -> Callable[..., list[dict[str, Any]]]:
    """What a command writes for lines of JSON."""

    def lines(command: str, given: Iterable[Mapping[str, Any]], *arguments: object) -> list[dict[str, Any]]:
        ran = claimwatch(command, *arguments, given="".join(f"{json.dumps(line)}\n" for line in given))
        assert ran.returncode == 0, ran.stderr
        return [json.loads(line) for line in ran.stdout.splitlines()]

    return lines


@pytest.fixture(scope="session")
def demo(claimwatch: Claimwatch, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder that the demo leaves, and what it wrote; it has ended by itself."""
    folder = tmp_path_factory.mktemp("demo")
    ran = claimwatch("demo", "--out", folder)
    assert ran.returncode == 0, ran.stderr
    return folder, ran.stdout


@pytest.fixture
def newsstand() -> Iterator[Newsstand]:
    with opened() as stand:
        yield stand
