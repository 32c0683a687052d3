"""What is taken to be sent, by whom, in which order; and what is kept of how it ended."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlmodel import select

from services.alert.outbox import deliveries, lanes, workers
from services.alert.outbox.database import Outbox
from services.alert.outbox.deliveries import give_up
from services.alert.outbox.tables import DeliveryRow, DeliveryState, stored
from tests.alert.examples import NOON

LANE = ("desk", "slack/C0DESK")
SECOND = dt.timedelta(seconds=1)


def delivery(name: str, claim: str, at: dt.datetime = NOON, lane: tuple[str, str] = LANE) -> DeliveryRow:
    return DeliveryRow(
        delivery=name,
        receiver=lane[0],
        channel=lane[1],
        group="",
        claim=claim,
        causes="[]",
        payload="{}",
        state=DeliveryState.PENDING,
        decided_at=stored(NOON),
        since=stored(NOON),
        next_attempt_at=stored(at),
    )


async def worker_with(outbox: Outbox, *rows: DeliveryRow) -> int:
    async with outbox.transaction() as session:
        await lanes.keep(session, {LANE})
        for row in rows:
            session.add(row)
            await session.flush()
        return await workers.join(session, "alert", alone=False)


async def taken(outbox: Outbox, worker: int, most: int = 10, now: dt.datetime = NOON) -> list[DeliveryRow]:
    async with outbox.transaction() as session:
        return [row for row, *_ in await deliveries.take(session, worker, {LANE: most}, now)]


def names(rows: list[DeliveryRow]) -> list[str]:
    return [row.delivery for row in rows]


async def kept(outbox: Outbox, row: DeliveryRow) -> bool:
    async with outbox.transaction() as session:
        return await deliveries.keep(session, [row]) == {row.seq}


async def test_of_each_claim_the_oldest_is_taken_and_no_more_than_asked_for(outbox):
    rows = [delivery("a1", "a"), delivery("a2", "a"), delivery("b1", "b"), delivery("c1", "c")]
    worker = await worker_with(outbox, *rows)
    assert names(await taken(outbox, worker, most=2)) == ["a1", "b1"]
    assert names(await taken(outbox, worker)) == ["c1"]
    assert names(await taken(outbox, worker)) == []


async def test_the_last_of_a_claim_is_told_from_those_before_it(outbox):
    worker = await worker_with(outbox, delivery("a1", "a"), delivery("a2", "a"), delivery("b1", "b"))
    async with outbox.transaction() as session:
        found = await deliveries.take(session, worker, {LANE: 10}, NOON)
    assert [(one.row.delivery, one.is_last) for one in found] == [("a1", False), ("b1", True)]


async def test_a_claims_next_is_taken_once_the_one_before_is_finished(outbox):
    worker = await worker_with(outbox, delivery("a1", "a"), delivery("a2", "a"))
    (first,) = await taken(outbox, worker)
    give_up(first, "refused", NOON)
    assert await kept(outbox, first)
    assert names(await taken(outbox, worker)) == ["a2"]


async def test_what_is_put_off_waits_and_its_claim_with_it(outbox):
    worker = await worker_with(outbox, delivery("a1", "a", NOON + SECOND), delivery("a2", "a"), delivery("b1", "b"))
    assert names(await taken(outbox, worker)) == ["b1"]
    async with outbox.transaction() as session:
        assert await deliveries.next_due(session, [LANE], NOON) == {LANE: NOON + SECOND}
    assert names(await taken(outbox, worker, now=NOON + SECOND)) == ["a1"]


async def test_nothing_is_taken_of_a_lane_that_rests(outbox):
    worker = await worker_with(outbox, delivery("a1", "a"))
    async with outbox.transaction() as session:
        await lanes.rest(session, LANE, NOON + SECOND)
        assert await deliveries.next_due(session, [LANE], NOON) == {LANE: NOON + SECOND}
    assert names(await taken(outbox, worker)) == []
    assert names(await taken(outbox, worker, now=NOON + SECOND)) == ["a1"]


async def test_other_lanes_are_apart(outbox):
    worker = await worker_with(outbox, delivery("a1", "a", lane=("desk", "email/x")), delivery("a2", "a"))
    assert names(await taken(outbox, worker)) == ["a2"]


async def test_what_a_worker_is_sending_is_another_s_once_it_is_dead_and_then_uncertain(outbox):
    dead = await worker_with(outbox, delivery("a1", "a"), delivery("a2", "a"))
    another = await worker_with(outbox)
    (row,) = await taken(outbox, dead)
    assert not row.uncertain
    assert names(await taken(outbox, another)) == []
    async with outbox.transaction() as session:
        await workers.leave(session, dead)
    (again,) = await taken(outbox, another)
    assert (again.delivery, again.uncertain, again.attempts) == ("a1", True, 2)


async def test_a_worker_that_was_taken_for_dead_keeps_nothing_of_what_another_took(outbox):
    dead = await worker_with(outbox, delivery("a1", "a"))
    another = await worker_with(outbox)
    (row,) = await taken(outbox, dead)
    async with outbox.transaction() as session:
        await workers.leave(session, dead)
    (again,) = await taken(outbox, another)
    give_up(row, "refused", NOON)
    assert not await kept(outbox, row)
    give_up(again, "refused by then", NOON)
    assert await kept(outbox, again)
    async with outbox.transaction() as session:
        assert (await session.exec(select(DeliveryRow.reason))).one() == "refused by then"


async def test_two_workers_take_different_deliveries_at_one_moment(postgres):
    outbox, beside = await Outbox.open(postgres), await Outbox.open(postgres)
    one = await worker_with(outbox, *(delivery(name, name) for name in "abcd"), delivery("a2", "a"))
    another = await worker_with(outbox)
    async with outbox.transaction() as first, beside.transaction() as second:
        mine = await deliveries.take(first, one, {LANE: 2}, NOON)
        others = await deliveries.take(second, another, {LANE: 10}, NOON)
    assert (names([row for row, *_ in mine]), names([row for row, *_ in others])) == (["a", "b"], ["c", "d"])
    await outbox.close()
    await beside.close()


async def test_what_is_for_a_channel_that_is_gone_fails_but_for_what_is_being_sent(outbox):
    worker = await worker_with(outbox, delivery("a1", "a"), delivery("b1", "b"))
    await taken(outbox, worker, most=1)
    async with outbox.transaction() as session:
        await deliveries.give_up_all_but(session, {("desk", "email/x")}, "it is gone", NOON)
        assert await deliveries.waiting(session) == 1
        assert [(row.delivery, row.reason) for row in await deliveries.untold(session, 10)] == [("b1", "it is gone")]


async def test_what_is_finished_is_told_once(outbox):
    rows = [delivery(name, name) for name in "abc"]
    for row in rows:
        give_up(row, "refused", NOON)
    await worker_with(outbox, *rows)
    async with outbox.transaction() as session:
        found = await deliveries.untold(session, 2)
        assert names(list(found)) == ["a", "b"]
        await deliveries.mark_told(session, found, NOON)
        assert names(list(await deliveries.untold(session, 2))) == ["c"]


@pytest.mark.parametrize("times", [0, 1, 2])
async def test_news_on_a_lane_are_counted(outbox, times):
    async with outbox.transaction() as session:
        await lanes.keep(session, {LANE, ("desk", "email/x")})
        await lanes.keep(session, {LANE})
        for _ in range(times):
            await lanes.announce(session, {LANE})
        assert await lanes.news(session) == {LANE: times, ("desk", "email/x"): 0}
