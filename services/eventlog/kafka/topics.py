"""Topics on Kafka: created by us with everything said, and looked at when they exist already.

The broker's defaults would forget: seven days of retention, one partition, the producer's clock. And with automatic
creation a first write would fix them for life.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from contextlib import aclosing
from typing import Final, TypedDict

from aiokafka.admin import NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import TopicAlreadyExistsError, for_code

from schemas.topics import PARTITIONS, TOPICS, Topic
from services.eventlog.kafka.clients import Admin, reaching, start
from services.eventlog.port import MAX_RECORD_BYTES, UnsuitableTopic

MAX_BATCH_BYTES: Final = MAX_RECORD_BYTES + 65_536
"""A batch holds a record of 1 MiB and Kafka's own framing of it."""

_COMPACTED_SEGMENT_BYTES: Final = 64 * 1_048_576
"""The newest segment is never compacted; Kafka's default of 1 GiB would make reading states take minutes."""

_RETRY: Final = 0.05
"""Seconds between looks whether a new topic is served."""


class _Partition(TypedDict):
    leader: int


class _Description(TypedDict):
    error_code: int
    topic: str
    partitions: list[_Partition]


async def create_topics(
    bootstrap: str,
    topics: Sequence[Topic] = TOPICS,
    *,
    prefix: str = "",
    replication: int = 1,
    patience: dt.timedelta = dt.timedelta(seconds=30),
) -> None:
    """Create those of the topics that do not exist, and check the others.

    Args:
        bootstrap: host:port of a broker, or several with commas between.
        topics: which ones.
        prefix: put before every name, for clusters that are shared.
        replication: copies of each partition; 3 on a cluster that is to survive the loss of a broker.
        patience: how long to try to reach the broker.

    Raises:
        UnsuitableTopic: one exists in a form that would break the log; it says which and what to do.
        LogUnavailable: the broker did not answer, or refused.
    """
    wanted = {prefix + topic.name: _configuration(topic) for topic in topics}
    async with (
        reaching(bootstrap, "creating topics", patience),
        aclosing(await start(lambda: Admin(bootstrap_servers=bootstrap))) as admin,
    ):
        answer = await admin.create_topics(
            [NewTopic(name, PARTITIONS, replication, topic_configs=said) for name, said in wanted.items()]
        )
        existing = {name: wanted[name] for name, code, *_ in answer.topic_errors if _exists(name, code)}
        faults = _misshapen(await _described(admin, list(wanted)))
        if existing:
            faults += await _misconfigured(admin, existing)
    if faults:
        raise UnsuitableTopic(f"Kafka at {bootstrap}: {'; '.join(faults)}")


def _configuration(topic: Topic) -> dict[str, str]:
    configuration = {
        "message.timestamp.type": "LogAppendTime",
        "max.message.bytes": str(MAX_BATCH_BYTES),
        "cleanup.policy": "compact" if topic.compacted else "delete",
    }
    if topic.compacted:
        configuration["segment.bytes"] = str(_COMPACTED_SEGMENT_BYTES)
    else:
        kept = topic.retention
        configuration["retention.ms"] = "-1" if kept is None else str(kept // dt.timedelta(milliseconds=1))
    return configuration


def _exists(name: str, code: int) -> bool:
    error = for_code(code)
    if error is TopicAlreadyExistsError:
        return True
    if code:
        raise error(f"creating topic {name}")
    return False


async def _described(admin: Admin, names: list[str]) -> list[_Description]:
    """The topics as the broker knows them, once each has a leader for all its partitions."""
    while True:
        described: list[_Description] = await admin.describe_topics(names)
        if all(
            topic["error_code"] == 0 and all(partition["leader"] >= 0 for partition in topic["partitions"])
            for topic in described
        ):
            return described
        await asyncio.sleep(_RETRY)


def _misshapen(described: Iterable[_Description]) -> list[str]:
    return [
        f"topic {topic['topic']} has {len(topic['partitions'])} partitions instead of {PARTITIONS}, "
        "so keys would lie elsewhere; delete it, or use another prefix"
        for topic in described
        if len(topic["partitions"]) != PARTITIONS
    ]


async def _misconfigured(admin: Admin, wanted: Mapping[str, Mapping[str, str]]) -> list[str]:
    asked = [ConfigResource(ConfigResourceType.TOPIC, name, dict(said)) for name, said in wanted.items()]
    faults = []
    for answer in await admin.describe_configs(asked):
        for _, _, _, name, entries in answer.resources:
            actual = {key: value for key, value, *_ in entries}
            faults += [
                f"topic {name} has {key}={actual[key]} instead of {value}; set it with kafka-configs.sh --alter"
                for key, value in wanted[name].items()
                if _spoils(key, value, actual[key])
            ]
    return faults


def _spoils(key: str, wanted: str, actual: str) -> bool:
    """Whether a difference loses or spoils records; more room and longer keeping are the operator's to choose."""
    if key == "segment.bytes" or actual == wanted:
        return False
    if key == "retention.ms":
        return actual != "-1" and (wanted == "-1" or int(actual) < int(wanted))
    if key == "max.message.bytes":
        return int(actual) < int(wanted)
    return True
