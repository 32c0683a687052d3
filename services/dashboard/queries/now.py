"""What needs a decision: open flags, conflicts before tensions, newest evidence first."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from string import capwords
from typing import Any, Final, NamedTuple

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import ClaimId, FlagId
from schemas.flags import FlagState
from schemas.watch import Rule
from services.dashboard.projection.tables.claims import MemberRow, TitleRow
from services.dashboard.projection.tables.flags import QuotedRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.projection.words import words
from services.dashboard.queries.flags import COLUMNS, FLAG, rows
from services.dashboard.queries.known import held
from services.dashboard.queries.listing import PAGE, after, listed
from services.dashboard.views.flags import FlagRow, OpenClaim
from services.dashboard.views.view import Listed

_MEMBER, _QUOTED, _TITLE = table_of(MemberRow), table_of(QuotedRow), table_of(TitleRow)
_OTHER: Final = FLAG.alias()
_NAMES: Final = ("conflict", "newest_at", "flag")
"""The order of flags: the last of each is the strongest."""
_OF_CLAIM: Final = 4
"""Flags of each claim that a list of many claims shows; where one claim is asked for, a page of them."""


class Asked(NamedTuple):
    """Which flags; None is all."""

    claim: ClaimId | None = None
    outlet: str | None = None
    place: str | None = None
    rule: Rule | None = None
    about: str | None = None
    """Words of its claim's title, or their beginnings."""


async def open_flags(
    connection: AsyncConnection, asked: Asked, at: dt.datetime | None = None, cursor: str | None = None
) -> Listed[FlagRow]:
    """The open flags that are asked for.

    Raises:
        BadCursor: the cursor is none of this list.
    """
    found = await connection.execute(
        sa.select(*COLUMNS)
        .where(*_open(FLAG, asked, at), after(_order(FLAG), cursor))
        .order_by(*(column.desc() for column in _order(FLAG)))
        .limit(PAGE + 1)
    )
    part = found.all()
    shown = await rows(connection, part[:PAGE], at)
    return listed(part, _NAMES, lambda row: shown[row.flag])


async def open_claims(
    connection: AsyncConnection, asked: Asked, at: dt.datetime | None = None, cursor: str | None = None
) -> Listed[OpenClaim]:
    """The claims of the open flags that are asked for, each with its strongest flags, by the strongest of them.

    Raises:
        BadCursor: the cursor is none of this list.
    """
    led = await connection.execute(
        sa.select(FLAG.c.claim, *_order(FLAG))
        .where(*_open(FLAG, asked, at), ~_stronger(asked, at), after(_order(FLAG), cursor))
        .order_by(*(column.desc() for column in _order(FLAG)))
        .limit(PAGE + 1)
    )
    leads = led.all()
    found = await _strongest(connection, [lead.claim for lead in leads[:PAGE]], asked, at)
    shown = await rows(connection, found, at)
    of_claim: dict[str, list[sa.Row[Any]]] = defaultdict(list)
    for row in found:
        of_claim[row.claim].append(row)
    return listed(leads, _NAMES, lambda lead: _claim(of_claim[lead.claim], shown))


def _claim(found: Sequence[sa.Row[Any]], shown: Mapping[FlagId, FlagRow]) -> OpenClaim:
    counted = found[0]
    return OpenClaim(
        flags=tuple(shown[row.flag] for row in found),
        conflicts=counted.conflicts,
        tensions=counted.flags - counted.conflicts,
        more=counted.flags - len(found),
    )


async def _strongest(
    connection: AsyncConnection, claims: Collection[str], asked: Asked, at: dt.datetime | None
) -> Sequence[sa.Row[Any]]:
    """The flags of these claims that are shown, the strongest of each first, with how many there are of it."""
    order = [column.desc() for column in _order(FLAG)]
    numbered = (
        sa.select(
            *COLUMNS,
            sa.func.row_number().over(partition_by=FLAG.c.claim, order_by=order).label("place"),
            sa.func.count().over(partition_by=FLAG.c.claim).label("flags"),
            sa.func.sum(sa.case((FLAG.c.conflict, 1), else_=0)).over(partition_by=FLAG.c.claim).label("conflicts"),
        )
        .where(FLAG.c.claim.in_(claims), *_open(FLAG, asked, at))
        .subquery()
    )
    most = PAGE if asked.claim is not None else _OF_CLAIM
    chosen = sa.select(numbered).where(numbered.c.place <= most).order_by(numbered.c.place)
    return (await connection.execute(chosen)).all()


def _stronger(asked: Asked, at: dt.datetime | None) -> sa.ColumnElement[bool]:
    """Whether its claim has a flag that stands before it."""
    before = _order(_OTHER)
    return sa.exists().where(
        _OTHER.c.claim == FLAG.c.claim, *_open(_OTHER, asked, at), sa.tuple_(*before) > sa.tuple_(*_order(FLAG))
    )


def _order(flag: sa.FromClause) -> tuple[sa.ColumnElement[Any], ...]:
    return tuple(flag.c[name] for name in _NAMES)


def _open(flag: sa.FromClause, asked: Asked, at: dt.datetime | None) -> list[sa.ColumnElement[bool]]:
    return [flag.c.state == FlagState.OPEN.value, held(flag, at), *_filters(flag, asked)]


async def latest_changes(connection: AsyncConnection, asked: Asked) -> tuple[FlagRow, ...]:
    """The last versions of the flags that are asked for, open or not, newest first."""
    found = await connection.execute(
        sa.select(*COLUMNS)
        .where(held(FLAG, None), *_filters(FLAG, asked))
        .order_by(FLAG.c.appended_at.desc(), FLAG.c.flag)
        .limit(PAGE)
    )
    return tuple((await rows(connection, found.all(), None)).values())


def _filters(flag: sa.FromClause, asked: Asked) -> list[sa.ColumnElement[bool]]:
    filters: list[sa.ColumnElement[bool]] = []
    if asked.claim is not None:
        filters.append(flag.c.claim == asked.claim)
    if asked.rule is not None:
        filters.append(flag.c.rule == asked.rule.value)
    if asked.outlet is not None:
        of = (_QUOTED.c.flag == flag.c.flag, _QUOTED.c.number == flag.c.number)
        filters.append(sa.exists().where(*of, _QUOTED.c.outlet.in_(_spellings(asked.outlet))))
    if asked.place is not None:
        filters.append(sa.exists().where(_MEMBER.c.claim == flag.c.claim, _MEMBER.c.place.in_(_spellings(asked.place))))
    if asked.about is not None:
        filters.append(_is_about(flag, asked.about))
    return filters


def _spellings(name: str) -> set[str]:
    """A name as it was typed in haste, and as it may be written: there is an index of names, but none of small ones."""
    return {name, capwords(name), name.upper()}


def _is_about(flag: sa.FromClause, asked: str) -> sa.ColumnElement[bool]:
    """Whether a title that its claim has or had holds words that begin so, all of them."""
    if not (sought := words(asked).split()):
        return sa.false()
    of_title = sa.literal(" ") + _TITLE.c.words
    return sa.exists().where(_TITLE.c.claim == flag.c.claim, *(of_title.contains(f" {word}") for word in sought))
