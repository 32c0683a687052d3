"""Workers that are paused, stopped or held up: what they had in work is neither lost nor written over another's."""

from __future__ import annotations

import asyncio
import signal

import pytest
from aiokafka import AIOKafkaProducer

from schemas.event import TrackId
from schemas.statements import Reported
from services.detect.tracking.track import MAX_STATE_BYTES
from tests.detect.examples import report, statement
from tests.detect.faust_fixtures import Desk, Worker, desk, reports

__all__ = ["desk"]

pytestmark = pytest.mark.kafka

OFFSET = slice(0, 8)
"""Of a state's value: the offset that it includes, so that values of one key compare as they are old or new."""
REWINDLESS = ("--uncommitted", "--hold", "outputs", "--without", "rewind")
"""Faust's own consumer, which stands in a batch with more in its queue when it comes to seek."""


async def stale(desk: Desk) -> list[str]:
    """The keys whose last state is not their newest."""
    newest: dict[str, bytes] = {}
    last: dict[str, bytes] = {}
    for record in await desk.states("detect.track"):
        last[record.key] = record.value[OFFSET]
        newest[record.key] = max(newest.get(record.key, b""), last[record.key])
    return [key for key in last if last[key] < newest[key]]


async def woken_too_late(desk: Desk, *options: str) -> Worker:
    """A worker stopped in the midst of a batch, until another had its partitions and went on; then woken."""
    worker = await desk.held("outputs", *options)
    worker.process.send_signal(signal.SIGSTOP)
    successor = await desk.start()
    await successor.says("ready")
    await desk.feed(reports(240, 300))
    await desk.idle()
    await successor.stop()
    worker.go_on()
    worker.process.send_signal(signal.SIGCONT)
    return worker


async def test_a_worker_paused_past_its_session_ends_when_woken_and_nothing_is_lost(desk: Desk) -> None:
    worker = await woken_too_late(desk)
    assert await worker.ended() == 1
    assert "past its session" in worker.errors
    assert await stale(desk) == []
    await desk.feed(reports(300, 360))
    await desk.run_until_idle()
    assert await desk.outputs() == await desk.expected()


async def test_without_the_pulse_it_writes_over_its_successor(desk: Desk) -> None:
    await woken_too_late(desk, "--without", "pulse")
    async with asyncio.timeout(30):
        while not await stale(desk):  # noqa: ASYNC110 - Kafka tells no one
            await asyncio.sleep(0.1)


async def overwritten(desk: Desk) -> None:
    """A desk on which the first state of each key, and each first position, came again as its last; then more came."""
    await desk.feed(reports(0, 240))
    await desk.run_until_idle()
    kept = [*await desk.states("detect.track"), *await desk.positions("detect.track")]
    first = {record.key: record for record in reversed(kept)}
    producer = AIOKafkaProducer(bootstrap_servers=desk.bootstrap)
    await producer.start()
    for key, record in first.items():
        topic = f"{desk.prefix}detect-detect.track-changelog"
        await producer.send_and_wait(topic, record.value, key.encode(), partition=record.partition)
    await producer.stop()
    assert len(await stale(desk)) >= 40
    await desk.feed(reports(240, 320))


async def test_recovery_keeps_the_newest_state(desk: Desk) -> None:
    await overwritten(desk)
    await desk.run_until_idle()
    assert await desk.outputs() == await desk.expected()


async def test_faust_alone_would_keep_the_last_and_go_on_from_there(desk: Desk) -> None:
    await overwritten(desk)
    await desk.run_until_idle("--without", "highest", "--without", "gap-check")
    assert await desk.outputs() != await desk.expected()


async def test_a_worker_told_to_stop_finishes_its_batch(desk: Desk) -> None:
    worker = await desk.held("outputs")
    worker.process.terminate()
    await worker.says("stopping")
    worker.go_on()
    assert await worker.ended() == 0
    await desk.run_until_idle()
    assert await desk.outputs() == await desk.expected()


async def test_without_the_shield_faust_would_call_it_done_and_the_next_worker_sees_the_gap(desk: Desk) -> None:
    worker = await desk.held("outputs", "--without", "shield")
    worker.process.terminate()
    assert await worker.ended() == 0
    successor = await desk.start()
    assert await successor.ended() == 1
    assert "are missing" in successor.errors


async def sought_worker(desk: Desk, *options: str) -> Worker:
    """A worker that takes long to seek after its predecessor died uncommitted, and meanwhile stands in a batch."""
    before = await desk.held("outputs", "--uncommitted")
    before.process.kill()
    worker = await desk.start("--slow-seek", *options)
    await worker.says("sought")
    worker.go_on()
    await desk.feed(reports(240, 280))
    return worker


async def test_nothing_arrives_before_the_consumer_has_sought_its_place(desk: Desk) -> None:
    worker = await sought_worker(desk)
    await desk.idle()
    await worker.stop()
    assert await desk.outputs() == await desk.expected()


async def test_without_it_faust_loses_records_and_the_worker_sees_the_gap(desk: Desk) -> None:
    worker = await sought_worker(desk, *REWINDLESS)
    assert await worker.ended() == 1
    assert "are missing" in worker.errors
    await desk.run_until_idle()
    assert await desk.outputs() == await desk.expected()


async def test_without_the_gap_check_it_goes_on_over_what_is_missing(desk: Desk) -> None:
    # Whether they are lost for good hangs on when the late seek comes; that it goes on is what the check forbids.
    worker = await sought_worker(desk, *REWINDLESS, "--without", "gap-check")
    await worker.says("skipped")
    await worker.stop()


async def test_without_acknowledged_outputs_a_commit_outruns_them_and_a_kill_loses_them(desk: Desk) -> None:
    worker = await desk.held("outputs", "--without", "acknowledgement")
    await desk.idle()
    worker.process.kill()
    await worker.ended()
    await desk.run_until_idle()
    assert await desk.outputs() != await desk.expected()


def huge_reports() -> list[Reported]:
    """Of one track, together far more than a message may hold."""
    words = [statement(1000 + n, source=f"source {n}") for n in range(80)]
    return [
        report(f"huge-{n}", *words, track=TrackId("actor/hot/soldier"), day=f"2025-01-{1 + n // 4:02d}")
        for n in range(60)
    ]


async def test_a_hot_tracks_state_stays_within_its_bound(desk: Desk) -> None:
    await desk.feed(huge_reports())
    await desk.run_until_idle()
    sizes = [len(record.value) for record in await desk.states("detect.track")]
    assert MAX_STATE_BYTES / 2 < max(sizes) <= MAX_STATE_BYTES + 8


async def test_without_the_bound_every_worker_dies_of_it(desk: Desk) -> None:
    await desk.feed(huge_reports())
    for _ in range(2):
        worker = await desk.start("--without", "bound")
        assert await worker.ended() == 1
        assert "MessageSizeTooLarge" in worker.errors
