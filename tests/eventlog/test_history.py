"""All that lies on a log now, and nothing of what comes meanwhile; or that as well, as it comes."""

from __future__ import annotations

from schemas.topics import ARTICLES, FLAGS
from services.eventlog.history import follow, history, size
from services.eventlog.memory import MemoryLog
from services.eventlog.port import Entry


def entries(*values: bytes) -> list[Entry]:
    return [Entry(ARTICLES.name, value.decode(), (), value) for value in values]


async def test_every_record_once_up_to_where_the_log_ended_when_asked() -> None:
    log = MemoryLog()
    await log.append(entries(*(b"%d" % n for n in range(7))))
    found = []
    async for record in history(log, [ARTICLES], page=2):
        if not found:
            await log.append(entries(b"late"))
        found.append(record.value)
    assert sorted(found) == [b"%d" % n for n in range(7)]
    assert await size(log, [ARTICLES]) == 8


async def test_an_empty_log_has_none() -> None:
    assert [record async for record in history(MemoryLog(), [ARTICLES, FLAGS])] == []
    assert await size(MemoryLog(), [FLAGS]) == 0


async def test_who_follows_a_log_hears_what_comes(store) -> None:
    log = store.open()
    await log.append(entries(b"1"))
    assert [record.value async for record in history(log, [ARTICLES])] == [b"1"]
    following = follow(log, [ARTICLES])
    assert (await anext(following)).value == b"1"
    await log.append(entries(b"2"))
    assert (await anext(following)).value == b"2"
    await following.aclose()
