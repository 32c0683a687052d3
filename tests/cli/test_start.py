"""A command starts with what it needs itself, and no more."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import click
import pytest

from services.cli.later import Later
from services.cli.main import claimwatch as command
from tests.cli.conftest import desk_in

_HEAVY = {"aiohttp", "aiokafka", "fastapi", "faust", "sqlalchemy", "trafilatura"}
_READING = {"services.detect.reading", "services.detect.tracking"}
_SERVICES = _READING | {"services.alert", "services.dashboard", "services.ingest", "services.wiring.logs"}
_STARTED = """
import json, sys
import services.cli.main
try:
    sys.argv[0] = "claimwatch"
    if sys.argv[1:]:
        services.cli.main.main()
finally:
    print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


def imported(*words: str | Path) -> set[str]:
    """The modules of a fresh interpreter after this command, or after what every command imports."""
    ran = subprocess.run([sys.executable, "-c", _STARTED, *words], capture_output=True, text=True, check=True)
    return set(json.loads(ran.stderr.splitlines()[-1]))


@pytest.fixture
def configuration(tmp_path: Path) -> Path:
    return desk_in(tmp_path)


@pytest.mark.parametrize("words", [[], ["--help"], ["--version"], ["config", "--help"]])
def test_help_needs_no_service(words: list[str]) -> None:
    assert imported(*words) & (_HEAVY | _SERVICES) == set()


@pytest.mark.parametrize("words", [["alert", "--help"], ["config", "check"]])
def test_the_configuration_needs_nothing_that_runs(configuration: Path, words: list[str]) -> None:
    assert imported(*words, "-c", configuration) & (_HEAVY | _READING) == set()


def test_reading_needs_no_services() -> None:
    assert imported("explain", "Two people were killed.") & _HEAVY == set()


def _later(group: click.Group) -> list[Later]:
    return [
        found
        for one in group.commands.values()
        if isinstance(one, Later)
        for command in [one.command()]
        for found in [one, *(_later(command) if isinstance(command, click.Group) else [])]
    ]


@pytest.mark.parametrize("stands_for", [pytest.param(later, id=later.place) for later in _later(command)])
def test_the_list_says_of_a_command_what_it_says_itself(stands_for: Later) -> None:
    itself = stands_for.command()
    assert stands_for.name == itself.name
    whole = 65  # beside the longest name, on a terminal of 80 characters
    assert stands_for.get_short_help_str(whole) == itself.get_short_help_str(whole)
    assert not itself.get_short_help_str(whole).endswith("...")
