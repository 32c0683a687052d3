"""The detect that nobody kills: it brings a log on which others were killed to its end, and is the oracle.

log ────────────────────────────────▶ outputs ─┐
its articles, one after another ────▶ outputs ─┴─▶ each output once, the same flags raised, the same in the end

And the log is replayed: what detect recorded must be what the recorded articles and statements give.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from typing import Final, NamedTuple

from bench.incidents.accounting import Ledger
from bench.incidents.outcome import differences, outcome
from schemas.articles import Revision
from schemas.envelope import header, seal, unseal
from schemas.topics import FIGURES, FLAGS, REJECTS, STATEMENTS
from services.audit.replay import replay
from services.detect.control import Clock
from services.detect.service import READING, TRACKING, Host, Leader
from services.eventlog.history import history
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog
from services.wiring.logs import wall

_OUTPUTS: Final = STATEMENTS, FIGURES, FLAGS, REJECTS
_AT_ONCE: Final = dt.timedelta()
Settle = Callable[[], Awaitable[None]]
"""Lets detect take in all that is there."""


class Detected(NamedTuple):
    """What became of the articles."""

    articles: int
    outputs: dict[str, int]
    """Records by topic."""
    again: int
    """Outputs beyond the first with a ce_id."""
    flags: int
    """Raised in a clean run."""
    missing: int
    """Of these, not raised."""
    beyond: int
    """Raised, but not in a clean run."""
    different: tuple[str, ...]
    """Final figures and open flags that are not those of a clean run; then what a replay tells otherwise."""

    @property
    def holds(self) -> bool:
        """Whether it is all as if nobody had been killed."""
        return not (self.again or self.missing or self.beyond or self.different)


@asynccontextmanager
async def detecting(log: EventLog) -> AsyncIterator[Settle]:
    """Detect in this process; what is given lets it take in all that is there."""
    workers: Sequence[Host | Leader] = [
        await Leader.take_up(log, Clock.ARTICLES, wall),
        *[await Host.take_up(log, stage) for stage in (READING, TRACKING)],
    ]

    async def settle() -> None:
        while any([await worker.advance(_AT_ONCE) for worker in workers]):
            pass

    yield settle
    for worker in workers:
        await worker.close()


async def compare(log: EventLog, articles: Sequence[Revision]) -> Detected:
    """Compare a log on which all these articles are taken in with one on which nobody was killed meanwhile."""
    clean = MemoryLog()
    async with detecting(clean) as settle:
        for article in articles:
            await clean.append([seal(article)])
            await settle()
    ours, theirs = await _ledger(log), await _ledger(clean)
    ids = [(record.topic, header(record.headers, "ce_id")) async for record in history(log, _OUTPUTS)]
    legs = await replay(log, lambda *_: None)
    return Detected(
        articles=len(articles),
        outputs=dict(Counter(topic for topic, _ in ids)),
        again=len(ids) - len(set(ids)),
        flags=len(theirs.raised),
        missing=len(theirs.raised.keys() - ours.raised.keys()),
        beyond=len(ours.raised.keys() - theirs.raised.keys()),
        different=(
            *differences(outcome(ours), outcome(theirs)),
            *(f"{leg.name} replayed: {leg.difference}" for leg in legs if leg.difference is not None),
        ),
    )


async def _ledger(log: EventLog) -> Ledger:
    found = Ledger()
    async for record in history(log, _OUTPUTS):
        found.take(unseal(record.headers, record.value))
    return found
