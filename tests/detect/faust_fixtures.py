"""A desk on a real broker: records in, workers as processes, and what the embedded host makes of the same records."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from asyncio.subprocess import PIPE, Process
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import pytest

from schemas.envelope import Entry, header, seal_all
from schemas.event import Event, TrackId
from schemas.statements import Reported
from schemas.topics import ARTICLES, DECISIONS, FIGURES, FLAGS, STATEMENTS, TOPICS, Topic
from services.detect.service import TRACKING, Host
from services.eventlog.kafka import KafkaLog
from services.eventlog.kafka.topics import create_topics
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog, Record
from tests.detect.examples import report, statement
from tests.kafka_broker import delete_topics

_WORKER = Path(__file__).with_name("faust_worker.py")
_PATIENCE = 45.0
"""Seconds before a test that waits for nothing fails."""
_LOOK = 0.1
"""Seconds between looks at the group's positions, of which a broker sends no news."""


def reports(first: int, last: int, tracks: int = 40) -> list[Reported]:
    """Numbered reports, each in the next track, in which sources and figures change so that every rule has work."""
    return [
        report(
            f"report-{n}",
            statement(1000 * (n % 7 + 1), source=f"source {n % 3}"),
            track=TrackId(f"actor/party {n % tracks}/soldier"),
            day=f"2025-01-{1 + n // tracks:02d}",
        )
        for n in range(first, last)
    ]


class Worker:
    """A process that runs the Faust app."""

    def __init__(self, process: Process, errors: Path) -> None:
        self.process = process
        self._errors = errors

    async def says(self, word: str) -> None:
        """Wait until the worker says the word."""
        assert self.process.stdout is not None
        async with asyncio.timeout(_PATIENCE):
            async for line in self.process.stdout:
                if line.decode().strip() == word:
                    return
        pytest.fail(f"the worker ended before it was {word}:\n{self.errors}")

    def go_on(self) -> None:
        """Let a held worker go on."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"\n")

    async def ended(self) -> int:
        """Wait for its end; its exit code."""
        async with asyncio.timeout(_PATIENCE):
            return await self.process.wait()

    async def stop(self) -> None:
        """Stop it as an operator does."""
        self.process.terminate()
        assert await self.ended() == 0, self.errors

    @property
    def errors(self) -> str:
        return self._errors.read_text()


class Outputs(NamedTuple):
    """What consumers end up with: of each claim the flag events, and its last figures."""

    flags: dict[str, list[bytes]]
    figures: dict[str, bytes]


class Desk:
    """Topics of its own on the broker, and workers on them."""

    def __init__(self, bootstrap: str, prefix: str, folder: Path) -> None:
        self.bootstrap = bootstrap
        self.prefix = prefix
        self.log = KafkaLog(bootstrap, prefix=prefix)
        self._folder = folder
        self._workers: list[Worker] = []

    async def feed(self, events: Sequence[Event]) -> None:
        await self.log.append(seal_all(events))

    async def start(self, *options: str) -> Worker:
        errors = self._folder / f"worker-{len(self._workers)}.log"
        with errors.open("wb") as sink:
            process = await asyncio.create_subprocess_exec(
                sys.executable, _WORKER, self.bootstrap, self.prefix, *options, stdin=PIPE, stdout=PIPE, stderr=sink
            )
        worker = Worker(process, errors)
        self._workers.append(worker)
        return worker

    async def held(self, at: str, *options: str) -> Worker:
        """A worker that has taken in some batches, and waits in the midst of one."""
        worker = await self.start("--hold", at, *options)
        await self.feed(reports(0, 240))
        await worker.says("held")
        return worker

    async def idle(self) -> None:
        """Wait until workers have taken in everything, what they themselves appended too."""
        async with asyncio.timeout(_PATIENCE):
            before: object = None
            while before != (before := await self._left()) or any(dict(before).values()):  # noqa: ASYNC110 - Kafka tells no one
                await asyncio.sleep(_LOOK)

    async def run_until_idle(self, *options: str) -> None:
        worker = await self.start(*options)
        await worker.says("ready")
        await self.idle()
        await worker.stop()

    async def _left(self) -> dict[tuple[str, str, int], int]:
        left = {}
        for group, topics in (("detect", [ARTICLES, STATEMENTS]), ("detect.control", [DECISIONS, STATEMENTS])):
            committed = await self.log.committed(group)
            for place, end in (await self.log.ends(topics)).items():
                left[group, *place] = end - committed.get(place, 0)
        return left

    async def records(self, *topics: Topic) -> list[Record]:
        return await read_all(self.log, topics)

    async def outputs(self) -> Outputs:
        return await outputs(self.log)

    async def expected(self) -> Outputs:
        """What the embedded host makes of the statements as they are recorded here."""
        return await embedded(await self.records(STATEMENTS))

    async def states(self, stage: str) -> list[Record]:
        """The states in the changelog of a stage's table."""
        return [record for record in await self._changelog(stage) if len(record.key) > 1]

    async def positions(self, stage: str) -> list[Record]:
        """The positions in the changelog of a stage's table."""
        return [record for record in await self._changelog(stage) if len(record.key) == 1]

    async def _changelog(self, stage: str) -> list[Record]:
        return await self.records(Topic(f"detect-{stage}-changelog"))

    async def close(self) -> None:
        for worker in self._workers:
            if worker.process.returncode is None:
                worker.process.kill()
                await worker.process.wait()
        await self.log.close()


@asynccontextmanager
async def open_desk(bootstrap: str, folder: Path, topics: Sequence[Topic] = TOPICS) -> AsyncIterator[Desk]:
    """A desk whose topics and workers end with it."""
    prefix = f"test-{uuid4().hex[:12]}-"
    await create_topics(bootstrap, topics, prefix=prefix)
    desk = Desk(bootstrap, prefix, folder)
    try:
        yield desk
    finally:
        await desk.close()
        await delete_topics(bootstrap, prefix)


@pytest.fixture
async def desk(kafka: str, tmp_path: Path) -> AsyncIterator[Desk]:
    async with open_desk(kafka, tmp_path) as desk:
        yield desk


async def read_all(log: EventLog, topics: Sequence[Topic]) -> list[Record]:
    """Every record of the topics, partition by partition."""
    ends = await log.ends(topics)
    reader = log.read(topics)
    records: list[Record] = []
    try:
        while any(reader.positions[place] < end for place, end in ends.items()):
            records += await reader.poll(dt.timedelta(seconds=5), 5000)
    finally:
        await reader.close()
    return sorted(records, key=lambda record: record[:3])


async def outputs(log: EventLog) -> Outputs:
    flags: defaultdict[str, list[bytes]] = defaultdict(list)
    known = set()
    for record in await read_all(log, [FLAGS]):
        number = header(record.headers, "ce_id")
        if number not in known:
            flags[record.key].append(record.value)
        known.add(number)
    return Outputs(dict(flags), {record.key: record.value for record in await read_all(log, [FIGURES])})


async def embedded(statements: Sequence[Record]) -> Outputs:
    log = MemoryLog()
    await log.append([Entry(record.topic, record.key, record.headers, record.value) for record in statements])
    return await tracked(log)


async def tracked(log: EventLog) -> Outputs:
    """What the embedded host makes of a log's statements."""
    host = await Host.take_up(log, TRACKING)
    while await host.advance(dt.timedelta(0)):
        pass
    await host.close()
    return await outputs(log)
