"""What ingest may fail with."""

from __future__ import annotations

from enum import StrEnum

from services.mendable import Mendable


class IngestError(Mendable):
    """Something ingest could not do.

    ├── NotFetched
    │   └── AddressRefused
    ├── Unreadable
    └── RecordUnreadable
    """


class Fault(StrEnum):
    """Why nothing was fetched; the stable words of `fetches` and `rejects`."""

    ADDRESS = "address-refused"
    URL = "url-refused"
    NETWORK = "network"
    PROTOCOL = "protocol"
    TIMEOUT = "timeout"
    TOO_LARGE = "too-large"
    REDIRECTS = "too-many-redirects"
    ENCODING = "encoding"
    STATUS = "status"
    ROBOTS = "robots"
    MALFORMED = "malformed"
    NO_TEXT = "no-text"
    EMPTY = "empty"


class NotFetched(IngestError):
    """An exchange over HTTP that gave no usable body: why, and what was seen."""

    def __init__(self, fault: Fault, detail: str, *, passing: bool = True) -> None:
        super().__init__(f"{fault}: {detail}")
        self.fault = fault
        self.detail = detail
        self.passing = passing
        """Whether another try may succeed."""


class AddressRefused(NotFetched):
    """A host whose addresses may not be dialled."""

    def __init__(self, detail: str) -> None:
        super().__init__(Fault.ADDRESS, detail, passing=False)


class Unreadable(IngestError):
    """A body that is no feed, a page without an article, or a document that is no OPML."""


class RecordUnreadable(IngestError):
    """A record of our own topics that this version cannot read: stop before anything is published twice."""
