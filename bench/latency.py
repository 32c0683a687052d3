"""`python -m bench.latency`: from an item's appearance in a feed to its notice in Slack, feeds polled every second.

latency/embedded   `claimwatch run` on SQLite
latency/kafka      `claimwatch ingest`, `detect` and `alert` on Kafka

Two outlets: one has reported a toll; measured is the other's item with a lower one, from the moment when its feed
carries it to the moment when the notice is in Slack. Group waits are zero. Each repeat is a story of its own. Included:
the wait for the next poll, half the interval on average. The ratio is to the poll interval. Excluded: the first story,
on which the services start up.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from typing import Final

import msgspec

from bench import broker
from bench.examples import PLACES
from bench.incidents.articles import Sourced, by_outlet
from bench.incidents.outlets import OutletServers
from bench.processes import Service, claimwatch
from bench.ratios import spread
from schemas.envelope import unseal
from schemas.figures import FiguresRolled
from schemas.topics import FIGURES
from services.alert.receivers.receivers import Alerting, Receiver, SlackTo
from services.alert.routing import Route
from services.cli.configuration import Configuration, KafkaLogAt, SqliteLogAt
from services.demo.slack import Slack
from services.detect.control import Clock
from services.eventlog.port import EventLog, Reader
from services.ingest.outlets import Outlet, Settings
from services.wiring.logs import kafka_log, sqlite_log

_REPEATS: Final = 7
_INTERVAL: Final = 1
"""Seconds between polls."""
_PORT: Final = 28481
_SEED: Final = 20_250_304
_PATIENCE: Final = 60.0
_LOOK: Final = 0.01
"""Seconds between looks at what has arrived: the resolution of the measurement."""
_REST: Final = "\n\nNeighbours brought blankets and tea, and the street stayed closed until the morning." * 12
"""What makes it an article as long as others, and says nothing."""
_FIRST_DAY: Final = dt.date(2025, 3, 1)


def stories(count: int, seed: int) -> list[tuple[Sourced, Sourced]]:
    """Pairs of articles of two outlets, a day apart, whose tolls are at odds; each pair in a place of its own."""
    places = Random(seed).sample(PLACES, count)  # noqa: S311 - an example, no secret
    found = []
    for number, place in enumerate(places):
        day = _FIRST_DAY + number * dt.timedelta(days=2)
        fire = f"in a fire in {place} on {day:%B} {day.day}"
        first = f"57 people were killed {fire}, police said.{_REST}"
        second = f"12 people were killed {fire}, hospital officials said.{_REST}"
        found.append(
            (
                Sourced(f"{number}a", "Morning Post", f"Fire in {place}", day, first),
                Sourced(f"{number}b", "Evening Star", f"Fire in {place}", day + dt.timedelta(days=1), second),
            )
        )
    return found


async def run() -> None:
    """Measure and print."""
    print(f"latency: feeds polled every {_INTERVAL} s, {_REPEATS} stories, seed {_SEED}")
    with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as folder:
        file = Path(folder) / "claimwatch.log"
        async with sqlite_log(file) as log:
            _print("latency/embedded", await _measure(SqliteLogAt(str(file)), log, ("run",), Path(folder)))
    async with broker.prefixed("latency") as prefix:
        with tempfile.TemporaryDirectory(prefix="claimwatch-bench-") as folder:
            at = KafkaLogAt(broker.bootstrap(), prefix)
            async with kafka_log(at.bootstrap, at.prefix, 1) as log:
                _print("latency/kafka", await _measure(at, log, ("ingest", "detect", "alert"), Path(folder)))


def _print(name: str, seconds: Sequence[float]) -> None:
    found = spread(seconds)
    ratio = spread(second / _INTERVAL for second in seconds)
    print(f"{name:<16} ratio {ratio} of the poll interval; {found} s")


async def _measure(at: KafkaLogAt | SqliteLogAt, log: EventLog, commands: Sequence[str], folder: Path) -> list[float]:
    """Seconds for each story but the first."""
    figures = log.read([FIGURES])
    random = Random(_SEED)  # noqa: S311 - a pause, no secret
    pairs = stories(_REPEATS + 1, _SEED)
    async with AsyncExitStack() as stack:
        slack = stack.enter_context(Slack())
        outlets = by_outlet([article for pair in pairs for article in pair])
        servers = await stack.enter_async_context(OutletServers(outlets, _PORT))
        path = folder / "claimwatch.yaml"
        path.write_bytes(msgspec.json.encode(_configuration(at, servers, slack, folder / "outbox")))
        services = [stack.enter_context(Service(name, claimwatch(name, "-c", str(path)), folder)) for name in commands]
        measured = []
        for first, second in pairs:
            servers.publish_before(second.date)
            await _rolled(figures, first, services)
            await asyncio.sleep(random.uniform(0, _INTERVAL))  # appears at any moment between two polls
            known = len(slack.messages)
            servers.publish_before(second.date + dt.timedelta(days=1))
            began = time.perf_counter()
            await _notified(slack, known, services)
            measured.append(time.perf_counter() - began)
        await figures.close()
        return measured[1:]


async def _rolled(figures: Reader, article: Sourced, services: Sequence[Service]) -> None:
    """Wait until the article counts in a claim's figures."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        _check(services, deadline)
        for record in await figures.poll(dt.timedelta(seconds=_LOOK)):
            event = unseal(record.headers, record.value)
            if isinstance(event, FiguresRolled) and event.latest and event.latest.published_at == article.published_at:
                return


async def _notified(slack: Slack, known: int, services: Sequence[Service]) -> None:
    """Wait for a message beyond those known."""
    deadline = time.monotonic() + _PATIENCE
    while len(slack.messages) <= known:
        _check(services, deadline)
        await asyncio.sleep(_LOOK)


def _check(services: Sequence[Service], deadline: float) -> None:
    for service in services:
        service.check()
    if time.monotonic() > deadline:
        raise TimeoutError(f"nothing came within {_PATIENCE:.0f} s")


def _configuration(at: KafkaLogAt | SqliteLogAt, servers: OutletServers, slack: Slack, outbox: Path) -> Configuration:
    return Configuration(
        log=at,
        outbox=f"sqlite:///{outbox}",
        ingest=Settings(
            contact="desk@example.org",
            min_interval_seconds=_INTERVAL,
            max_interval_seconds=_INTERVAL,
            host_gap_seconds=0,
        ),
        outlets=tuple(Outlet(name, (url,), private=True) for name, url in servers.feeds.items()),
        alerting=Alerting(
            Route("desk", group_wait_seconds=0, group_interval_seconds=0),
            (Receiver("desk", slack=(SlackTo(slack.channels[0], slack.token, slack.url),)),),
        ),
        clock=Clock.ARTICLES,
    )


if __name__ == "__main__":
    asyncio.run(run())
