"""Replaying a log: what was recorded is what this build makes of it, or the first difference is named."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import pytest

from schemas.articles import ArticlePublished, BodyKind, DateBasis
from schemas.envelope import Entry, canonical, seal, seal_all, unseal
from schemas.event import ArticleId, Digest, Event
from schemas.figures import FiguresRolled
from schemas.flags import FlagEvent
from schemas.statements import Reported
from schemas.topics import ARTICLES, FIGURES, FLAGS, STATEMENTS, TOPICS, Topic
from services.audit.replay import Leg, replay
from services.detect.control import Clock
from services.detect.service import READING, TRACKING, Host, Leader
from services.eventlog.memory import MemoryLog
from services.eventlog.port import EventLog, Record
from services.eventlog.sqlite import SqliteLog

NOW = dt.datetime(2025, 2, 1, tzinfo=dt.UTC)
NONE = dt.timedelta(0)


def article(name: str, body: str, day: int, outlet: str) -> ArticlePublished:
    return ArticlePublished(
        article=ArticleId(name),
        revision=1,
        outlet=outlet,
        feed="",
        url="",
        title="",
        body=body,
        body_kind=BodyKind.FULL,
        published_at=dt.datetime(2025, 1, day, 12, tzinfo=dt.UTC),
        dated_by=DateBasis.FEED,
        digest=Digest("0" * 64),
        captures=(),
    )


DEAD = "About {} people were killed in the flood in Marrowick, {} said on Monday."
NEWS = [
    article("a1", DEAD.format("1,000", "police"), 20, "Wire"),
    article("a2", DEAD.format("3,000", "the mayor"), 20, "Times"),
    article("a3", DEAD.format("9,000", "the army"), 20, "Post"),
    article("a4", "About 10,000 North Korean soldiers are deployed in Kursk, US officials said on Monday.", 20, "Wire"),
]


async def detect(log: EventLog) -> None:
    """Read and track what the log holds, to its end."""
    leader = await Leader.take_up(log, Clock.ARTICLES, lambda: NOW)
    workers = [leader, await Host.take_up(log, READING), await Host.take_up(log, TRACKING)]
    while sum([await worker.advance(NONE) for worker in workers]):
        pass
    for worker in workers:
        await worker.close()


async def records(log: EventLog, topics: Sequence[Topic] = TOPICS) -> list[Record]:
    reader = log.read(topics)
    found: list[Record] = []
    while page := await reader.poll(NONE):
        found += page
    await reader.close()
    return found


@pytest.fixture
async def log() -> MemoryLog:
    """News that detect has read: two claims, flags on one."""
    log = MemoryLog()
    await log.append(seal_all(NEWS))
    await detect(log)
    assert len(await records(log, [FLAGS])) >= 2
    return log


async def altered(log: EventLog, topic: Topic, change: Callable[[Any], Event | bytes | None]) -> MemoryLog:
    """A copy in which `change` was made to the first event of a topic that it takes."""
    copy, done = MemoryLog(), False
    for record in await records(log):
        entry = Entry(record.topic, record.key, record.headers, record.value)
        if not done and record.topic == topic.name:
            event = unseal(record.headers, record.value)
            after = change(event)
            if after is not None:
                done = True
                # Somebody who alters a record leaves its headers as they are.
                entry = entry._replace(value=after if isinstance(after, bytes) else canonical(after))
        await copy.append([entry])
    assert done
    return copy


async def legs(log: EventLog) -> dict[str, Leg]:
    return {leg.name: leg for leg in await replay(log, lambda *_: None)}


async def first_difference(log: EventLog) -> tuple[str, str]:
    ((name, leg),) = [(name, leg) for name, leg in (await legs(log)).items() if leg.difference]
    return name, str(leg.difference)


async def test_what_detect_recorded_is_what_replay_makes(log: MemoryLog) -> None:
    found = await legs(log)
    assert list(found) == ["reports", "flags", "figures"]
    for leg in found.values():
        assert leg.difference is None
        assert leg.replayed == leg.recorded > 0
        assert leg.other_build == 0


async def test_an_empty_log_is_identical_to_nothing() -> None:
    assert all(leg == Leg(leg.name) for leg in (await legs(MemoryLog())).values())


async def test_replay_writes_nothing(log: MemoryLog) -> None:
    before = await records(log)
    await replay(log, lambda *_: None)
    assert await records(log) == before


async def test_it_tells_how_far_it_is(log: MemoryLog) -> None:
    told: list[tuple[str, int, int]] = []
    await replay(log, lambda *step: told.append(step))
    articles, statements = len(await records(log, [ARTICLES])), len(await records(log, [STATEMENTS]))
    assert told[articles - 1] == ("detect.read", articles, articles)
    assert told[-1] == ("detect.track", statements, statements)


async def test_events_that_a_crash_repeated_count_once(log: MemoryLog) -> None:
    """As on Kafka, where outputs are appended before the position is committed."""
    before = await legs(log)
    repeated = MemoryLog()
    for record in await records(log):
        entry = Entry(record.topic, record.key, record.headers, record.value)
        await repeated.append([entry, entry] if record.topic in {"statements", "flags", "figures"} else [entry])
    assert await legs(repeated) == before


async def test_reports_and_control_records_that_come_again_change_nothing() -> None:
    """Live, tracking has seen them twice as well."""
    twice = MemoryLog()
    await twice.append(seal_all(NEWS))
    await detect(twice)
    reports = await records(twice, [STATEMENTS])
    await twice.append([Entry(r.topic, r.key, r.headers, r.value) for r in reports])
    await detect(twice)
    assert [leg.difference for leg in (await legs(twice)).values()] == [None, None, None]


async def test_the_same_log_in_a_file_replays_the_same(log: MemoryLog, tmp_path: Path) -> None:
    file = SqliteLog(tmp_path / "news.log")
    await file.append([Entry(r.topic, r.key, r.headers, r.value) for r in await records(log)])
    assert await legs(file) == await legs(log)
    await file.close()


async def test_another_grade_of_a_flag_is_named(log: MemoryLog) -> None:
    def change(event: Event) -> Event | None:
        assert isinstance(event, FlagEvent)
        other = "tension" if event.flag.grade.value == "conflict" else "conflict"
        return msgspec.structs.replace(
            event, flag=msgspec.structs.replace(event.flag, grade=type(event.flag.grade)(other))
        )

    name, difference = await first_difference(await altered(log, FLAGS, change))
    assert name == "flags"
    assert difference.startswith("event/flood/elsewhere/")
    assert difference.endswith(": event 1 differs in flag.grade")


async def test_another_number_in_the_figures_is_named(log: MemoryLog) -> None:
    """Only the last figures of a claim are compared, as only they are kept."""
    (last,) = [record for record in await records(log, [FIGURES]) if record.key.startswith("actor/")]

    def change(event: Event) -> Event | None:
        assert isinstance(event, FiguresRolled)
        return msgspec.structs.replace(event, statements=7, title="Else") if event.claim == last.key else None

    name, difference = await first_difference(await altered(log, FIGURES, change))
    assert (name, difference) == ("figures", f"{last.key}: event 1 differs in statements, title")


async def test_other_words_in_a_report_are_named(log: MemoryLog) -> None:
    def change(event: Event) -> Event | None:
        if not isinstance(event, Reported) or event.article != "a4":
            return None
        return msgspec.structs.replace(event, title="Another")

    name, difference = await first_difference(await altered(log, STATEMENTS, change))
    assert name == "reports"
    assert difference == "a4 in actor/north korea/soldier: event 1 differs in title"


async def test_what_somebody_added_to_a_record_is_seen(log: MemoryLog) -> None:
    """Though this version does not know the field, and would not miss it."""

    def change(event: Event) -> bytes | None:
        return canonical(event)[:-1] + b',"zzz":1}'

    name, difference = await first_difference(await altered(log, FLAGS, change))
    assert (name, difference.partition(": ")[2]) == ("flags", "event 1 differs in zzz")


@pytest.mark.parametrize(("topic", "leg"), [(FLAGS, "flags"), (FIGURES, "figures")])
async def test_an_event_that_is_gone_is_missed(log: MemoryLog, topic: Topic, leg: str) -> None:
    cut, gone = MemoryLog(), False
    for record in await records(log):
        if record.topic == topic.name and (topic is FLAGS or record.key.startswith("actor/")) and not gone:
            gone = True
            continue
        await cut.append([Entry(record.topic, record.key, record.headers, record.value)])
    name, difference = await first_difference(cut)
    assert name == leg
    assert "replayed" in difference or "differs" in difference


async def test_an_event_that_never_was_is_seen(log: MemoryLog) -> None:
    (record,) = [record for record in await records(log, [FIGURES]) if record.key.startswith("actor/")]
    event = unseal(record.headers, record.value)
    await log.append([seal(msgspec.structs.replace(event, claim="actor/invented"))])
    assert await first_difference(log) == (
        "figures",
        "actor/invented: 0 replayed, 1 recorded: the rest was only recorded",
    )


async def test_another_build_is_named_and_is_no_difference(log: MemoryLog) -> None:
    """Its flag had another wording, its figures another number; both are its own."""

    def older_flag(event: Event) -> Event:
        assert isinstance(event, FlagEvent)
        older = msgspec.structs.replace(event.flag, build="0.0.1+older", explanation="Said otherwise.")
        return msgspec.structs.replace(event, flag=older)

    def older_figures(event: Event) -> Event | None:
        assert isinstance(event, FiguresRolled)
        return msgspec.structs.replace(event, statements=2) if event.claim.startswith("event/") else None

    def older_report(event: Event) -> Event | None:
        if not isinstance(event, Reported) or event.article != "a4":
            return None
        return msgspec.structs.replace(event, build="0.0.1+older", title="Read otherwise")

    other = await altered(await altered(log, FLAGS, older_flag), FIGURES, older_figures)
    found = await legs(await altered(other, STATEMENTS, older_report))
    assert [leg.difference for leg in found.values()] == [None, None, None]
    assert [leg.other_build for leg in found.values()] == [1, 1, 2]


async def test_one_build_beside_another_is_still_compared(log: MemoryLog) -> None:
    def older_report(event: Event) -> Event | None:
        if not isinstance(event, Reported) or event.article != "a4":
            return None
        return msgspec.structs.replace(event, build="0.0.1+older")

    def change(event: Event) -> Event | None:
        assert isinstance(event, FlagEvent)
        return msgspec.structs.replace(event, flag=msgspec.structs.replace(event.flag, severity=1))

    name, difference = await first_difference(
        await altered(await altered(log, STATEMENTS, older_report), FLAGS, change)
    )
    assert name == "flags"
    assert difference.endswith("differs in flag.severity")


def test_replay_is_built_without_channels() -> None:
    """It cannot notify: nothing that it imports can."""
    script = (
        "import sys, services.audit.replay; sys.exit(any(name.startswith('services.alert') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
