"""From a finished delivery to its notice: the same row always gives the same event, so a repeated one is known."""

from __future__ import annotations

import datetime as dt

import msgspec

from schemas.event import ClaimId, Digest
from schemas.notices import (
    Cause,
    NoticeDelivered,
    NoticeEvent,
    NoticeFailed,
    NoticeSuppressed,
    Suppression,
)
from services.alert.outbox.tables import DeliveryRow, DeliveryState


def notice(row: DeliveryRow) -> NoticeEvent:
    """The notice of a delivery that is delivered, failed or suppressed."""
    delivery = Digest(row.delivery)
    claim = ClaimId(row.claim)
    causes = msgspec.json.decode(row.causes, type=tuple[Cause, ...])
    at = dt.datetime.fromisoformat(str(row.finished_at))
    if row.state is DeliveryState.DELIVERED:
        return NoticeDelivered(
            delivery=delivery,
            receiver=row.receiver,
            channel=row.channel,
            group=row.group,
            claim=claim,
            causes=causes,
            at=at,
            payload=Digest(row.digest),
            receipt=row.receipt,
            thread=row.thread,
            attempts=row.attempts,
        )
    if row.state is DeliveryState.FAILED:
        return NoticeFailed(
            delivery=delivery,
            receiver=row.receiver,
            channel=row.channel,
            group=row.group,
            claim=claim,
            causes=causes,
            at=at,
            reason=row.reason,
            attempts=row.attempts,
        )
    return NoticeSuppressed(
        delivery=delivery,
        receiver=row.receiver,
        channel=row.channel,
        group=row.group,
        claim=claim,
        causes=causes,
        at=at,
        by=Suppression(row.reason),
        why=row.why,
    )
