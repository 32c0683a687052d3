"""A reader of topics on Kafka: every partition assigned, positions our own, no group that could rebalance."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from aiokafka import ConsumerRecord, TopicPartition

from schemas.topics import PARTITIONS, Topic
from services.eventlog.kafka.clients import Consumer, reaching, start
from services.eventlog.port import APPENDED_AT, EventLogError, Positions, Record, UnknownTopic, first_append

_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class KafkaReader:
    """Starts with its first poll; while the broker is away it polls nothing, and goes on when it is back."""

    def __init__(
        self, bootstrap: str, topics: Sequence[Topic], positions: Positions, *, prefix: str, patience: dt.timedelta
    ) -> None:
        self._bootstrap = bootstrap
        self._patience = patience
        self._places = {
            TopicPartition(prefix + topic.name, partition): (topic.name, partition)
            for topic in topics
            for partition in range(PARTITIONS)
        }
        self._positions = {place: positions.get(place, 0) for place in self._places.values()}
        self._consumer: Consumer | None = None

    @property
    def positions(self) -> Positions:
        return dict(self._positions)

    async def poll(self, wait: dt.timedelta, limit: int = 500) -> Sequence[Record]:
        # Zero would not give the task that fetches a turn.
        milliseconds = max(1, wait // dt.timedelta(milliseconds=1))
        try:
            async with reaching(self._bootstrap, "reading", self._patience + wait):
                if self._consumer is None:
                    self._consumer = await start(self._make)
                    await self._seek(self._consumer)
                found = await self._consumer.getmany(timeout_ms=milliseconds, max_records=limit)
                if not found:
                    self._consumer.check_fetching()
        except EventLogError:
            # The next poll begins afresh where this one stood.
            await self.close()
            raise
        records: list[Record] = []
        for where, taken in found.items():
            place = self._places[where]
            records += _records(*place, taken)
            self._positions[place] = taken[-1].offset + 1
        return records

    def _make(self) -> Consumer:
        return Consumer(bootstrap_servers=self._bootstrap, enable_auto_commit=False, auto_offset_reset="earliest")

    async def _seek(self, consumer: Consumer) -> None:
        missing = {topic for topic, _ in self._places} - await consumer.topics()
        if missing:
            raise UnknownTopic(
                f"Kafka at {self._bootstrap} lacks {', '.join(sorted(missing))}; create the topics first"
            )
        consumer.assign(list(self._places))
        # Retention may have removed what stood at a position; the records then begin later.
        firsts = await consumer.beginning_offsets(list(self._places))
        for where, place in self._places.items():
            self._positions[place] = max(self._positions[place], firsts[where])
            consumer.seek(where, self._positions[place])

    async def close(self) -> None:
        if self._consumer is not None:
            await self._consumer.stop()
            self._consumer = None


def _records(topic: str, partition: int, taken: Iterable[ConsumerRecord[bytes, bytes]]) -> list[Record]:
    """Kafka's records as ours, in one loop without calls: the time that reading costs is spent here."""
    records = []
    # A batch has one time of append, and most records are one of a batch.
    stamp, moment = 0, _EPOCH
    for record in taken:
        if record.timestamp != stamp:
            stamp = record.timestamp
            moment = _EPOCH + dt.timedelta(milliseconds=stamp)
        appended_at, headers = moment, record.headers
        if headers and headers[-1][0] == APPENDED_AT:
            first, headers = first_append(headers)
            appended_at = first or moment
        key = (record.key or b"").decode(errors="replace")
        records.append(Record(topic, partition, record.offset, appended_at, key, headers, record.value or b""))
    return records
