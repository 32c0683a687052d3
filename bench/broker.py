"""The Kafka broker that is measured against: CLAIMWATCH_KAFKA, else localhost:29092; and what is asked of it."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from uuid import uuid4

from aiokafka.admin import AIOKafkaAdminClient

from services.eventlog.port import TopicPartition


def bootstrap() -> str:
    """Its address."""
    return os.environ.get("CLAIMWATCH_KAFKA", "localhost:29092")  # noqa: TID251 - a benchmark's edge


@asynccontextmanager
async def prefixed(name: str) -> AsyncIterator[str]:
    """A prefix of this run's own; all topics under it are deleted at the end."""
    prefix = f"bench-{name}-{uuid4().hex[:8]}-"
    try:
        yield prefix
    finally:
        await delete_topics(prefix)


async def delete_topics(prefix: str) -> None:
    """Delete every topic whose name begins with the prefix."""
    async with _admin() as admin:
        names = [name for name in await admin.list_topics() if name.startswith(prefix)]
        if names:
            await admin.delete_topics(names)


async def committed(prefix: str, group: str) -> Mapping[TopicPartition, int]:
    """The positions that a group has committed, by topic without the prefix."""
    async with _admin() as admin:
        found = await admin.list_consumer_group_offsets(prefix + group)
    return {(place.topic.removeprefix(prefix), place.partition): at.offset for place, at in found.items()}


@asynccontextmanager
async def _admin() -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap())
    await admin.start()
    try:
        yield admin
    finally:
        await admin.close()
