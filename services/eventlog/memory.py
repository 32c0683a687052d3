"""The event log in memory: for `check`, `replay` and tests of what reads and writes a log."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Mapping, Sequence

from schemas.envelope import Entry
from schemas.topics import PARTITIONS, TOPICS, Topic
from services.eventlog.port import (
    PositionConflict,
    Positions,
    Reader,
    Record,
    TopicPartition,
    check,
    first_append,
    partition,
)

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
            place = topic, partition(key)
            offset = self._offsets[place]
            self._offsets[place] = offset + 1
            first, own = first_append(headers)
            self.records.append(Record(*place, offset, first or now, key, own, value))
        if entries:
            self.appended.set()
            self.appended = asyncio.Event()

    def read(self, topics: Sequence[Topic], start: Positions | None = None) -> Reader:
        return _MemoryReader(self, topics, start or {})

    async def ends(self, topics: Sequence[Topic]) -> Positions:
        return {(topic.name, p): self._offsets[topic.name, p] for topic in topics for p in range(PARTITIONS)}

    async def at(self, topics: Sequence[Topic], moment: dt.datetime) -> Positions:
        found = dict(await self.ends(topics))
        for record in reversed(self.records):
            if record.appended_at >= moment and (place := (record.topic, record.partition)) in found:
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
        check(entries, _TOPICS, states)
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
        until = asyncio.get_running_loop().time() + wait.total_seconds()
        while True:
            appended = self._log.appended
            if records := self._take(limit):
                return records
            try:
                await asyncio.wait_for(appended.wait(), until - asyncio.get_running_loop().time())
            except TimeoutError:
                return []

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
