"""Detect on an event log: what goes in, what comes out, and what a fault or a restart leaves behind."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections import Counter
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from schemas.decisions import RulesSet, VerdictGiven
from schemas.envelope import Entry, header, seal, seal_all, unseal
from schemas.event import Event
from schemas.figures import FiguresRolled
from schemas.flags import FlagEvent, FlagRaised, FlagState
from schemas.judging import judgement
from schemas.rejects import Rejected
from schemas.statements import DayCame, Reported, RulesTaken, VerdictTaken
from schemas.topics import ARTICLES, FIGURES, FLAGS, PARTITIONS, REJECTS, STATEMENTS, Topic
from schemas.verdicts import Verdict
from schemas.watch import Rule, Rules
from services.detect.batches import opened, parts
from services.detect.control import Clock
from services.detect.fold import Fold, Outcome
from services.detect.service import READING, TRACKING, Host, Leader, Stage, run
from services.detect.tracking.fold import TrackingFold
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog, Record
from services.eventlog.sqlite import SqliteLog
from tests.detect.examples import moment, published, report, revised, statement

NOW = moment("2025-02-01")
AT_ONCE = dt.timedelta(0)
Open = Callable[[], EventLog]

ATTACKING = published(
    "attacking", "North Korean soldiers are attacking in Kursk this week, army officers said.", "2025-01-22"
)
UNSEEN = published(
    "unseen",
    "North Korean troops have not been seen in Kursk for about two weeks, US officials said.",
    "2025-01-30",
    "Sample Post",
)
TEN = published("ten", "Some 10,000 North Korean soldiers are deployed in Kursk, officials said.", "2025-01-30")
TWENTY = published(
    "twenty", "About 20,000 North Korean troops are deployed in Kursk, the ministry said.", "2025-01-30", "Sample Post"
)
FLOOD = published("flood", "At least 12 people died in the flood in Marlow, police said.", "2025-01-31", "Third Herald")
STORIES = (ATTACKING, TEN, TWENTY, UNSEEN, FLOOD)


@pytest.fixture(params=["memory", "sqlite"])
async def reopen(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Open]:
    """Opens one log again and again, as a process does that starts anew."""
    opened: list[EventLog] = []
    kept = MemoryLog()

    def open_log() -> EventLog:
        log = kept if request.param == "memory" else SqliteLog(tmp_path / "log.db")
        opened.append(log)
        return log

    yield open_log
    for log in opened:
        await log.close()


async def records(log: EventLog, topic: Topic) -> list[Record]:
    reader = log.read([topic])
    found = list(await reader.poll(AT_ONCE, 10_000))
    await reader.close()
    return found


async def events(log: EventLog, topic: Topic) -> list[Event]:
    return [unseal(record.headers, record.value) for record in await records(log, topic)]


async def advance(worker: Host | Leader) -> None:
    while await worker.advance(AT_ONCE):
        pass


async def work(log: EventLog, clock: Clock = Clock.ARTICLES) -> None:
    """Everything that is to be done, done by processes started for it."""
    for stage in (READING, None, TRACKING):
        worker = await (Leader.take_up(log, clock, lambda: NOW) if stage is None else Host.take_up(log, stage))
        await advance(worker)
        await worker.close()


async def open_flags(log: EventLog) -> dict[str, Rule]:
    last = {event.flag.flag: event.flag for event in await events(log, FLAGS) if isinstance(event, FlagEvent)}
    return {key: flag.rule for key, flag in last.items() if flag.state is FlagState.OPEN}


async def figures(log: EventLog) -> dict[str, tuple[object, ...]]:
    found = [event for event in await events(log, FIGURES) if isinstance(event, FiguresRolled)]
    return {event.claim: (event.low, event.high, event.statements, event.latest, event.windows) for event in found}


async def states(log: EventLog, stage: Stage) -> dict[str, bytes]:
    return {key: value async for key, value in log.states(stage.group)}


async def test_articles_become_statements_figures_and_flags(reopen: Open) -> None:
    log = reopen()
    await log.append(seal_all(STORIES))
    await work(log)
    told = [event for event in await events(log, STATEMENTS) if isinstance(event, Reported)]
    assert {event.article for event in told} == {story.article for story in STORIES}
    assert {event.title: event.high for event in await events(log, FIGURES) if isinstance(event, FiguresRolled)}[
        "North Korean soldiers deployed in Kursk"
    ] == 20_000
    assert set((await open_flags(log)).values()) == {Rule.PRESENCE, Rule.QUANTITY}
    assert await events(log, REJECTS) == []


async def test_verdict_closes_the_flag_it_answers_and_no_other(reopen: Open) -> None:
    log = reopen()
    await log.append(seal_all(STORIES))
    await work(log)
    told = [event.flag for event in await events(log, FLAGS) if isinstance(event, FlagEvent)]
    [flag] = {flag.flag: flag for flag in told if flag.rule is Rule.QUANTITY}.values()
    given = judgement(flag, Verdict.EXPLAINED)
    decision = VerdictGiven(
        judgement=given, claim=flag.claim, track=flag.track, reason="two counts", by="desk", decided_at=NOW
    )
    before = await open_flags(log)
    await log.append([seal(decision)])
    await work(log)
    await work(log)
    assert await open_flags(log) == {key: rule for key, rule in before.items() if key != flag.flag}
    taken = [event for event in await events(log, STATEMENTS) if isinstance(event, VerdictTaken)]
    assert [(event.track, event.judgement) for event in taken] == [(flag.track, given)]


async def test_correction_resolves_the_flag_it_concerns(reopen: Open) -> None:
    log = reopen()
    await log.append(seal_all((TEN, TWENTY)))
    await work(log)
    before = await open_flags(log)
    await log.append([seal(revised(TWENTY, TWENTY.body.replace("20,000", "10,000")))])
    await work(log)
    assert Rule.QUANTITY in before.values()
    assert set((await open_flags(log)).values()) == {Rule.SILENT}


def poisoned(kind: bytes, value: bytes) -> Entry:
    good = seal(TEN)
    headers = tuple((name, kind if name == "ce_type" else content) for name, content in good.headers)
    return good._replace(headers=headers, value=value)


@pytest.mark.parametrize(
    ("bad", "reason", "detail"),
    [
        (poisoned(b"claimwatch.article.published.v9", b"{}"), "unknown-type", "no event of this version"),
        (poisoned(b"claimwatch.article.published.v1", b'{"article":'), "malformed", "Input data was truncated"),
        (poisoned(b"claimwatch.article.published.v1", b"\xff\xfe"), "malformed", ""),
        (
            poisoned(b"claimwatch.control.tick.v1", seal(DayCame(partition=0, day=NOW.date())).value),
            "refused",
            "control.tick is no article: only articles are read",
        ),
    ],
)
async def test_poisoned_article_goes_to_rejects_and_the_next_goes_on(
    reopen: Open, bad: Entry, reason: str, detail: str
) -> None:
    log = reopen()
    await log.append([bad, seal(TEN), seal(TWENTY)])
    await work(log)
    [rejected] = await events(log, REJECTS)
    [place] = [record.place for record in await records(log, ARTICLES) if record.value == bad.value]
    assert isinstance(rejected, Rejected)
    assert (rejected.service, rejected.reason, rejected.where) == ("detect.read", reason, place)
    assert rejected.original == bad.value
    assert detail in rejected.detail
    assert Rule.QUANTITY in (await open_flags(log)).values()


async def test_record_among_statements_that_is_none_goes_to_rejects(reopen: Open) -> None:
    log = reopen()
    article = seal(TEN)._replace(topic=STATEMENTS.name)
    await log.append([article, article._replace(value=b"[")])
    await work(log)
    found = [event for event in await events(log, REJECTS) if isinstance(event, Rejected)]
    assert [(event.service, event.reason) for event in found] == [
        ("detect.track", "refused"),
        ("detect.track", "malformed"),
    ]


async def test_control_record_is_committed_by_itself(reopen: Open) -> None:
    """So that a crash cannot leave some tracks with the day that came and others with reports of after it."""
    log = reopen()
    told = [report("a", statement(3)), DayCame(partition=0, day=NOW.date()), report("b", statement(4))]
    await log.append(seal_all(told))
    batch = opened(await records(log, STATEMENTS))
    folds = [TRACKING.make() for _ in range(PARTITIONS)]
    assert [[item.event for item in part] for part in parts(folds, batch)] == [[event] for event in told]


class Falling(TrackingFold):
    """A fold with a fault: it cannot take in the ministry's article."""

    def apply(self, offset: int, event: Event) -> Outcome:
        if isinstance(event, Reported) and event.article == TWENTY.article:
            raise RuntimeError("fault in the fold")
        return super().apply(offset, event)


def faulty() -> Fold:
    return Falling("test")


async def test_exception_ends_the_host_before_it_commits_and_a_restart_loses_nothing(reopen: Open) -> None:
    log = reopen()
    told = [
        report("ten", statement(10_000), day="2025-01-30"),
        report("twenty", statement(20_000, source="army"), day="2025-01-30", hour=13),
    ]
    await log.append(seal_all(told))
    host = await Host.take_up(log, TRACKING._replace(make=faulty))
    with pytest.raises(RuntimeError, match="fault in the fold"):
        await host.advance(AT_ONCE)
    assert await states(log, TRACKING) == {}
    assert await log.committed(TRACKING.group) == {}
    assert await events(log, FIGURES) == await events(log, FLAGS) == await events(log, REJECTS) == []

    again = reopen()
    await advance(await Host.take_up(again, TRACKING))
    assert Rule.QUANTITY in (await open_flags(again)).values()
    [last] = (await figures(again)).values()
    assert last[:3] == (10_000, 20_000, 2)


async def test_run_ends_with_the_fault_of_a_worker(reopen: Open) -> None:
    log = reopen()
    await log.append([seal(RulesSet(rules=Rules(), by="desk", decided_at=NOW))])

    def broken_clock() -> dt.datetime:
        raise RuntimeError("fault in the clock")

    with pytest.raises(RuntimeError, match="fault in the clock"):
        await run(log, Clock.WALL, asyncio.Event(), broken_clock)


TOLD = [
    DayCame(partition=p, day=dt.date(2025, 1, 30)) if number == 4 else item
    for number, item in enumerate(
        [
            report("a", statement(10_000), day="2025-01-09"),
            report("b", statement(12_000, source="army"), day="2025-01-10"),
            report("a", statement(11_000), day="2025-01-09", revision=2),
            report("c", statement(20_000, source="army", outlet="Sample Post"), day="2025-01-30"),
            report("d"),
            report("a", day="2025-01-09", revision=3),
            report("e", statement(31_000, source="mayor"), day="2025-01-30"),
        ]
    )
    for p in (range(PARTITIONS) if number == 4 else range(1))
]


@pytest.mark.parametrize("pieces", [2, 5, len(TOLD)])
async def test_restarts_give_the_same_bytes_as_one_run_and_nothing_twice(reopen: Open, pieces: int) -> None:
    whole = MemoryLog()
    await whole.append(seal_all(TOLD))
    await advance(await Host.take_up(whole, TRACKING))

    size = -(-len(TOLD) // pieces)
    for start in range(0, len(TOLD), size):
        log = reopen()
        await log.append(seal_all(TOLD[start : start + size]))
        await advance(await Host.take_up(log, TRACKING))
    log = reopen()
    await advance(await Host.take_up(log, TRACKING))
    assert await states(log, TRACKING) == await states(whole, TRACKING)
    for topic in (FIGURES, FLAGS):
        made, expected = await records(log, topic), await records(whole, topic)
        assert [(record.key, record.value) for record in made] == [(record.key, record.value) for record in expected]
        repeated = Counter(header(record.headers, "ce_id") for record in made)
        assert set(repeated.values()) == {1}


async def test_articles_read_one_by_one_end_in_the_same_figures_and_flags_as_read_at_once(reopen: Open) -> None:
    whole = MemoryLog()
    await whole.append(seal_all(STORIES))
    await work(whole)
    for story in reversed(STORIES):
        log = reopen()
        await log.append([seal(story)])
        await work(log)
    assert await figures(log) == await figures(whole)
    assert await open_flags(log) == await open_flags(whole)


@pytest.mark.parametrize(
    ("clock", "days"), [(Clock.WALL, ["2025-02-01"]), (Clock.ARTICLES, ["2025-01-22", "2025-01-30"])]
)
async def test_every_partition_is_told_the_days_of_its_clock_once(reopen: Open, clock: Clock, days: list[str]) -> None:
    log = reopen()
    for story in (ATTACKING, TEN, TWENTY):
        await log.append([seal(story)])
        await work(log, clock)
    ticks = [(r.partition, unseal(r.headers, r.value)) for r in await records(log, STATEMENTS)]
    told = sorted((event.day.isoformat(), where) for where, event in ticks if isinstance(event, DayCame))
    assert told == [(day, partition) for day in days for partition in range(PARTITIONS)]


async def test_rules_that_are_set_are_taken_in_all_partitions_and_in_force(reopen: Open) -> None:
    log = reopen()
    rules = Rules(window_days=5)
    await log.append([seal(RulesSet(rules=rules, by="desk", decided_at=NOW)), *seal_all((ATTACKING, UNSEEN))])
    await work(log)
    taken = [(r.partition, unseal(r.headers, r.value)) for r in await records(log, STATEMENTS)]
    assert sorted(where for where, event in taken if isinstance(event, RulesTaken)) == list(range(PARTITIONS))
    assert {event.rules for _, event in taken if isinstance(event, RulesTaken)} == {rules}
    assert await open_flags(log) == {}  # the sighting of 22 January has left the window


async def test_run_works_until_told_to_stop(reopen: Open) -> None:
    log = reopen()
    await log.append(seal_all((TEN, TWENTY)))
    stop = asyncio.Event()
    running = asyncio.create_task(run(log, Clock.ARTICLES, stop, lambda: NOW))
    reader = log.read([FLAGS])
    found: list[Event] = []
    while not any(isinstance(event, FlagRaised) for event in found):
        found += [unseal(r.headers, r.value) for r in await reader.poll(dt.timedelta(seconds=10))]
    stop.set()
    await running
    assert running.exception() is None


async def test_a_decision_that_cannot_be_read_goes_to_rejects_and_the_leader_goes_on(reopen: Open) -> None:
    log = reopen()
    whole = seal(RulesSet(rules=Rules(window_days=30), by="the desk", decided_at=NOW))
    await log.append([whole._replace(value=b'{"rules": 3}'), whole])
    leader = await Leader.take_up(log, Clock.WALL, lambda: NOW)
    await leader.advance(dt.timedelta(0))
    [refused] = [event for event in await events(log, REJECTS) if isinstance(event, Rejected)]
    assert (refused.service, refused.reason) == ("detect.control", "malformed")
    assert len([event for event in await events(log, STATEMENTS) if isinstance(event, RulesTaken)]) == PARTITIONS
    await leader.close()
