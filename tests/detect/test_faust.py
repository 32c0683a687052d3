"""Detect under Faust on a real broker: one worker over mixed input gives what the embedded host gives."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import msgspec
import pytest
import pytest_asyncio
from aiokafka import AIOKafkaProducer

from schemas.decisions import RulesSet
from schemas.envelope import Entry, canonical, unseal
from schemas.event import FlagId
from schemas.figures import FiguresRolled
from schemas.flags import Flag, FlagEvent, FlagState
from schemas.rejects import Rejected
from schemas.statements import Reported
from schemas.topics import ARTICLES, DECISIONS, PARTITIONS, REJECTS, STATEMENTS, control_key, partition_of
from schemas.watch import Rules, WatchedClaim
from services.detect.control import Clock
from services.detect.service import READING, TRACKING, Host, Leader
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog, Record
from tests.detect.examples import moment, published, report, revised, statement
from tests.detect.faust_fixtures import Desk, Outputs, desk, open_desk, outputs, reports
from tests.detect.told import unnamed

__all__ = ["desk"]

pytestmark = [pytest.mark.kafka, pytest.mark.asyncio(loop_scope="module")]

RULES = RulesSet(
    rules=Rules(watchlist=(WatchedClaim("Troops in Kursk", "soldier", actor="North Korea", place="Kursk"),)),
    by="desk",
    decided_at=moment("2025-01-01"),
)
STORIES = [
    published(
        f"story-{n}",
        f"About {1 + n % 5 * 4},000 North Korean soldiers are deployed in Kursk, officials said. "
        f"At least {12 + n % 4} people died in the flood in Marlow, police said.",
        f"2025-01-{1 + n // 2:02d}",
        f"Outlet {n % 3}",
    )
    for n in range(30)
]
REVISIONS = [revised(story, "Nothing is known.") for story in STORIES[::7]]
ARTICLE = b"claimwatch.article.published.v1"
REPORT = b"claimwatch.statements.reported.v1"
POISON: list[tuple[str, bytes | None, list[tuple[str, bytes]], bytes | None]] = [
    ("articles", b"story-1", [("ce_type", ARTICLE)], b'{"article": '),
    ("articles", None, [], b"no event at all"),
    ("articles", b"story-2", [("ce_type", REPORT)], canonical(report("misplaced", statement(1)))),
    ("statements", b"\xff\xfe", [("ce_type", b"claimwatch.future.v9")], b"{}"),
    ("statements", b"actor/party 1/soldier", [("ce_type", REPORT)], None),
]


async def poison(desk: Desk) -> None:
    """What only a stranger's producer writes."""
    producer = AIOKafkaProducer(bootstrap_servers=desk.bootstrap)
    await producer.start()
    for topic, key, headers, value in POISON:
        await producer.send_and_wait(desk.prefix + topic, value, key, partition=1, headers=headers)
    await producer.stop()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def worked(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    """A desk on which one worker has taken in articles, reports, rules and poison."""
    async with open_desk(kafka, tmp_path_factory.mktemp("worked")) as desk:
        await desk.feed([RULES, *STORIES, *reports(0, 120)])
        await poison(desk)
        await desk.feed([*REVISIONS, *reports(120, 240)])
        await desk.run_until_idle()
        yield desk


async def test_the_same_statements_give_the_same_bytes_in_both_hosts(worked: Desk) -> None:
    found, expected = await worked.outputs(), await worked.expected()
    assert len(found.figures) > 40
    assert sum(map(len, found.flags.values())) > 100
    assert found == expected


async def test_the_same_articles_give_the_same_figures_and_open_flags_in_both_hosts(worked: Desk) -> None:
    log = MemoryLog()
    taken = [record for record in await worked.records(STATEMENTS) if is_report_of_ours(record)]
    await log.append([entry(record) for record in [*await worked.records(DECISIONS, ARTICLES), *taken]])
    await run_embedded(log)
    assert unnamed(*standing(await outputs(log))) == unnamed(*standing(await worked.outputs()))


def is_report_of_ours(record: Record) -> bool:
    """One that the test appended, rather than one that was read from an article."""
    return record.value.find(b'"article":"report-') >= 0


async def run_embedded(log: EventLog) -> None:
    """Read, track and lead until nothing is left, as `service.run` does."""
    leader = await Leader.take_up(log, Clock.ARTICLES, lambda: dt.datetime.now(dt.UTC))
    workers = [leader, *[await Host.take_up(log, stage) for stage in (READING, TRACKING)]]
    while any([await worker.advance(dt.timedelta(0)) for worker in workers]):
        pass


def standing(found: Outputs) -> tuple[dict[str, FiguresRolled], dict[FlagId, Flag]]:
    """What holds in the end, but for what depends on the order of arrival."""
    figures = {claim: msgspec.json.decode(value, type=FiguresRolled) for claim, value in found.figures.items()}
    flags: dict[FlagId, Flag] = {}
    for values in found.flags.values():
        for value in values:
            flag = msgspec.json.decode(value, type=FlagEvent).flag
            flags[flag.flag] = msgspec.structs.replace(flag, version=0)
    never = moment("1970-01-01")
    return (
        {
            claim: msgspec.structs.replace(rolled, version=0, rolled_at=never, joined=(), left=())
            for claim, rolled in figures.items()
            if rolled.statements
        },
        {key: flag for key, flag in flags.items() if flag.state is FlagState.OPEN},
    )


def entry(record: Record) -> Entry:
    return Entry(record.topic, record.key, record.headers, record.value)


async def test_a_record_that_is_no_event_lies_in_rejects_with_its_reason_and_the_next_goes_on(worked: Desk) -> None:
    found = [unseal(record.headers, record.value) for record in await worked.records(REJECTS)]
    assert all(isinstance(item, Rejected) for item in found)
    rejects = sorted((item.where.rsplit("/", 1)[0], item.reason, item.original) for item in found)  # type: ignore[attr-defined]
    assert rejects == [
        ("articles/1", "malformed", POISON[0][3]),
        ("articles/1", "refused", POISON[2][3]),
        ("articles/1", "unknown-type", b"no event at all"),
        ("statements/1", "malformed", b""),  # by tracking, and by the leader, who finds no date in its headers
        ("statements/1", "malformed", b""),
        ("statements/1", "unknown-type", b"{}"),
    ]
    reported = [unseal(r.headers, r.value) for r in await worked.records(STATEMENTS) if r.key.startswith("event/flood")]
    assert {event.article for event in reported if isinstance(event, Reported)} == {story.article for story in STORIES}


async def test_every_state_lies_in_the_partition_of_its_records(worked: Desk) -> None:
    tracked, read = await worked.states("detect.track"), await worked.states("detect.read")
    assert {record.key for record in read} == {story.article for story in STORIES}
    tracks = {record.key for record in await worked.records(STATEMENTS) if is_report_of_ours(record)}
    assert tracks | {control_key(n) for n in range(PARTITIONS)} <= {record.key for record in tracked}
    assert [record for record in [*tracked, *read] if record.partition != partition_of(record.key.encode())] == []


async def test_every_partitions_position_lies_in_it_and_is_its_end(worked: Desk) -> None:
    reached = {record.partition: record.value for record in await worked.positions("detect.track")}
    ends = await worked.log.ends([STATEMENTS])
    assert {place[1]: end for place, end in ends.items() if end} == {
        partition: int.from_bytes(value, "big") for partition, value in reached.items()
    }


async def test_without_refusal_poison_ends_every_worker(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    async with open_desk(kafka, tmp_path_factory.mktemp("refusal")) as desk:
        await poison(desk)
        for _ in range(2):
            assert await (await desk.start("--without", "refusal")).ended() == 1


async def test_a_missing_topic_is_said(kafka: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("missing")
    async with open_desk(kafka, folder, topics=()) as desk:
        worker = await desk.start()
        assert await worker.ended() == 1
        lacking = f"lacks {desk.prefix}decisions, {desk.prefix}statements; create the topics first"
        assert lacking in worker.errors
