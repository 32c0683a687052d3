"""From a finished delivery to its notice: the same row always gives the same event, so a repeated one is known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial

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
    return _ending(row)(
        delivery=Digest(row.delivery),
        receiver=row.receiver,
        channel=row.channel,
        group=row.group,
        claim=ClaimId(row.claim),
        causes=msgspec.json.decode(row.causes, type=tuple[Cause, ...]),
        at=dt.datetime.fromisoformat(str(row.finished_at)),
    )


def _ending(row: DeliveryRow) -> Callable[..., NoticeEvent]:
    """How it ended, to be told with what it was."""
    if row.state is DeliveryState.DELIVERED:
        payload = Digest(row.digest)
        return partial(NoticeDelivered, payload=payload, receipt=row.receipt, thread=row.thread, attempts=row.attempts)
    if row.state is DeliveryState.FAILED:
        return partial(NoticeFailed, reason=row.reason, attempts=row.attempts)
    return partial(NoticeSuppressed, by=Suppression(row.reason), why=row.why)
