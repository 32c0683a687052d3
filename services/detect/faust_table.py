"""A Faust table whose values carry the offset that they include, and whose recovery keeps the highest.

A value lies in the partition of its key, as `schemas.topics` has it. Faust would go by the record in work, of which a
batch has none, or leave it to the producer, which fails for a topic that it has not heard of yet: one just created.

A worker that was paused past its session writes stale changelog records over its successor's when it wakes. As each
value begins with the offset of the last record it has taken in, recovery can tell; compaction, which keeps only the
last record of a key, is held back for a week, so that recovery still finds the right one.

With the states goes the position: the offset after the last record of the partition that they include. It tells which
records came before, and whether one is missing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Iterator
from typing import Any, Final

from faust import App
from faust.stores.memory import Store
from faust.tables import Table
from faust.types import EventT

from schemas.topics import PARTITIONS, partition_of

_OFFSET_BYTES: Final = 8
_COMPACTION_LAG: Final = "604800000"
"""Milliseconds: a week."""


class HighestStore(Store[bytes, bytes]):
    """In memory, filled from the changelog: of all values of a key, the one that includes most."""

    def apply_changelog_batch(
        self, batch: Iterable[EventT[Any]], to_key: Callable[[Any], Any], to_value: Callable[[Any], Any]
    ) -> None:
        """Take over changelog records, in any order."""
        for event in batch:
            key, value = to_key(event.key), to_value(event.value)
            known = self.data.get(key)
            if known is None or known[:_OFFSET_BYTES] <= value[:_OFFSET_BYTES]:
                self.data[key] = value
            self._key_partition[key] = event.message.partition


class StateTable(Table[bytes, bytes]):
    """States by key. What is put counts as kept only when `acknowledged` returns."""

    def __init__(self, app: App, name: str) -> None:
        super().__init__(
            app,
            name=name,
            partitions=PARTITIONS,
            key_type=bytes,
            value_type=bytes,
            extra_topic_configs={"min.compaction.lag.ms": _COMPACTION_LAG, "max.message.bytes": "1200000"},
        )
        # Faust would write bytes as JSON strings.
        self.key_serializer = self.value_serializer = "raw"
        self._data = HighestStore("memory://", app, self, table_name=name, key_type=bytes, value_type=bytes)
        self._sent: list[Awaitable[object]] = []

    async def on_start(self) -> None:
        """Create the changelog, and wait until it is known: its partitions would not be assigned otherwise."""
        await super().on_start()
        producer = await self.app.maybe_start_producer()
        await producer._producer.partitions_for(self.changelog_topic_name)  # noqa: SLF001 - Faust has no such question

    def partition_for_key(self, key: bytes) -> int:
        return key[0] if _is_position(key) else partition_of(key)

    def send_changelog(self, *args: Any, **kwargs: Any) -> Any:
        """Send as Faust does, and remember it for `acknowledged`."""
        sent = super().send_changelog(*args, **kwargs)
        self._sent.append(sent)
        return sent

    def put(self, key: str, offset: int, state: bytes) -> None:
        """Set the state that includes the record at the offset."""
        self[key.encode()] = offset.to_bytes(_OFFSET_BYTES, "big") + state

    def advance(self, partition: int, position: int) -> None:
        """Set the position, after the states that have brought it there."""
        self[_position_key(partition)] = position.to_bytes(_OFFSET_BYTES, "big")

    def position(self, partition: int) -> int:
        """The offset of the first record that the states do not include."""
        return int.from_bytes(self.data.data.get(_position_key(partition), b""), "big")

    async def acknowledged(self) -> None:
        """Wait until the broker has all that was put."""
        sent, self._sent = self._sent, []
        await asyncio.gather(*sent)

    def states(self) -> Iterator[tuple[str, bytes]]:
        """All keys and states held, of whichever partition."""
        for key, value in self.data.data.items():
            if not _is_position(key):
                yield key.decode(), value[_OFFSET_BYTES:]


def _position_key(partition: int) -> bytes:
    """One byte below any letter, so that no key of a state is the same."""
    return bytes([partition])


def _is_position(key: bytes) -> bool:
    return len(key) == 1 and key[0] < PARTITIONS
