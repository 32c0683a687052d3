"""Detect in this process, or as a Faust worker."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any, Final

import faust

from services.detect import faust_app
from services.detect import service as detect
from services.detect.control import Clock
from services.detect.reading.statements import read
from services.eventlog.kafka import KafkaLog
from services.eventlog.port import EventLog
from services.wiring.collector import spare_collector
from services.wiring.logs import wall

_SAYS_ALL: Final = "Two people were killed and 40% of 3 homes in Kursk lost power on Monday, the mayor said."
"""A sentence for which every vocabulary is asked."""


async def run_detect(log: EventLog, clock: Clock, stop: asyncio.Event) -> None:
    """Read and track until told to stop, in this process."""
    load_vocabularies()
    await detect.run(log, clock, stop, wall)


def detect_worker(
    bootstrap: str,
    prefix: str,
    replication: int,
    clock: Clock,
    beside: Callable[[EventLog], Coroutine[Any, Any, None]],
) -> faust.App:
    """Detect as a Faust worker, whose topics exist already; `beside` runs in its loop as long as it does."""
    load_vocabularies()
    log = KafkaLog(bootstrap, prefix=prefix, replication=replication)
    app = faust_app.make_app(bootstrap, log, clock, now=wall, prefix=prefix, replication=replication)
    app.task(partial(beside, log))
    return app


def load_vocabularies() -> None:
    """Load all that reading goes by, and spare the collector from it."""
    for _ in read(_SAYS_ALL, _SAYS_ALL, "", dt.datetime(1970, 1, 1, tzinfo=dt.UTC)):
        pass
    spare_collector()
