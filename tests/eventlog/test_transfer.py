"""A log goes into files and back, into any adapter, with nothing changed."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.envelope import Entry
from schemas.topics import ARTICLES, FIGURES, PARTITIONS, partition_of
from services.eventlog.history import history
from services.eventlog.kafka import KafkaLog
from services.eventlog.kafka.topics import create_topics
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog, Record
from services.eventlog.sqlite import SqliteLog
from services.eventlog.transfer import TransferError, encode, export, import_

TOPICS = [ARTICLES, FIGURES]
VALUES = [b'{"a":"\xc3\xa9","b":[1,null]}', b'{"b": 1, "a": 2}', b"", b"\x00\xff", b"1.50", b"{", b"null"]
HEADERS = (("ce_type", b"test"), ("raw", b"\x00\xff"), ("ce_type", b"again"))


async def fill(log: EventLog) -> None:
    for n in range(6):
        batch = [Entry(topic.name, f"schlüssel-{k}", HEADERS, v) for topic in TOPICS for k, v in enumerate(VALUES)]
        await log.append([*batch, Entry("articles", f"key-{n}", (), b"{}")])


async def another(store, tmp_path) -> EventLog:
    """An empty log in the same kind of adapter."""
    if store.adapter == "memory":
        log: EventLog = MemoryLog()
    elif store.adapter == "sqlite":
        log = SqliteLog(tmp_path / "another.db")
    else:
        _, bootstrap, prefix = store.arguments
        await create_topics(bootstrap, prefix=f"{prefix}another-")
        log = KafkaLog(bootstrap, prefix=f"{prefix}another-")
    store.opened.append(log)
    return log


async def records(log: EventLog) -> set[Record]:
    return {record async for record in history(log, TOPICS)}


def content(folder) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


async def test_exported_imported_and_exported_again_is_the_same(store, tmp_path):
    log = store.open()
    await fill(log)
    counts = await export(log, TOPICS, tmp_path / "one")
    copy = await another(store, tmp_path)
    assert await import_(copy, tmp_path / "one") == counts
    assert await records(copy) == await records(log)
    await export(copy, TOPICS, tmp_path / "two")
    assert sum(counts.values()) == 90
    assert len(content(tmp_path / "one")) == 2 * PARTITIONS
    assert content(tmp_path / "two") == content(tmp_path / "one")


async def test_a_log_goes_over_memory_and_comes_back_the_same(shared, tmp_path):
    log = shared.open()
    await fill(log)
    await export(log, TOPICS, tmp_path / "one")
    memory = MemoryLog()
    await import_(memory, tmp_path / "one")
    await export(memory, TOPICS, tmp_path / "two")
    back = await another(shared, tmp_path)
    await import_(back, tmp_path / "two")
    await export(back, TOPICS, tmp_path / "three")
    assert content(tmp_path / "three") == content(tmp_path / "one")


async def test_an_import_keeps_the_order_of_first_append_across_partitions(tmp_path):
    moments = iter([dt.datetime(2025, 1, 1, 0, 0, n, tzinfo=dt.UTC) for n in range(60)])
    log = MemoryLog(lambda: next(moments))
    for n in range(40):
        await log.append([Entry("articles", f"key-{n * 7 % 13}", (), str(n).encode())])
    await export(log, TOPICS, tmp_path / "out")
    copy = MemoryLog()
    await import_(copy, tmp_path / "out")
    assert copy.records == log.records


async def test_a_canonical_value_can_be_read_in_the_file_and_survives_another_spelling(tmp_path):
    log = MemoryLog()
    await log.append([Entry("articles", "key", (), b'{"a":1,"b":"x"}')])
    await export(log, [ARTICLES], tmp_path / "out")
    path = tmp_path / "out" / f"articles-{partition_of(b'key'):02}.jsonl"
    line = json.loads(path.read_text())
    assert line["value"] == {"a": 1, "b": "x"}
    path.write_text(json.dumps(line | {"value": {"b": "x", "a": 1}}) + "\n")
    copy = MemoryLog()
    await import_(copy, tmp_path / "out")
    assert [record.value for record in copy.records] == [b'{"a":1,"b":"x"}']


@given(key=st.text(), value=st.binary() | st.text().map(str.encode), names=st.lists(st.tuples(st.text(), st.binary())))
def test_every_record_is_one_line(key, value, names):
    record = Record("articles", 0, 0, dt.datetime(2025, 1, 1, tzinfo=dt.UTC), key, tuple(names), value)
    line = encode(record)
    assert b"\n" not in line
    assert json.loads(line)["key"] == key


async def test_progress_ends_at_all(tmp_path):
    log = MemoryLog()
    await fill(log)
    seen: list[tuple[int, int]] = []
    await export(log, TOPICS, tmp_path / "out", lambda done, total: seen.append((done, total)))
    assert seen[-1] == (90, 90)
    await import_(MemoryLog(), tmp_path / "out", lambda done, total: seen.append((done, total)))
    assert seen[-1] == (90, 90)


async def test_an_import_needs_an_empty_log_and_an_export_an_empty_folder(tmp_path):
    log = MemoryLog()
    await fill(log)
    await export(log, TOPICS, tmp_path / "out")
    with pytest.raises(TransferError, match="import into an empty one"):
        await import_(log, tmp_path / "out")
    with pytest.raises(TransferError, match="export into an empty folder"):
        await export(log, TOPICS, tmp_path / "out")


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("articles-00.jsonl", "{\n", r"articles-00\.jsonl:1: "),
        ("articles-00.jsonl", '{"offset":0}\n', r"articles-00\.jsonl:1: .*required field"),
        ("gossip-00.jsonl", "", "no topic's file"),
        (
            "articles-00.jsonl",
            '{"offset":0,"appended_at":"2025-01-01T00:00:00Z","key":"key","headers":[],"value":1}\n',
            "key 'key' belongs to partition",
        ),
        (
            f"articles-{partition_of(b'key'):02}.jsonl",
            '{"offset":0,"appended_at":"2025-01-01T00:00:00Z","key":"key","headers":[]}\n',
            "neither `value`",
        ),
    ],
)
async def test_what_is_no_export_is_refused_with_its_place(tmp_path, name, text, fault):
    (tmp_path / name).write_text(text)
    with pytest.raises(TransferError, match=fault):
        await import_(MemoryLog(), tmp_path)


async def test_an_empty_folder_is_no_export(tmp_path):
    with pytest.raises(TransferError, match="holds no"):
        await import_(MemoryLog(), tmp_path)
