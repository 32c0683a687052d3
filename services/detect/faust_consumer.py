"""A Faust consumer that loses nothing in a rebalance.

When a rebalance is over, Faust seeks to what is committed, then empties its queues and goes on. Two things go wrong
(seen with Faust 0.15.3 and aiokafka 0.14): records flow while it seeks, and those still queued are thrown away after
their offsets counted as read; and aiokafka does not seek at all where nothing is committed yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from faust.transport.drivers.aiokafka import AIOKafkaConsumerThread, Consumer
from faust.types import TP


class RewindingConsumer(Consumer):
    """Lets no record pass while it seeks, and starts from the beginning where nothing is committed."""

    async def perform_seek(self) -> None:
        """Seek every partition; whoever asks for it resumes the flow."""
        self.stop_flow()
        await super().perform_seek()

    def _new_consumer_thread(self) -> AIOKafkaConsumerThread:
        return _Thread(self, loop=self.loop, beacon=self.beacon)


class _Thread(AIOKafkaConsumerThread):
    async def seek_to_committed(self) -> Mapping[TP, int]:
        committed: Mapping[TP, int] = await self.call_thread(self._rewind, self._ensure_consumer())
        return committed

    async def _rewind(self, consumer: Any) -> Mapping[TP, int]:
        committed: Mapping[TP, int] = await consumer.seek_to_committed()
        # A changelog is read by recovery, which seeks in it by itself and commits nothing.
        fresh = [tp for tp, offset in committed.items() if not offset and not self.consumer._is_changelog_tp(tp)]  # noqa: SLF001
        # Not `seek_to_beginning`: it leaves the positions unknown for a while, of which Faust's watch on them dies.
        for tp, offset in (await consumer.beginning_offsets(fresh)).items():
            consumer.seek(tp, offset)
        return committed
