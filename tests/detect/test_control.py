"""When days come and rules change, every partition is told, once."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.decisions import RulesSet
from schemas.envelope import header, seal
from schemas.event import Event
from schemas.statements import DayCame, RulesTaken
from schemas.topics import PARTITIONS, partition_of
from schemas.watch import Rules
from services.detect.control import Clock, Control
from tests.detect.examples import moment, published, report, statement

NOW = moment("2025-06-01")


def days(events: list[Event]) -> list[dt.date]:
    """The days told, each of them to all partitions."""
    ticks = [event for event in events if isinstance(event, DayCame)]
    told = sorted({tick.day for tick in ticks})
    assert [(tick.day, tick.partition) for tick in ticks] == [(day, p) for day in told for p in range(PARTITIONS)]
    return told


def take_in(control: Control, event: Event) -> list[Event]:
    entry = seal(event)
    return control.take_in(entry.headers, entry.value, NOW)


def reported(day: str) -> Event:
    return report(day, statement(3, day=day), day=day)


def test_by_the_wall_clock_a_day_comes_at_midnight_utc_once() -> None:
    control = Control(Clock.WALL, None)
    assert days(control.tick(moment("2025-01-30", 23))) == [dt.date(2025, 1, 30)]
    assert days(control.tick(moment("2025-01-30", 23))) == []
    assert days(control.tick(moment("2025-01-31", 0))) == [dt.date(2025, 1, 31)]
    assert take_in(control, reported("2025-02-03")) == []


def test_by_the_articles_clock_a_day_comes_with_its_first_report_and_never_goes_back() -> None:
    control = Control(Clock.ARTICLES, None)
    assert days(take_in(control, reported("2025-01-30"))) == [dt.date(2025, 1, 30)]
    assert take_in(control, reported("2025-01-30")) == []
    assert take_in(control, reported("2025-01-02")) == []
    assert days(take_in(control, reported("2025-02-02"))) == [dt.date(2025, 2, 2)]
    assert control.tick(moment("2026-01-01")) == []


def test_no_day_comes_before_it_has_come_by_the_wall() -> None:
    control = Control(Clock.ARTICLES, None)
    assert days(take_in(control, reported("2199-01-01"))) == [NOW.date()]


@pytest.mark.parametrize("clock", Clock)
def test_next_leader_goes_on_from_the_day_that_was_told(clock: Clock) -> None:
    control = Control.load(clock, {})
    assert control.states() == {}
    control.tick(moment("2025-01-30"))
    take_in(control, reported("2025-01-30"))
    successor = Control.load(clock, control.states())
    assert successor.tick(moment("2025-01-30")) == []
    assert take_in(successor, reported("2025-01-30")) == []
    assert days([*successor.tick(moment("2025-01-31")), *take_in(successor, reported("2025-01-31"))]) == [
        dt.date(2025, 1, 31)
    ]


@pytest.mark.parametrize("clock", Clock)
def test_rules_decided_are_told_to_every_partition_whole(clock: Clock) -> None:
    decision = RulesSet(rules=Rules(window_days=30), by="desk", decided_at=moment("2025-01-30"))
    told = take_in(Control(clock, None), decision)
    assert [event.partition for event in told if isinstance(event, RulesTaken)] == list(range(PARTITIONS))
    assert {event.rules for event in told if isinstance(event, RulesTaken)} == {decision.rules}
    assert [partition_of(event.key.encode()) for event in told] == list(range(PARTITIONS))


@pytest.mark.parametrize("clock", Clock)
def test_other_records_call_for_nothing(clock: Clock) -> None:
    control = Control(clock, None)
    for event in (published("a", "It rained."), DayCame(partition=0, day=dt.date(2025, 1, 30))):
        assert take_in(control, event) == []
    assert control.take_in((), b"no event at all", NOW) == []


@pytest.mark.parametrize("clock", Clock)
def test_of_two_decisions_made_from_the_same_rules_the_first_is_told_whoever_leads(clock: Clock) -> None:
    first, *late = (
        RulesSet(rules=Rules(window_days=days), made_from=made_from, by="desk", decided_at=moment("2025-01-30"))
        for days, made_from in ((30, ""), (60, ""), (90, "another"))
    )
    control = Control(clock, None)
    assert take_in(control, first)
    assert [take_in(control, decision) for decision in late] == [[], []]
    successor = Control.load(clock, control.states())
    assert [take_in(successor, decision) for decision in late] == [[], []]
    upon = (header(seal(first).headers, "ce_id") or b"").decode()
    then = RulesSet(rules=Rules(window_days=60), made_from=upon, by="desk", decided_at=moment("2025-01-31"))
    assert {event.rules for event in take_in(successor, then) if isinstance(event, RulesTaken)} == {then.rules}
