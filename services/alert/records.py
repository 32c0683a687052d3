"""From a record to its event, or to the reject that says why it is none."""

from __future__ import annotations

from typing import Final, TypeVar

from schemas.envelope import EnvelopeError, MalformedEvent, UnknownType, unseal
from schemas.event import Event
from schemas.rejects import Rejected
from services.eventlog.port import Record

E = TypeVar("E", bound=Event)

_KEPT: Final = 512 * 1024
"""Bytes of a refused record that its reject keeps."""


def open_record(record: Record, family: type[E]) -> E | Rejected:
    """The event in a record of this family's topic. A record refused twice gives the same reject."""
    try:
        event = unseal(record.headers, record.value)
        if not isinstance(event, family):
            raise UnknownType(f"{type(event).__name__} does not belong in {record.topic}")
    except EnvelopeError as fault:
        return Rejected(
            service="alert",
            where=record.place,
            reason="malformed" if isinstance(fault, MalformedEvent) else "unknown-type",
            detail=f"{fault}; mend what wrote it, and append it again in its right form",
            original=record.value[:_KEPT],
            capture=None,
            refused_at=record.appended_at,
        )
    return event
