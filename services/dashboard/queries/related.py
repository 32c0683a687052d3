"""What led to an event, and what came of it, as places on the log.

article ─▶ reports ─▶ figures, flags ─▶ notices, verdicts
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.articles import Revision
from schemas.decisions import FlagTaken, SilenceSet, VerdictGiven, WordingApproved
from schemas.event import Event
from schemas.figures import FiguresRolled
from schemas.flags import FlagEvent
from schemas.notices import NoticeEvent
from schemas.rejects import Rejected
from schemas.statements import Reported
from services.dashboard.projection.tables.articles import ArticleRow, ReportRow
from services.dashboard.projection.tables.claims import FiguresRow, MemberRow
from services.dashboard.projection.tables.decisions import SilenceRow, TakenRow, VerdictRow, WordingRow
from services.dashboard.projection.tables.flags import FlagRow, QuotedRow
from services.dashboard.projection.tables.running import CauseRow, NoticeRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.known import among

_ARTICLE, _REPORT = table_of(ArticleRow).c, table_of(ReportRow).c
_FIGURES, _MEMBER = table_of(FiguresRow).c, table_of(MemberRow).c
_FLAG, _QUOTED, _VERDICT = table_of(FlagRow).c, table_of(QuotedRow).c, table_of(VerdictRow).c
_TAKEN, _SILENCE, _WORDING = table_of(TakenRow).c, table_of(SilenceRow).c, table_of(WordingRow).c
_NOTICE, _CAUSE = table_of(NoticeRow).c, table_of(CauseRow).c
_MOST: Final = 50
"""Places that are shown."""

Query = sa.Select[tuple[str]]


async def causes(connection: AsyncConnection, event: Event, appended_at: dt.datetime) -> list[str]:
    """Where the records lie that led to an event; `appended_at` is when it came to the log."""
    if isinstance(event, Rejected):
        return [event.where]  # a place, where it was a record that was refused
    if isinstance(event, VerdictGiven | FlagTaken):
        flag = event.flag if isinstance(event, FlagTaken) else event.judgement.flag
        before = sa.select(_FLAG.record).where(_FLAG.flag == flag, _FLAG.appended_at <= appended_at)
        return await _places(connection, [before.order_by(_FLAG.number.desc()).limit(1)])
    return await _places(connection, _causes(event))


async def effects(connection: AsyncConnection, event: Event) -> list[str]:
    """Where the records lie that came of an event."""
    return await _places(connection, _effects(event))


async def _places(connection: AsyncConnection, queries: Iterable[Query]) -> list[str]:
    found: list[str] = []
    for query in queries:
        found += await connection.scalars(query.limit(_MOST))
    return list(dict.fromkeys(found))[:_MOST]


@singledispatch
def _causes(_: Event) -> list[Query]:
    return []


@_causes.register
def _(event: Revision) -> list[Query]:
    return [
        sa.select(_ARTICLE.record).where(_ARTICLE.article == event.article, _ARTICLE.revision == event.revision - 1)
    ]


@_causes.register
def _(event: Reported) -> list[Query]:
    return [sa.select(_ARTICLE.record).where(_ARTICLE.article == event.article, _ARTICLE.revision == event.revision)]


@_causes.register
def _(event: FiguresRolled) -> list[Query]:
    reports = sorted({(at.article, at.revision, event.track) for at in (*event.joined, *event.left)})
    return [_reports(reports)]


@_causes.register
def _(event: FlagEvent) -> list[Query]:
    flag = event.flag
    reports = sorted({(item.article, item.revision, flag.track) for item in flag.evidence})
    before = sa.select(_FLAG.record).where(_FLAG.flag == flag.flag, _FLAG.number == flag.version - 1)
    return [_reports(reports), before]


@_causes.register
def _(event: NoticeEvent) -> list[Query]:
    caused = sorted({(cause.flag, cause.version) for cause in event.causes})
    return [sa.select(_FLAG.record).where(among((_FLAG.flag, _FLAG.number), caused))]


@_causes.register
def _(event: SilenceSet) -> list[Query]:
    return [sa.select(_SILENCE.record).where(_SILENCE.silence == event.silence, _SILENCE.decided_at < event.decided_at)]


@_causes.register
def _(event: WordingApproved) -> list[Query]:
    return [sa.select(_WORDING.record).where(_WORDING.claim == event.claim, _WORDING.decided_at < event.decided_at)]


def _reports(keys: Sequence[tuple[str, int, str]]) -> Query:
    return sa.select(_REPORT.record).where(among((_REPORT.article, _REPORT.revision, _REPORT.track), keys))


@singledispatch
def _effects(_: Event) -> list[Query]:
    return []


@_effects.register
def _(event: Revision) -> list[Query]:
    return [
        sa.select(_REPORT.record).where(_REPORT.article == event.article, _REPORT.revision == event.revision),
        sa.select(_ARTICLE.record).where(_ARTICLE.article == event.article, _ARTICLE.revision == event.revision + 1),
    ]


@_effects.register
def _(event: Reported) -> list[Query]:
    joined = sa.and_(_FIGURES.claim == _MEMBER.claim, _FIGURES.number == _MEMBER.number)
    resting = sa.and_(_FLAG.flag == _QUOTED.flag, _FLAG.number == _QUOTED.number)
    of = (_MEMBER.track == event.track, _MEMBER.article == event.article, _MEMBER.revision == event.revision)
    return [
        sa.select(_FIGURES.record).join_from(table_of(FiguresRow), table_of(MemberRow), joined).where(*of),
        sa.select(_FLAG.record)
        .join_from(table_of(FlagRow), table_of(QuotedRow), resting)
        .where(_QUOTED.article == event.article),
    ]


@_effects.register
def _(event: FlagEvent) -> list[Query]:
    flag = event.flag
    told = sa.and_(_CAUSE.ce_id == _NOTICE.ce_id, _CAUSE.flag == flag.flag, _CAUSE.number == flag.version)
    return [
        sa.select(_FLAG.record).where(_FLAG.flag == flag.flag, _FLAG.number == flag.version + 1),
        sa.select(_NOTICE.record).join_from(table_of(NoticeRow), table_of(CauseRow), told),
        sa.select(_VERDICT.record).where(_VERDICT.flag == flag.flag),
        sa.select(_TAKEN.record).where(_TAKEN.flag == flag.flag),
    ]


@_effects.register
def _(event: SilenceSet) -> list[Query]:
    return [sa.select(_SILENCE.record).where(_SILENCE.silence == event.silence, _SILENCE.decided_at > event.decided_at)]


@_effects.register
def _(event: WordingApproved) -> list[Query]:
    return [sa.select(_WORDING.record).where(_WORDING.claim == event.claim, _WORDING.decided_at > event.decided_at)]
