"""Runs of the real hosts over a log, and what they have told."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from schemas.envelope import header, seal_all, unseal
from schemas.event import Event
from schemas.topics import FIGURES, FLAGS, REJECTS
from services.detect.service import TRACKING, Host, Stage
from services.detect.tracking.fold import TrackingFold
from services.eventlog.port import Record
from tests.detect.simulator.log import Died, DyingLog
from tests.detect.simulator.stories import BUILD, Story

AT_ONCE = dt.timedelta(0)
TEST_TRACKING = TRACKING._replace(make=lambda: TrackingFold(BUILD))


class Told(NamedTuple):
    """What a log holds in the end, as two runs over the same records must have it."""

    outputs: dict[tuple[str, str], list[bytes]]
    """By topic and key, each event once (at its first occurrence by `ce_id`), as bytes; of figures the last."""
    states: dict[str, bytes]


async def tracked(log: DyingLog, story: Story | list[Event], stage: Stage = TEST_TRACKING) -> Told:
    """Let the stage take in the story, started anew whenever it dies."""
    arrived = story.arrived if isinstance(story, Story) else story
    await log.append(seal_all(arrived))
    while not await lived(log, stage):
        pass
    return Told(outputs(log.records), {key: state async for key, state in log.states(stage.group)})


async def lived(log: DyingLog, stage: Stage) -> bool:
    """Whether a process came to the end of the log, rather than to its own."""
    try:
        host = await Host.take_up(log, stage)
        while await host.advance(AT_ONCE):
            pass
    except Died:
        return False
    return True


def outputs(records: list[Record]) -> dict[tuple[str, str], list[bytes]]:
    found: defaultdict[tuple[str, str], dict[bytes | None, bytes]] = defaultdict(dict)
    for record in records:
        if record.topic in (FLAGS.name, REJECTS.name):
            found[record.topic, record.key].setdefault(header(record.headers, "ce_id"), record.value)
        elif record.topic == FIGURES.name:
            found[record.topic, record.key] = {None: record.value}
    return {place: list(values.values()) for place, values in found.items()}


def events(log: DyingLog) -> list[Event]:
    """All figures and flags on the log, in their order."""
    topics = (FIGURES.name, FLAGS.name)
    return [unseal(record.headers, record.value) for record in log.records if record.topic in topics]
