"""From a record to its event, or to the reject that says why it is none."""

from __future__ import annotations

from typing import Final, TypeVar

from schemas.decisions import FlagTaken, SilenceSet, VerdictGiven
from schemas.envelope import EnvelopeError, MalformedEvent, UnknownType, ce_type, header, unseal
from schemas.event import Event
from schemas.rejects import KEPT, Rejected
from services.alert.routing.silences import check
from services.eventlog.port import Record

E = TypeVar("E", bound=Event)

_DECISIONS: Final[dict[bytes | None, type[SilenceSet | FlagTaken | VerdictGiven]]] = {
    ce_type(family).encode(): family for family in (SilenceSet, FlagTaken, VerdictGiven)
}


def open_record(record: Record, family: type[E]) -> E | Rejected:
    """The event in a record of this family's topic. A record refused twice gives the same reject."""
    try:
        event = unseal(record.headers, record.value)
        if not isinstance(event, family):
            raise UnknownType(f"{type(event).__name__} does not belong in {record.topic}")
    except EnvelopeError as fault:
        return _refused(record, fault, "malformed" if isinstance(fault, MalformedEvent) else "unknown-type")
    return event


def open_decision(record: Record) -> SilenceSet | FlagTaken | VerdictGiven | Rejected | None:
    """The decision that changes what is told, or why it cannot hold; None for any other."""
    family = _DECISIONS.get(header(record.headers, "ce_type"))
    if family is None:
        return None
    decision = open_record(record, family)
    try:
        if isinstance(decision, SilenceSet):
            check(decision)
    except ValueError as fault:
        return _refused(record, fault, "malformed")
    return decision


def _refused(record: Record, fault: Exception, reason: str) -> Rejected:
    return Rejected(
        service="alert",
        where=record.place,
        reason=reason,
        detail=f"{fault}; mend what wrote it, and append it again in its right form",
        original=record.value[:KEPT],
        capture=None,
        refused_at=record.appended_at,
    )
