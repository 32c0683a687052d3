"""Another process at a log: `write` or `read`, as its arguments say."""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
from pathlib import Path

from schemas.envelope import Entry, canonical
from schemas.topics import ARTICLES
from services.eventlog.kafka import KafkaLog
from services.eventlog.port import EventLog
from services.eventlog.sqlite import SqliteLog


def _open(adapter: str, *where: str) -> EventLog:
    return SqliteLog(Path(where[0])) if adapter == "sqlite" else KafkaLog(where[0], prefix=where[1])


async def write(log: EventLog, writer: str, count: str, keys: str) -> None:
    """Append `count` numbered records, in turn to each of the keys, ten at a time."""
    entries = [
        Entry("articles", f"key-{n % int(keys)}", (), canonical({"n": n, "writer": writer})) for n in range(int(count))
    ]
    for n in range(0, len(entries), 10):
        await log.append(entries[n : n + 10])


async def read(log: EventLog, group: str, count: str) -> None:
    """Read on for the group, name what was read, and then hang without a commit until killed."""
    reader = log.read([ARTICLES], await log.committed(group))
    places: list[str] = []
    while len(places) < int(count):
        places += [record.place for record in await reader.poll(dt.timedelta(seconds=30))]
    sys.stdout.write(" ".join(places) + "\n")
    sys.stdout.flush()
    sys.stdin.read()


async def main(verb: str, options: list[str], where: list[str]) -> None:
    log = _open(*where)
    await {"write": write, "read": read}[verb](log, *options)
    await log.close()


if __name__ == "__main__":
    at = sys.argv.index("--")
    asyncio.run(main(sys.argv[1], sys.argv[2:at], sys.argv[at + 1 :]))
