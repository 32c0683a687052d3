"""All of a claim, as it is and as it was known."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import msgspec
import pytest

from schemas.event import ArticleId, ClaimId
from schemas.flags import Grade
from services.charts.chart import QuantityChart
from services.dashboard.projection.database import open_database
from services.dashboard.projection.rebuild import fill
from services.dashboard.queries.claims import claim, claim_statements, claims, count_lone
from services.dashboard.queries.search import search
from services.dashboard.views.claims import Voice
from services.dashboard.views.view import Passage
from tests.dashboard.examples import CLAIM, TITLE, WIRE_SAYS, Told, at, rolled
from tests.detect.examples import moment


async def test_a_claim_that_is_none(desk):
    assert await claim(desk, ClaimId("nothing")) is None
    assert await claim(desk, CLAIM, moment("2025-01-01")) is None


async def test_its_figures_and_flags(desk):
    shown = await claim(desk, CLAIM)
    assert (shown.row.title, shown.version, shown.row.watched) == (TITLE, 4, True)
    assert (shown.row.low, shown.row.high) == (Decimal(10000), Decimal(12000))
    (flag,) = shown.flags
    assert [(change.what, change.version) for change in flag.changes] == [("updated", 2), ("raised", 1)]
    assert [(each.what, each.detail) for each in flag.notices] == [
        ("failed", "no such mailbox"),
        ("delivered", "C0DESK/1738159200.000100"),
    ]
    assert [each.reason for each in flag.verdicts] == ["Both stand; the ministry is asked."]


async def test_evidence_stands_in_its_sentence(desk):
    (flag,) = (await claim(desk, CLAIM)).flags
    assert [piece.passage for piece in flag.evidence] == [
        Passage(before="There are ", words="11,000 North Korean soldiers", after=" in Kursk."),
        Passage(before="", words="About 12,000 North Korean soldiers", after=" are in Kursk, he said."),
    ]


async def test_its_statements_newest_first_with_those_that_left(desk):
    rows = (await claim_statements(desk, CLAIM)).rows
    assert [(row.article, row.revision, row.former, row.superseded) for row in rows] == [
        ("ours", 1, False, False),
        ("wire", 1, False, False),
        ("dispatch", 2, False, False),
        ("dispatch", 1, True, True),
    ]


async def test_its_statements_as_they_were_known(desk):
    rows = (await claim_statements(desk, CLAIM, moment("2025-01-28") + dt.timedelta(hours=4))).rows
    assert [(row.article, row.revision, row.former, row.superseded) for row in rows] == [
        ("wire", 1, False, False),
        ("dispatch", 1, False, False),
    ]


async def test_its_chart(desk):
    shown = await claim(desk, CLAIM)
    assert isinstance(shown.chart, QuantityChart)
    assert [(mark.article, mark.best, mark.ours, mark.at_odds) for mark in shown.chart.marks] == [
        ("dispatch", Decimal(11000), False, Grade.CONFLICT),
        ("wire", Decimal(12000), False, Grade.CONFLICT),
        ("ours", Decimal(10000), True, None),
    ]
    assert [(point.low, point.high) for point in shown.chart.band] == [
        (Decimal(10000), Decimal(10000)),
        (Decimal(10000), Decimal(12000)),
        (Decimal(11000), Decimal(12000)),
        (Decimal(10000), Decimal(12000)),
    ]


async def test_who_quotes_whom(desk):
    assert (await claim(desk, CLAIM)).voices == (
        Voice(
            party="US officials",
            statements=2,
            quoted_by=(
                Voice(party="Our Paper", statements=1, quoted_by=()),
                Voice(party="Veldmark Dispatch", statements=1, quoted_by=()),
            ),
        ),
        Voice(
            party="Ukraine's army chief",
            statements=1,
            quoted_by=(Voice(party="Northlight Wire", statements=1, quoted_by=()),),
        ),
    )


async def test_our_own_copy(desk):
    assert [row.article for row in (await claim(desk, CLAIM)).ours] == ["ours"]


async def test_a_claim_that_was_emptied_keeps_its_last_title(database):
    told = Told()
    await told.tell(rolled(1, 1, 1, at(WIRE_SAYS)))
    emptied = msgspec.structs.replace(rolled(2, 1, 1, left=[at(WIRE_SAYS)]), title="", statements=0, first=None)
    await told.tell(msgspec.structs.replace(emptied, latest=None, low=None, high=None))
    engine = await open_database(database)
    await fill(engine, told.log, lambda _read, _total: None)
    async with engine.connect() as connection:
        assert (await claim(connection, CLAIM)).row.title == TITLE
        assert [row.title for row in (await claims(connection)).rows] == [TITLE]
        assert [row.title for row in (await search(connection, "soldiers deployed")).claims] == [TITLE]
    await engine.dispose()


@pytest.mark.parametrize(
    ("watched", "articles", "lone"),
    [(False, ("wire",), True), (True, ("wire",), False), (False, ("wire", "dispatch"), False), (False, (), True)],
)
async def test_a_claim_is_lone_that_one_article_tells_and_nobody_watches(database, watched, articles, lone):
    told = Told()
    figures = rolled(1, 1, 1, at(WIRE_SAYS))
    points = [msgspec.structs.replace(figures.first, article=ArticleId(article)) for article in articles]
    first, latest = (points[0], points[-1]) if points else (None, None)
    figures = msgspec.structs.replace(figures, watched=watched, first=first, latest=latest, outlets=())
    await told.tell(figures)
    engine = await open_database(database)
    await fill(engine, told.log, lambda _read, _total: None)
    async with engine.connect() as connection:
        assert len((await claims(connection, lone=lone)).rows) == 1
        assert (await claims(connection, lone=not lone)).rows == ()
        assert await count_lone(connection) == int(lone)
    await engine.dispose()
