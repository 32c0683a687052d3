"""What ingest knows, as a fold over its own records: the same after a restart as before it.

Bounded by what is followed, not by what it says: some 550 bytes for an article and its captures
(measured), for each feed its validators and rhythm; no titles, no bodies.
"""

from __future__ import annotations

import datetime as dt

import msgspec

from schemas.articles import FeedFetched, Revision
from schemas.event import ArticleId, Digest, Event
from services.ingest import revisions, schedule
from services.ingest.answers import Validators
from services.ingest.outlets import Settings
from services.ingest.revisions import Known
from services.ingest.schedule import Rhythm


class FeedState(msgspec.Struct, frozen=True):
    """What is known of a feed."""

    rhythm: Rhythm
    next_at: dt.datetime | None = None
    """None when it was never polled."""
    validators: Validators = Validators()
    digest: Digest | None = None
    """Of the body last read, parsed or refused."""


class Memory:
    """The state of the fold."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.articles: dict[ArticleId, Known] = {}
        self.feeds: dict[str, FeedState] = {}
        self.captured: set[bytes] = set()

    def feed(self, url: str) -> FeedState:
        """What is known of a feed, also of one never polled."""
        return self.feeds.get(url) or FeedState(schedule.first(self._settings))

    def take(self, event: Event) -> None:
        """Take in one of our own events; any other changes nothing. Taking it twice is taking it once."""
        if isinstance(event, Revision):
            known = self.articles.get(event.article)
            if known is None or known.revision <= event.revision:
                self.articles[event.article] = revisions.remember(event)
            self.captured.update(bytes.fromhex(capture) for capture in event.captures)
        elif isinstance(event, FeedFetched):
            self.feeds[event.feed] = self._fetched(self.feed(event.feed), event)

    def _fetched(self, state: FeedState, event: FeedFetched) -> FeedState:
        changed = event.new + event.revised > 0
        rhythm = schedule.learn(state.rhythm, changed=changed, failed=event.error is not None, settings=self._settings)
        if event.digest is None:
            return msgspec.structs.replace(state, rhythm=rhythm, next_at=event.next_at)
        return FeedState(rhythm, event.next_at, Validators(event.etag, event.last_modified), event.digest)
