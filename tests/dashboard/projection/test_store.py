"""Whatever order the log's topics are read in, however often, the tables end the same; and they keep the past."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from schemas.articles import ArticlePublished
from schemas.envelope import seal
from services.dashboard.errors import OutdatedProjection, ProjectionMoved
from services.dashboard.projection.database import open_database
from services.dashboard.projection.rebuild import fill, rebuild
from services.dashboard.projection.store import PROJECTED, apply, forget, positions
from services.dashboard.projection.tables.articles import ArticleRow, StatementRow
from services.dashboard.projection.tables.claims import FiguresRow, MemberRow
from services.dashboard.projection.tables.decisions import SilenceRow, WordingRow
from services.dashboard.projection.tables.records import PositionRow, RecordRow
from services.dashboard.projection.tables.running import FeedRow
from services.dashboard.projection.tables.table import table_of
from services.database import UnsuitableDatabase
from tests.dashboard.examples import (
    DISPATCH_SAYS,
    ENDED,
    FAILED,
    FEED,
    MENDED_SAYS,
    REWORDED,
    SILENCED,
    WIRE,
    WIRE_SAYS,
    WORDED,
    Told,
    at,
    rolled,
    tell_story,
)
from tests.dashboard.projection.tables import contents


def unheard(_read: int, _total: int) -> None:
    pass


@pytest.fixture
async def told() -> Told:
    return await tell_story()


async def test_a_rebuilt_projection_equals_the_old_one_table_by_table(told, database):
    engine = await open_database(database)
    read = await fill(engine, told.log, unheard)
    old = await contents(engine)
    await engine.dispose()
    assert all(old.values()), "the story has something of every table"

    assert await rebuild(told.log, database, unheard) == read
    engine = await open_database(database)
    assert await contents(engine) == old
    await engine.dispose()


NAMES = [topic.name for topic in PROJECTED]


@pytest.mark.parametrize("topics", [NAMES, NAMES[::-1], NAMES[3:] + NAMES[:3]], ids=["forward", "backward", "turned"])
async def test_in_whatever_order_topics_are_read_the_tables_end_the_same(told, database, tmp_path, topics):
    engine = await open_database(database)
    await fill(engine, told.log, unheard)
    straight = await contents(engine)
    await engine.dispose()

    mixed = await open_database(f"sqlite:///{tmp_path / 'mixed.db'}")
    records = sorted(told.log.records, key=lambda record: topics.index(record.topic))
    before: dict[tuple[str, int], int] = {}
    for record in records:
        after = before | {(record.topic, record.partition): record.offset + 1}
        await apply(mixed, [record], before, after)
        before = after
    told_alone = await contents(mixed, without=(PositionRow,))
    await mixed.dispose()
    assert told_alone == {name: rows for name, rows in straight.items() if name != "positions"}


async def test_a_log_told_twice_tells_no_more(told, database):
    engine = await open_database(database)
    await fill(engine, told.log, unheard)
    once = await contents(engine, without=(RecordRow, PositionRow))
    before = await positions(engine)
    again = [record._replace(offset=record.offset + 1000) for record in told.log.records if record.topic != "captures"]
    after = {(record.topic, record.partition): record.offset + 1 for record in again}
    await apply(engine, again, before, after)
    assert await contents(engine, without=(RecordRow, PositionRow)) == once
    await engine.dispose()


async def test_who_is_not_where_the_projection_is_writes_nothing(told, database):
    engine = await open_database(database)
    await fill(engine, told.log, unheard)
    held = await contents(engine)
    record = told.log.records[1]
    with pytest.raises(ProjectionMoved, match=f"not at 0 in {record.topic}/{record.partition}"):
        await apply(engine, [record], {}, {(record.topic, record.partition): 7})
    assert await contents(engine) == held
    await engine.dispose()


async def test_a_statement_is_of_a_claim_from_when_it_joined_until_it_left(database):
    told = Told()
    here = at(WIRE_SAYS)
    await told.tell(rolled(1, 1, 1, here), at=WIRE.published_at)
    await told.tell(rolled(2, 1, 1, left=[here]))
    gone_at = told.now
    await told.tell(rolled(3, 1, 1, here))
    back_at = told.now
    await told.tell(WIRE_SAYS)
    engine = await open_database(database)
    await fill(engine, told.log, unheard)
    member = table_of(MemberRow).c
    async with engine.connect() as connection:
        rows = await connection.execute(
            sa.select(
                member.number, member.appended_at, member.left_at, member.superseded_at, member.place,
                member.published_at,
            ).order_by(member.number)
        )  # fmt: skip
        assert [tuple(row) for row in rows] == [
            (1, WIRE.published_at, gone_at, back_at, "Kursk", WIRE_SAYS.published_at),
            (3, back_at, None, None, "Kursk", WIRE_SAYS.published_at),
        ]
    await engine.dispose()


async def test_a_revision_ends_what_the_one_before_said(told, database):
    engine = await open_database(database)
    await fill(engine, told.log, unheard)
    statement, figures = table_of(StatementRow).c, table_of(FiguresRow).c
    async with engine.connect() as connection:
        rows = await connection.execute(
            sa.select(statement.revision, statement.superseded_at, statement.appended_at)
            .where(statement.article == DISPATCH_SAYS.article)
            .order_by(statement.revision)
        )
        first, second = rows
        assert (first.revision, first.superseded_at) == (DISPATCH_SAYS.revision, second.appended_at)
        assert (second.revision, second.superseded_at) == (MENDED_SAYS.revision, None)
        versions = (await connection.execute(sa.select(figures.number, figures.superseded_at))).all()
        assert [number for number, until in versions if until is None] == [4]
    await engine.dispose()


async def test_what_was_decided_last_holds_and_what_held_before_is_kept(told, database):
    await told.tell(SILENCED, WORDED)  # redelivered after what followed
    engine = await open_database(database)
    await fill(engine, told.log, unheard)
    wording, silence = table_of(WordingRow).c, table_of(SilenceRow).c
    async with engine.connect() as connection:
        worded = await connection.execute(
            sa.select(wording.wording, wording.superseded_at, wording.appended_at).order_by(wording.number)
        )
        first, last = worded
        assert (first.wording, first.superseded_at) == (WORDED.wording, last.appended_at)
        assert (last.wording, last.superseded_at) == (REWORDED.wording, None)
        silenced = await connection.execute(
            sa.select(silence.silence, silence.ends_at)
            .where(silence.superseded_at.is_(None))
            .order_by(silence.ends_at)
        )  # fmt: skip
        assert silenced.all() == [(ENDED.silence, ENDED.ends_at), (SILENCED.silence, SILENCED.ends_at)]
    await engine.dispose()


async def test_a_feed_that_fails_remembers_when_it_answered(told, database):
    await told.tell(FAILED)  # the same poll told twice is one failure
    engine = await open_database(database)
    await fill(engine, told.log, unheard)
    async with engine.connect() as connection:
        row = (await connection.execute(sa.select(table_of(FeedRow)))).one()
    assert (row.failures, row.status, row.error) == (1, 503, "status: 503 Service Unavailable")
    assert (row.answered_at, row.news_at, row.fetched_at) == (FEED.fetched_at, FEED.fetched_at, FAILED.fetched_at)
    await engine.dispose()


async def test_a_record_that_cannot_be_read_is_kept_with_the_reason(told, database):
    entry = seal(WIRE)
    await told.log.append([entry._replace(value=b"{}")])
    engine = await open_database(database)
    await fill(engine, told.log, unheard)
    record = table_of(RecordRow).c
    async with engine.connect() as connection:
        rows = await connection.execute(sa.select(record.topic, record.fault).where(record.fault.is_not(None)))
        ((topic, fault),) = rows
    assert topic == "articles"
    assert "missing required field" in fault
    await engine.dispose()


async def test_text_that_no_database_takes_is_taken(database):
    told = Told()
    odd = "NUL \0, bidi \u202e, astral \U0001f9ea"
    await told.tell(ArticlePublished(**{name: getattr(WIRE, name) for name in WIRE.__struct_fields__} | {"body": odd}))
    engine = await open_database(database)
    await fill(engine, told.log, unheard)
    async with engine.connect() as connection:
        assert (await connection.execute(sa.select(table_of(ArticleRow).c.body))).scalar_one() == odd.replace(
            "\0", "\ufffd"
        )
    await engine.dispose()


async def test_records_that_the_log_dropped_are_dropped(told, database):
    engine = await open_database(database)
    await fill(engine, told.log, unheard)
    await forget(engine, {(record.topic, record.partition): 1 for record in told.log.records})
    record = table_of(RecordRow).c
    async with engine.connect() as connection:
        assert set((await connection.execute(sa.select(record.offset))).scalars()) == {1, 2, 3}
    await engine.dispose()


async def test_tables_of_another_version_are_to_be_rebuilt(told, database):
    engine = await open_database(database)
    async with engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE layout SET digest = 'of before'")
    await engine.dispose()
    with pytest.raises(OutdatedProjection, match="claimwatch dashboard rebuild"):
        await open_database(database)
    await rebuild(told.log, database, unheard)
    engine = await open_database(database)
    assert await positions(engine) == {place: end for place, end in (await told.log.ends(PROJECTED)).items() if end}
    await engine.dispose()


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("mysql://localhost/desk", "give sqlite:///FILE or postgresql://HOST/DATABASE"),
        ("nothing", "give sqlite:///FILE or postgresql://HOST/DATABASE"),
        ("sqlite:////no/such/folder/desk.db", "there is no folder /no/such/folder"),
        ("postgresql://desk@/desk?host=/no/such/socket", "see that it is there and ours to write"),
    ],
)
async def test_a_database_that_cannot_be_used_says_why(url, told):
    with pytest.raises(UnsuitableDatabase, match=told):
        await open_database(url)
