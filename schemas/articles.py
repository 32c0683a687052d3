"""What outlets published, and what each poll of a feed got: the events of `articles`, `captures` and `fetches`."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import ClassVar

import msgspec

from schemas.event import ArticleId, Digest, Event
from schemas.topics import ARTICLES, CAPTURES, FETCHES, Topic


class BodyKind(StrEnum):
    """How much of an article its body holds."""

    FULL = "full"
    SUMMARY = "summary"
    PAYWALLED = "paywalled"


class DateBasis(StrEnum):
    """Where an article's date comes from: its feed, or, where that gives none or one yet to come, our fetch."""

    FEED = "feed"
    FETCH = "fetch"


class Revision(Event, frozen=True, kw_only=True):
    """One state of an article. Title and body are plain text; offsets in statements count characters of them."""

    topic: ClassVar[Topic] = ARTICLES

    article: ArticleId
    revision: int
    outlet: str
    feed: str
    url: str
    title: str
    body: str
    body_kind: BodyKind
    published_at: dt.datetime
    dated_by: DateBasis
    digest: Digest
    """Of title and body: two revisions with one digest say the same."""
    captures: tuple[Digest, ...]
    """The raw bodies, feed first, that this revision was read from."""
    item: Digest | None = None
    """Of the feed's item as it stood: the same item again gives nothing new. None where none was read, or where it is
    to be read again, because its page could not be fetched."""

    @property
    def key(self) -> str:
        return self.article


class ArticlePublished(Revision, frozen=True, kw_only=True):
    """An article seen for the first time: revision 1."""

    type: ClassVar[str] = "article.published"

    @property
    def occurred_at(self) -> dt.datetime:
        return self.published_at


class ArticleRevised(Revision, frozen=True, kw_only=True):
    """An article whose title or body changed: revision 2 and later."""

    type: ClassVar[str] = "article.revised"

    previous: Digest
    """The digest of the revision before."""
    revised_at: dt.datetime
    """When we saw the change."""

    @property
    def occurred_at(self) -> dt.datetime:
        return self.revised_at


class Captured(Event, frozen=True, kw_only=True):
    """A part of a raw body as received, compressed; parts 1…`parts` in order give the gzip stream."""

    type: ClassVar[str] = "capture.captured"
    topic: ClassVar[Topic] = CAPTURES

    digest: Digest
    """Of the whole body, uncompressed."""
    part: int
    parts: int
    url: str
    media_type: str
    data: bytes
    captured_at: dt.datetime

    @property
    def key(self) -> str:
        return self.digest

    @property
    def occurred_at(self) -> dt.datetime:
        return self.captured_at


class FetchError(msgspec.Struct, frozen=True):
    """Why a poll gave nothing: a stable reason and what was seen."""

    reason: str
    detail: str


class FeedFetched(Event, frozen=True, kw_only=True):
    """What one poll of a feed got."""

    type: ClassVar[str] = "feed.fetched"
    topic: ClassVar[Topic] = FETCHES

    feed: str
    outlet: str
    fetched_at: dt.datetime
    status: int | None
    """The HTTP status; None when no answer came."""
    etag: str | None
    last_modified: str | None
    size: int
    """Bytes of the body, decompressed; 0 when not modified."""
    digest: Digest | None
    items: int
    new: int
    revised: int
    error: FetchError | None
    next_at: dt.datetime
    """When the feed is due again."""

    @property
    def key(self) -> str:
        return self.feed

    @property
    def occurred_at(self) -> dt.datetime:
        return self.fetched_at
