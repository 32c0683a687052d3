"""aiokafka's clients with what a long-running service misses in them; all use of its private parts is here.

A producer can be given up at once (its `stop` waits for ever while the broker is away), a consumer says when its
fetching has died (`getmany` would return nothing from then on, without an error), and asks for a group's positions in
one request (`committed` takes one a partition) and commits them without fetching (`commit` wants partitions assigned,
and fetches what is assigned). Seen in aiokafka 0.14.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Protocol, TypeVar

from aiokafka import AIOKafkaConsumer, AIOKafkaProducer, TopicPartition
from aiokafka.admin import AIOKafkaAdminClient
from aiokafka.errors import KafkaConnectionError, KafkaError, UnknownTopicOrPartitionError
from aiokafka.structs import OffsetAndMetadata

from services.eventlog.port import LogUnavailable, UnknownTopic

_RETRY = 0.2
"""Seconds between attempts to reach a broker."""


class _Client(Protocol):
    async def start(self) -> None: ...
    async def stop(self) -> None: ...


C = TypeVar("C", bound=_Client)


class Producer(AIOKafkaProducer):  # type: ignore[misc]  # aiokafka's types are not seen
    """A producer that can be given up."""

    async def abandon(self) -> None:
        """Stop without waiting for what is not yet acknowledged, which is dropped."""
        self._closed = True
        await self._sender.close()
        await self.client.close()


class Admin(AIOKafkaAdminClient):  # type: ignore[misc]  # aiokafka's types are not seen
    """An admin client that ends as the others do."""

    async def stop(self) -> None:
        await self.close()

    async def aclose(self) -> None:
        await self.close()


class Consumer(AIOKafkaConsumer):  # type: ignore[misc]  # aiokafka's types are not seen
    """A consumer that is asked, not subscribed."""

    def check_fetching(self) -> None:
        """Raise KafkaError if the task that fetches has ended."""
        if self._fetcher.error_future.done():
            raise KafkaError("fetching has ended: see aiokafka's log")

    async def committed_of(self, partitions: Iterable[TopicPartition]) -> dict[TopicPartition, int]:
        """The group's position in those of the partitions that have one."""
        found: Mapping[TopicPartition, tuple[int, str]] = await self._coordinator.fetch_committed_offsets(
            list(partitions)
        )
        return {place: offset for place, (offset, _) in found.items() if offset >= 0}

    async def commit_to(self, positions: Mapping[TopicPartition, int]) -> None:
        """Move the group's positions."""
        offsets = {place: OffsetAndMetadata(position, "") for place, position in positions.items()}
        await self._coordinator.commit_offsets(None, offsets)


async def start(make: Callable[[], C]) -> C:
    """Make and start a client; while no broker answers, again and again, so the caller sets the time limit."""
    while True:
        client = make()
        try:
            await client.start()
        except KafkaConnectionError:
            await client.stop()
            await asyncio.sleep(_RETRY)
        except BaseException:
            await client.stop()
            raise
        else:
            return client


@asynccontextmanager
async def reaching(bootstrap: str, doing: str, patience: dt.timedelta) -> AsyncIterator[None]:
    """Within a time limit, with aiokafka's errors in the port's words.

    Raises:
        LogUnavailable: no broker did it in time, or it refused.
        UnknownTopic: the topic is not on the broker.
    """
    try:
        async with asyncio.timeout(patience.total_seconds()):
            yield
    except UnknownTopicOrPartitionError as fault:
        raise UnknownTopic(f"Kafka at {bootstrap} lacks a topic needed for {doing}; create the topics first") from fault
    except TimeoutError as fault:
        raise LogUnavailable(
            f"Kafka at {bootstrap} did not answer for {patience.total_seconds():g} s while {doing}; "
            "see whether the broker runs and is reachable"
        ) from fault
    except (KafkaError, OSError) as fault:
        raise LogUnavailable(f"Kafka at {bootstrap} failed while {doing}: {fault}") from fault
