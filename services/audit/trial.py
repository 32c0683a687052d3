"""A change of rules tried in a process of its own: folding would hold up whoever serves pages.

    try_rules ──rules, how to open the log──▶ a process: two folds ──▶ progress …, changes ──▶ try_rules

It reads what was appended within the days asked about and the rules' own window before them.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import multiprocessing
import signal
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from multiprocessing.connection import Connection
from typing import Final, NamedTuple

from schemas.topics import STATEMENTS
from schemas.watch import Rules
from services.audit.backtest import Changes, backtest, changes
from services.eventlog.history import size
from services.eventlog.port import EventLog

Opened = Callable[[], AbstractAsyncContextManager[EventLog]]
"""Opens the log; it can be sent to another process."""
Progress = Callable[[int, int], None]
"""Records folded, and how many there are to be."""

_STEP: Final = 500
"""Records between two words of progress."""


class Failed(Exception):
    """The trial came to no end; the message says why."""


class Question(NamedTuple):
    """Which flags would be others if `after` stood in the place of `before`."""

    before: Rules
    after: Rules
    days: int
    """Of which the flags are compared, up to now."""
    now: dt.datetime

    @property
    def since(self) -> dt.datetime:
        """From when on records can matter."""
        window = max(self.before.window_days, self.after.window_days)
        return self.now - dt.timedelta(days=self.days + window)


async def try_rules(opened: Opened, question: Question, limit: dt.timedelta, progress: Progress) -> Changes:
    """The answer, unless it takes longer than the limit.

    Raises:
        Failed: it took longer, or the process ended without an answer.
    """
    near, far = multiprocessing.Pipe(duplex=False)
    # Forking would copy a process that has threads and an event loop.
    process = multiprocessing.get_context("spawn").Process(target=_work, args=(opened, question, far), daemon=True)
    await asyncio.to_thread(process.start)
    far.close()
    try:
        async with asyncio.timeout(limit.total_seconds()):
            while not isinstance(told := await asyncio.to_thread(near.recv), Changes):
                progress(*told)
            return told
    except TimeoutError as fault:
        raise Failed(f"it took longer than {limit.total_seconds():.0f} seconds") from fault
    except EOFError as fault:
        raise Failed("its process ended without an answer; what it said stands where this one's output goes") from fault
    finally:
        process.kill()  # which ends a read of its pipe as well
        await asyncio.to_thread(process.join)
        near.close()


def _work(opened: Opened, question: Question, answer: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the service, which ends this
    answer.send(asyncio.run(_answered(opened, question, answer)))


async def _answered(opened: Opened, question: Question, answer: Connection) -> Changes:
    async with opened() as log:
        total, done = 2 * await size(log, [STATEMENTS], question.since), 0

        def count() -> None:
            nonlocal done
            done += 1
            if done % _STEP == 0:
                answer.send((done, total))

        before = await backtest(log, question.before, question.since, count)
        after = await backtest(log, question.after, question.since, count)
    return changes(before, after, dt.timedelta(days=question.days))
