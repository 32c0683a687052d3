from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from schemas.flags import Flag
from tests.alert.examples import FLAG


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="write the golden files anew, then read the diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if request.config.getoption("--renew", default=False):
            file.write_text(text, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == text, f"pytest tests/alert --renew writes {name} anew"

    return compare


@pytest.fixture
def a_flag() -> Callable[..., Flag]:
    def make(**changes: object) -> Flag:
        return msgspec.structs.replace(FLAG, **changes)

    return make
