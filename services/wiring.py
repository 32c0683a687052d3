"""Builds adapters and joins them to services; the dashboard, which needs more of others, is joined in services/desk.

    configuration ─▶ log, outbox, channels ─▶ ingest, detect, alert

Services are handed what they work on; none opens anything itself.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import fcntl
import gc
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from functools import partial
from pathlib import Path
from random import SystemRandom
from typing import Any, Final, TextIO

import faust

from services.alert.channels import open_channels
from services.alert.channels.channel import Channel
from services.alert.clicks import service as clicks
from services.alert.outbox.database import Outbox
from services.alert.receivers import Alerting
from services.alert.service import Alert
from services.alert.slack.app import SlackApp
from services.alert.slack.blocks import Frame
from services.alert.templates.folder import templates_in
from services.detect import faust_app
from services.detect import service as detect
from services.detect.control import Clock
from services.detect.reading.statements import read
from services.eventlog.kafka import KafkaLog
from services.eventlog.kafka_topics import create_topics
from services.eventlog.port import EventLog, LogUnavailable
from services.eventlog.sqlite import SqliteLog
from services.ingest.courtesy import Courtesy
from services.ingest.dial import resolve
from services.ingest.discovery import Discovery, discover
from services.ingest.http import Fetcher
from services.ingest.outlets import Outlet, Settings
from services.ingest.service import Ingest

_SAYS_ALL: Final = "Two people were killed and 40% of 3 homes in Kursk lost power on Monday, the mayor said."
"""A sentence for which every vocabulary is asked."""
_MADE: Final = 20_000
"""Objects made, less those gone, after which the collector looks for cycles among them."""


NOBODY: Final[Mapping[str, str]] = {}


def wall() -> dt.datetime:
    """Now, in UTC."""
    return dt.datetime.now(dt.UTC)


@asynccontextmanager
async def sqlite_log(path: Path) -> AsyncIterator[EventLog]:
    """The log in a file, made if need be."""
    log = SqliteLog(path)
    try:
        yield log
    finally:
        await log.close()


@asynccontextmanager
async def kafka_log(bootstrap: str, prefix: str, replication: int) -> AsyncIterator[EventLog]:
    """The log on Kafka, its topics made if need be."""
    await create_topics(bootstrap, prefix=prefix, replication=replication)
    async with kafka_log_as_it_is(bootstrap, prefix, replication) as log:
        yield log


@asynccontextmanager
async def kafka_log_as_it_is(bootstrap: str, prefix: str, replication: int) -> AsyncIterator[EventLog]:
    """The log on Kafka for those who only read: a misspelt prefix must not make topics."""
    log = KafkaLog(bootstrap, prefix=prefix, replication=replication)
    try:
        yield log
    finally:
        await log.close()


@contextmanager
def sole_process(path: Path) -> Iterator[None]:
    """Hold the lock that lets one process at a time run on a file.

    Raises:
        LogUnavailable: another process holds it, or there is no place for it.
    """
    name = path.with_suffix(f"{path.suffix}.lock")
    try:
        opened = name.open("w")
    except OSError as fault:
        raise LogUnavailable(f"cannot write {name}: {fault.strerror}; name a folder that is there and ours") from fault
    with opened as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            raise LogUnavailable(f"{path} is in use by another claimwatch process: stop that one first") from fault
        yield


async def run_ingest(log: EventLog, outlets: Sequence[Outlet], settings: Settings, stop: asyncio.Event) -> None:
    """Poll until told to stop."""
    async with Ingest(log, outlets, settings, now=wall, random=SystemRandom()) as ingest:
        await ingest.run(stop)


async def run_detect(log: EventLog, clock: Clock, stop: asyncio.Event) -> None:
    """Read and track until told to stop, in this process."""
    _load_vocabularies()
    await detect.run(log, clock, stop, wall)


def _load_vocabularies() -> None:
    """Load all that reading goes by, and spare the collector from it: a full collection looked at 150,000 objects.

    What a record makes goes without the collector when the record is done: looking for cycles among it, every 700
    objects, took a fourteenth of a fold's time.
    """
    for _ in read(_SAYS_ALL, _SAYS_ALL, "", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)):
        pass
    gc.collect()
    gc.freeze()
    gc.set_threshold(_MADE)


async def discover_feeds(settings: Settings, address: str, *, private: bool) -> Discovery:
    """The feeds of the outlet at an address.

    Raises:
        NotFetched: nothing answers there.
    """
    async with Fetcher(settings, resolve) as fetcher:
        return await discover(Courtesy(fetcher, settings), address, private=private)


@asynccontextmanager
async def open_alert(
    log: EventLog,
    outbox: str,
    alerting: Alerting,
    terminal: TextIO,
    *,
    now: Callable[[], dt.datetime] = wall,
    owners: Mapping[str, str] = NOBODY,
) -> AsyncIterator[Alert]:
    """Alert with its outbox, by its URL, and its channels; `owners` are whom to ask, by outlets of ours.

    Raises:
        TemplateFault: one of the desk's own templates is none.
    """
    channels = channels_of(alerting, terminal, now, owners)
    book = await Outbox.open(outbox)
    try:
        yield Alert(
            log,
            book,
            alerting.route,
            channels,
            time_intervals=alerting.time_intervals,
            inhibit_rules=alerting.inhibit_rules,
            operators=alerting.operators,
            now=now,
        )
    finally:
        await book.close()


def channels_of(
    alerting: Alerting, terminal: TextIO, now: Callable[[], dt.datetime], owners: Mapping[str, str] = NOBODY
) -> Mapping[str, Mapping[str, Channel]]:
    """Every receiver's channels.

    Raises:
        TemplateFault: one of the desk's own templates is none.
    """
    templates = templates_in(alerting.templates, alerting.desk)
    return open_channels(alerting.receivers, terminal, now, templates, frame_of(alerting, owners))


def frame_of(alerting: Alerting, owners: Mapping[str, str]) -> Frame:
    """What a message in Slack can lead to."""
    return Frame(alerting.desk, answered=alerting.slack_app is not None, owners=owners)


async def run_clicks(log: EventLog, app: SlackApp, stop: asyncio.Event) -> None:
    """Answer what people press in Slack until told to stop."""
    await clicks.run(log, app, wall, stop)


def detect_worker(
    bootstrap: str,
    prefix: str,
    replication: int,
    clock: Clock,
    beside: Callable[[EventLog], Coroutine[Any, Any, None]],
) -> faust.App:
    """Detect as a Faust worker, whose topics exist already; `beside` runs in its loop as long as it does."""
    _load_vocabularies()
    log = KafkaLog(bootstrap, prefix=prefix, replication=replication)
    app = faust_app.make_app(bootstrap, log, clock, now=wall, prefix=prefix, replication=replication)
    app.task(partial(beside, log))
    return app
