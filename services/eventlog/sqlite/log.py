"""The event log in one SQLite file, for a laptop or a small desk.

Outputs, states and positions commit in one transaction, the positions by compare-and-set: after a crash nothing is
lost and nothing comes twice. Writers from several processes queue on SQLite's write lock (`BEGIN IMMEDIATE`), and
`synchronous=FULL` makes what was appended survive a power cut. The file must lie on a local disk: SQLite's locks do not
hold over network file systems (SQLite documentation, "SQLite Over a Network").
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from schemas.envelope import Entry
from schemas.topics import PARTITIONS, TOPICS, Topic
from services.eventlog.port import (
    LogUnavailable,
    PositionConflict,
    Positions,
    Reader,
    TopicPartition,
    check,
    first_append,
    partition,
)
from services.eventlog.sqlite.reader import EPOCH, SqliteReader

T = TypeVar("T")

_TOPICS: Final = {topic.name: topic for topic in TOPICS}
_pack: Final = msgspec.msgpack.Encoder().encode
"""Headers as MessagePack: four times as fast as JSON, which knows no bytes."""
# Times are microseconds since 1970. `appended_at` is the first append's, `kept_since` this log's own: retention counts
# from there, so that an imported log is not emptied for its age.
_SCHEMA: Final = """
    CREATE TABLE IF NOT EXISTS records (
        seq INTEGER PRIMARY KEY, topic TEXT NOT NULL, partition INTEGER NOT NULL, offset INTEGER NOT NULL,
        appended_at INTEGER NOT NULL, kept_since INTEGER NOT NULL, key TEXT NOT NULL, headers BLOB NOT NULL,
        value BLOB NOT NULL, UNIQUE (topic, partition, offset));
    CREATE INDEX IF NOT EXISTS records_by_time ON records (topic, appended_at);
    CREATE TABLE IF NOT EXISTS ends (
        topic TEXT, partition INTEGER, position INTEGER NOT NULL, PRIMARY KEY (topic, partition)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS committed (
        "group" TEXT, topic TEXT, partition INTEGER, position INTEGER NOT NULL,
        PRIMARY KEY ("group", topic, partition)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS states (
        "group" TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY ("group", key)) WITHOUT ROWID;
"""


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _micros(moment: dt.datetime) -> int:
    return int((moment - EPOCH) / dt.timedelta(microseconds=1))


class SqliteLog:
    """Records, positions and states in one file. All statements run in one thread of their own."""

    def __init__(self, path: Path, now: Callable[[], dt.datetime] = _now) -> None:
        self._path = path
        self._now = now
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sqlite-log")
        self._known: dict[tuple[str, TopicPartition], int] = {}
        self.appended = asyncio.Event()
        self._connection = self._thread.submit(self._open).result()

    def _open(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self._path, isolation_level=None, timeout=30)
            connection.executescript(f"PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; {_SCHEMA}")
        except sqlite3.Error as fault:
            raise LogUnavailable(f"cannot open the event log {self._path}: {fault}") from fault
        for topic in TOPICS:
            if topic.retention is not None:
                connection.execute(
                    "DELETE FROM records WHERE topic = ? AND kept_since < ?",
                    (topic.name, _micros(self._now() - topic.retention)),
                )
        return connection

    async def run(self, work: Callable[[sqlite3.Connection], T]) -> T:
        def guarded() -> T:
            try:
                return work(self._connection)
            except sqlite3.Error as fault:
                raise LogUnavailable(f"the event log {self._path} failed: {fault}") from fault

        return await asyncio.get_running_loop().run_in_executor(self._thread, guarded)

    async def _write(self, work: Callable[[sqlite3.Connection], None]) -> None:
        def transaction(connection: sqlite3.Connection) -> None:
            connection.execute("BEGIN IMMEDIATE")
            try:
                work(connection)
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

        await self.run(transaction)
        self.appended.set()
        self.appended = asyncio.Event()

    async def append(self, entries: Sequence[Entry]) -> None:
        check(entries, _TOPICS)
        if entries:
            await self._write(lambda connection: self._insert(connection, entries))

    def _insert(self, connection: sqlite3.Connection, entries: Sequence[Entry]) -> None:
        ends: dict[TopicPartition, int] = {}
        rows = []
        now = _micros(self._now())
        for topic, key, headers, value in entries:
            place = topic, partition(key)
            if place not in ends:
                found = connection.execute("SELECT position FROM ends WHERE topic = ? AND partition = ?", place)
                ends[place] = next(found, (0,))[0]
            first, own = first_append(headers)
            rows.append((*place, ends[place], _micros(first) if first else now, now, key, _pack(own), value))
            ends[place] += 1
        connection.executemany(
            "INSERT INTO records (topic, partition, offset, appended_at, kept_since, key, headers, value) "
            "VALUES (?,?,?,?,?,?,?,?)",
            rows,
        )
        connection.executemany(
            "REPLACE INTO ends VALUES (?,?,?)", [(*place, position) for place, position in ends.items()]
        )

    def read(self, topics: Sequence[Topic], start: Positions | None = None) -> Reader:
        return SqliteReader(self.run, lambda: self.appended, topics, start or {})

    async def ends(self, topics: Sequence[Topic]) -> Positions:
        def work(connection: sqlite3.Connection) -> Positions:
            known = {(t, p): position for t, p, position in connection.execute("SELECT * FROM ends")}
            return {(t.name, p): known.get((t.name, p), 0) for t in topics for p in range(PARTITIONS)}

        return await self.run(work)

    async def at(self, topics: Sequence[Topic], moment: dt.datetime) -> Positions:
        found = dict(await self.ends(topics))

        def work(connection: sqlite3.Connection) -> None:
            for topic in topics:
                rows = connection.execute(
                    "SELECT partition, min(offset) FROM records "
                    "WHERE topic = ? AND appended_at >= ? GROUP BY partition",
                    (topic.name, _micros(moment)),
                )
                found.update({(topic.name, partition): offset for partition, offset in rows})

        await self.run(work)
        return found

    async def committed(self, group: str) -> Positions:
        def work(connection: sqlite3.Connection) -> dict[TopicPartition, int]:
            rows = connection.execute('SELECT topic, partition, position FROM committed WHERE "group" = ?', (group,))
            return {(topic, partition): position for topic, partition, position in rows}

        positions = await self.run(work)
        self._known.update({(group, place): position for place, position in positions.items()})
        return positions

    async def commit(
        self,
        group: str,
        positions: Positions,
        *,
        entries: Sequence[Entry] = (),
        states: Mapping[str, bytes] | None = None,
    ) -> None:
        check(entries, _TOPICS, states)

        def work(connection: sqlite3.Connection) -> None:
            for place, position in positions.items():
                before = self._known.get((group, place), 0)
                if position == before:
                    continue
                moved = connection.execute(
                    'INSERT INTO committed VALUES (?,?,?,?) ON CONFLICT ("group", topic, partition) '
                    "DO UPDATE SET position = excluded.position WHERE position = ?",
                    (group, *place, position, before),
                )
                if moved.rowcount != 1:
                    raise PositionConflict(
                        f"group {group} is not at {before} in {place[0]}/{place[1]}: another process commits for it"
                    )
            self._insert(connection, entries)
            connection.executemany(
                "REPLACE INTO states VALUES (?,?,?)", [(group, key, value) for key, value in (states or {}).items()]
            )

        await self._write(work)
        self._known.update({(group, place): position for place, position in positions.items()})

    async def states(self, group: str) -> AsyncIterator[tuple[str, bytes]]:
        def page(connection: sqlite3.Connection, after: str) -> list[tuple[str, bytes]]:
            return connection.execute(
                'SELECT key, value FROM states WHERE "group" = ? AND key > ? ORDER BY key LIMIT 1000', (group, after)
            ).fetchall()

        after = ""
        while rows := await self.run(partial(page, after=after)):
            for row in rows:
                yield row
            after = rows[-1][0]

    async def close(self) -> None:
        await self.run(sqlite3.Connection.close)
        self._thread.shutdown()
