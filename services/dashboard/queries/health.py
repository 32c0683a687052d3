"""How the running goes: feeds, bodies, lag, rejects, receivers; what needs an operator comes first."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.articles import BodyKind
from services.dashboard.projection.tables.articles import ArticleRow
from services.dashboard.projection.tables.records import PositionRow
from services.dashboard.projection.tables.running import FeedRow, NoticeRow, RejectRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.silences import in_force
from services.dashboard.views.health import (
    BodiesRow,
    FeedState,
    FeedView,
    HealthView,
    Lag,
    ReceiverRow,
    ReceiverState,
    RejectView,
)
from services.eventlog.port import Positions

_ARTICLE, _POSITION = table_of(ArticleRow).c, table_of(PositionRow)
_FEED, _NOTICE, _REJECT = table_of(FeedRow), table_of(NoticeRow), table_of(RejectRow)
_OVERDUE: Final = dt.timedelta(minutes=30)
"""After a poll was due; polls queue, and hosts ask for patience."""
_SILENT: Final = dt.timedelta(days=7)
"""Without anything new: a feed that has moved answers as well as one that lives."""
_NEWEST: Final = 1000
"""Articles and notices that are counted."""
_REJECTS: Final = 50
_WORST: Final = list(FeedState)
_WORST_RECEIVER: Final = list(ReceiverState)
_NEVER: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


async def health(connection: AsyncConnection, ends: Positions, now: dt.datetime, *, is_told: bool) -> HealthView:
    """All of it, where the log's partitions end at `ends`; `is_told` where its days are those of its articles."""
    return HealthView(
        feeds=await _feeds(connection, None if is_told else now),
        bodies=await _bodies(connection),
        lags=await _lags(connection, ends),
        rejects=await _rejects(connection),
        receivers=await _receivers(connection),
        silences=tuple(await in_force(connection, now)),
    )


async def _feeds(connection: AsyncConnection, now: dt.datetime | None) -> tuple[FeedView, ...]:
    """As they stand now; without a now, as they stood at the last poll of any: a story is over when it is told."""
    rows = (await connection.execute(sa.select(_FEED))).all()
    moment = now or max((row.fetched_at for row in rows), default=_NEVER)
    found = [
        FeedView(
            feed=row.feed,
            outlet=row.outlet,
            state=_state(row, moment),
            fetched_at=row.fetched_at,
            next_at=row.next_at,
            status=row.status,
            error=row.error,
            failures=row.failures,
            answered_at=row.answered_at,
            news_at=row.news_at,
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda feed: (_WORST.index(feed.state), feed.outlet, feed.feed)))


def _state(row: sa.Row[Any], now: dt.datetime) -> FeedState:
    if row.failures:
        return FeedState.FAILING
    if now - row.next_at > _OVERDUE:
        return FeedState.OVERDUE
    return FeedState.SILENT if row.news_at is None or now - row.news_at > _SILENT else FeedState.WELL


async def _bodies(connection: AsyncConnection) -> tuple[BodiesRow, ...]:
    newest = sa.select(_ARTICLE.outlet, _ARTICLE.body_kind).order_by(_ARTICLE.appended_at.desc()).limit(_NEWEST)
    counted = Counter((row.outlet, BodyKind(row.body_kind)) for row in await connection.execute(newest))
    found = [
        BodiesRow(
            outlet=outlet,
            full=counted[outlet, BodyKind.FULL],
            summary=counted[outlet, BodyKind.SUMMARY],
            paywalled=counted[outlet, BodyKind.PAYWALLED],
        )
        for outlet in {outlet for outlet, _ in counted}
    ]
    return tuple(sorted(found, key=lambda row: (-(row.summary + row.paywalled), row.outlet)))


async def _lags(connection: AsyncConnection, ends: Positions) -> tuple[Lag, ...]:
    at = {(row.topic, row.partition): row.position for row in await connection.execute(sa.select(_POSITION))}
    records: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for place, end in ends.items():
        records[place[0]] += end
        behind[place[0]] += max(0, end - at.get(place, 0))
    return tuple(Lag(topic=topic, records=records[topic], behind=behind[topic]) for topic in sorted(records))


async def _rejects(connection: AsyncConnection) -> tuple[RejectView, ...]:
    newest = sa.select(_REJECT).order_by(_REJECT.c.refused_at.desc(), _REJECT.c.ce_id).limit(_REJECTS)
    return tuple(
        RejectView(
            service=row.service,
            refused=row.refused,
            reason=row.reason,
            detail=row.detail,
            refused_at=row.refused_at,
            place=row.record,
        )
        for row in await connection.execute(newest)
    )


async def _receivers(connection: AsyncConnection) -> tuple[ReceiverRow, ...]:
    newest = sa.select(_NOTICE).order_by(_NOTICE.c.at.desc(), _NOTICE.c.ce_id).limit(_NEWEST)
    lanes: dict[tuple[str, str], list[sa.Row[Any]]] = {}
    for row in await connection.execute(newest):
        lanes.setdefault((row.receiver, row.channel), []).append(row)
    found = []
    for (receiver, channel), rows in lanes.items():
        ended = Counter(row.what for row in rows)
        found.append(
            ReceiverRow(
                receiver=receiver,
                channel=channel,
                state=_receiver_state([row.what for row in rows if row.what != "suppressed"]),
                delivered=ended["delivered"],
                failed=ended["failed"],
                suppressed=ended["suppressed"],
                last_at=rows[0].at,
                last_failure=next((row.detail for row in rows if row.what == "failed"), None),
            )
        )
    return tuple(sorted(found, key=lambda row: (_WORST_RECEIVER.index(row.state), row.receiver, row.channel)))


def _receiver_state(ended: Sequence[str]) -> ReceiverState:
    """By how its deliveries ended, the last first."""
    if ended[:1] == ["failed"]:
        return ReceiverState.FAILING
    return ReceiverState.FAILED if "failed" in ended else ReceiverState.WELL
