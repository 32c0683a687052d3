"""A Faust worker for tests: as it is run, with a defence removed, held at a point, or made to stumble.

    python faust_worker.py BOOTSTRAP PREFIX [--without DEFENCE] [--hold POINT] [--stumble FILE]
        [--slow-seek] [--uncommitted]

It says `ready` when it has its partitions, `stopping` when it was told to stop, `sought` after a slow seek, `skipped`
when it goes on over a gap as its check is out, and `held` when it has come to the point; there it waits for a line.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import faust
from faust.stores.memory import Store
from faust.transport.drivers.aiokafka import Consumer

from schemas.envelope import Entry
from schemas.event import Event
from schemas.rejects import Rejected
from schemas.statements import Reported
from services.detect import batches, faust_app
from services.detect.control import Clock
from services.detect.faust_table import HighestStore, StateTable
from services.detect.fold import Fold, Outcome
from services.detect.tracking import track
from services.eventlog.kafka import KafkaLog
from services.eventlog.port import Record

SESSION = dt.timedelta(seconds=6)
"""The shortest that a broker allows by default."""
BATCH = 40
"""Small, so that a few hundred records are many batches."""
HELD_BATCH = 3
STUMBLING = "stumbling-block"


def say(word: str) -> None:
    # Faust sends what is written to sys.stdout to its logger, and writes to the terminal without ends of lines.
    assert sys.__stdout__ is not None
    sys.__stdout__.write(f"\n{word}\n")
    sys.__stdout__.flush()


class Gate:
    """Where the worker is held, once, when it has come to the third batch that brings figures."""

    def __init__(self, point: str | None) -> None:
        self._point = point
        self._batches = 0

    async def hold(self, point: str) -> None:
        if point != self._point:
            return
        self._batches += 1
        if self._batches == HELD_BATCH:
            lines = asyncio.StreamReader()
            await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
            say("held")
            await lines.readline()


class HeldLog(KafkaLog):
    """The log with gates before and after the outputs of tracking."""

    gate: Gate

    async def append(self, entries: Sequence[Entry]) -> None:
        tracked = any(entry.topic == "figures" for entry in entries)
        if tracked:
            await self.gate.hold("outputs")
        await super().append(entries)
        if tracked:
            await self.gate.hold("states")


def hold_commit(gate: Gate) -> None:
    acknowledged = StateTable.acknowledged

    async def held(self: StateTable) -> None:
        put = bool(self._sent)
        await acknowledged(self)
        if put and self.name == "detect.track":
            await gate.hold("commit")

    StateTable.acknowledged = held  # type: ignore[method-assign]  # a gate of the test


def stumble(seen: Path) -> None:
    """Fail at one record, the first time that it comes."""

    class Stumbling:
        def __init__(self, fold: Fold) -> None:
            self._fold = fold
            self.load, self.barrier = fold.load, fold.barrier

        def apply(self, offset: int, event: Event) -> Outcome:
            if isinstance(event, Reported) and event.article == STUMBLING and not seen.exists():
                seen.touch()
                raise RuntimeError("stumbled")
            return self._fold.apply(offset, event)

    make = faust_app.TRACKING.make
    faust_app.TRACKING = faust_app.TRACKING._replace(make=lambda: Stumbling(make()))  # type: ignore[misc]  # ditto


def slow_seek() -> None:
    """Take long to seek, as with a broker that is far away, and tell when it is done."""
    perform = Consumer.perform_seek

    async def perform_slowly(self: Consumer) -> None:
        await asyncio.sleep(1)
        await perform(self)
        say("sought")

    Consumer.perform_seek = perform_slowly


def without_end() -> None:
    faust_app.end_process = say  # type: ignore[assignment, return-value]


def without_pulse() -> None:
    faust_app.Pulse.check = lambda self: None  # type: ignore[method-assign]


def without_highest() -> None:
    HighestStore.apply_changelog_batch = Store.apply_changelog_batch  # type: ignore[method-assign]


def without_refusal() -> None:
    def rejected(service: str, record: Record, fault: ValueError) -> Rejected:
        raise fault

    batches.rejected = rejected


def without_shield() -> None:
    async def run(self: faust_app.Agent, stream: Any) -> None:
        async for events in stream.take_events(BATCH, within=0.05):
            try:
                await self._work([event.message for event in events])
            except Exception as fault:  # noqa: BLE001 - as the agent itself
                faust_app.end_process(repr(fault))

    faust_app.Agent.run = run  # type: ignore[method-assign]


def without_acknowledgement() -> None:
    append, sending = HeldLog.append, set()

    async def send(self: HeldLog, entries: Sequence[Entry]) -> None:
        task = asyncio.ensure_future(append(self, entries))
        sending.add(task)
        task.add_done_callback(sending.discard)

    HeldLog.append = send  # type: ignore[method-assign]


def without_rewind() -> None:
    faust_app.RewindingConsumer = Consumer  # type: ignore[misc]  # ditto


def without_gap_check() -> None:
    def taken(records: Iterable[Record], position: Callable[[int], int]) -> list[Record]:
        every = list(records)
        try:
            batches.unseen(every, position)
        except batches.Gap:
            say("skipped")
        return every

    faust_app.unseen = taken


def without_bound() -> None:
    track.MAX_STATE_BYTES = 1 << 40  # type: ignore[misc]  # ditto


DEFENCES = {
    "end": without_end,
    "pulse": without_pulse,
    "highest": without_highest,
    "refusal": without_refusal,
    "shield": without_shield,
    "acknowledgement": without_acknowledgement,
    "rewind": without_rewind,
    "gap-check": without_gap_check,
    "bound": without_bound,
}


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("bootstrap")
    options.add_argument("prefix")
    options.add_argument("--without", choices=DEFENCES, action="append", default=[])
    options.add_argument("--hold", choices=["outputs", "states", "commit"])
    options.add_argument("--stumble", type=Path)
    options.add_argument("--slow-seek", action="store_true")
    options.add_argument("--uncommitted", action="store_true", help="never come to commit")
    options.add_argument("--loglevel", default="WARNING")
    chosen = options.parse_args()
    faust_app._BATCH = BATCH  # type: ignore[misc]
    for defence in chosen.without:
        DEFENCES[defence]()
    if chosen.stumble:
        stumble(chosen.stumble)
    if chosen.slow_seek:
        slow_seek()
    log = HeldLog(chosen.bootstrap, prefix=chosen.prefix)
    log.gate = Gate(chosen.hold)
    hold_commit(log.gate)
    app = faust_app.make_app(
        chosen.bootstrap,
        log,
        Clock.ARTICLES,
        now=lambda: dt.datetime.now(dt.UTC),
        prefix=chosen.prefix,
        session=SESSION,
    )
    if chosen.uncommitted:
        app.conf.broker_commit_interval = 3600.0

    @app.on_rebalance_complete.connect  # type: ignore[untyped-decorator]  # faust's types are not seen
    async def ready(*_args: object, **_kwargs: object) -> None:
        say("ready")

    @app.on_before_shutdown.connect  # type: ignore[untyped-decorator]  # faust's types are not seen
    async def stopping(*_args: object, **_kwargs: object) -> None:
        say("stopping")

    faust.Worker(app, loglevel=chosen.loglevel, quiet=True).execute_from_commandline()


if __name__ == "__main__":
    main()
