"""A reader of the log in a SQLite file."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

import msgspec

from schemas.envelope import Headers
from schemas.topics import PARTITIONS, Topic
from services.eventlog.port import Positions, Record

EPOCH: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
Run = Callable[[Callable[[sqlite3.Connection], list[Record]]], Awaitable[list[Record]]]

_IDLE: Final = 0.05
"""Seconds between looks for records that another process may have appended."""
_unpack: Final = msgspec.msgpack.Decoder(Headers).decode


class SqliteReader:
    """Reads in the order of appending over all partitions, which keeps the embedded way reproducible."""

    def __init__(
        self, run: Run, appended: Callable[[], asyncio.Event], topics: Sequence[Topic], start: Positions
    ) -> None:
        """Say what to read, from where.

        Args:
            run: does work with the log's connection, in the log's thread.
            appended: gives the event that is set when this process next appends.
            topics: which ones.
            start: where to begin, at its first record for a partition not named.
        """
        self._run = run
        self._appended = appended
        self._topics = [topic.name for topic in topics]
        self._positions = {(t, p): start.get((t, p), 0) for t in self._topics for p in range(PARTITIONS)}
        self._after: int | None = None

    @property
    def positions(self) -> Positions:
        return dict(self._positions)

    async def poll(self, wait: dt.timedelta, limit: int = 500) -> Sequence[Record]:
        until = asyncio.get_running_loop().time() + wait.total_seconds()
        while True:
            appended = self._appended()
            if records := await self._run(lambda connection: self._page(connection, limit)):
                return records
            left = until - asyncio.get_running_loop().time()
            if left <= 0:
                return []
            try:
                await asyncio.wait_for(appended.wait(), min(left, _IDLE))
            except TimeoutError:
                continue

    def _page(self, connection: sqlite3.Connection, limit: int) -> list[Record]:
        if self._after is None:
            # At one moment of the file: what another process appends between two looks would pass for read.
            with connection:
                connection.execute("BEGIN")
                self._after = self._first(connection) - 1
        # The plus keeps SQLite from going by the topics' index, and so through all their records at each look.
        query = (
            "SELECT seq, topic, partition, offset, appended_at, key, headers, value FROM records "  # noqa: S608 - only "?"
            f"WHERE seq > ? AND +topic IN ({','.join('?' * len(self._topics))}) ORDER BY seq LIMIT ?"
        )
        page: list[Record] = []
        while not page:
            rows = connection.execute(query, (self._after, *self._topics, limit)).fetchall()
            if not rows:
                break
            self._after = rows[-1][0]
            stamp, moment = 0, EPOCH
            for _, topic, number, offset, appended_at, key, headers, value in rows:
                if offset >= self._positions[topic, number]:
                    self._positions[topic, number] = offset + 1
                    # Records of one append share its time.
                    if appended_at != stamp:
                        stamp, moment = appended_at, EPOCH + dt.timedelta(microseconds=appended_at)
                    page.append(Record(topic, number, offset, moment, key, _unpack(headers), value))
        return page

    def _first(self, connection: sqlite3.Connection) -> int:
        """The lowest sequence number that any partition still has to give."""
        firsts = []
        for (topic, number), position in self._positions.items():
            found = connection.execute(
                "SELECT seq, offset FROM records WHERE topic = ? AND partition = ? AND offset >= ? "
                "ORDER BY offset LIMIT 1",
                (topic, number, position),
            ).fetchone()
            if found is None:
                # Retention may have removed all there was.
                end = connection.execute(
                    "SELECT position FROM ends WHERE topic = ? AND partition = ?", (topic, number)
                ).fetchone()
                self._positions[topic, number] = max(position, *(end or (0,)))
            else:
                firsts.append(int(found[0]))
                self._positions[topic, number] = int(found[1])
        if firsts:
            return min(firsts)
        (last,) = connection.execute("SELECT coalesce(max(seq), 0) FROM records").fetchone()
        return int(last) + 1

    async def close(self) -> None:
        """The connection is the log's."""
