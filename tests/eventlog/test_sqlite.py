"""What is particular to the log in a file: retention, faults of the file, and others who write to it meanwhile."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest

from schemas.envelope import Entry
from schemas.topics import ARTICLES, FETCHES
from services.eventlog.history import history
from services.eventlog.port import LogUnavailable, imported
from services.eventlog.sqlite import SqliteLog

OLD = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
NOW = dt.datetime(2025, 1, 1, tzinfo=dt.UTC)


def entries(value: bytes) -> list[Entry]:
    return [Entry(topic.name, f"key-{n}", (), value) for topic in (ARTICLES, FETCHES) for n in range(20)]


async def values(log: SqliteLog, topic) -> set[bytes]:
    return {record.value async for record in history(log, [topic])}


async def test_opening_drops_what_is_past_its_topics_retention_and_readers_still_reach_the_end(tmp_path):
    log = SqliteLog(tmp_path / "log.db", lambda: OLD)
    await log.append(entries(b"old"))
    await log.close()
    log = SqliteLog(tmp_path / "log.db", lambda: NOW)
    assert await values(log, FETCHES) == set()
    await log.append(entries(b"new"))
    assert await values(log, FETCHES) == {b"new"}
    assert await values(log, ARTICLES) == {b"old", b"new"}
    await log.close()


async def test_an_imported_log_is_not_emptied_for_its_age(tmp_path):
    log = SqliteLog(tmp_path / "log.db", lambda: NOW)
    await log.append([imported(entry, OLD) for entry in entries(b"old")])
    await log.close()
    log = SqliteLog(tmp_path / "log.db", lambda: NOW)
    assert await values(log, FETCHES) == {b"old"}
    await log.close()


async def test_what_is_no_log_is_refused_by_name(tmp_path):
    with pytest.raises(LogUnavailable, match=r"missing/log\.db"):
        SqliteLog(tmp_path / "missing" / "log.db")
    (tmp_path / "notes.txt").write_text("no database " * 100)
    with pytest.raises(LogUnavailable, match=r"notes\.txt"):
        SqliteLog(tmp_path / "notes.txt")


@pytest.mark.parametrize("statement", range(28))
async def test_what_another_process_appends_during_a_readers_first_look_is_read(tmp_path, statement):
    """The look takes a statement or two a partition; the other process appends before one of them."""
    ours, theirs = SqliteLog(tmp_path / "log.db"), SqliteLog(tmp_path / "log.db")
    looks = iter(range(statement + 1))

    def append_once(_statement: str) -> None:
        if next(looks, None) == statement:
            asyncio.run(theirs.append(entries(b"meanwhile")))

    await ours.run(lambda connection: connection.set_trace_callback(append_once))
    reader = ours.read((ARTICLES,))
    found = [*await reader.poll(dt.timedelta()), *await reader.poll(dt.timedelta())]
    assert next(looks, None) is None, "the look has fewer statements"
    assert {record.key for record in found} == {entry.key for entry in entries(b"")}
    for log in ours, theirs:
        await log.close()
