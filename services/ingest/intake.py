"""A feed's body becomes records.

    body ─parse─▶ items ─look─▶ new, changed ─page?─▶ readings ─revise─▶ captures, then articles and rejects ─▶ log

In this order a crash loses nothing: an article on record has its captures, and what was not yet written is read again
at the next poll, whose own record comes last.

An item whose page could not be fetched is published as a summary, with the reason in `rejects`. If another try may
help (no answer, 429, 5xx), the feed is read anew at its next two polls, changed or not, and the page tried again;
refusals (404, robots.txt, a page without text) are final until the item changes.
"""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from schemas.articles import ArticlePublished, ArticleRevised
from schemas.envelope import digest, seal, seal_all
from schemas.event import ArticleId, Digest
from schemas.rejects import Rejected
from services.eventlog.port import EventLog
from services.ingest import captures, pages, parse, revisions
from services.ingest.answers import Answer
from services.ingest.courtesy import Courtesy
from services.ingest.errors import Fault, NotFetched, Unreadable
from services.ingest.outlets import Outlet
from services.ingest.parse import Item
from services.ingest.recall import Memory
from services.ingest.revisions import Reading

MAX_ARTICLE_BYTES: Final = 900_000
"""Of an article's record, which leaves room in the log's 1 MiB for what comes to be added to it."""
_TRIES: Final = 3
"""Of one page, while its failure may pass."""
_LONGEST: Final = 1_000
"""Characters of a reject's place and detail."""
_AT_ONCE: Final = 8
"""Pages fetched at one time for one feed, and written together."""


class Source(NamedTuple):
    """A feed's body, and when it came."""

    outlet: Outlet
    feed: str
    answer: Answer
    digest: Digest
    at: dt.datetime


class Gain(NamedTuple):
    """What a body gave."""

    items: int
    new: int
    revised: int


class _Read(NamedTuple):
    """An item as far as it could be read, from the feed and where wanted from its page; `reject` says what failed."""

    item: Item
    reading: Reading | None
    page: Answer | None = None
    reject: Rejected | None = None


class Intake:
    """Takes in bodies, one at a time for each outlet, since its feeds may carry the same article."""

    def __init__(self, log: EventLog, memory: Memory, courtesy: Courtesy) -> None:
        self._log = log
        self._memory = memory
        self._courtesy = courtesy
        self._tries: dict[ArticleId, int] = {}
        self._refused: dict[str, frozenset[Digest]] = {}
        """By feed, the items of its last body that went to rejects; after a restart they go there once more."""
        self._unsettled: dict[str, set[ArticleId]] = {}
        """By feed, the articles whose pages are to be tried again."""

    def is_unsettled(self, feed: str) -> bool:
        """Whether a page of the feed's items is to be tried again, so that its body is wanted even if unchanged."""
        return bool(self._unsettled.get(feed))

    async def take(self, source: Source) -> Gain:
        """Write what a body gives: first what the feed carries whole, then what needs its page, some pages at a time.

        Raises:
            Unreadable: it is no feed; that is on record in `rejects`.
            EventLogError: it is not written whole; taking it again writes the rest.
        """
        answer = source.answer
        try:
            items = await asyncio.to_thread(parse.items, answer.body, answer.url, answer.media_type)
        except Unreadable as fault:
            await self._append(
                source, [], [_rejected(source, source.feed, Fault.MALFORMED, str(fault), source.digest)], {}
            )
            raise
        self._refused[source.feed] = self._refused.get(source.feed, frozenset()) & {item.digest for item in items}
        wanted = self._wanted(source, items)
        whole = [item for item in wanted if not revisions.wants_page(source.outlet, item)]
        paged = [item for item in wanted if revisions.wants_page(source.outlet, item)]
        self._unsettled[source.feed] = set()
        new = revised = 0
        for batch in [whole, *(paged[start : start + _AT_ONCE] for start in range(0, len(paged), _AT_ONCE))]:
            events = await self._write(source, await asyncio.gather(*(self._read(source, item) for item in batch)))
            new += sum(isinstance(event, ArticlePublished) for event in events)
            revised += sum(isinstance(event, ArticleRevised) for event in events)
        return Gain(len(items), new, revised)

    def _wanted(self, source: Source, items: Sequence[Item]) -> list[Item]:
        """The items that may give something, oldest first. Where several are one article, the feed's first counts."""
        outlet = source.outlet
        articles: dict[ArticleId, Item] = {}
        for item in items:
            articles.setdefault(revisions.identify(outlet.name, item), item)
        wanted = [
            item
            for article, item in articles.items()
            if item.digest not in self._refused[source.feed]
            and revisions.look(self._memory.articles.get(article), item, source.feed, outlet.feeds).gives_something
        ]
        wanted.reverse()  # undated items then stand oldest first too
        return sorted(wanted, key=lambda item: item.published_at or source.at)

    async def _read(self, source: Source, item: Item) -> _Read:
        outlet = source.outlet
        given = Reading(item, item.body, item.kind, (source.digest,))
        if not item.title and not item.body:
            reject = _rejected(source, item.name, Fault.EMPTY, "an item with neither title nor text", source.digest)
            return _Read(item, None, reject=reject)
        if item.link is None or not revisions.wants_page(outlet, item):
            return _Read(item, given)
        article = revisions.identify(outlet.name, item)
        try:
            fetched = await self._courtesy.page(item.link, private=outlet.private)
        except NotFetched as fault:
            tries = self._tries[article] = self._tries.get(article, 0) + 1
            settled = not fault.passing or tries >= _TRIES
            if settled:
                del self._tries[article]
            reject = _rejected(source, item.link, fault.fault, fault.detail, None)
            return _Read(item, given._replace(complete=False, settled=settled), reject=reject)
        self._tries.pop(article, None)
        try:
            page = await asyncio.to_thread(pages.article, fetched.body, fetched.url, fetched.media_type)
        except Unreadable as unread:
            reject = _rejected(source, item.link, Fault.NO_TEXT, str(unread), digest(fetched.body))
            return _Read(item, given._replace(complete=False), fetched, reject)
        return _Read(item, revisions.with_page(given, page, digest(fetched.body)), fetched)

    async def _write(self, source: Source, reads: Sequence[_Read]) -> list[ArticlePublished | ArticleRevised]:
        events: list[ArticlePublished | ArticleRevised] = []
        rejects = [read.reject for read in reads if read.reject]
        refused = {read.item.digest for read in reads if read.reading is None}
        unchanged: list[tuple[ArticleId, Reading]] = []
        for read in reads:
            if read.reading is None:
                continue
            article = revisions.identify(source.outlet.name, read.item)
            known = self._memory.articles.get(article)
            event = revisions.revise(known, read.reading, source.outlet.name, source.feed, source.at)
            if event is None:
                unchanged.append((article, read.reading))
            elif (size := len(seal(event).value)) > MAX_ARTICLE_BYTES:
                detail = f"an article of {size:,} bytes; the most that goes on record is {MAX_ARTICLE_BYTES:,}"
                rejects.append(_rejected(source, read.item.name, Fault.TOO_LARGE, detail, read.reading.captures[-1]))
                refused.add(read.item.digest)
            else:
                events.append(event)
            if not read.reading.settled:
                self._unsettled[source.feed].add(article)
        await self._append(source, events, rejects, {digest(read.page.body): read.page for read in reads if read.page})
        self._refused[source.feed] |= refused
        for article, reading in unchanged:
            if known := self._memory.articles.get(article):
                self._memory.articles[article] = revisions.settle(known, reading)
        return events

    async def _append(
        self,
        source: Source,
        events: Sequence[ArticlePublished | ArticleRevised],
        rejects: Sequence[Rejected],
        fetched: Mapping[Digest, Answer],
    ) -> None:
        named = {capture for event in events for capture in event.captures}
        named |= {reject.capture for reject in rejects if reject.capture}
        for name in sorted(named):
            if bytes.fromhex(name) not in self._memory.captured:
                body = source.answer if name == source.digest else fetched[name]
                parts = await asyncio.to_thread(captures.capture, body.body, body.url, body.media_type, source.at)
                await self._log.append(seal_all(parts))
                self._memory.captured.add(bytes.fromhex(name))
        await self._log.append(seal_all([*events, *rejects]))
        for event in events:
            self._memory.take(event)


def _rejected(source: Source, where: str, fault: Fault, detail: str, capture: Digest | None) -> Rejected:
    return Rejected(
        service="ingest",
        where=where[:_LONGEST],
        reason=fault,
        detail=detail[:_LONGEST],
        original=b"",
        capture=capture,
        refused_at=source.at,
    )
