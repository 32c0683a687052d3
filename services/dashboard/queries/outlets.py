"""Outlets: what they cover, on whose word, how late, and what they changed after publication."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from statistics import median_low
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import ArticleId
from services.dashboard.projection.tables.articles import ArticleRow, ReportRow
from services.dashboard.projection.tables.articles import StatementRow as StatementTable
from services.dashboard.projection.tables.claims import MemberRow
from services.dashboard.projection.tables.running import FeedRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.known import appended, known
from services.dashboard.queries.listing import PAGE, after, listed
from services.dashboard.queries.now import Asked, open_flags
from services.dashboard.queries.rules import rules
from services.dashboard.queries.statements import COLUMNS, MEMBER, ONCE, STATEMENT, belonging, key, view
from services.dashboard.views.claims import StatementRow
from services.dashboard.views.outlets import OutletRow, OutletView, RevisedRow, Share
from services.dashboard.views.view import Listed

_ARTICLE, _REPORT, _FEED = table_of(ArticleRow), table_of(ReportRow), table_of(FeedRow)
DAYS: Final = 90
SHARES: Final = 12
"""Parties that are shown."""
_REVISED: Final = 20
_FLAGS: Final = 10
_RECENT: Final = 200
"""Statements, the newest, whose claims its delay is taken from."""


async def outlets(connection: AsyncConnection, at: dt.datetime | None = None) -> tuple[OutletRow, ...]:
    """Every outlet, by name."""
    ours = (await rules(connection, at)).ours
    # Each name is looked for in the index after the one before: there are few of them among many articles.
    name = sa.select(sa.func.min(_ARTICLE.c.outlet).label("outlet")).cte("named", recursive=True)
    further = sa.select(sa.func.min(_ARTICLE.c.outlet)).where(_ARTICLE.c.outlet > name.c.outlet)
    name = name.union_all(sa.select(further.scalar_subquery()).where(name.c.outlet.is_not(None)))
    of = (_ARTICLE.c.outlet == name.c.outlet, known(ArticleRow, at))
    found = await connection.execute(
        sa.select(
            name.c.outlet,
            sa.select(sa.func.count()).where(*of).scalar_subquery().label("articles"),
            sa.select(sa.func.max(_ARTICLE.c.published_at)).where(*of).scalar_subquery().label("latest_at"),
        )
        .where(name.c.outlet.is_not(None))
        .order_by(name.c.outlet)
    )
    return tuple(
        OutletRow(outlet=row.outlet, ours=row.outlet in ours, articles=row.articles, latest_at=row.latest_at)
        for row in found
        if row.articles
    )


async def outlet(
    connection: AsyncConnection, asked: str, at: dt.datetime | None = None, cursor: str | None = None
) -> OutletView | None:
    """All of an outlet; None where it published nothing.

    Raises:
        BadCursor: the cursor is none of its statements.
    """
    published = sa.select(sa.func.max(_ARTICLE.c.published_at)).where(
        _ARTICLE.c.outlet == asked, appended(ArticleRow, at)
    )
    if (until := await connection.scalar(published)) is None:
        return None
    since = until - dt.timedelta(days=DAYS)
    articles = sa.select(sa.func.count()).where(
        _ARTICLE.c.outlet == asked, _ARTICLE.c.published_at > since, known(ArticleRow, at)
    )
    stated = (STATEMENT.c.outlet == asked, STATEMENT.c.published_at > since, ONCE, known(StatementTable, at))
    counts = (
        await connection.execute(
            sa.select(
                sa.func.count().label("statements"),
                sa.func.count().filter(STATEMENT.c.source == asked).label("own"),
                sa.func.count().filter(STATEMENT.c.links > 2).label("relayed"),
            ).where(*stated)
        )
    ).one()
    flags = await open_flags(connection, Asked(outlet=asked), at)
    return OutletView(
        outlet=asked,
        ours=asked in (await rules(connection, at)).ours,
        feeds=tuple(
            await connection.scalars(sa.select(_FEED.c.feed).where(_FEED.c.outlet == asked).order_by(_FEED.c.feed))
        ),
        days=DAYS,
        articles=await connection.scalar(articles) or 0,
        statements=counts.statements,
        own=counts.own,
        relayed=counts.relayed,
        sources=await shares(connection, STATEMENT.c.source, stated),
        revised=await _revised(connection, asked, at),
        delay_hours=await _delay(connection, asked, at),
        flags=flags.rows[:_FLAGS],
        latest=await newest(connection, STATEMENT.c.outlet == asked, at, cursor),
    )


async def shares(
    connection: AsyncConnection, party: sa.ColumnElement[Any], stated: Sequence[sa.ColumnElement[bool]]
) -> tuple[Share, ...]:
    """Who has most of these statements."""
    count = sa.func.count().label("statements")
    found = await connection.execute(
        sa.select(party.label("party"), count)
        .select_from(STATEMENT)
        .where(*stated)
        .group_by(party)
        .order_by(count.desc(), party)
        .limit(SHARES)
    )
    return tuple(Share(party=row.party, statements=row.statements) for row in found)


async def newest(
    connection: AsyncConnection, which: sa.ColumnElement[bool], at: dt.datetime | None, cursor: str | None
) -> Listed[StatementRow]:
    """These statements, the last published first."""
    names = ("published_at", "article", "revision", "track", "ordinal")
    order = [STATEMENT.c[name] for name in names]
    found = (
        await connection.execute(
            sa.select(*COLUMNS)
            .where(which, ONCE, appended(StatementTable, at), after(order, cursor))
            .order_by(*(column.desc() for column in order))
            .limit(PAGE + 1)
        )
    ).all()
    belongs = await belonging(connection, found, at)
    return listed(found, names, lambda row: view(row, belongs.get(key(row)), at))


async def _revised(connection: AsyncConnection, asked: str, at: dt.datetime | None) -> tuple[RevisedRow, ...]:
    """The articles that it changed last, with the words of the figures that came and went."""
    found = (
        await connection.execute(
            sa.select(_ARTICLE)
            .where(_ARTICLE.c.outlet == asked, _ARTICLE.c.revision > 1, appended(ArticleRow, at))
            .order_by(_ARTICLE.c.appended_at.desc(), _ARTICLE.c.article)
            .limit(_REVISED)
        )
    ).all()
    ids = sorted({row.article for row in found})
    said: dict[tuple[str, int], list[str]] = defaultdict(list)
    for row in await connection.execute(
        sa.select(*COLUMNS).where(STATEMENT.c.article.in_(ids), ONCE).order_by(STATEMENT.c.track, STATEMENT.c.ordinal)
    ):
        said[row.article, row.revision].append(view(row, None, at).statement.quote)
    corrects = {
        (row.article, row.revision)
        for row in await connection.execute(
            sa.select(_REPORT.c.article, _REPORT.c.revision).where(_REPORT.c.article.in_(ids), _REPORT.c.corrects)
        )
    }
    return tuple(
        RevisedRow(
            article=ArticleId(row.article),
            revision=row.revision,
            title=row.title,
            published_at=row.published_at,
            seen_at=row.appended_at,
            before=_only(said[row.article, row.revision - 1], said[row.article, row.revision]),
            after=_only(said[row.article, row.revision], said[row.article, row.revision - 1]),
            corrects=(row.article, row.revision) in corrects,
        )
        for row in found
    )


def _only(these: Sequence[str], those: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for words in these if words not in those))


async def _delay(connection: AsyncConnection, asked: str, at: dt.datetime | None) -> int | None:
    """In the middle, of the claims that it was on of late and others were, too."""
    recent = (
        sa.select(MEMBER.c.claim)
        .where(MEMBER.c.outlet == asked, appended(MemberRow, at))
        .order_by(MEMBER.c.published_at.desc())
        .limit(_RECENT)
        .subquery()
    )
    claim = sa.select(recent.c.claim).distinct().subquery()
    of = (MEMBER.c.claim == claim.c.claim, appended(MemberRow, at))
    first = sa.select(sa.func.min(MEMBER.c.published_at)).where(*of).scalar_subquery()
    own = sa.select(sa.func.min(MEMBER.c.published_at)).where(*of, MEMBER.c.outlet == asked).scalar_subquery()
    found = await connection.execute(
        sa.select(first.label("first"), own.label("own")).where(sa.exists().where(*of, MEMBER.c.outlet != asked))
    )
    delays = [row.own - row.first for row in found]
    return median_low(delays) // dt.timedelta(hours=1) if delays else None
