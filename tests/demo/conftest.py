from __future__ import annotations

import pytest

from services.demo.stories import Stories, load


@pytest.fixture(scope="session")
def stories() -> Stories:
    return load()
