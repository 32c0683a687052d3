"""Events on the log: CloudEvents 1.0 in Kafka's binary mode, values in canonical JSON (RFC 8785).

Sources: CloudEvents specification 1.0.2, sections "Context Attributes" and "Kafka Protocol Binding"; RFC 8785. The
canonical form holds because keys are ASCII, integers stay below 2**53, decimals are strings and there are no floats;
msgspec's sorted order then writes just what RFC 8785 asks for (the tests compare with the rfc8785 package).
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from schemas.articles import ArticlePublished, ArticleRevised, Captured, FeedFetched
from schemas.decisions import FlagTaken, RulesSet, SilenceSet, VerdictGiven, WordingApproved
from schemas.event import Digest, Event
from schemas.figures import FiguresRolled
from schemas.flags import FlagLapsed, FlagRaised, FlagReopened, FlagResolved, FlagUpdated
from schemas.notices import NoticeDelivered, NoticeFailed, NoticeSuppressed
from schemas.rejects import Rejected
from schemas.statements import DayCame, Reported, RulesTaken, VerdictTaken

EVENTS: Final[tuple[type[Event], ...]] = (
    FeedFetched,
    Captured,
    ArticlePublished,
    ArticleRevised,
    Reported,
    RulesTaken,
    DayCame,
    VerdictTaken,
    FiguresRolled,
    FlagRaised,
    FlagUpdated,
    FlagResolved,
    FlagLapsed,
    FlagReopened,
    NoticeDelivered,
    NoticeFailed,
    NoticeSuppressed,
    RulesSet,
    VerdictGiven,
    FlagTaken,
    SilenceSet,
    WordingApproved,
    Rejected,
)

Headers = tuple[tuple[str, bytes], ...]


class Entry(NamedTuple):
    """A sealed event, ready to be appended."""

    topic: str
    key: str
    headers: Headers
    value: bytes


class EnvelopeError(ValueError):
    """A record that is no event of ours.

    ├── UnknownType
    └── MalformedEvent
    """


class UnknownType(EnvelopeError):
    """Its ce_type is missing or names no event of this version."""


class MalformedEvent(EnvelopeError):
    """Its value does not fit its type."""


_ENCODER: Final = msgspec.json.Encoder(order="sorted", decimal_format="string")


def ce_type(event: type[Event]) -> str:
    """The full type name, with its major version: "claimwatch.flag.raised.v1"."""
    return f"claimwatch.{event.type}.v{event.major}"


_DECODERS: Final = {ce_type(event).encode(): msgspec.json.Decoder(event) for event in EVENTS}


def canonical(value: object) -> bytes:
    """The one spelling of a value (Struct, or built-in types without floats) on the log."""
    return _ENCODER.encode(value)


def digest(*parts: bytes | str) -> Digest:
    """SHA-256 over the parts, each preceded by its length, so that no two different lists share a digest."""
    whole = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        whole.update(len(data).to_bytes(8, "big") + data)
    return Digest(whole.hexdigest())


def seal(event: Event) -> Entry:
    """The entry for an event. Its `ce_id` derives from content alone, so a repeated event is known anywhere."""
    value = canonical(event)
    kind = ce_type(type(event))
    headers = (
        ("ce_specversion", b"1.0"),
        ("ce_id", digest(kind, event.key, value)[:32].encode()),
        ("ce_source", f"/claimwatch/{event.topic.name}".encode()),
        ("ce_type", kind.encode()),
        ("ce_time", _rfc3339(event.occurred_at).encode()),
        ("content-type", b"application/json"),
    )
    return Entry(event.topic.name, event.key, headers, value)


def seal_all(events: Iterable[Event]) -> list[Entry]:
    """The entries for events, in their order."""
    return [seal(event) for event in events]


def header(headers: Headers, name: str) -> bytes | None:
    """The first header of that name, undecoded."""
    return next((value for known, value in headers if known == name), None)


def unseal(headers: Headers, value: bytes) -> Event:
    """The event in a record.

    Raises:
        UnknownType: the record names no type that this version knows.
        MalformedEvent: the value does not fit the type.
    """
    kind = header(headers, "ce_type")
    decoder = _DECODERS.get(kind or b"")
    if decoder is None:
        raise UnknownType(f"ce_type is {kind!r}: no event of this version")
    try:
        event: Event = decoder.decode(value)
    except (msgspec.DecodeError, UnicodeDecodeError) as fault:
        raise MalformedEvent(f"{(kind or b'').decode()}: {fault}") from fault
    return event


def _rfc3339(moment: dt.datetime) -> str:
    return moment.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
