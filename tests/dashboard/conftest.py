from __future__ import annotations

from pathlib import Path

import pytest

from tests.postgres import _server, postgres

__all__ = ["_server", "postgres"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database of each kind."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres"))
    return f"sqlite:///{tmp_path / 'desk.db'}"
