"""Detect on Apache Kafka: the same folds as `service`, driven by Faust agents, scaled by partitions.

    batch of records ─folds─▶ outputs, acknowledged ─▶ states in the table, acknowledged ─▶ offsets commit

At least once: a crash between two of these repeats outputs, which carry the same ids. Faust acknowledges a record even
when its agent raises; so nothing may leave the loop as an exception: a record that a fold refuses goes to `rejects`,
and any other fault ends the process at once, before Faust can commit what was not done. A supervisor starts it anew.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import faust

from schemas.envelope import seal_all
from schemas.topics import PARTITIONS, Topic, partition_of
from services.detect.batches import fold_part, opened, parts, unseen
from services.detect.control import Clock
from services.detect.faust_consumer import RewindingConsumer
from services.detect.faust_table import StateTable
from services.detect.fold import Fold
from services.detect.service import READING, TRACKING, Leader, Stage
from services.eventlog.port import EventLog, Record, first_append

_BATCH: Final = 500
_WITHIN: Final = dt.timedelta(milliseconds=50)
_BEAT: Final = dt.timedelta(seconds=1)
SESSION: Final = dt.timedelta(seconds=30)
"""How long the broker waits for a silent worker before it gives its partitions to another."""

logger = logging.getLogger(__name__)


def end_process(reason: str) -> None:
    """End at once, without any clean-up that could still write or acknowledge."""
    logger.critical("worker ends: %s", reason)
    logging.shutdown()
    os._exit(1)


class Pulse:
    """Knows whether this process was stopped for longer than its session: then its partitions are another's.

    It beats from its first check on: until a worker has partitions it may have to wait for another's session to end.
    """

    def __init__(self, session: dt.timedelta) -> None:
        self._session = session.total_seconds()
        self._beat: float | None = None

    def check(self) -> None:
        """Beat; ends the process if the last beat lies too far back."""
        now = time.monotonic()
        if self._beat is not None and now - self._beat >= self._session:
            end_process(f"paused for {now - self._beat:.0f} s, past its session: another worker has its partitions")
        self._beat = now


class Agent:
    """Drives the folds of a stage, one a partition, over Faust's batches."""

    def __init__(self, log: EventLog, stage: Stage, table: StateTable, pulse: Pulse) -> None:
        self._log = log
        self._stage = stage
        self._table = table
        self._pulse = pulse
        self._folds: list[Fold] | None = None

    async def forget(self) -> None:
        """After a rebalance: the table may have learnt of other partitions, so folds are loaded from it anew."""
        self._folds = None

    async def run(self, stream: Any) -> None:
        """Work on batches as they come, for ever."""
        async for events in stream.take_events(_BATCH, within=_WITHIN.total_seconds()):
            work = asyncio.ensure_future(self._work([event.message for event in events]))
            try:
                await asyncio.shield(work)
            except asyncio.CancelledError:
                # Faust acknowledges the batch of a cancelled agent too, so a worker told to stop finishes it first.
                await self._or_end(work)
                raise
            except Exception:  # noqa: BLE001 - what it was is told where the process ends
                await self._or_end(work)

    async def _or_end(self, work: asyncio.Future[None]) -> None:
        try:
            await work
        except Exception as fault:
            logger.exception("%s failed", self._stage.group)
            end_process(f"{self._stage.group} failed: {fault!r}")

    async def _work(self, messages: Sequence[Any]) -> None:
        folds = self._loaded()
        records = [_record(self._stage.topic, message) for message in messages]
        for part in parts(folds, opened(unseen(records, self._table.position))):
            gain = fold_part(folds, self._stage.group, part)
            self._pulse.check()
            await self._log.append(seal_all(gain.events))
            self._pulse.check()
            for key, (offset, state) in gain.states.items():
                self._table.put(key, offset, state)
            for (_, partition), position in gain.positions.items():
                self._table.advance(partition, position)
            await self._table.acknowledged()

    def _loaded(self) -> list[Fold]:
        if self._folds is None:
            kept: list[list[tuple[str, bytes]]] = [[] for _ in range(PARTITIONS)]
            for key, state in self._table.states():
                kept[partition_of(key.encode())].append((key, state))
            self._folds = [self._stage.make() for _ in range(PARTITIONS)]
            for fold, states in zip(self._folds, kept, strict=True):
                fold.load(states)
        return self._folds


def make_app(
    bootstrap: str,
    log: EventLog,
    clock: Clock,
    *,
    now: Callable[[], dt.datetime],
    prefix: str = "",
    replication: int = 1,
    session: dt.timedelta = SESSION,
) -> faust.App:
    """The Faust app, which ends when the topics of the log do not exist: Faust would wait for them for ever.

    Args:
        bootstrap: host:port of a broker, or several with commas between.
        log: where outputs go; closed when the worker ends.
        clock: whose days count.
        now: the wall clock.
        prefix: before the names of all topics and groups.
        replication: copies of each partition of the changelogs, which Faust creates.
        session: how long the broker waits for a silent worker; at least its group.min.session.timeout.ms.
    """
    app = faust.App(
        f"{prefix}detect",
        broker=f"kafka://{bootstrap}",
        store="memory://",
        datadir=str(Path(tempfile.gettempdir()) / f"claimwatch-{prefix}detect"),  # made by Faust, and left empty
        table_standby_replicas=0,
        topic_replication_factor=replication,
        autodiscover=False,
        web_enabled=False,
        topic_partitions=PARTITIONS,
        processing_guarantee="at_least_once",
        consumer_auto_offset_reset="earliest",
        broker_session_timeout=session.total_seconds(),
        broker_heartbeat_interval=session.total_seconds() / 5,
        broker_commit_interval=1.0,
        stream_wait_empty=False,
        producer_acks=-1,
        producer_max_request_size=1_200_000,
    )
    # A Faust worker lets the root logger make a record of whatever is told; its client tells of every request.
    logging.getLogger("aiokafka").setLevel(logging.WARNING)
    app.transport.Consumer = RewindingConsumer  # type: ignore[misc]  # read from the instance
    # After the agents, whose last batch still needs it; Faust's hook is a method that apps replace.
    app.on_shutdown = log.close  # type: ignore[method-assign]
    pulse = Pulse(session)
    agents = [_add(app, log, stage, pulse, prefix) for stage in (READING, TRACKING)]

    @app.on_partitions_assigned.connect
    async def assigned(*_args: object, **_kwargs: object) -> None:
        for agent in agents:
            await agent.forget()

    @app.task  # type: ignore[untyped-decorator]  # faust's types are not seen
    async def beat() -> None:
        while True:
            pulse.check()
            await asyncio.sleep(_BEAT.total_seconds())

    @app.task  # type: ignore[untyped-decorator]  # faust's types are not seen
    async def lead() -> None:
        try:
            await _lead(app, log, clock, now)
        except Exception as fault:
            logger.exception("leading failed")
            end_process(f"leading failed: {fault!r}")

    return app


def _add(app: faust.App, log: EventLog, stage: Stage, pulse: Pulse, prefix: str) -> Agent:
    table = StateTable(app, stage.group)
    app.tables.add(table)
    agent = Agent(log, stage, table, pulse)
    table.on_recover(agent.forget)
    topic = app.topic(
        f"{prefix}{stage.topic.name}", key_type=bytes, value_type=bytes, key_serializer="raw", value_serializer="raw"
    )
    app.agent(topic, name=stage.group, concurrency=1)(agent.run)
    return agent


async def _lead(app: faust.App, log: EventLog, clock: Clock, now: Callable[[], dt.datetime]) -> None:
    """Append the control records while this worker is the one that Faust's assignor made leader."""
    while True:
        if app.is_leader():
            leader = await Leader.take_up(log, clock, now)
            try:
                while app.is_leader():
                    await leader.advance(_BEAT)
            finally:
                await leader.close()
        await asyncio.sleep(_BEAT.total_seconds())


def _record(topic: Topic, message: Any) -> Record:
    headers = message.headers or ()
    pairs = tuple(headers.items()) if hasattr(headers, "items") else tuple(headers)
    first, own = first_append(pairs)
    moment = first or dt.datetime.fromtimestamp(message.timestamp, dt.UTC)
    # A stranger's record may have no key, or one that is no text; it is refused like any other that is no event.
    key = (message.key or b"").decode(errors="replace")
    return Record(topic.name, message.partition, message.offset, moment, key, own, message.value or b"")
