"""The event log on Apache Kafka, for several processes or machines.

    append   one idempotent producer, acknowledged by all in-sync replicas, batches built by us a partition
    commit   outputs acknowledged ──▶ states to a compacted topic, acknowledged ──▶ the group's offsets

A crash between those steps repeats the outputs and states of the records read last and loses none. A group has one
process by deployment: Kafka cannot compare and set offsets, so a second process is not noticed here. The broker may
go away for a while: appends and commits wait for it within `patience`, readers go on when it is back.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Final

from aiokafka import TopicPartition as Place

from schemas.envelope import Entry
from schemas.topics import PARTITIONS, TOPICS, Topic
from services.eventlog.kafka.clients import Consumer, Producer, reaching, start
from services.eventlog.kafka.reader import KafkaReader
from services.eventlog.kafka.topics import MAX_BATCH_BYTES, create_topics
from services.eventlog.port import LogUnavailable, Positions, Reader, TopicPartition, behind, check, partition

_TOPICS: Final = {topic.name: topic for topic in TOPICS}
_BATCH_BYTES: Final = 262_144
"""Of a producer's batch. It must stay below a topic's max.message.bytes, which holds for batches."""


class KafkaLog:
    """Topics on one cluster, all named with a prefix; reaches the broker when first asked for something."""

    def __init__(
        self,
        bootstrap: str,
        *,
        prefix: str = "",
        patience: dt.timedelta = dt.timedelta(seconds=30),
        replication: int = 1,
    ) -> None:
        """Say where and how.

        Args:
            bootstrap: host:port of a broker, or several with commas between.
            prefix: before the names of all topics and groups, for clusters that are shared.
            patience: how long to wait for a broker that does not answer.
            replication: copies of each partition of the states' topics, which the log creates when they are needed.
        """
        self._bootstrap = bootstrap
        self._prefix = prefix
        self._patience = patience
        self._replication = replication
        self._starting = asyncio.Lock()
        self._producer: Producer | None = None
        self._observer: Consumer | None = None
        self._committers: dict[str, Consumer] = {}
        self._committed: defaultdict[str, dict[TopicPartition, int]] = defaultdict(dict)
        self._stateful: set[str] = set()

    async def append(self, entries: Sequence[Entry]) -> None:
        check(entries, _TOPICS)
        if entries:
            await self._send(entries)

    async def _send(self, entries: Iterable[Entry]) -> None:
        producer = None
        try:
            async with reaching(self._bootstrap, "appending", self._patience):
                producer = await self._producing()
                await self._deliver(producer, entries)
        except LogUnavailable:
            # What it still holds would arrive behind what the caller appends instead; and a gap in its sequence
            # numbers, which a refused batch leaves, would fail every later batch.
            if producer is not None:
                if self._producer is producer:
                    self._producer = None
                await producer.abandon()
            raise

    async def _producing(self) -> Producer:
        async with self._starting:
            if self._producer is None:
                self._producer = await start(
                    lambda: Producer(
                        bootstrap_servers=self._bootstrap,
                        enable_idempotence=True,
                        acks="all",
                        max_batch_size=_BATCH_BYTES,
                        max_request_size=MAX_BATCH_BYTES,
                        # Less than our own patience, so that the producer can still say what is wrong.
                        request_timeout_ms=self._patience * 2 // dt.timedelta(milliseconds=3),
                    )
                )
            return self._producer

    async def _deliver(self, producer: Producer, entries: Iterable[Entry]) -> None:
        batches: dict[TopicPartition, list[tuple[bytes, list[tuple[str, bytes]], bytes]]] = {}
        for topic, key, headers, value in entries:
            batches.setdefault((topic, partition(key)), []).append((key.encode(), list(headers), value))
        sent = []
        for (topic, number), records in batches.items():
            name = self._prefix + topic
            batch = producer.create_batch()
            for key_bytes, named, value in records:
                if batch.append(timestamp=None, key=key_bytes, value=value, headers=named) is None:
                    sent.append(await producer.send_batch(batch, name, partition=number))
                    batch = producer.create_batch()
                    batch.append(timestamp=None, key=key_bytes, value=value, headers=named)
            sent.append(await producer.send_batch(batch, name, partition=number))
        await asyncio.gather(*sent)

    def read(self, topics: Sequence[Topic], start: Positions | None = None) -> Reader:
        return KafkaReader(self._bootstrap, topics, start or {}, prefix=self._prefix, patience=self._patience)

    async def ends(self, topics: Sequence[Topic]) -> Positions:
        places = self._places(topics)
        async with reaching(self._bootstrap, "asking for the log's ends", self._patience):
            ends = await (await self._observing()).end_offsets(list(places))
        return {place: ends[where] for where, place in places.items()}

    async def at(self, topics: Sequence[Topic], moment: dt.datetime) -> Positions:
        places = self._places(topics)
        # Rounded up: Kafka keeps milliseconds, and what was appended before the moment must not come.
        milliseconds = -int((dt.datetime(1970, 1, 1, tzinfo=dt.UTC) - moment) // dt.timedelta(milliseconds=1))
        async with reaching(self._bootstrap, "seeking by time", self._patience):
            found = await (await self._observing()).offsets_for_times(dict.fromkeys(places, max(0, milliseconds)))
        ends = await self.ends(topics)
        return {place: ends[place] if found[where] is None else found[where].offset for where, place in places.items()}

    async def _observing(self) -> Consumer:
        async with self._starting:
            if self._observer is None:
                self._observer = await start(lambda: Consumer(bootstrap_servers=self._bootstrap))
            return self._observer

    def _places(self, topics: Sequence[Topic]) -> dict[Place, TopicPartition]:
        return {Place(self._prefix + t.name, p): (t.name, p) for t in topics for p in range(PARTITIONS)}

    async def committed(self, group: str) -> Positions:
        places = self._places(TOPICS)
        async with reaching(self._bootstrap, f"asking for the positions of {group}", self._patience):
            found = await (await self._committer(group)).committed_of(places)
        self._committed[group] = {places[where]: position for where, position in found.items()}
        return dict(self._committed[group])

    async def commit(
        self,
        group: str,
        positions: Positions,
        *,
        entries: Sequence[Entry] = (),
        states: Mapping[str, bytes] | None = None,
    ) -> None:
        check(entries, _TOPICS, states)
        await self.append(entries)
        if states:
            topic = await self._states_topic(group)
            await self._send(Entry(topic.name, key, (), value) for key, value in states.items())
        known = self._committed[group]
        moved = {place: position for place, position in positions.items() if position != known.get(place, 0)}
        if moved:
            async with reaching(self._bootstrap, f"committing for {group}", self._patience):
                committer = await self._committer(group)
                await committer.commit_to({Place(self._prefix + topic, p): at for (topic, p), at in moved.items()})
            known.update(moved)

    async def _committer(self, group: str) -> Consumer:
        async with self._starting:
            if group not in self._committers:
                self._committers[group] = await start(
                    lambda: Consumer(
                        bootstrap_servers=self._bootstrap, group_id=self._prefix + group, enable_auto_commit=False
                    )
                )
            return self._committers[group]

    async def _states_topic(self, group: str) -> Topic:
        topic = Topic(f"claimwatch-states-{group}", compacted=True)
        if group not in self._stateful:
            await create_topics(
                self._bootstrap, [topic], prefix=self._prefix, replication=self._replication, patience=self._patience
            )
            self._stateful.add(group)
        return topic

    async def states(self, group: str) -> AsyncIterator[tuple[str, bytes]]:
        topic = await self._states_topic(group)
        ends = await self.ends([topic])
        reader = self.read([topic])
        last: dict[str, bytes] = {}
        try:
            while behind(reader.positions, ends):
                for record in await reader.poll(self._patience, 5000):
                    last[record.key] = record.value
        finally:
            await reader.close()
        for item in last.items():
            yield item

    async def close(self) -> None:
        """Let go of the broker; what is appended or committed is safe already."""
        if self._producer is not None:
            await self._producer.abandon()
        for consumer in (self._observer, *self._committers.values()):
            if consumer is not None:
                await consumer.stop()
        self._producer = self._observer = None
        self._committers = {}
