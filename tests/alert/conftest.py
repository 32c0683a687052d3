from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from schemas.flags import Flag
from tests.alert.examples import FLAG


@pytest.fixture
def a_flag() -> Callable[..., Flag]:
    def make(**changes: object) -> Flag:
        return msgspec.structs.replace(FLAG, **changes)

    return make
