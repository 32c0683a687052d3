"""What tests of several rooms use: servers, of which each session needs one, and golden files.

A golden file keeps a text: `pytest --renew` writes it anew, to read the diff.
"""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from tests.kafka_broker import kafka, kafka_prefix, own_broker
from tests.postgres import _server, new_database, postgres

__all__ = ["_server", "kafka", "kafka_prefix", "new_database", "own_broker", "postgres"]

_DEAR = {"demo", "own_broker"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the golden files anew, then read the diff")


def pytest_configure() -> None:
    # Where the runner itself was started to ignore Ctrl-C (in the background), the commands under test would as well.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests of what is dear to make go to one worker, so that it is made once."""
    for item in items:
        for dear in _DEAR.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group(dear))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with the file of that name in the folder `golden` beside the test."""

    def compare(name: str, text: str) -> None:
        file = request.path.parent / "golden" / name
        if request.config.getoption("--renew"):
            file.write_text(text, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == text, f"pytest --renew {request.path} writes {name} anew"

    return compare
