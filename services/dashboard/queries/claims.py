"""A claim: its figures, its statements, its chart, who quotes whom, its flags."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import ClaimId, TrackId
from schemas.figures import FiguresRolled, PartyFigures
from schemas.flags import FlagState, Grade
from schemas.values import Quantity
from services.charts.chart import BandPoint, Chart
from services.charts.plots import Setting, Stated, presence_chart, quantity_chart
from services.dashboard.drawn.stated import Odds, stated
from services.dashboard.drawn.voices import voices
from services.dashboard.projection.tables.claims import FiguresRow
from services.dashboard.projection.tables.flags import FlagRow as FlagTable
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.flags import FLAG, whole
from services.dashboard.queries.known import appended, decimal, known
from services.dashboard.queries.listing import PAGE, after, listed
from services.dashboard.queries.members import NAMES, ORDER, member_view, newest, staying
from services.dashboard.queries.rules import rules
from services.dashboard.queries.statements import MEMBER
from services.dashboard.queries.wordings import wordings_of
from services.dashboard.views.claims import ClaimRow, ClaimView, PartyRow, StatementRow
from services.dashboard.views.flags import FlagView
from services.dashboard.views.view import Listed

FIGURES = table_of(FiguresRow)
_BEFORE = FIGURES.alias()
_LAST_TITLE = (
    sa.select(_BEFORE.c.title)
    .where(_BEFORE.c.claim == FIGURES.c.claim, _BEFORE.c.number < FIGURES.c.number, _BEFORE.c.title != "")
    .order_by(_BEFORE.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
TITLE = sa.case((FIGURES.c.title != "", FIGURES.c.title), else_=sa.func.coalesce(_LAST_TITLE, FIGURES.c.claim))
"""One that has no statements any more keeps the title that it had."""
ROW: Final = (*(column for column in FIGURES.c if column.name != "title"), TITLE.label("title"))
"""What a claim's row is made of."""
_DRAWN: Final = 48
"""Statements on a chart, the newest: more could not be told apart."""
_BAND: Final = 48
"""Steps of the band, evenly among the versions of the figures."""
_SPANS: Final = 40
"""Bars on a calendar, the newest: each takes a line."""
_FLAGS: Final = 12
"""Flags shown whole, open ones first."""
_OURS: Final = 20


async def claims(
    connection: AsyncConnection, at: dt.datetime | None = None, cursor: str | None = None, *, lone: bool | None = None
) -> Listed[ClaimRow]:
    """Watched claims first, then those whose figures moved last; with `lone` those alone that are so, or are not.

    Raises:
        BadCursor: the cursor is none of this list.
    """
    order = (FIGURES.c.watched, FIGURES.c.rolled_at, FIGURES.c.claim)
    found = await connection.execute(
        sa.select(*ROW)
        .where(known(FiguresRow, at), sa.true() if lone is None else FIGURES.c.lone == lone, after(order, cursor))
        .order_by(*(column.desc() for column in order))
        .limit(PAGE + 1)
    )
    return listed(found.all(), ("watched", "rolled_at", "claim"), claim_row)


async def count_lone(connection: AsyncConnection, at: dt.datetime | None = None) -> int:
    """How many claims nobody watches, that one article alone tells or that are numbers on one party's word."""
    counting = sa.select(sa.func.count()).select_from(FIGURES).where(known(FiguresRow, at), FIGURES.c.lone.is_(True))
    return (await connection.execute(counting)).scalar_one()


async def claim(connection: AsyncConnection, asked: ClaimId, at: dt.datetime | None = None) -> ClaimView | None:
    """All of a claim; None where there is none, or was none yet."""
    row = (
        await connection.execute(
            sa.select(*ROW).where(FIGURES.c.claim == asked, appended(FiguresRow, at))
            .order_by(FIGURES.c.appended_at.desc(), FIGURES.c.number.desc())
            .limit(1)
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        return None
    figures = msgspec.json.decode(row.content, type=FiguresRolled)
    in_force = await rules(connection, at)
    flags = await _flags(connection, asked, at)
    drawn = [member_view(row, asked, at) for row in await newest(connection, asked, at, staying(at), _DRAWN)]
    asserted = stated(drawn, _odds(flags), frozenset(in_force.ours))
    setting = Setting(figures.title, max(0, figures.statements - len(drawn)), at)
    return ClaimView(
        row=claim_row(row),
        version=row.number,
        sources=tuple(_party(each) for each in figures.sources),
        outlets=tuple(_party(each) for each in figures.outlets),
        origins=figures.origins,
        chart=await _chart(connection, figures, asserted, setting),
        voices=voices(drawn),
        flags=flags,
        ours=await _ours(connection, asked, in_force.ours, at),
        wordings=await wordings_of(connection, asked, at),
        known_at=at,
    )


async def titles(connection: AsyncConnection, asked: Collection[str], at: dt.datetime | None) -> dict[str, str]:
    """The titles of those of these claims that are known."""
    found = await connection.execute(
        sa.select(FIGURES.c.claim, TITLE.label("title")).where(FIGURES.c.claim.in_(asked), known(FiguresRow, at))
    )
    return {row.claim: row.title for row in found}


async def titles_of(
    connection: AsyncConnection, rows: Iterable[StatementRow], at: dt.datetime | None
) -> dict[str, str]:
    """The titles of the claims that these statements are or were of."""
    return await titles(connection, {row.claim for row in rows if row.claim is not None}, at)


async def claim_statements(
    connection: AsyncConnection, asked: ClaimId, at: dt.datetime | None = None, cursor: str | None = None
) -> Listed[StatementRow]:
    """The statements that are or were of a claim, newest first.

    Raises:
        BadCursor: the cursor is none of this list.
    """
    found = await newest(connection, asked, at, after(ORDER, cursor), PAGE + 1)
    return listed(found, NAMES, lambda row: member_view(row, asked, at))


def claim_row(row: sa.Row[Any]) -> ClaimRow:
    """The claim as a row, of a row with its content."""
    figures = msgspec.json.decode(row.content, type=FiguresRolled)
    latest = figures.latest
    return ClaimRow(
        claim=ClaimId(row.claim),
        title=row.title,
        track=TrackId(row.track),
        watched=row.watched,
        statements=row.statements,
        low=decimal(row.low),
        high=decimal(row.high),
        latest=None if latest is None else latest.figure,
        latest_outlet="" if latest is None else latest.outlet,
        latest_source="" if latest is None else latest.source,
        rolled_at=row.rolled_at,
    )


async def _ours(
    connection: AsyncConnection, asked: ClaimId, ours: Sequence[str], at: dt.datetime | None
) -> tuple[StatementRow, ...]:
    if not ours:
        return ()
    found = await newest(connection, asked, at, MEMBER.c.outlet.in_(ours), _OURS)
    return tuple(member_view(row, asked, at) for row in found)


async def _flags(connection: AsyncConnection, asked: ClaimId, at: dt.datetime | None) -> tuple[FlagView, ...]:
    is_open = FLAG.c.state == FlagState.OPEN.value
    found = await connection.execute(
        sa.select(FLAG)
        .where(FLAG.c.claim == asked, known(FlagTable, at))
        .order_by(is_open.desc(), FLAG.c.conflict.desc(), FLAG.c.newest_at.desc(), FLAG.c.flag)
        .limit(_FLAGS)
    )
    return await whole(connection, found.all(), at)


async def _chart(
    connection: AsyncConnection, figures: FiguresRolled, asserted: Sequence[Stated], setting: Setting
) -> Chart | None:
    if figures.latest is None:
        return None
    if isinstance(figures.latest.figure, Quantity):
        return quantity_chart(setting, asserted, await _band(connection, figures))
    hidden = setting.hidden + max(0, len(asserted) - _SPANS)
    return presence_chart(setting._replace(hidden=hidden), asserted[-_SPANS:])


def _odds(flags: Sequence[FlagView]) -> Odds:
    """The worst grade of the open flags that rest on each statement."""
    odds: dict[tuple[str, int, str], Grade] = {}
    for flag in flags:
        if flag.row.state is FlagState.OPEN:
            for piece in flag.evidence:
                key = piece.evidence.article, piece.evidence.revision, piece.evidence.quote
                if odds.get(key) is not Grade.CONFLICT:
                    odds[key] = flag.row.grade
    return odds


async def _band(connection: AsyncConnection, figures: FiguresRolled) -> tuple[BandPoint, ...]:
    """Versions count the changes, so that evenly chosen ones can be asked for by number."""
    last = figures.version
    step = max(1, last // _BAND)
    chosen = [*range(1, last, step), last]
    found = await connection.execute(
        sa.select(FIGURES.c.rolled_at, FIGURES.c.low, FIGURES.c.high)
        .where(FIGURES.c.claim == figures.claim, FIGURES.c.number.in_(chosen))
        .order_by(FIGURES.c.rolled_at, FIGURES.c.number)
    )
    return tuple(BandPoint(at=row.rolled_at, low=decimal(row.low), high=decimal(row.high)) for row in found)


def _party(party: PartyFigures) -> PartyRow:
    return PartyRow(
        party=party.party,
        statements=party.statements,
        figure=party.latest.figure,
        published_at=party.latest.published_at,
        article=party.latest.article,
    )
