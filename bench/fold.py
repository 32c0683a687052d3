"""`python -m bench.fold`: how fast reports become figures and flags, in both hosts.

fold/service   `service.Host` with the tracking fold on a log in memory, against the fold alone, its records unsealed
fold/deep      the same where each track has ten times as many reports
fold/busy      the same in one track alone, which holds as much as it can
fold/faust     `claimwatch detect` on Kafka, against a bare Faust agent that sets a table's value and sends an
               acknowledged output of the same size for each record

Rates are in statements a second on one core; a report has about two.

Under Faust a worker first takes in one report and comes to rest; then all reports are appended at once, and the time is
that from the append of the first of them to that of the last output, by the broker's clock. Excluded: starting and
joining the group. Included: the leader and the reading agent, which run beside with little to do.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import gc
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import msgspec
from aiokafka import AIOKafkaConsumer, TopicPartition

from bench import broker
from bench.bare_faust import OUTPUT
from bench.examples import DAY, PLACES, reports
from bench.processes import Service, claimwatch
from bench.ratios import compare, line
from schemas.envelope import seal, seal_all, unseal
from schemas.event import Event
from schemas.figures import FiguresRolled
from schemas.statements import DayCame, Reported
from schemas.topics import FIGURES, PARTITIONS, STATEMENTS, Topic
from services.alert.receivers.receivers import Alerting, Receiver
from services.alert.routing import Route
from services.cli.configuration import Configuration, KafkaLogAt
from services.detect.control import Clock
from services.detect.service import TRACKING, Host
from services.eventlog.kafka.topics import create_topics
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog, Positions, Record
from services.ingest.outlets import Outlet, Settings
from services.wiring.logs import kafka_log

_REPORTS: Final = 2_000
_DEEP: Final = 315
_BUSY: Final = 500
_SEED: Final = 20_250_303
_NO_WAIT: Final = dt.timedelta(0)
_PATIENCE: Final = 120.0
"""Seconds for a worker to come to rest, and for all outputs to come."""

_FIRST: Final[Sequence[Event]] = [
    *(DayCame(partition=partition, day=DAY) for partition in range(PARTITIONS)),
    *reports(1, _SEED + 1),
]
"""What a worker takes in before it is measured."""


class _Expected(NamedTuple):
    """What a worker is to do: its group, the topic of its outputs, and how many there will be in all."""

    group: str
    output: str
    outputs: int


async def _service(events: Sequence[Reported]) -> float:
    log = MemoryLog()
    await log.append(seal_all([*_FIRST, *events]))
    host = await Host.take_up(log, TRACKING)
    gc.collect()
    began = time.perf_counter()
    while await host.advance(_NO_WAIT):
        pass
    rate = _statements(events) / (time.perf_counter() - began)
    await host.close()
    return rate


def _statements(events: Sequence[Reported]) -> int:
    return sum(len(event.statements) for event in events)


async def _alone(events: Sequence[Reported]) -> tuple[float, int]:
    """The rate of the fold alone; and how many figures the events, without the first, give."""
    log = MemoryLog()
    await log.append(seal_all([*_FIRST, *events]))
    opened = [(record, unseal(record.headers, record.value)) for record in await _all(log)]
    folds = [TRACKING.make() for _ in range(PARTITIONS)]
    figures = 0
    gc.collect()
    began = time.perf_counter()
    for record, event in opened:
        given = folds[record.partition].apply(record.offset, event).events
        figures += sum(isinstance(one, FiguresRolled) for one in given)
    return _statements(events) / (time.perf_counter() - began), figures


async def _all(log: EventLog) -> list[Record]:
    reader = log.read([STATEMENTS])
    records: list[Record] = []
    while found := await reader.poll(_NO_WAIT):
        records += found
    await reader.close()
    return records


async def _detect(events: Sequence[Reported], figures: int) -> float:
    """Measure `claimwatch detect`, from which so many figures are expected in all."""
    async with broker.prefixed("fold") as prefix:
        at = KafkaLogAt(broker.bootstrap(), prefix)
        with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as folder:
            path = Path(folder) / "claimwatch.yaml"
            path.write_bytes(msgspec.json.encode(_configuration(at)))
            service = Service("detect", claimwatch("detect", "-c", str(path)), Path(folder))
            return await _rate(at, service, _Expected("detect", FIGURES.name, figures), events)


async def _bare(events: Sequence[Reported]) -> float:
    """Measure the bare agent, which gives an output for each record."""
    async with broker.prefixed("fold-bare") as prefix:
        await create_topics(broker.bootstrap(), [Topic(OUTPUT)], prefix=prefix)
        with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as folder:
            service = Service("bare", [sys.executable, "-m", "bench.bare_faust", prefix], Path(folder))
            at = KafkaLogAt(broker.bootstrap(), prefix)
            return await _rate(at, service, _Expected("bare", OUTPUT, len(_FIRST) + len(events)), events)


async def _rate(at: KafkaLogAt, service: Service, expected: _Expected, events: Sequence[Reported]) -> float:
    group, output, outputs = expected
    async with kafka_log(at.bootstrap, at.prefix, 1) as log:
        await log.append(seal_all(_FIRST))
        with service:
            await _at_rest(log, at.prefix, group, service)
            before = await log.ends([STATEMENTS])
            await log.append(seal_all(events))
            ended = await _last_append(at.prefix + output, outputs, service)
        began = min(record.appended_at for record in await _since(log, before, len(events)))
    return _statements(events) / (ended - began).total_seconds()


async def _at_rest(log: EventLog, prefix: str, group: str, service: Service) -> None:
    """Wait until the group has committed all there is."""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        service.check()
        known = await broker.committed(prefix, group)
        ends = await log.ends([STATEMENTS])
        if all(known.get(place, 0) >= end for place, end in ends.items()):
            return
        await asyncio.sleep(0.2)
    raise TimeoutError(f"{service.name} has not come to rest in {_PATIENCE:.0f} s")


async def _since(log: EventLog, start: Positions, count: int) -> list[Record]:
    reader = log.read([STATEMENTS], start)
    records: list[Record] = []
    while len(records) < count:
        records += await reader.poll(dt.timedelta(seconds=1))
    await reader.close()
    return records


async def _last_append(topic: str, outputs: int, service: Service) -> dt.datetime:
    """The moment when the last of so many outputs was appended."""
    consumer = AIOKafkaConsumer(
        bootstrap_servers=broker.bootstrap(), enable_auto_commit=False, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        consumer.assign([TopicPartition(topic, number) for number in range(PARTITIONS)])
        deadline = time.monotonic() + _PATIENCE
        seen, last = 0, 0
        while seen < outputs:
            service.check()
            if time.monotonic() > deadline:
                raise TimeoutError(f"{service.name} gave {seen} of {outputs} outputs in {_PATIENCE:.0f} s")
            for found in (await consumer.getmany(timeout_ms=500)).values():
                seen += len(found)
                last = max(last, *(message.timestamp for message in found))
        return dt.datetime.fromtimestamp(last / 1000, dt.UTC)
    finally:
        await consumer.stop()


def _configuration(at: KafkaLogAt) -> Configuration:
    return Configuration(
        log=at,
        outbox="outbox",
        ingest=Settings(contact="desk@example.org"),
        outlets=(Outlet("none", ("https://feeds.example.org/all.xml",)),),
        alerting=Alerting(Route("nobody"), (Receiver("nobody"),)),
        clock=Clock.ARTICLES,
    )


async def run() -> None:
    """Measure and print."""
    for name, count, tracks in (("service", _REPORTS, len(PLACES)), ("deep", _DEEP, _DEEP // 45), ("busy", _BUSY, 1)):
        await _measure_service(f"fold/{name}", reports(count, _SEED, PLACES[:tracks]))
    events = reports(_REPORTS, _SEED)
    _, figures = await _alone(events)

    async def detect() -> float:
        return await _detect(events, figures)

    async def bare() -> float:
        return await _bare(events)

    print(line(await compare("fold/faust", detect, bare), "statements/s", reach=0.85))


async def _measure_service(name: str, events: Sequence[Reported]) -> None:
    size = sum(len(seal(event).value) for event in events) // len(events)
    each = len(events) / len({event.track for event in events})

    async def service() -> float:
        return await _service(events)

    async def alone() -> float:
        return (await _alone(events))[0]

    found = await compare(name, service, alone)
    print(f"{line(found, 'statements/s')}; {len(events):,} reports of {size:,} bytes, {each:.1f} a track, seed {_SEED}")


if __name__ == "__main__":
    asyncio.run(run())
