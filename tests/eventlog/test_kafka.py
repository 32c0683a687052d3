"""What Kafka alone can do wrong: topics in a wrong form, a broker that goes away and comes back."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from aiokafka import TopicPartition
from aiokafka.admin import AIOKafkaAdminClient, NewTopic, RecordsToDelete
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from schemas.envelope import Entry
from schemas.topics import ARTICLES, FETCHES, FIGURES, PARTITIONS, partition_of
from services.eventlog.history import history
from services.eventlog.kafka import KafkaLog
from services.eventlog.kafka.topics import create_topics
from services.eventlog.port import LogUnavailable, Record, UnknownTopic, UnsuitableTopic
from tests.kafka_broker import Broker, delete_topics

pytestmark = pytest.mark.kafka

LONG = dt.timedelta(seconds=60)
SHORT = dt.timedelta(seconds=1)


def entries(*values: str) -> list[Entry]:
    return [Entry("articles", "key", (), value.encode()) for value in values]


async def read(log: KafkaLog, count: int) -> list[str]:
    reader = log.read([ARTICLES])
    records: list[Record] = []
    while len(records) < count:
        records += await reader.poll(LONG)
    await reader.close()
    return [record.value.decode() for record in records]


@pytest.fixture
async def prefix(kafka: str) -> AsyncIterator[str]:
    """A prefix under which there are no topics yet."""
    name = f"test-{uuid4().hex[:12]}-"
    yield name
    await delete_topics(kafka, name)


@pytest.fixture
async def admin(kafka: str) -> AsyncIterator[AIOKafkaAdminClient]:
    client = AIOKafkaAdminClient(bootstrap_servers=kafka)
    await client.start()
    yield client
    await client.close()


async def test_topics_say_everything_and_creating_them_again_changes_nothing(kafka, prefix, admin):
    for _ in range(2):
        await create_topics(kafka, [ARTICLES, FETCHES, FIGURES], prefix=prefix)
    names = [prefix + topic.name for topic in (ARTICLES, FETCHES, FIGURES)]
    assert {len(topic["partitions"]) for topic in await admin.describe_topics(names)} == {PARTITIONS}
    articles, fetches, figures = [await configuration(admin, name) for name in names]
    assert articles["retention.ms"] == "-1"
    assert articles["message.timestamp.type"] == "LogAppendTime"
    assert fetches["retention.ms"] == str(90 * 24 * 3600 * 1000)
    assert figures["cleanup.policy"] == "delete"
    assert figures["retention.ms"] == "-1"


async def configuration(admin: AIOKafkaAdminClient, name: str) -> dict[str, str]:
    (answer,) = await admin.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name)])
    return {key: value for key, value, *_ in answer.resources[0][4]}


@pytest.mark.parametrize(
    ("form", "fault"),
    [
        ((3, {}), "has 3 partitions instead of 12"),
        ((12, {"retention.ms": "604800000"}), "has retention.ms=604800000 instead of -1"),
        ((12, {"retention.ms": "-1"}), "has message.timestamp.type=CreateTime instead of LogAppendTime"),
    ],
)
async def test_a_topic_in_a_form_that_would_spoil_the_log_is_refused(kafka, prefix, admin, form, fault):
    await admin.create_topics([NewTopic(f"{prefix}articles", form[0], 1, topic_configs=form[1])])
    with pytest.raises(UnsuitableTopic, match=fault):
        await create_topics(kafka, [ARTICLES], prefix=prefix)


async def test_longer_keeping_is_the_operators_to_choose(kafka, prefix, admin):
    said = {"retention.ms": "-1", "message.timestamp.type": "LogAppendTime", "max.message.bytes": "4000000"}
    await admin.create_topics([NewTopic(f"{prefix}fetches", PARTITIONS, 1, topic_configs=said)])
    await create_topics(kafka, [FETCHES], prefix=prefix)


async def test_topics_that_were_never_created_are_named_not_waited_for(kafka, prefix):
    log = KafkaLog(kafka, prefix=prefix, patience=dt.timedelta(seconds=3))
    with pytest.raises(UnknownTopic, match=f"lacks {prefix}articles"):
        await log.read([ARTICLES]).poll(SHORT)
    with pytest.raises(UnknownTopic, match="needed for appending"):
        await log.append(entries("1"))
    await log.close()


async def test_a_commit_whose_outputs_fail_keeps_no_state_and_moves_no_position(kafka, prefix):
    await create_topics(kafka, [ARTICLES], prefix=prefix)
    log = KafkaLog(kafka, prefix=prefix, patience=dt.timedelta(seconds=3))
    with pytest.raises(UnknownTopic):
        await log.commit("fold", {("articles", 0): 1}, entries=[Entry("figures", "", (), b"")], states={"a": b"1"})
    assert await log.committed("fold") == {}
    assert [state async for state in log.states("fold")] == []
    await log.close()


async def test_a_reader_passes_over_what_retention_removed_and_reaches_the_end(kafka, prefix, admin):
    await create_topics(kafka, [ARTICLES], prefix=prefix)
    log = KafkaLog(kafka, prefix=prefix)
    await log.append(entries("1", "2", "3"))
    place = TopicPartition(f"{prefix}articles", partition_of(b"key"))
    await admin.delete_records({place: RecordsToDelete(before_offset=2)})
    assert [record.value async for record in history(log, [ARTICLES])] == [b"3"]
    await admin.delete_records({place: RecordsToDelete(before_offset=3)})
    assert [record.value async for record in history(log, [ARTICLES])] == []
    await log.close()


async def test_a_reader_whose_fetching_has_died_says_so_and_begins_again(kafka, kafka_prefix):
    log = KafkaLog(kafka, prefix=kafka_prefix)
    await log.append(entries("1"))
    reader = log.read([ARTICLES])
    assert len(await reader.poll(LONG)) == 1
    reader._consumer._fetcher._fetch_task.cancel()
    with pytest.raises(LogUnavailable, match="fetching has ended"):
        await reader.poll(SHORT)
    await log.append(entries("2"))
    assert [record.value for record in await reader.poll(LONG)] == [b"2"]
    await reader.close()
    await log.close()


async def test_without_a_broker_everything_says_where_it_looked():
    log = KafkaLog("127.0.0.1:1", patience=SHORT)
    for work in (
        log.append(entries("1")),
        log.ends([ARTICLES]),
        log.committed("fold"),
        log.commit("fold", {("articles", 0): 1}),
        log.read([ARTICLES]).poll(SHORT),
        create_topics("127.0.0.1:1", patience=SHORT),
    ):
        with pytest.raises(LogUnavailable, match=r"Kafka at 127\.0\.0\.1:1 did not answer for \d s while"):
            await work
    await log.close()


async def test_the_broker_comes_back_within_patience_and_nothing_is_lost_or_twice(own_broker: Broker):
    prefix = f"{uuid4().hex[:12]}-"
    await create_topics(own_broker.bootstrap, prefix=prefix)
    log = KafkaLog(own_broker.bootstrap, prefix=prefix, patience=LONG)
    reader = log.read([ARTICLES])
    await log.append(entries("0"))
    assert [record.value for record in await reader.poll(LONG)] == [b"0"]
    await log.commit("fold", reader.positions)

    await asyncio.to_thread(own_broker.down)
    assert await reader.poll(SHORT) == []
    appending = asyncio.create_task(log.append(entries(*(str(n) for n in range(1, 500)))))
    committing = asyncio.create_task(log.commit("other", reader.positions))
    assert await reader.poll(SHORT) == []
    assert not appending.done()
    await asyncio.to_thread(own_broker.up)

    await appending
    await committing
    seen = [b"0"]
    while len(seen) < 500:
        seen += [record.value for record in await reader.poll(LONG)]
    assert seen == [str(n).encode() for n in range(500)]
    assert sum((await log.ends([ARTICLES])).values()) == 500
    assert await log.committed("fold") == await log.committed("other") == {("articles", partition_of(b"key")): 1}
    await reader.close()
    await log.close()


async def test_past_its_patience_an_append_fails_leaves_nothing_behind_and_can_be_repeated(own_broker: Broker):
    prefix = f"{uuid4().hex[:12]}-"
    await create_topics(own_broker.bootstrap, prefix=prefix)
    log = KafkaLog(own_broker.bootstrap, prefix=prefix, patience=dt.timedelta(seconds=3))
    await log.append(entries("0"))
    await asyncio.to_thread(own_broker.down)
    with pytest.raises(LogUnavailable, match="while appending"):
        await log.append(entries("1"))
    await asyncio.to_thread(own_broker.up)
    await log.append(entries("2"))
    assert await read(log, 2) == ["0", "2"]
    await log.close()
