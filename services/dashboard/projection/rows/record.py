"""What every record writes, whatever its event, and what rows take from it."""

from __future__ import annotations

from schemas.envelope import canonical, header
from services.dashboard.projection.tables.records import RecordRow
from services.eventlog.port import Record


def record_row(record: Record, fault: str | None) -> RecordRow:
    """The record itself; `fault` says why its event could not be read."""
    return RecordRow(
        topic=record.topic,
        partition=record.partition,
        offset=record.offset,
        appended_at=record.appended_at,
        key=record.key,
        type=_text(record, "ce_type"),
        ce_id=_text(record, "ce_id"),
        size=len(record.value),
        fault=fault,
    )


def id_of(record: Record) -> str:
    """The id of its event, by which one that comes twice is known."""
    return _text(record, "ce_id")


def content(value: object) -> str:
    """A whole value, as a row keeps it."""
    return canonical(value).decode()


def _text(record: Record, name: str) -> str:
    return (header(record.headers, name) or b"").decode(errors="replace")
