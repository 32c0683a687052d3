"""Flags as rows and whole, for the pages that show them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import ClaimId, FlagId
from schemas.flags import Evidence, Flag, FlagState, Grade
from schemas.statements import Part
from schemas.watch import Rule
from services.dashboard.projection.tables.articles import ArticleRow
from services.dashboard.projection.tables.flags import FlagRow as FlagTable
from services.dashboard.projection.tables.flags import QuotedRow
from services.dashboard.projection.tables.running import CauseRow
from services.dashboard.projection.tables.running import NoticeRow as NoticeTable
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.known import among, appended
from services.dashboard.queries.verdicts import takers, verdicts
from services.dashboard.texts.passages import passage
from services.dashboard.views.flags import Change, FlagRow, FlagView, NoticeRow, Piece, VerdictRow

FLAG = table_of(FlagTable)
_QUOTED, _NOTICE = table_of(QuotedRow), table_of(NoticeTable)
_CAUSE, _ARTICLE = table_of(CauseRow), table_of(ArticleRow)
COLUMNS = tuple(column for column in FLAG.c if column.name != "content")
"""What a row shows."""


async def rows(
    connection: AsyncConnection, found: Sequence[sa.Row[Any]], at: dt.datetime | None
) -> dict[FlagId, FlagRow]:
    """Rows of flags, in their order, with their outlets and the last verdict on each."""
    outlets: dict[FlagId, list[str]] = defaultdict(list)
    for flag, outlet in await connection.execute(
        sa.select(_QUOTED.c.flag, _QUOTED.c.outlet)
        .where(among((_QUOTED.c.flag, _QUOTED.c.number), [(row.flag, row.number) for row in found]))
        .distinct()
        .order_by(_QUOTED.c.outlet)
    ):
        outlets[flag].append(outlet)
    ids = [row.flag for row in found]
    last = {verdict.flag: verdict for verdict in reversed(await verdicts(connection, ids, at))}
    taken_by = await takers(connection, ids, at)
    return {row.flag: _row(row, outlets[row.flag], last.get(row.flag), taken_by.get(row.flag)) for row in found}


async def flags_at(connection: AsyncConnection, asked: Sequence[tuple[FlagId, int]]) -> list[Flag]:
    """These flags, each as it was at a version; without those that are not known."""
    contents = await connection.scalars(sa.select(FLAG.c.content).where(among((FLAG.c.flag, FLAG.c.number), asked)))
    return [msgspec.json.decode(content, type=Flag) for content in contents]


async def row_of(connection: AsyncConnection, asked: FlagId, version: int) -> FlagRow | None:
    """A flag as it was at a version, as a row; None where there is none such."""
    found = await connection.execute(sa.select(*COLUMNS).where(FLAG.c.flag == asked, FLAG.c.number == version))
    return (await rows(connection, found.all(), None)).get(asked)


async def whole(
    connection: AsyncConnection, found: Sequence[sa.Row[Any]], at: dt.datetime | None
) -> tuple[FlagView, ...]:
    """All of these flags, whose rows have their content, in their order."""
    ids = [row.flag for row in found]
    shown = await rows(connection, found, at)
    flags = {row.flag: msgspec.json.decode(row.content, type=Flag) for row in found}
    texts = await _texts(connection, [piece for flag in flags.values() for piece in (*flag.evidence, *flag.exposure)])
    changes = await _changes(connection, ids, at)
    notices = await _notices(connection, ids, at)
    given = await verdicts(connection, ids, at)
    return tuple(
        FlagView(
            row=shown[id_],
            evidence=_pieces(flag.evidence, texts),
            exposure=_pieces(flag.exposure, texts),
            compared=flag.compared,
            reasons=flag.reasons,
            settle=flag.settle,
            changes=tuple(changes[id_]),
            verdicts=tuple(each for each in given if each.flag == id_),
            notices=tuple(notices[id_]),
        )
        for id_, flag in flags.items()
    )


def _row(row: sa.Row[Any], outlets: Sequence[str], verdict: VerdictRow | None, taker: str | None) -> FlagRow:
    return FlagRow(
        flag=row.flag,
        version=row.number,
        state=FlagState(row.state),
        claim=ClaimId(row.claim),
        title=row.title,
        watched=row.watched,
        rule=Rule(row.rule),
        grade=_grade(row),
        severity=row.severity,
        explanation=row.explanation,
        outlets=tuple(outlets),
        newest_at=row.newest_at,
        appended_at=row.appended_at,
        exposed=row.exposed,
        verdict=None if verdict is None else verdict.verdict,
        by=None if verdict is None else verdict.by,
        taken_by=taker,
    )


def _grade(row: sa.Row[Any]) -> Grade:
    return Grade.CONFLICT if row.conflict else Grade.TENSION


Texts = dict[tuple[str, int], tuple[str, str]]
"""Title and body of article revisions."""


async def _texts(connection: AsyncConnection, evidence: Iterable[Evidence]) -> Texts:
    places = sorted({(piece.article, piece.revision) for piece in evidence})
    columns = _ARTICLE.c
    found = await connection.execute(
        sa.select(columns.article, columns.revision, columns.title, columns.body).where(
            among((columns.article, columns.revision), places)
        )
    )
    return {(row.article, row.revision): (row.title, row.body) for row in found}


def _pieces(evidence: Iterable[Evidence], texts: Texts) -> tuple[Piece, ...]:
    found = []
    for piece in evidence:
        title, body = texts.get((piece.article, piece.revision), ("", ""))
        text = title if piece.part is Part.TITLE else body
        found.append(Piece(evidence=piece, passage=passage(text, piece.start, piece.end, piece.quote)))
    return tuple(found)


async def _changes(
    connection: AsyncConnection, flags: Collection[FlagId], at: dt.datetime | None
) -> dict[FlagId, list[Change]]:
    changes: dict[FlagId, list[Change]] = defaultdict(list)
    for row in await connection.execute(
        sa.select(*COLUMNS).where(FLAG.c.flag.in_(flags), appended(FlagTable, at)).order_by(FLAG.c.number.desc())
    ):
        changes[row.flag].append(
            Change(
                what=row.what,
                version=row.number,
                grade=_grade(row),
                severity=row.severity,
                explanation=row.explanation,
                found_at=row.found_at,
                appended_at=row.appended_at,
                place=row.record,
            )
        )
    return changes


async def _notices(
    connection: AsyncConnection, flags: Collection[FlagId], at: dt.datetime | None
) -> dict[FlagId, list[NoticeRow]]:
    notices: dict[FlagId, list[NoticeRow]] = defaultdict(list)
    for row in await connection.execute(
        sa.select(_CAUSE.c.flag, _NOTICE)
        .join_from(_CAUSE, _NOTICE, _CAUSE.c.ce_id == _NOTICE.c.ce_id)
        .where(_CAUSE.c.flag.in_(flags), appended(NoticeTable, at))
        .order_by(_NOTICE.c.at.desc())
    ):
        notices[row.flag].append(
            NoticeRow(
                claim=row.claim,
                what=row.what,
                receiver=row.receiver,
                channel=row.channel,
                detail=row.detail,
                at=row.at,
                place=row.record,
            )
        )
    return notices
