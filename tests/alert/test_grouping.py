from __future__ import annotations

import datetime as dt
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.flags import FlagState
from services.alert.grouping import Group, Observed, Told, flush, forget, observe
from services.alert.message import Change, Finding, finding
from services.alert.routing import Timing
from tests.alert.examples import FLAG, NOON

OPEN, RESOLVED = FlagState.OPEN, FlagState.RESOLVED
WAITS = Timing(dt.timedelta(seconds=30), dt.timedelta(minutes=5), dt.timedelta())
REPEATS = WAITS._replace(repeat_interval=dt.timedelta(hours=4))
NONE = Timing(dt.timedelta(), dt.timedelta(), dt.timedelta())


def found(flag: str = "a", version: int = 1, state: FlagState = OPEN) -> Finding:
    return finding(msgspec.structs.replace(FLAG, flag=flag, version=version, state=state), NOON)


def after(seconds: float) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


def shown(intent) -> list[tuple[str, int, Change]]:
    return [(f.flag, f.cause.version, f.change) for f in intent.findings]


def told_by(group: Group, at: float, timing: Timing = WAITS):
    return flush(group, timing, after(at))


def test_a_new_group_waits_for_company_from_its_first_finding_on():
    group, _ = observe(Group(), found("a"), None, WAITS, after(0))
    group, _ = observe(group, found("b"), None, WAITS, after(20))
    assert told_by(group, 29.9)[1] is None
    group, intent = told_by(group, 30)
    assert shown(intent) == [("a", 1, Change.RAISED), ("b", 1, Change.RAISED)]
    assert told_by(group, 10_000)[1] is None


def test_later_news_comes_at_multiples_of_the_interval():
    group, _ = observe(Group(), found("a"), None, WAITS, after(0))
    group, _ = told_by(group, 30)
    group, _ = observe(group, found("b"), None, WAITS, after(31))
    assert group.due_at == after(30 + 300)
    group, _ = told_by(group, 330)
    group, _ = observe(group, found("c"), None, WAITS, after(330 + 700))
    assert group.due_at == after(330 + 900)


def test_without_waits_everything_is_told_at_once():
    group, _ = observe(Group(), found("a"), None, NONE, after(0))
    group, intent = told_by(group, 0, NONE)
    assert intent is not None
    group, _ = observe(group, found("a", 2), Told(1, OPEN), NONE, after(0))
    assert shown(told_by(group, 0, NONE)[1]) == [("a", 2, Change.UPDATED)]


@pytest.mark.parametrize(
    ("told", "state", "change"),
    [
        (None, OPEN, Change.RAISED),
        (Told(1, OPEN), OPEN, Change.UPDATED),
        (Told(1, RESOLVED), OPEN, Change.REOPENED),
        (Told(1, OPEN), RESOLVED, Change.RESOLVED),
        (Told(1, OPEN), FlagState.LAPSED, Change.LAPSED),
        (Told(1, None), OPEN, Change.RAISED),
    ],
)
def test_the_change_is_told_from_what_the_reader_knows(told, state, change):
    group, observed = observe(Group(), found("a", 2, state), told, NONE, NOON)
    assert observed is Observed.WAITS
    assert [f.change for f in flush(group, NONE, NOON)[1].findings] == [change]


@pytest.mark.parametrize("told", [None, Told(1, None), Told(1, RESOLVED)])
def test_what_ended_before_it_was_told_is_not_told(told):
    group, _ = observe(Group(), found("a"), told, WAITS, after(0))
    group, observed = observe(group, found("a", 2, RESOLVED), told, WAITS, after(1))
    assert observed is Observed.ENDED
    assert told_by(group, 1000)[1] is None


def test_a_repeated_record_changes_nothing():
    group, _ = observe(Group(), found("a", 2), None, WAITS, after(0))
    again = observe(group, found("a", 1), None, WAITS, after(5))
    assert again == (group, Observed.KNOWN)
    sent, _ = told_by(group, 30)
    assert observe(sent, found("a", 2), Told(2, OPEN), WAITS, after(40)) == (sent, Observed.KNOWN)


def test_an_open_flag_is_told_again_after_the_repeat_interval_and_an_ended_one_is_not():
    group, _ = observe(Group(), found("a"), None, REPEATS, after(0))
    group, _ = told_by(group, 30, REPEATS)
    assert told_by(group, 30 + 4 * 3600 - 1, REPEATS)[1] is None
    group, intent = told_by(group, 30 + 4 * 3600, REPEATS)
    assert (intent.repeat, [f.flag for f in intent.findings]) == (1, ["a"])
    group, _ = observe(group, found("a", 2, RESOLVED), Told(1, OPEN), REPEATS, after(15_000))
    group, intent = told_by(group, 20_000, REPEATS)
    assert (intent.repeat, shown(intent)) == (0, [("a", 2, Change.RESOLVED)])
    assert group.due_at is None


def test_news_that_went_away_does_not_bring_a_repetition_early():
    group, _ = observe(Group(), found("a"), None, REPEATS, after(0))
    group, _ = told_by(group, 30, REPEATS)
    group, _ = observe(group, found("b"), None, REPEATS, after(40))
    group, _ = observe(group, found("b", 2, RESOLVED), None, REPEATS, after(50))
    assert group.due_at == after(30 + 4 * 3600)


def test_a_flag_that_moved_to_another_route_is_forgotten_but_not_by_an_older_record():
    group, _ = observe(Group(), found("a", 2), None, WAITS, after(0))
    assert forget(group, found("a", 1).cause).news == group.news
    assert forget(group, found("a", 3).cause).news == ()


def test_what_ended_is_remembered_until_it_is_open_again():
    group, _ = observe(Group(), found("a"), None, NONE, NOON)
    group, _ = flush(group, NONE, NOON)
    group, _ = observe(group, found("a", 2, RESOLVED), Told(1, OPEN), NONE, NOON)
    group, _ = flush(group, NONE, NOON)
    assert ([f.flag for f in group.open], [f.flag for f in group.ended]) == ([], ["a"])
    group, _ = observe(group, found("a", 3), Told(2, RESOLVED), NONE, NOON)
    group, _ = flush(group, NONE, NOON)
    assert ([f.flag for f in group.open], [f.flag for f in group.ended]) == (["a"], [])


def test_of_those_that_ended_the_last_five_are_remembered():
    group = Group()
    for number in range(7):
        group, _ = observe(group, found(str(number), 2, RESOLVED), Told(1, OPEN), NONE, NOON)
        group, _ = flush(group, NONE, NOON)
    assert [f.flag for f in group.ended] == ["2", "3", "4", "5", "6"]


def test_what_an_earlier_outbox_told_stands_though_it_is_never_repeated():
    group, observed = observe(Group(), found("a"), Told(1, OPEN), WAITS, NOON)
    assert (observed, [f.flag for f in group.open], group.due_at) == (Observed.KNOWN, ["a"], None)


steps = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from("abc"), st.sampled_from([OPEN, OPEN, RESOLVED])), max_size=30
)


@given(steps=steps, wait=st.integers(0, 60), interval=st.integers(0, 600), repeat=st.sampled_from([0, 900]))
def test_a_group_keeps_its_interval_and_in_the_end_tells_the_last_version_of_all(steps, wait, interval, repeat):
    timing = Timing(*(dt.timedelta(seconds=s) for s in (wait, interval, repeat)))
    group, now = Group(), NOON
    told: dict[str, Told] = {}
    versions: dict[str, int] = {}
    sent_at: list[dt.datetime] = []

    def until(moment: dt.datetime) -> None:
        nonlocal group
        while group.due_at is not None and group.due_at <= moment:
            at = group.due_at
            group, intent = flush(group, timing, at)
            if intent:
                sent_at.append(at)
                told.update({f.flag: Told(f.cause.version, f.cause.state) for f in intent.findings})

    for pause, flag, state in steps:
        now += dt.timedelta(seconds=pause)
        until(now)
        versions[flag] = versions.get(flag, 0) + 1
        group, observed = observe(group, found(flag, versions[flag], state), told.get(flag), timing, now)
        if observed is Observed.ENDED:
            known = told.get(flag)
            told[flag] = Told(versions[flag], known.shown if known else None)
    until(now + dt.timedelta(seconds=wait + interval))
    assert {flag: told[flag].version for flag in versions} == versions
    assert all(later - earlier >= timing.group_interval for earlier, later in pairwise(sent_at))
