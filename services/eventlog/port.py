"""What a service may ask of the event log, whichever adapter is behind it.

    log.append(entries)                        durable on return, in order for each key
    reader = log.read(topics, start)           from `start`, or from the first record
    records = await reader.poll(wait)          waits without spinning; [] when nothing came in time
    await log.commit(group, reader.positions, entries, states)

A position is the offset of the next record to read. A group is a consumer's name; it has one process at a time, and
what it committed it does not see again. What it read but did not commit comes again after a crash, so every fold is
idempotent.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from schemas.envelope import Entry, Headers
from schemas.topics import Topic, partition_of
from services.mendable import Mendable

TopicPartition = tuple[str, int]
Positions = Mapping[TopicPartition, int]

MAX_RECORD_BYTES = 1_048_576
"""Of an entry's key, headers and value together, and of a state's key and value."""

APPENDED_AT = "appended_at"
"""An imported entry's last header: the moment of its first append, in any log, as RFC 3339."""


def behind(positions: Positions, ends: Positions) -> bool:
    """Whether somebody who reads on from these positions has yet to come to one of the ends."""
    return any(positions.get(place, 0) < end for place, end in ends.items())


class Record(NamedTuple):
    """An entry at its place in the log."""

    topic: str
    partition: int
    offset: int
    appended_at: dt.datetime
    """When it was first appended; for an imported record, to the log that it comes from."""
    key: str
    headers: Headers
    value: bytes

    @property
    def place(self) -> str:
        """Where the record lies, for people: "articles/3/41"."""
        return f"{self.topic}/{self.partition}/{self.offset}"


class EventLogError(Mendable):
    """Something the log could not do.

    ├── RecordTooLarge
    ├── UnknownTopic
    ├── UnsuitableTopic
    ├── PositionConflict
    └── LogUnavailable
    """


class RecordTooLarge(EventLogError):
    """An entry over 1 MiB; nothing of its batch was appended."""


class UnknownTopic(EventLogError):
    """A topic that is not one of `schemas.topics`."""


class UnsuitableTopic(EventLogError):
    """A topic exists already, in a form that would spoil the log."""


class PositionConflict(EventLogError):
    """Another process committed for the group since: stop."""


class LogUnavailable(EventLogError):
    """The log cannot be reached; trying again later may help."""


class Reader(Protocol):
    """A place in the log that moves forward."""

    @property
    def positions(self) -> Positions:
        """Where the next poll goes on, for every partition of every topic read."""
        ...

    async def poll(self, wait: dt.timedelta, limit: int = 500) -> Sequence[Record]:
        """The next records, at most `limit`, in order for each partition; [] when none came within `wait`."""
        ...

    async def close(self) -> None: ...


class EventLog(Protocol):
    """The log that is the truth."""

    async def append(self, entries: Sequence[Entry]) -> None:
        """Append, in order for each key; on return they are durable.

        Raises:
            RecordTooLarge, UnknownTopic: nothing was appended.
            LogUnavailable: some may have been appended; appending again is safe, as readers know a repeated `ce_id`.
        """
        ...

    def read(self, topics: Sequence[Topic], start: Positions | None = None) -> Reader:
        """A reader from `start`; partitions that it does not name are read from their first record."""
        ...

    async def ends(self, topics: Sequence[Topic]) -> Positions:
        """The position after the last record of each partition."""
        ...

    async def at(self, topics: Sequence[Topic], moment: dt.datetime) -> Positions:
        """The position of each partition's first record appended at or after the moment.

        Kafka goes by its own time: for imported records by that of the import, so it may answer too early.
        """
        ...

    async def committed(self, group: str) -> Positions:
        """What the group committed last; empty for a new group."""
        ...

    async def commit(
        self,
        group: str,
        positions: Positions,
        *,
        entries: Sequence[Entry] = (),
        states: Mapping[str, bytes] | None = None,
    ) -> None:
        """Append the outputs, keep the states, move the group's positions: together where the adapter can.

        Where it cannot (Kafka), in this order, so that a crash in between repeats outputs and loses none.

        Raises:
            PositionConflict: another process moved the group; nothing was written where the adapter can tell.
            And what `append` raises.
        """
        ...

    def states(self, group: str) -> AsyncIterator[tuple[str, bytes]]:
        """Every state the group keeps, each key once, with its last value."""
        ...

    async def close(self) -> None: ...


@lru_cache(maxsize=65_536)
def partition(key: str) -> int:
    """The partition of a key, remembered: hashing in Python costs more than writing the record."""
    return partition_of(key.encode())


def imported(entry: Entry, appended_at: dt.datetime) -> Entry:
    """The entry as it is appended to another log: readers will see this as its `appended_at`."""
    moment = appended_at.astimezone(dt.UTC).isoformat().encode()
    return entry._replace(headers=(*entry.headers, (APPENDED_AT, moment)))


def first_append(headers: Headers) -> tuple[dt.datetime | None, Headers]:
    """The first append of an imported entry, None for any other, and the headers that it came with."""
    if not headers or headers[-1][0] != APPENDED_AT:
        return None, headers
    try:
        return dt.datetime.fromisoformat(headers[-1][1].decode()), headers[:-1]
    except ValueError:
        return None, headers


def check(entries: Sequence[Entry], topics: Mapping[str, Topic], states: Mapping[str, bytes] | None = None) -> None:
    """Refuse a batch that no adapter may take.

    Raises:
        UnknownTopic, RecordTooLarge: naming the entry or state and what to do.
    """
    for topic, key, headers, value in entries:
        if topic not in topics:
            raise UnknownTopic(f"no topic {topic!r}; topics are {', '.join(sorted(topics))}")
        size = len(value) + len(key.encode())
        for name, content in headers:
            if name != APPENDED_AT:
                size += len(name) + len(content)
        if size > MAX_RECORD_BYTES:
            raise RecordTooLarge(
                f"a record of {size:,} bytes for {topic}, key {key!r}: the limit is "
                f"{MAX_RECORD_BYTES:,}; split it or send it to rejects"
            )
    for key, state in (states or {}).items():
        if (size := len(state) + len(key.encode())) > MAX_RECORD_BYTES:
            raise RecordTooLarge(f"a state of {size:,} bytes, key {key!r}: the limit is {MAX_RECORD_BYTES:,}")
