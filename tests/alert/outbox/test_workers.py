"""Who lives, and who of them takes in the log."""

from __future__ import annotations

import asyncio

from services.alert.outbox.database import Outbox
from services.alert.outbox.workers import Other, beat, bury, join, leads, leave, others, resign


async def test_a_worker_has_a_number_higher_than_any_before(outbox):
    async with outbox.transaction() as session:
        first = await join(session, "alert", alone=False)
        await leave(session, first)
        assert await join(session, "alert", alone=False) > first


async def test_who_alone_can_live_buries_the_others(outbox):
    async with outbox.transaction() as session:
        dead = await join(session, "alert", alone=False)
        await join(session, "alert", alone=True)
        assert not await beat(session, dead)


async def test_a_worker_sees_how_often_the_others_have_beaten(outbox):
    async with outbox.transaction() as session:
        one, another = await join(session, "alert", alone=False), await join(session, "alert", alone=False)
        assert await beat(session, another)
        assert await others(session, one) == [Other(another, "alert", 1)]


async def test_only_who_has_not_beaten_since_is_buried(outbox):
    async with outbox.transaction() as session:
        worker = await join(session, "alert", alone=False)
        await beat(session, worker)
        assert not await bury(session, Other(worker, "alert", 0))
        assert await beat(session, worker)
        assert await bury(session, Other(worker, "alert", 2))
        assert not await beat(session, worker)


async def test_one_takes_in_the_log_until_it_resigns_leaves_or_is_buried(outbox):
    async with outbox.transaction() as session:
        first, second, third = [await join(session, "alert", alone=False) for _ in range(3)]
        assert await leads(session, second)
        assert await leads(session, second)
        assert not await leads(session, first)
        await resign(session, second)
        assert await leads(session, first)
        await leave(session, first)
        assert await leads(session, third)
        await bury(session, Other(third, "alert", 0))
        assert await leads(session, second)


async def test_who_was_buried_takes_in_nothing_more(outbox):
    async with outbox.transaction() as session:
        worker = await join(session, "alert", alone=False)
        await bury(session, Other(worker, "alert", 0))
        assert not await leads(session, worker)


async def test_nobody_else_takes_in_the_log_before_the_transaction_ends_of_who_does(postgres):
    outbox, another = await Outbox.open(postgres), await Outbox.open(postgres)
    async with outbox.transaction() as session:
        old, new = await join(session, "alert", alone=False), await join(session, "alert", alone=False)
    async with outbox.transaction() as session:
        assert await leads(session, old)
        async with another.transaction() as beside:
            await bury(beside, Other(old, "alert", 0))

        async def take_over() -> bool:
            async with another.transaction() as later:
                return await leads(later, new)

        taking_over = asyncio.create_task(take_over())
        done, _ = await asyncio.wait([taking_over], timeout=0.3)
        assert not done
    assert await taking_over
    await outbox.close()
    await another.close()
