from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from services.demo.stories import Stories, load


@pytest.fixture(scope="session")
def stories() -> Stories:
    return load()


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, Sequence[str]], None]:
    def compare(name: str, lines: Sequence[str]) -> None:
        text = "\n".join(lines) + "\n"
        file = Path(__file__).parent / "golden" / name
        if request.config.getoption("--renew", default=False):
            file.write_text(text, encoding="utf-8")
        assert file.read_text(encoding="utf-8") == text, f"pytest --renew tests/demo writes {name} anew"

    return compare
