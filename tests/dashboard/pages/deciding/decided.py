"""What was decided last on a log."""

from __future__ import annotations

from schemas.envelope import unseal
from schemas.event import Event
from schemas.topics import DECISIONS
from tests.dashboard.examples import Told


def decided(told: Told, number: int = 1) -> list[Event]:
    """The last decisions, in their order on the log."""
    records = [record for record in told.log.records if record.topic == DECISIONS.name]
    return [unseal(record.headers, record.value) for record in records[-number:]]
