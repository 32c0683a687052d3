from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import msgspec
import pytest

from schemas.flags import Flag
from services.demo.mailbox import Mailbox
from services.demo.slack import Slack
from tests.alert.desk import Desk
from tests.alert.examples import FLAG

Outboxes = Callable[[str], str]
"""The URL of the outbox of this name."""


@pytest.fixture(params=["sqlite", "postgresql"])
def outboxes(request: pytest.FixtureRequest, tmp_path: Path) -> Outboxes:
    """Places for outboxes, on each kind of database; empty at first."""
    if request.param == "postgresql":
        make = request.getfixturevalue("new_database")
        return cache(lambda _name: str(make()))
    return lambda name: f"sqlite:///{tmp_path / name}"


@pytest.fixture
def desk(outboxes: Outboxes) -> Iterator[Desk]:
    with Slack() as slack, Mailbox() as box:
        yield Desk(outboxes, slack, box)


@pytest.fixture
def a_flag() -> Callable[..., Flag]:
    def make(**changes: object) -> Flag:
        return msgspec.structs.replace(FLAG, **changes)

    return make
