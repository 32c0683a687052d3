"""Changes of the rules that are being tried: what each would have flagged, before anybody decides on it.

    start ──▶ waits for its turn ──▶ runs, beside the pages ──▶ done | failed ──▶ decided on, or forgotten

One runs at a time, as it takes a processor for itself. They are kept by this process alone: after a restart they are
tried anew.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from secrets import token_urlsafe
from typing import Final, NamedTuple

from schemas.flags import Flag
from schemas.watch import Rules

DAYS: Final = 30
"""Of which the flags are compared."""
_KEPT: Final = 50


class Outcome(NamedTuple):
    """Which flags of these days would be others."""

    come: tuple[Flag, ...]
    gone: tuple[Flag, ...]
    graded: tuple[Flag, ...]
    """Graded otherwise; as they would be."""
    kept: int


class TrialFailed(Exception):
    """It came to no end; the message says why."""


class Proposal(NamedTuple):
    """What is to be tried."""

    before: Rules
    """Those in force when it began."""
    after: Rules
    days: int
    """Of which the flags are compared, up to now."""
    now: dt.datetime


Try = Callable[[Proposal, Callable[[int, int], None]], Awaitable[Outcome]]
"""Tries it, telling how much is done of how much.

Raises:
    TrialFailed
"""


@dataclass
class Trial:
    """A change of the rules, and what came of trying it."""

    id: str
    proposal: Proposal
    share: float = 0
    """How much of it is done."""
    outcome: Outcome | None = None
    failure: str = ""
    task: asyncio.Task[None] | None = field(default=None, repr=False)

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to wait for."""
        return self.outcome is not None or self.failure != ""


class Trials:
    """Those of this process."""

    def __init__(self, attempt: Try) -> None:
        self._try = attempt
        self._turn = asyncio.Lock()
        self._known: dict[str, Trial] = {}

    def start(self, before: Rules, after: Rules, now: dt.datetime) -> Trial:
        """Begin to try a change."""
        trial = Trial(token_urlsafe(12), Proposal(before, after, DAYS, now))
        self._known[trial.id] = trial
        for forgotten in [each for each in self._known.values() if each.is_over][:-_KEPT]:
            del self._known[forgotten.id]
        trial.task = asyncio.create_task(self._run(trial))
        return trial

    def known(self, id_: str) -> Trial | None:
        """The one of this id, unless it is forgotten."""
        return self._known.get(id_)

    async def end(self) -> None:
        """Stop those that run."""
        tasks = [each.task for each in self._known.values() if each.task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _run(self, trial: Trial) -> None:
        def tell(done: int, total: int) -> None:
            trial.share = done / total

        async with self._turn:
            try:
                trial.outcome = await self._try(trial.proposal, tell)
            except TrialFailed as fault:
                trial.failure = str(fault)
