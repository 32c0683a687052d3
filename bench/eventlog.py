"""`python -m bench.eventlog`: appending and consuming through the port, on SQLite and Kafka, against raw aiokafka.

Raw: an idempotent producer, acks all, one `send` a record; a consumer assigned to all partitions, `getmany` of as many
records at a time as the port reads. Excluded: creating topics, connecting, sealing and unsealing, making the records.
"""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
import tempfile
import time
from collections.abc import Sequence
from itertools import count, cycle, islice
from pathlib import Path
from typing import Final

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition

from bench import broker
from bench.examples import articles
from bench.ratios import compare, line
from schemas.envelope import Entry, seal
from schemas.topics import ARTICLES, PARTITIONS
from services.eventlog.port import EventLog
from services.wiring.logs import kafka_log, sqlite_log

_APPENDED: Final = 5_000
"""In each repeat, on each side."""
_CONSUMED: Final = 50_000
_AT_ONCE: Final = 500
"""Records of one append, and of one poll."""
_SEED: Final = 20_250_302
_WAIT: Final = dt.timedelta(seconds=10)


async def _append(log: EventLog, entries: Sequence[Entry]) -> float:
    began = time.perf_counter()
    for start in range(0, len(entries), _AT_ONCE):
        await log.append(entries[start : start + _AT_ONCE])
    return len(entries) / (time.perf_counter() - began)


async def _consume(log: EventLog, wanted: int) -> float:
    reader = log.read([ARTICLES])
    got = len(await reader.poll(_WAIT, 1))  # connects
    began, before = time.perf_counter(), got
    while got < wanted:
        got += len(await reader.poll(_WAIT, _AT_ONCE))
    rate = (got - before) / (time.perf_counter() - began)
    await reader.close()
    return rate


async def _append_raw(topic: str, entries: Sequence[Entry]) -> float:
    producer = AIOKafkaProducer(
        bootstrap_servers=broker.bootstrap(), enable_idempotence=True, acks="all", max_batch_size=262_144
    )
    await producer.start()
    try:
        await producer.partitions_for(topic)
        began = time.perf_counter()
        for start in range(0, len(entries), _AT_ONCE):
            sent = [
                await producer.send(topic, key=entry.key.encode(), value=entry.value, headers=list(entry.headers))
                for entry in entries[start : start + _AT_ONCE]
            ]
            await asyncio.gather(*sent)
        return len(entries) / (time.perf_counter() - began)
    finally:
        await producer.stop()


async def _consume_raw(topic: str, wanted: int) -> float:
    consumer = AIOKafkaConsumer(
        bootstrap_servers=broker.bootstrap(), enable_auto_commit=False, auto_offset_reset="earliest"
    )
    await consumer.start()
    try:
        consumer.assign([TopicPartition(topic, number) for number in range(PARTITIONS)])
        got = sum(map(len, (await consumer.getmany(timeout_ms=10_000, max_records=1)).values()))
        began, before = time.perf_counter(), got
        while got < wanted:
            found = await consumer.getmany(timeout_ms=10_000, max_records=_AT_ONCE)
            got += sum(map(len, found.values()))
        return (got - before) / (time.perf_counter() - began)
    finally:
        await consumer.stop()


async def run() -> None:
    """Measure and print."""
    entries = [seal(article) for article in articles(_APPENDED, _SEED)]
    filling = list(islice(cycle(entries), _CONSUMED))
    size = sum(len(entry.value) for entry in entries) // len(entries)
    print(f"eventlog: {_APPENDED:,} appended and {_CONSUMED:,} consumed a repeat, {size:,} bytes, seed {_SEED}")
    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="claimwatch-bench-")))
        prefix = await stack.enter_async_context(broker.prefixed("eventlog"))
        other = await stack.enter_async_context(broker.prefixed("eventlog-append"))
        kafka = await stack.enter_async_context(kafka_log(broker.bootstrap(), prefix, 1))
        appended = await stack.enter_async_context(kafka_log(broker.bootstrap(), other, 1))
        sqlite = await stack.enter_async_context(sqlite_log(folder / "consumed"))
        numbers = count()
        await appended.append(entries[:1])  # connects
        for log in (kafka, sqlite):
            await _append(log, filling)

        async def append_kafka() -> float:
            return await _append(appended, entries)

        async def append_sqlite() -> float:
            async with sqlite_log(folder / f"appended-{next(numbers)}") as fresh:
                await fresh.append(entries[:1])
                return await _append(fresh, entries)

        async def append_raw() -> float:
            return await _append_raw(other + ARTICLES.name, entries)

        async def consume_kafka() -> float:
            return await _consume(kafka, _CONSUMED)

        async def consume_sqlite() -> float:
            return await _consume(sqlite, _CONSUMED)

        async def consume_raw() -> float:
            return await _consume_raw(prefix + ARTICLES.name, _CONSUMED)

        print(line(await compare("append/kafka", append_kafka, append_raw), "records/s"))
        print(line(await compare("append/sqlite", append_sqlite, append_raw), "records/s"))
        print(line(await compare("consume/kafka", consume_kafka, consume_raw), "records/s", reach=0.8))
        print(line(await compare("consume/sqlite", consume_sqlite, consume_raw), "records/s"))


if __name__ == "__main__":
    asyncio.run(run())
