"""What notices, rejects and polls write."""

from __future__ import annotations

from collections.abc import Iterator

from schemas.articles import FeedFetched
from schemas.notices import NoticeDelivered, NoticeEvent, NoticeFailed, NoticeSuppressed
from schemas.rejects import Rejected
from services.dashboard.projection.rows.record import id_of
from services.dashboard.projection.tables.running import CauseRow, FeedRow, NoticeRow, RejectRow
from services.dashboard.projection.tables.table import Table
from services.eventlog.port import Record


def notice_rows(record: Record, event: NoticeEvent) -> Iterator[Table]:
    """How the delivery ended, and the flags that it was made for."""
    ce_id = id_of(record)
    yield NoticeRow(
        ce_id=ce_id,
        claim=event.claim,
        what=event.type.partition(".")[2],
        receiver=event.receiver,
        channel=event.channel,
        detail=_outcome(event),
        at=event.at,
        appended_at=record.appended_at,
        record=record.place,
    )
    for flag, version in sorted({(cause.flag, cause.version) for cause in event.causes}):
        yield CauseRow(ce_id=ce_id, flag=flag, number=version)


def _outcome(event: NoticeEvent) -> str:
    match event:
        case NoticeDelivered():
            return event.receipt
        case NoticeFailed():
            return event.reason
        case NoticeSuppressed():
            return event.by.value
    raise TypeError(f"{type(event).__name__} has no outcome to show")


def reject_rows(record: Record, event: Rejected) -> Iterator[Table]:
    """What was refused."""
    yield RejectRow(
        ce_id=id_of(record),
        service=event.service,
        refused=event.where,
        reason=event.reason,
        detail=event.detail,
        refused_at=event.refused_at,
        appended_at=record.appended_at,
        record=record.place,
    )


def fetch_rows(_: Record, event: FeedFetched) -> Iterator[Table]:
    """The feed as this poll found it."""
    news = event.new + event.revised
    yield FeedRow(
        feed=event.feed,
        outlet=event.outlet,
        fetched_at=event.fetched_at,
        next_at=event.next_at,
        status=event.status,
        error=None if event.error is None else f"{event.error.reason}: {event.error.detail}",
        failures=0 if event.error is None else 1,
        answered_at=event.fetched_at if event.error is None else None,
        news_at=event.fetched_at if news else None,
    )
