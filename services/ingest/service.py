"""Ingest on an event log.

    due feed ─courtesy─▶ body ─intake─▶ captures, articles, rejects ─▶ log
                              └──────▶ fetches, with the moment when it is due again ─▶ log

A poll's own record comes after all that it gave: what a crash cuts off is polled again, and what was written of it is
known.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import ssl
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack
from random import Random
from typing import Final, NamedTuple, Self

from schemas.articles import FeedFetched, FetchError
from schemas.envelope import EnvelopeError, digest, seal, unseal
from schemas.event import Digest
from schemas.topics import ARTICLES, FETCHES
from services.eventlog.history import history
from services.eventlog.port import EventLog, LogUnavailable
from services.ingest import dial, schedule
from services.ingest.answers import Validators
from services.ingest.courtesy import Courtesy
from services.ingest.dial import Resolve
from services.ingest.errors import Fault, NotFetched, RecordUnreadable, Unreadable
from services.ingest.http import Fetcher
from services.ingest.intake import Gain, Intake, Source
from services.ingest.outlets import Outlet, Settings
from services.ingest.recall import Memory

_LOG: Final = logging.getLogger(__name__)
_PAGE: Final = 50
"""Records read at a time when rebuilding: at most 50 MiB of bodies in memory."""


class _Outcome(NamedTuple):
    """What one poll came to."""

    status: int | None
    error: FetchError | None = None
    digest: Digest | None = None
    validators: Validators = Validators()
    size: int = 0
    gain: Gain = Gain(0, 0, 0)


class Ingest:
    """Polls the feeds of outlets. Use it as a context: entering reads from the log what is known.

    A log has one Ingest at a time. One that was stopped is not used again: make another.
    """

    def __init__(
        self,
        log: EventLog,
        outlets: Sequence[Outlet],
        settings: Settings,
        *,
        now: Callable[[], dt.datetime],
        random: Random,
        resolve: Resolve = dial.resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._log = log
        self._feeds = [(outlet, feed) for outlet in outlets for feed in outlet.feeds]
        self._settings = settings
        self._now = now
        self._random = random
        self._resolve = resolve
        self._tls = tls
        self._memory = Memory(settings)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        """By outlet: its feeds may carry the same article."""
        self._slots = asyncio.Semaphore(settings.concurrency)
        self._open = AsyncExitStack()

    async def __aenter__(self) -> Self:
        fetcher = await self._open.enter_async_context(Fetcher(self._settings, self._resolve, self._tls))
        self._courtesy = Courtesy(fetcher, self._settings)
        self._intake = Intake(self._log, self._memory, self._courtesy)
        await self._rebuild()
        return self

    async def __aexit__(self, *fault: object) -> None:
        await self._open.aclose()

    async def run(self, stop: asyncio.Event) -> None:
        """Poll every feed whenever it is due, until `stop` is set; what is then under way is dropped.

        Raises:
            EventLogError: the log refuses what we write. While it is only unavailable, the poll is tried again.
        """
        stopped = asyncio.create_task(stop.wait())
        tasks = [stopped, *(asyncio.create_task(self._follow(outlet, feed)) for outlet, feed in self._feeds)]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def poll_all_once(self) -> list[FeedFetched]:
        """Poll every feed now, due or not; what each poll got, in the order of the configuration."""
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._poll(outlet, feed)) for outlet, feed in self._feeds]
        return [task.result() for task in tasks]

    async def _follow(self, outlet: Outlet, feed: str) -> bool:
        failures = 0
        while True:
            due = self._memory.feed(feed).next_at
            if due is not None:
                await asyncio.sleep(max((due - self._now()).total_seconds(), 0.0))
            try:
                await self._poll(outlet, feed)
                failures = 0
            except LogUnavailable as fault:
                failures += 1
                wait = min(2.0**failures, 60.0) * (0.5 + self._random.random() / 2)
                _LOG.warning("%s is polled again in %.0f s: %s", feed, wait, fault)
                await asyncio.sleep(wait)

    async def _rebuild(self) -> None:
        async for record in history(self._log, (FETCHES, ARTICLES), _PAGE):
            try:
                self._memory.take(unseal(record.headers, record.value))
            except EnvelopeError as fault:
                mend = "run the version that wrote it, or a later one"
                raise RecordUnreadable(f"{record.place}: {fault}; {mend}") from fault

    async def _poll(self, outlet: Outlet, feed: str) -> FeedFetched:
        async with self._slots:
            known = Validators() if self._intake.is_unsettled(feed) else self._memory.feed(feed).validators
            asked = schedule.NOTHING_ASKED
            try:
                answer = await self._courtesy.feed(feed, known, private=outlet.private)
            except NotFetched as fault:
                at = self._now()
                outcome = _Outcome(None, FetchError(fault.fault, fault.detail[:1_000]))
            else:
                at = self._now()
                asked = schedule.asked(answer.headers, at)
                async with self._turns[outlet.name]:
                    outcome = await self._take(Source(outlet, feed, answer, digest(answer.body), at))
            return await self._conclude(outlet, feed, at, outcome, asked)

    async def _take(self, source: Source) -> _Outcome:
        answer, state = source.answer, self._memory.feed(source.feed)
        given = Validators(answer.headers.get("etag"), answer.headers.get("last-modified"))
        if answer.status == 304:
            kept = Validators(
                given.etag or state.validators.etag, given.last_modified or state.validators.last_modified
            )
            return _Outcome(304, digest=state.digest, validators=kept)
        if answer.status != 200:
            return _Outcome(answer.status, FetchError(Fault.STATUS, f"{answer.url}: the host answered {answer.status}"))
        outcome = _Outcome(200, None, source.digest, given, len(answer.body))
        if outcome.digest == state.digest and not self._intake.is_unsettled(source.feed):
            return outcome
        try:
            return outcome._replace(gain=await self._intake.take(source))
        except Unreadable as fault:
            return outcome._replace(error=FetchError(Fault.MALFORMED, str(fault)[:1_000]))

    async def _conclude(
        self, outlet: Outlet, feed: str, at: dt.datetime, outcome: _Outcome, asked: schedule.Asked
    ) -> FeedFetched:
        gain = outcome.gain
        rhythm = schedule.learn(
            self._memory.feed(feed).rhythm,
            changed=gain.new + gain.revised > 0,
            failed=outcome.error is not None,
            settings=self._settings,
        )
        fetched = FeedFetched(
            feed=feed,
            outlet=outlet.name,
            fetched_at=at,
            status=outcome.status,
            etag=outcome.validators.etag,
            last_modified=outcome.validators.last_modified,
            size=outcome.size,
            digest=outcome.digest,
            items=gain.items,
            new=gain.new,
            revised=gain.revised,
            error=outcome.error,
            next_at=schedule.next_at(rhythm, at, asked, self._settings, self._random.random()),
        )
        await self._log.append([seal(fetched)])
        self._memory.take(fetched)
        return fetched
