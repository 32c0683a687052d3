"""A flag's life: raised, updated, resolved or lapsed, reopened; one id, versions that count up."""

from __future__ import annotations

import datetime as dt

import pytest

from schemas.event import Event
from schemas.flags import FlagEvent, Grade
from schemas.statements import DayCame, Reported, RulesTaken
from schemas.watch import Rule, Rules, Thresholds, WatchedClaim
from services.detect.tracking.fold import TrackingFold
from tests.detect.examples import moment, report, statement


def army(revision: int, *figures: int) -> Reported:
    return report("a", *(statement(figure, source="army") for figure in figures), revision=revision)


MINISTRY = report("b", statement(12_000, source="ministry", outlet="Sample Post"), hour=13)


def told(*events: Event) -> list[tuple[str, int, str]]:
    """(type, version, state) of every contradiction.quantity's event, and one id for all."""
    fold = TrackingFold("test")
    made = [event for offset, record in enumerate(events) for event in fold.apply(offset, record).events]
    flags = [e for e in made if isinstance(e, FlagEvent) and e.flag.rule is Rule.QUANTITY]
    assert len({event.flag.flag for event in flags}) <= 1
    return [(event.type, event.flag.version, event.flag.state) for event in flags]


RAISED = ("flag.raised", 1, "open")


def tick(day: str) -> DayCame:
    return DayCame(partition=0, day=dt.date.fromisoformat(day))


def test_correction_resolves_and_relapse_reopens_one_flag() -> None:
    assert told(army(1, 10_000), MINISTRY, army(2, 9_000), army(3, 12_000), army(4, 9_000)) == [
        RAISED,
        ("flag.updated", 2, "open"),
        ("flag.resolved", 3, "resolved"),
        ("flag.reopened", 4, "open"),
    ]


def test_withdrawal_resolves() -> None:
    assert told(army(1, 10_000), MINISTRY, army(2)) == [RAISED, ("flag.resolved", 2, "resolved")]


def test_evidence_that_leaves_the_window_lapses() -> None:
    assert told(army(1, 10_000), MINISTRY, tick("2025-02-01"), tick("2025-06-01")) == [
        RAISED,
        ("flag.lapsed", 2, "lapsed"),
    ]


def test_further_evidence_of_other_parties_leaves_it_as_it_is() -> None:
    agreeing = report("c", statement(12_000, source="mayor", outlet="Third Herald"), hour=14)
    fold = TrackingFold("test")
    for offset, record in enumerate([army(1, 10_000), MINISTRY]):
        fold.apply(offset, record)
    made = [e for e in fold.apply(2, agreeing).events if isinstance(e, FlagEvent) and e.flag.rule is Rule.QUANTITY]
    assert [(event.type, event.flag.parties) for event in made] == [("flag.raised", ("army", "mayor"))]


def test_rules_that_compare_less_resolve() -> None:
    wide = Rules(thresholds=Thresholds(settle_hours=0))
    events = [RulesTaken(partition=0, rules=rules, decided_at=moment("2025-01-30")) for rules in (wide, Rules())]
    first = report("a", statement(10_000, source="army"), hour=6)
    corrected = report("d", statement(12_000, source="army"), hour=7)
    assert told(first, corrected, MINISTRY, *events) == [RAISED, ("flag.resolved", 2, "resolved")]


@pytest.mark.parametrize(("priority", "severity"), [(1, 3), (2, 4), (3, 5)])
def test_severity_follows_grade_independence_and_the_desk_s_priority(priority: int, severity: int) -> None:
    watched = WatchedClaim(name="W", counted="soldier", actor="North Korea", action="deployed", priority=priority)
    fold = TrackingFold("test")
    rules = RulesTaken(partition=0, rules=Rules(watchlist=(watched,)), decided_at=moment("2025-01-30"))
    made = [
        event
        for offset, record in enumerate([rules, army(1, 10_000), MINISTRY])
        for event in fold.apply(offset, record).events
    ]
    [flag] = [e.flag for e in made if isinstance(e, FlagEvent) and e.flag.rule is Rule.QUANTITY]
    assert (flag.grade, flag.severity, flag.watched, flag.title) == (Grade.CONFLICT, severity, True, "W")


def test_flag_stands_alone() -> None:
    fold = TrackingFold("test")
    fold.apply(0, army(1, 10_000))
    [flag] = [
        e.flag for e in fold.apply(1, MINISTRY).events if isinstance(e, FlagEvent) and e.flag.rule is Rule.QUANTITY
    ]
    assert [(item.outlet, item.url, item.quote, item.chain[-1]) for item in flag.evidence] == [
        ("Example Times", "http://127.0.0.1/a", "the words", "army"),
        ("Sample Post", "http://127.0.0.1/b", "the words", "ministry"),
    ]
    assert flag.found_at == MINISTRY.published_at
    assert flag.build == "test"
