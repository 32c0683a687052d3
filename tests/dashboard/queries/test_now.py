"""What needs a decision, in its order, and as it was known at any past moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import msgspec
import pytest
import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from schemas.event import ClaimId, FlagId
from schemas.flags import FlagRaised, FlagResolved, FlagState, Grade
from schemas.verdicts import Verdict
from schemas.watch import Rule
from services.dashboard.projection.database import open_database
from services.dashboard.projection.rebuild import fill
from services.dashboard.projection.tables.flags import FlagRow
from services.dashboard.projection.tables.table import table_of
from services.dashboard.queries.listing import BadCursor
from services.dashboard.queries.now import Asked, open_claims, open_flags
from tests.dashboard.examples import CLAIM, DISPATCH_SAYS, FLAG, WIRE_SAYS, Told, evidence, flag
from tests.detect.examples import moment


async def test_an_open_flag_with_who_answered_it(desk):
    ((row,), following) = msgspec.structs.astuple(await open_flags(desk, Asked()))
    assert following is None
    assert (row.flag, row.version, row.state, row.claim) == (FLAG.flag, 2, FlagState.OPEN, CLAIM)
    assert (row.grade, row.exposed) == (Grade.CONFLICT, True)
    assert row.outlets == ("Northlight Wire", "Our Paper", "Veldmark Dispatch")
    assert row.newest_at == WIRE_SAYS.published_at
    assert (row.verdict, row.by, row.taken_by) == (Verdict.CONFIRMED, "mara", "mara")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (Asked(claim=CLAIM), 1),
        (Asked(claim=ClaimId("another")), 0),
        (Asked(outlet="Our Paper"), 1),
        (Asked(outlet="The Moon"), 0),
        (Asked(place="Kursk"), 1),
        (Asked(place="Lund"), 0),
        (Asked(outlet="our paper"), 1),
        (Asked(place="kursk"), 1),
        (Asked(about="SOLD kursk"), 1),
        (Asked(about="olders"), 0),
        (Asked(about="soldiers Lund"), 0),
        (Asked(about="%"), 0),
        (Asked(rule=Rule.QUANTITY), 1),
        (Asked(rule=Rule.DRIFT), 0),
        (Asked(CLAIM, "Northlight Wire", "Kursk", Rule.QUANTITY), 1),
    ],
)
async def test_filters(desk, asked, found):
    assert len((await open_flags(desk, asked)).rows) == found


@pytest.mark.parametrize(
    ("hour", "seen"),
    [
        (3, []),
        (4, [(1, False, None)]),
        (7, [(1, False, None)]),
        (8, [(2, True, None)]),
        (9, [(2, True, "mara")]),
    ],
)
async def test_as_known_at(desk, hour, seen):
    at = moment("2025-01-28") + dt.timedelta(hours=hour)
    rows = (await open_flags(desk, Asked(), at)).rows
    assert [(row.version, row.exposed, row.by) for row in rows] == seen


@pytest.fixture
async def many(database: str) -> AsyncIterator[AsyncConnection]:
    """A hundred and twenty flags, every third of them a tension, every tenth resolved."""
    told = Told()
    for number in range(120):
        found = msgspec.structs.replace(
            flag(1, evidence(DISPATCH_SAYS), evidence(WIRE_SAYS)),
            flag=FlagId(f"flag-{number:03}"),
            grade=Grade.CONFLICT if number % 3 else Grade.TENSION,
        )
        await told.tell(FlagRaised(flag=found))
        if number % 10 == 0:
            ended = msgspec.structs.replace(found, version=2, state=FlagState.RESOLVED)
            await told.tell(FlagResolved(flag=ended))
    engine = await open_database(database)
    await fill(engine, told.log, lambda _read, _total: None)
    async with engine.connect() as connection:
        yield connection
    await engine.dispose()


async def test_a_long_list_goes_on_where_it_stopped(many):
    seen, cursor, pages = [], None, 0
    while pages == 0 or cursor is not None:
        part = await open_flags(many, Asked(), cursor=cursor)
        seen += part.rows
        cursor = part.next
        pages += 1
    assert (len(seen), len({row.flag for row in seen}), pages) == (108, 108, 3)
    grades = [row.grade for row in seen]
    assert grades == sorted(grades), "conflicts before tensions"


async def spread(many: AsyncConnection, claims: int) -> None:
    """Deal the flags out to so many claims."""
    table = table_of(FlagRow)
    dealt = sa.func.substr(table.c.flag, 6).cast(sa.Integer) % claims
    await many.execute(table.update().values(claim=sa.literal("claim-") + dealt.cast(sa.String)))


async def test_claims_stand_by_their_strongest_flag_and_show_few_of_many(many):
    await spread(many, 3)
    claims = (await open_claims(many, Asked())).rows
    assert [(claim.flags[0].claim, claim.conflicts, claim.tensions, claim.more) for claim in claims] == [
        ("claim-2", 36, 0, 32),
        ("claim-1", 36, 0, 32),
        ("claim-0", 0, 36, 32),
    ]
    assert [flag.flag for flag in claims[0].flags] == ["flag-119", "flag-116", "flag-113", "flag-107"]


async def test_all_flags_of_the_claim_that_is_asked_for(many):
    await spread(many, 3)
    (claim,) = (await open_claims(many, Asked(claim=ClaimId("claim-1")))).rows
    assert (len(claim.flags), claim.more) == (36, 0)


async def test_what_is_filtered_out_leads_no_claim_and_is_not_counted(desk):
    (claim,) = (await open_claims(desk, Asked(rule=Rule.QUANTITY))).rows
    assert (claim.conflicts, claim.tensions) == (1, 0)
    assert (await open_claims(desk, Asked(rule=Rule.DRIFT))).rows == ()


async def test_a_long_list_of_claims_goes_on_where_it_stopped(many):
    await spread(many, 60)
    seen, cursor, pages = [], None, 0
    while pages == 0 or cursor is not None:
        part = await open_claims(many, Asked(), cursor=cursor)
        seen += [claim.flags[0] for claim in part.rows]
        cursor = part.next
        pages += 1
    assert (len(seen), len({row.claim for row in seen}), pages) == (54, 54, 2)
    grades = [row.grade for row in seen]
    assert grades == sorted(grades), "conflicts before tensions"


@pytest.mark.parametrize(
    "cursor", ["", "x", "W10", "WzFd", "🙂", "WyJhIiwiYiIsImMiXQ", "Wzk5OTk5OTk5OTk5OTk5OTk5OTk5XQ"]
)
async def test_a_cursor_of_nothing_is_refused(desk, cursor):
    with pytest.raises(BadCursor):
        await open_flags(desk, Asked(), cursor=cursor)
