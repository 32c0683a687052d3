"""`python -m bench.dashboard URL`: how long each page takes on a million statements and a claim of 10,000.

desk/PAGE        milliseconds of a request through the whole application (way in, queries, template), over different
                 claims, articles, outlets and words: median and 95th percentile by the wall, 95th of this process's own
a plain loop     the same of counting to 30,000, which tells how steady the machine was

URL names an empty database: sqlite:///FILE or postgresql://HOST/DATABASE. The rows are written straight into its
tables: what is measured is reading. Excluded are the network and, on PostgreSQL, the server's processor time, which
only the wall has. Nothing is cached by us, and the collector is spared from what is loaded, as the host does.
"""

from __future__ import annotations

import argparse
import asyncio
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Final

import httpx
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncEngine

from bench.dashboard.news import MILLION, OUTLETS, PLACES, SOURCES, claim_id
from bench.dashboard.tables import tables
from services.dashboard.access.accounts import Accounts
from services.dashboard.access.guard import Doors
from services.dashboard.access.settings import Access
from services.dashboard.app import make_app
from services.dashboard.desk import Desk, News
from services.dashboard.projection.database import open_database
from services.dashboard.projection.tables.table import table_of
from services.dashboard.trials import Outcome, Proposal, TrialFailed, Trials
from services.eventlog.memory import MemoryLog
from services.wiring.collector import spare_collector
from services.wiring.desk import holds
from services.wiring.logs import wall

_ORIGIN: Final = "http://desk.example"
_ASKED: Final = 40
"""Requests for each page."""
_CHUNK: Final = 20_000
_LOOP: Final = "a plain loop"


async def write(engine: AsyncEngine, statements: int) -> None:
    """Fill the tables, and let the database learn how its rows are spread."""
    for kind, rows in tables(statements):
        insert = table_of(kind).insert()
        chunk = []
        async with engine.begin() as connection:
            for row in rows:
                chunk.append(row)
                if len(chunk) == _CHUNK:
                    await connection.execute(insert, chunk)
                    chunk = []
            if chunk:
                await connection.execute(insert, chunk)
    async with engine.connect() as connection:
        apart = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await apart.execute(sa.text("ANALYZE"))


def pages(statements: int, random: Random) -> Iterator[tuple[str, Callable[[int], str]]]:
    """Each page by name, with the address of its request of this number."""
    big, at = claim_id(0), "2025-03-01T12:00"
    yield "now", lambda _: "/"
    yield "now, one claim", lambda n: f"/?about={PLACES[n % len(PLACES)]}"
    yield "now, one place", lambda n: f"/?place={PLACES[n % len(PLACES)]}"
    yield "now, one outlet", lambda n: f"/?outlet={OUTLETS[n % len(OUTLETS)]}"
    yield "now, as known", lambda _: f"/?at={at}"
    yield "claims", lambda _: "/claims"
    yield "the claim of 10,000", lambda _: f"/claims/{big}"
    yield "the same, as known", lambda _: f"/claims/{big}?at={at}"
    yield "a claim", lambda n: f"/claims/{claim_id(1 + random.randrange(statements // 40))}"
    yield "an article", lambda n: f"/articles/article-{random.randrange(statements // 4)}"
    yield "outlets", lambda _: "/outlets"
    yield "an outlet", lambda n: f"/outlets/{OUTLETS[n % len(OUTLETS)]}"
    yield "sources", lambda _: "/sources"
    yield "a source", lambda n: f"/sources/{SOURCES[n % len(SOURCES)]}"
    yield "search, a frequent word", lambda _: "/search?q=people"
    yield "search, a rare word", lambda n: f"/search?q={1000 + random.randrange(statements // 4)}"
    yield "search, two words", lambda n: f"/search?q=people {PLACES[n % len(PLACES)]}"
    yield "silences", lambda _: "/silences"
    yield "rules", lambda _: "/rules"
    yield "log", lambda _: "/log"
    yield "health", lambda _: "/health"


async def measure(desk: Desk, statements: int) -> None:
    """Ask for each page again and again, and print how long it took."""
    app = make_app(desk, Doors(Access(), Accounts(Path("none")), _ORIGIN, wall), "key")
    spare_collector()
    headers = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url=_ORIGIN, headers=headers) as browser:
        asked = list(pages(statements, Random(7)))  # noqa: S311 - an example, no secret
        walls: dict[str, list[float]] = defaultdict(list)
        own: dict[str, list[float]] = defaultdict(list)
        # Page after page and that again and again: a machine's slow minute falls on all of them.
        for number in range(_ASKED):
            for name, address in asked:
                with _timed(walls[_LOOP], own[_LOOP]):
                    _count()
                with _timed(walls[name], own[name]):
                    answer = await browser.get(address(number))
                if answer.status_code != 200:
                    raise SystemExit(f"{answer.url}: {answer.status_code}")
    print(f"{'page':28}{'median':>10}{'95 %':>10}{'own 95 %':>12}   ms")
    for name in (*(name for name, _ in asked), _LOOP):
        print(f"{name:28}{_at(walls[name], 0.5):10.1f}{_at(walls[name], 0.95):10.1f}{_at(own[name], 0.95):12.1f}")


@contextmanager
def _timed(walls: list[float], own: list[float]) -> Iterator[None]:
    begun, used = time.perf_counter(), time.process_time()
    yield
    walls.append((time.perf_counter() - begun) * 1000)
    own.append((time.process_time() - used) * 1000)


def _count() -> None:
    for _ in range(30_000):
        pass


def _at(values: list[float], share: float) -> float:
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


async def untried(_proposal: Proposal, _progress: Callable[[int, int], None]) -> Outcome:
    """No change of rules is tried here."""
    raise TrialFailed("nothing is tried in a benchmark")


async def main() -> None:
    """Write unless that was done, then measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.dashboard", description="The desk's pages, timed.")
    parser.add_argument("url", help="sqlite:///FILE or postgresql://HOST/DATABASE")
    parser.add_argument("--statements", type=int, default=MILLION)
    parser.add_argument("--written", action="store_true", help="the database was written by an earlier run")
    asked = parser.parse_args()
    engine = await open_database(asked.url)
    if not asked.written:
        begun = time.perf_counter()
        await write(engine, asked.statements)
        print(f"written in {time.perf_counter() - begun:.0f} s")
    await measure(Desk(engine, MemoryLog(), News(), wall, holds, Trials(untried), is_told=False), asked.statements)
    await engine.dispose()


if __name__ == "__main__":
    asyncio.run(main())
