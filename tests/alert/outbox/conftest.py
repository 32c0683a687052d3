from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from services.alert.outbox.database import Outbox
from tests.alert.conftest import Outboxes


@pytest.fixture
async def outbox(outboxes: Outboxes) -> AsyncIterator[Outbox]:
    opened = await Outbox.open(outboxes("outbox"))
    yield opened
    await opened.close()
