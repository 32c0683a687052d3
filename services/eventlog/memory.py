"""The event log in memory: for `check`, `replay` and tests of what reads and writes a log."""

from __future__ import annotations

import asyncio
import datetime as dt
from bisect import bisect_left
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

from schemas.envelope import Entry
from schemas.topics import PARTITIONS, TOPICS, Topic, partition_of
from services.eventlog.port import PositionConflict, Positions, Reader, Record, TopicPartition, check

_TOPICS = {topic.name: topic for topic in TOPICS}


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


class MemoryLog:
    """Records in lists; gone with the process."""

    def __init__(self, now: Callable[[], dt.datetime] = _now) -> None:
        self._now = now
        self.records: list[Record] = []
        self._offsets: defaultdict[TopicPartition, int] = defaultdict(int)
        self._committed: defaultdict[str, dict[TopicPartition, int]] = defaultdict(dict)
        self._states: defaultdict[str, dict[str, bytes]] = defaultdict(dict)
        self.appended = asyncio.Event()

    async def append(self, entries: Sequence[Entry]) -> None:
        check(entries, _TOPICS)
        now = self._now()
        for topic, key, headers, value in entries:
            partition = partition_of(key.encode())
            offset = self._offsets[topic, partition]
            self._offsets[topic, partition] = offset + 1
            self.records.append(Record(topic, partition, offset, now, key, headers, value))
        if entries:
            self.appended.set()
            self.appended = asyncio.Event()

    def read(self, topics: Sequence[Topic], start: Positions | None = None) -> Reader:
        return _MemoryReader(self, topics, start or {})

    async def ends(self, topics: Sequence[Topic]) -> Positions:
        return {(topic.name, p): self._offsets[topic.name, p] for topic in topics for p in range(PARTITIONS)}

    async def at(self, topics: Sequence[Topic], moment: dt.datetime) -> Positions:
        found = dict(await self.ends(topics))
        first = bisect_left(self.records, moment, key=lambda record: record.appended_at)
        for record in reversed(self.records[first:]):
            if (place := (record.topic, record.partition)) in found:
                found[place] = record.offset
        return found

    async def committed(self, group: str) -> Positions:
        return dict(self._committed[group])

    async def commit(
        self,
        group: str,
        positions: Positions,
        *,
        entries: Sequence[Entry] = (),
        states: Mapping[str, bytes] | None = None,
    ) -> None:
        check(entries, _TOPICS)
        known = self._committed[group]
        if any(position < known.get(place, 0) for place, position in positions.items()):
            raise PositionConflict(f"group {group} is further on: another process commits for it")
        await self.append(entries)
        self._states[group].update(states or {})
        known.update(positions)

    async def states(self, group: str) -> AsyncIterator[tuple[str, bytes]]:
        for key, value in self._states[group].items():
            yield key, value

    async def close(self) -> None:
        """Nothing is held."""


class _MemoryReader:
    def __init__(self, log: MemoryLog, topics: Sequence[Topic], start: Positions) -> None:
        self._log = log
        self._positions = {(t.name, p): start.get((t.name, p), 0) for t in topics for p in range(PARTITIONS)}
        self._next = 0

    @property
    def positions(self) -> Positions:
        return dict(self._positions)

    async def poll(self, wait: dt.timedelta, limit: int = 500) -> Sequence[Record]:
        appended = self._log.appended
        if records := self._take(limit):
            return records
        try:
            await asyncio.wait_for(appended.wait(), wait.total_seconds())
        except TimeoutError:
            return []
        return self._take(limit)

    def _take(self, limit: int) -> list[Record]:
        taken: list[Record] = []
        records = self._log.records
        while self._next < len(records) and len(taken) < limit:
            record = records[self._next]
            self._next += 1
            place = record.topic, record.partition
            if record.offset >= self._positions.get(place, record.offset + 1):
                taken.append(record)
                self._positions[place] = record.offset + 1
        return taken

    async def close(self) -> None:
        """Nothing is held."""
