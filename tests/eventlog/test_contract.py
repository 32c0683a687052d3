"""What every adapter of the event log promises, and what only those can that commit in one transaction."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import msgspec
import pytest

from schemas.envelope import Entry
from schemas.topics import ARTICLES, FIGURES, PARTITIONS, STATEMENTS, Topic, partition_of
from services.eventlog.port import (
    MAX_RECORD_BYTES,
    EventLog,
    PositionConflict,
    Positions,
    Reader,
    Record,
    RecordTooLarge,
    UnknownTopic,
    imported,
)

ROOT = Path(__file__).parent.parent.parent
SOON = dt.timedelta(milliseconds=200)
LONG = dt.timedelta(seconds=30)
BOTH = [ARTICLES, STATEMENTS]


def entry(key: str, value: str | bytes, topic: Topic = ARTICLES) -> Entry:
    content = value.encode() if isinstance(value, str) else value
    return Entry(topic.name, key, (("ce_type", b"test"), ("raw", b"\x00\xff")), content)


async def read_all(
    log: EventLog, topics: Sequence[Topic] = (ARTICLES,), start: Positions | None = None
) -> list[Record]:
    """What the topics hold from `start` to their end now."""
    ends = await log.ends(topics)
    reader = log.read(topics, start)
    records: list[Record] = []
    while any(reader.positions[place] < end for place, end in ends.items()):
        records += await reader.poll(LONG)
    await reader.close()
    return records


async def take(reader: Reader, count: int) -> list[Record]:
    records: list[Record] = []
    while len(records) < count:
        records += await reader.poll(LONG, count - len(records))
    return records


async def test_a_record_comes_back_as_it_was_appended(store):
    log = store.open()
    sent = entry("Zürich-東京", '{"a":1}')
    await log.append([sent])
    (record,) = await read_all(store.open())
    assert Entry(record.topic, record.key, record.headers, record.value) == sent
    assert record.offset == 0
    now = dt.datetime.now(dt.UTC)
    assert abs(record.appended_at - now) < dt.timedelta(minutes=1)


async def test_records_of_a_key_keep_their_order_over_batches_of_any_size(store):
    log = store.open()
    entries = [entry(f"key-{n % 7}", str(n)) for n in range(3000)]
    for start, end in [(0, 1), (1, 1700), (1700, 1703), (1703, 3000)]:
        await log.append(entries[start:end])
    by_key = defaultdict(list)
    for record in await read_all(log):
        by_key[record.key].append(int(record.value))
    assert by_key == {f"key-{k}": list(range(k, 3000, 7)) for k in range(7)}


async def test_offsets_of_a_partition_are_dense_and_in_order(store):
    log = store.open()
    await log.append([entry(f"key-{n}", str(n)) for n in range(300)])
    by_partition = defaultdict(list)
    for record in await read_all(log):
        by_partition[record.partition].append(record.offset)
    assert all(offsets == list(range(len(offsets))) for offsets in by_partition.values())


async def test_a_key_lies_in_the_same_partition_in_every_adapter(store):
    log = store.open()
    await log.append([entry(f"schlüssel-{n}", "", topic) for n in range(200) for topic in BOTH])
    records = await read_all(log, BOTH)
    assert len(records) == 400
    assert {(r.key, r.partition) for r in records} == {(r.key, partition_of(r.key.encode())) for r in records}
    assert len({r.partition for r in records}) == PARTITIONS


async def test_a_poll_returns_at_most_its_limit_and_the_next_goes_on(store):
    log = store.open()
    await log.append([entry("key", str(n)) for n in range(10)])
    reader = log.read([ARTICLES])
    first = await reader.poll(LONG, 4)
    assert 1 <= len(first) <= 4
    rest = await take(reader, 10 - len(first))
    assert [int(record.value) for record in [*first, *rest]] == list(range(10))
    await reader.close()


async def test_a_group_resumes_where_it_committed(store):
    log = store.open()
    await log.append([entry(f"key-{n}", str(n)) for n in range(20)])
    reader = log.read([ARTICLES], await log.committed("fold"))
    before = await take(reader, 8)
    await log.commit("fold", reader.positions)
    await reader.close()
    again = store.open()
    after = await read_all(again, start=await again.committed("fold"))
    assert sorted(int(record.value) for record in [*before, *after]) == list(range(20))


async def test_a_new_group_has_no_positions_and_groups_do_not_share_them(store):
    log = store.open()
    await log.append([entry("key", "1")])
    await log.commit("one", {("articles", partition_of(b"key")): 1})
    assert await log.committed("other") == {}
    assert await store.open().committed("one") == {("articles", partition_of(b"key")): 1}


async def test_what_was_read_but_not_committed_comes_again_after_kill_9(shared):
    log = shared.open()
    await log.append([entry(f"key-{n}", str(n)) for n in range(12)])
    reader = log.read([ARTICLES])
    await take(reader, 5)
    await log.committed("fold")
    await log.commit("fold", reader.positions)
    await reader.close()
    process = await start(shared, "read", "fold", "7")
    assert process.stdout
    seen = (await process.stdout.readline()).decode().split()
    process.kill()
    await process.communicate()
    again = shared.open()
    records = await read_all(again, start=await again.committed("fold"))
    assert sorted(record.place for record in records) == sorted(seen)
    assert len(seen) == 7


async def test_writers_in_several_processes_lose_nothing_and_keep_their_order(shared):
    log = shared.open()
    writers = [await start(shared, "write", str(writer), "200", "5") for writer in range(3)]
    for writer in writers:
        assert (await writer.communicate(), writer.returncode)[1] == 0
    found = defaultdict(list)
    for record in await read_all(log):
        value = msgspec.json.decode(record.value)
        found[value["writer"], record.key].append(value["n"])
    assert found == {(str(w), f"key-{k}"): list(range(k, 200, 5)) for w in range(3) for k in range(5)}


async def test_seeking_by_time_finds_the_first_record_at_or_after_the_moment(store):
    log = store.open()
    records: list[Record] = []
    while not records or records[-1].appended_at == records[0].appended_at:
        await log.append([entry(f"key-{n}", "") for n in range(30)])
        records = sorted(await read_all(log), key=lambda record: record.appended_at)
    moment = records[-1].appended_at
    expected = dict(await log.ends([ARTICLES]))
    for record in records:
        if record.appended_at >= moment:
            place = record.topic, record.partition
            expected[place] = min(expected[place], record.offset)
    assert await log.at([ARTICLES], moment) == expected
    assert set((await log.at([ARTICLES], moment - dt.timedelta(days=1))).values()) == {0}
    assert await log.at([ARTICLES], moment + dt.timedelta(days=1)) == await log.ends([ARTICLES])


async def test_a_record_of_1_mib_passes_and_one_byte_more_is_refused_whole(store):
    log = store.open()
    small = entry("key", "small")
    overhead = len("key") + sum(len(name) + len(value) for name, value in small.headers)
    largest = entry("key", b"x" * (MAX_RECORD_BYTES - overhead))
    await log.append([small, largest, small])
    with pytest.raises(RecordTooLarge, match=r"1,048,577 bytes for articles, key 'key': .*split it"):
        await log.append([small, entry("key", largest.value + b"x")])
    with pytest.raises(RecordTooLarge, match="state"):
        await log.commit("fold", {}, states={"track": b"x" * MAX_RECORD_BYTES})
    assert [record.value for record in await read_all(log)] == [b"small", largest.value, b"small"]


async def test_an_unknown_topic_is_refused_by_name_and_nothing_of_the_batch_is_appended(store):
    log = store.open()
    with pytest.raises(UnknownTopic, match="no topic 'gossip'"):
        await log.append([entry("key", ""), Entry("gossip", "key", (), b"")])
    assert await read_all(log) == []


async def test_a_waiting_reader_gets_what_is_appended_meanwhile(store):
    log = store.open()
    reader = log.read([ARTICLES])
    assert await reader.poll(SOON) == []
    waiting = asyncio.create_task(reader.poll(LONG))
    await log.append([entry("key", "1", STATEMENTS), entry("key", "2")])
    assert [record.value for record in await waiting] == [b"2"]
    await reader.close()


async def test_a_reader_waits_for_another_process_without_spinning(store):
    log = store.open()
    await log.append([entry(f"key-{n}", "", topic) for n in range(500) for topic in BOTH])
    reader = log.read(BOTH, await log.ends(BOTH))
    await reader.poll(SOON)
    before = time.process_time()
    assert await reader.poll(dt.timedelta(seconds=2)) == []
    assert time.process_time() - before < 0.2, "more than a tenth of the time spent waiting"
    await reader.close()


async def test_a_commit_appends_outputs_keeps_states_and_moves_positions(store):
    log = store.open()
    place = "articles", 3
    await log.commit("fold", {place: 7}, entries=[entry("claim", "{}", FIGURES)], states={"a": b"1", "b": b"1"})
    await log.commit("fold", {place: 8}, states={"a": b"2", "c": b""})
    again = store.open()
    assert await again.committed("fold") == {place: 8}
    assert [record.key for record in await read_all(again, [FIGURES])] == ["claim"]
    assert {key: value async for key, value in again.states("fold")} == {"a": b"2", "b": b"1", "c": b""}
    assert [state async for state in again.states("other")] == []


async def test_of_two_processes_that_commit_for_a_group_the_second_is_refused_whole(embedded):
    first, second = embedded.open(), embedded.open()
    place = "articles", 0
    await first.committed("fold")
    await second.committed("fold")
    await first.commit("fold", {place: 5}, states={"track": b"first"})
    with pytest.raises(PositionConflict, match="another process"):
        await second.commit(
            "fold", {("articles", 1): 2, place: 3}, entries=[entry("key", "late")], states={"track": b"late"}
        )
    assert await first.committed("fold") == {place: 5}
    assert await read_all(first) == []
    assert [state async for state in first.states("fold")] == [("track", b"first")]


async def test_a_refused_output_leaves_states_and_positions_alone(embedded):
    log = embedded.open()
    with pytest.raises(UnknownTopic):
        await log.commit("fold", {("articles", 0): 1}, entries=[Entry("gossip", "", (), b"")], states={"a": b"1"})
    assert await log.committed("fold") == {}
    assert [state async for state in log.states("fold")] == []


async def test_an_imported_record_keeps_its_first_append_and_shows_no_trace_of_the_import(store):
    log = store.open()
    moment = dt.datetime(2024, 10, 23, 12, 30, 0, 123456, dt.UTC)
    sent = entry("key", "{}")
    await log.append([imported(sent, moment), entry("key", "now")])
    old, new = await read_all(log)
    assert old.appended_at == moment
    assert old.headers == sent.headers
    assert new.appended_at > moment


async def start(store, *command: str) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable,
        str(Path(__file__).parent / "process.py"),
        *command,
        "--",
        *store.arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env={"PYTHONPATH": str(ROOT)},
    )
