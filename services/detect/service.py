"""Detect on any event log: three hosts in one process, each a loop over one topic.

    articles ──reading──▶ statements ──tracking──▶ figures, flags
    decisions, statements ──control──▶ statements (rules, ticks)

Outputs, states and positions are committed together where the log can, else in that order. An exception that is not a
refusal ends the process before anything of its batch is committed: a supervisor starts it anew, and nothing is lost.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from schemas.envelope import seal_all
from schemas.topics import ARTICLES, DECISIONS, PARTITIONS, STATEMENTS, Topic, partition_of
from services.detect.batches import fold_part, opened, parts, rejected
from services.detect.control import Clock, Control
from services.detect.fold import Fold
from services.detect.reading.fold import ReadingFold
from services.detect.reading.tracks import build
from services.detect.tracking.fold import TrackingFold
from services.eventlog.port import EventLog, Reader

WAIT: Final = dt.timedelta(seconds=1)


class Stage(NamedTuple):
    """A fold and where it stands: its group, its topic."""

    group: str
    topic: Topic
    make: Callable[[], Fold]


READING: Final = Stage("detect.read", ARTICLES, ReadingFold)
TRACKING: Final = Stage("detect.track", STATEMENTS, lambda: TrackingFold(build()))


class Host:
    """Drives the folds of a stage, one a partition."""

    def __init__(self, log: EventLog, stage: Stage, reader: Reader, folds: Sequence[Fold]) -> None:
        self._log = log
        self._stage = stage
        self._reader = reader
        self._folds = folds

    @classmethod
    async def take_up(cls, log: EventLog, stage: Stage) -> Host:
        """Go on where the group left off."""
        states: list[list[tuple[str, bytes]]] = [[] for _ in range(PARTITIONS)]
        async for key, value in log.states(stage.group):
            states[partition_of(key.encode())].append((key, value))
        folds = [stage.make() for _ in range(PARTITIONS)]
        for fold, kept in zip(folds, states, strict=True):
            fold.load(kept)
        return cls(log, stage, log.read([stage.topic], await log.committed(stage.group)), folds)

    async def close(self) -> None:
        """Let go of the log's reader."""
        await self._reader.close()

    async def advance(self, wait: dt.timedelta) -> int:
        """Take in the next batch; how many records it had."""
        records = await self._reader.poll(wait)
        for part in parts(self._folds, opened(records)):
            gain = fold_part(self._folds, self._stage.group, part)
            states = {key: state for key, (_, state) in gain.states.items()}
            await self._log.commit(self._stage.group, gain.positions, entries=seal_all(gain.events), states=states)
        return len(records)


async def run(log: EventLog, clock: Clock, stop: asyncio.Event, now: Callable[[], dt.datetime]) -> None:
    """Read, track and lead until told to stop; what is committed by then is whole.

    The rules already decided are in force before the first report is taken in.
    """
    leader = await Leader.take_up(log, clock, now)
    while await leader.advance(dt.timedelta(0)):
        pass
    workers: list[Host | Leader] = [leader, *[await Host.take_up(log, stage) for stage in (READING, TRACKING)]]
    try:
        async with asyncio.TaskGroup() as tasks:
            for worker in workers:
                tasks.create_task(_until(stop, worker))
    finally:
        for worker in workers:
            await worker.close()


async def _until(stop: asyncio.Event, worker: Host | Leader) -> None:
    while not stop.is_set():
        await worker.advance(WAIT)


class Leader:
    """The one that gives every partition its rules and its time."""

    def __init__(self, log: EventLog, reader: Reader, control: Control, now: Callable[[], dt.datetime]) -> None:
        self._log = log
        self._reader = reader
        self._control = control
        self._now = now

    @classmethod
    async def take_up(cls, log: EventLog, clock: Clock, now: Callable[[], dt.datetime]) -> Leader:
        """Go on where the leader before left off."""
        states = {key: value async for key, value in log.states(_LEADER)}
        reader = log.read([DECISIONS, STATEMENTS], await log.committed(_LEADER))
        return cls(log, reader, Control.load(clock, states), now)

    async def close(self) -> None:
        """Let go of the log's reader."""
        await self._reader.close()

    async def advance(self, wait: dt.timedelta) -> int:
        """Read on, and append what has become due; how many records were read."""
        records = await self._reader.poll(wait)
        now = self._now()
        events = self._control.tick(now)
        for record in records:
            try:
                events += self._control.take_in(record.headers, record.value, now)
            except ValueError as fault:
                events.append(rejected(_LEADER, record, fault))
        if records or events:
            await self._log.commit(
                _LEADER, self._reader.positions, entries=seal_all(events), states=self._control.states()
            )
        return len(records)


_LEADER: Final = "detect.control"
