"""A log is compared with a clean run of its articles: whatever is lost, doubled or otherwise is seen."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

import pytest

from bench.kills.clean import Detected, compare, detecting
from bench.kills.news import days
from schemas.articles import Revision
from schemas.envelope import Entry, seal_all
from schemas.topics import FIGURES, FLAGS, STATEMENTS
from services.eventlog.memory import MemoryLog

NEWS = [article for day in islice(days(1), 4) for article in (*day.first, *day.then)]


async def taken_in(articles: Sequence[Revision]) -> MemoryLog:
    log = MemoryLog()
    await log.append(seal_all(articles))
    async with detecting(log) as settle:
        await settle()
    return log


async def compared(log: MemoryLog) -> Detected:
    return await compare(log, NEWS)


async def test_the_same_articles_at_once_end_as_those_one_after_another():
    of = await compared(await taken_in(NEWS))
    assert of.holds
    assert of.articles == len(NEWS)
    assert of.flags >= 4
    assert of.outputs.keys() == {"statements", "figures", "flags"}


async def test_an_article_that_was_never_read_is_missed():
    of = await compared(await taken_in(NEWS[1:]))
    assert of.missing > 0
    assert of.beyond == 0
    assert of.different
    assert not of.holds


async def test_a_flag_that_the_articles_do_not_give_is_seen():
    log = await taken_in([article for day in islice(days(1), 5) for article in (*day.first, *day.then)])
    of = await compared(log)
    assert of.missing == 0
    assert of.beyond > 0
    assert not of.holds


@pytest.mark.parametrize("topic", [STATEMENTS, FIGURES, FLAGS])
async def test_an_output_that_came_twice_is_counted(topic):
    log = await taken_in(NEWS)
    doubled = next(record for record in reversed(log.records) if record.topic == topic.name)
    await log.append([Entry(doubled.topic, doubled.key, doubled.headers, doubled.value)])
    of = await compared(log)
    assert of.again == 1
    assert not of.holds


async def test_what_was_recorded_is_replayed():
    log = await taken_in(NEWS)
    at, told = next((at, record) for at, record in enumerate(log.records) if record.topic == FLAGS.name)
    log.records[at] = told._replace(value=told.value.replace(b"Morning Post", b"Evening Star"))
    of = await compared(log)
    assert any(words.startswith("flags replayed: ") for words in of.different)
    assert not of.holds
