from __future__ import annotations

import datetime as dt
from functools import partial
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.flags import FlagState
from schemas.notices import Suppression
from services.alert.message.message import Change, Finding, finding
from services.alert.posting.grouping import Group, Observed, Told, flush, forget, observe, rouse
from services.alert.routing import Digest, Hold, Timing
from tests.alert.examples import FLAG, NOON

OPEN, RESOLVED = FlagState.OPEN, FlagState.RESOLVED
WAITS = Timing(dt.timedelta(seconds=30), dt.timedelta(minutes=5), dt.timedelta())
REPEATS = WAITS._replace(repeat_interval=dt.timedelta(hours=4))
NONE = Timing(dt.timedelta(), dt.timedelta(), dt.timedelta())


def nothing(_: Finding) -> None:
    """Nothing is held back."""


def found(flag: str = "a", version: int = 1, state: FlagState = OPEN) -> Finding:
    return finding(msgspec.structs.replace(FLAG, flag=flag, version=version, state=state), NOON)


def after(seconds: float) -> dt.datetime:
    return NOON + dt.timedelta(seconds=seconds)


def shown(intent) -> list[tuple[str, int, Change]]:
    return [(f.flag, f.cause.version, f.change) for f in intent.findings]


def told_by(group: Group, at: float, timing: Timing = WAITS):
    return flush(group, timing, after(at), nothing)[:2]


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
    assert [f.change for f in flush(group, NONE, NOON, nothing).intent.findings] == [change]


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
    group = flush(group, NONE, NOON, nothing).group
    group, _ = observe(group, found("a", 2, RESOLVED), Told(1, OPEN), NONE, NOON)
    group = flush(group, NONE, NOON, nothing).group
    assert ([f.flag for f in group.open], [f.flag for f in group.ended]) == ([], ["a"])
    group, _ = observe(group, found("a", 3), Told(2, RESOLVED), NONE, NOON)
    group = flush(group, NONE, NOON, nothing).group
    assert ([f.flag for f in group.open], [f.flag for f in group.ended]) == (["a"], [])


def test_of_those_that_ended_the_last_five_are_remembered():
    group = Group()
    for number in range(7):
        group, _ = observe(group, found(str(number), 2, RESOLVED), Told(1, OPEN), NONE, NOON)
        group = flush(group, NONE, NOON, nothing).group
    assert [f.flag for f in group.ended] == ["2", "3", "4", "5", "6"]


def test_what_an_earlier_outbox_told_stands_though_it_is_never_repeated():
    group, observed = observe(Group(), found("a"), Told(1, OPEN), WAITS, NOON)
    assert (observed, [f.flag for f in group.open], group.due_at) == (Observed.KNOWN, ["a"], None)


SILENCED, INHIBITED, MUTED = Suppression.SILENCED, Suppression.INHIBITED, Suppression.MUTED


def on(flags: str, until: float | None, by: Suppression = SILENCED):
    """Hold these flags back until then."""
    hold = Hold(by, "because", None if until is None else after(until))
    return lambda finding: hold if finding.flag in flags else None


def test_what_is_held_back_waits_until_that_ends_and_the_rest_is_told():
    group, _ = observe(Group(), found("a"), None, WAITS, after(0))
    group, _ = observe(group, found("b"), None, WAITS, after(10))
    group, intent, held = flush(group, WAITS, after(30), on("a", 1000))
    assert shown(intent) == [("b", 1, Change.RAISED)]
    assert [(finding.flag, hold.by) for finding, hold in held] == [("a", SILENCED)]
    assert (group.held_by, group.due_at) == ((SILENCED,), after(30 + 4 * 300))
    group, intent = told_by(group, 30 + 4 * 300)
    assert (shown(intent), group.held_by, group.due_at) == ([("a", 1, Change.RAISED)], (), None)


def test_where_nothing_was_told_before_it_is_told_as_soon_as_it_is_free():
    group, _ = observe(Group(), found("a"), None, WAITS, after(0))
    group, intent, _ = flush(group, WAITS, after(30), on("a", 1000))
    assert (intent, group.due_at) == (None, after(1000))


def test_what_is_held_back_by_a_flag_waits_until_the_group_is_roused():
    group, _ = observe(Group(), found("a"), None, WAITS, after(0))
    group, _, _ = flush(group, WAITS, after(30), on("a", None, INHIBITED))
    assert group.due_at is None
    assert rouse(group, WAITS, after(500)).due_at == after(500)
    assert rouse(Group(), WAITS, after(500)) == Group()


def test_a_group_that_is_roused_late_is_not_put_off():
    group, _ = observe(Group(), found("a"), None, WAITS, after(0))
    group, _, _ = flush(group, WAITS, after(30), on("a", 100))
    assert rouse(group, WAITS, after(500)).due_at == after(100)


def test_further_news_does_not_wait_for_what_is_held_back():
    group, _ = observe(Group(), found("a"), None, WAITS, after(0))
    group, _, _ = flush(group, WAITS, after(30), on("a", 10_000))
    group, _ = observe(group, found("b"), None, WAITS, after(40))
    assert group.due_at == after(70)
    group, intent, _ = flush(group, WAITS, after(70), on("a", 10_000))
    assert shown(intent) == [("b", 1, Change.RAISED)]


def test_what_ended_while_it_was_held_back_is_not_told_unless_it_was_told_before():
    group, _ = observe(Group(), found("a"), None, WAITS, after(0))
    group, _, _ = flush(group, WAITS, after(30), on("a", 1000))
    group, observed = observe(group, found("a", 2, RESOLVED), None, WAITS, after(40))
    assert (observed, group.due_at) == (Observed.ENDED, None)
    group, _ = observe(Group(), found("a", 2, RESOLVED), Told(1, OPEN), WAITS, after(0))
    group, _, _ = flush(group, WAITS, after(30), on("a", 1000))
    assert shown(told_by(group, 1000)[1]) == [("a", 2, Change.RESOLVED)]


def test_what_is_open_is_not_told_again_while_it_is_held_back():
    group, _ = observe(Group(), found("a"), None, REPEATS, after(0))
    group, _ = observe(group, found("b"), None, REPEATS, after(0))
    group, _ = told_by(group, 30, REPEATS)
    again = 30 + 4 * 3600
    _, intent, held = flush(group, REPEATS, after(again), on("a", again + 500))
    assert ([f.flag for f in intent.findings], held) == (["b"], ())
    group, intent, _ = flush(group, REPEATS, after(again), on("ab", again + 500))
    assert (intent, group.due_at) == (None, after(again + 600))
    assert [f.flag for f in told_by(group, again + 600, REPEATS)[1].findings] == ["a", "b"]


def test_news_that_is_held_back_does_not_keep_what_is_open_from_being_told_again():
    group, _ = observe(Group(), found("a"), None, REPEATS, after(0))
    group, _ = told_by(group, 30, REPEATS)
    group, _ = observe(group, found("b"), None, REPEATS, after(40))
    group, _, _ = flush(group, REPEATS, after(330), on("b", 100_000))
    again = 30 + 4 * 3600
    group, intent, _ = flush(group, REPEATS, after(again), on("b", 100_000))
    assert (intent.repeat, [f.flag for f in intent.findings], [f.flag for f in group.news]) == (1, ["a"], ["b"])


# NOON is twelve in UTC.
DAILY = WAITS._replace(digest=Digest("{}:{}", (7 * 60, 17 * 60), "UTC"))


def test_on_a_route_with_a_digest_news_waits_for_its_next_hour():
    group, _ = observe(Group(), found("a"), None, DAILY, after(0))
    assert group.due_at == after(5 * 3600)
    group, _ = told_by(group, 5 * 3600, DAILY)
    group, _ = observe(group, found("b"), None, DAILY, after(5 * 3600))
    assert group.due_at == after(19 * 3600)


def test_a_digest_takes_what_comes_just_before_its_hour():
    group, _ = observe(Group(), found("a"), None, DAILY, after(5 * 3600 - 1))
    assert group.due_at == after(5 * 3600)


def test_what_is_held_back_at_a_digest_s_hour_comes_in_a_later_one():
    group, _ = observe(Group(), found("a"), None, DAILY, after(0))
    group, _, _ = flush(group, DAILY, after(5 * 3600), on("a", 6 * 3600))
    assert group.due_at == after(19 * 3600)


steps = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from("abc"), st.sampled_from([OPEN, OPEN, RESOLVED])), max_size=30
)
windows = st.lists(
    st.tuples(
        st.sampled_from("abc"), st.integers(0, 4000), st.integers(1, 3000), st.sampled_from([SILENCED, INHIBITED])
    ),
    max_size=4,
)
"""What holds which flag back, from when on, for how many seconds."""


def seconds(most: int) -> st.SearchStrategy[dt.timedelta]:
    return st.integers(0, most).map(lambda number: dt.timedelta(seconds=number))


timings = st.builds(
    Timing,
    seconds(60),
    seconds(600),
    st.sampled_from([dt.timedelta(), dt.timedelta(seconds=900)]),
    st.sampled_from([None, None, Digest("{}:{}", (12 * 60 + 30, 13 * 60), "UTC")]),
)


@given(steps=steps, windows=windows, timing=timings)
def test_nothing_is_lost_nor_told_while_it_is_held_back_nor_too_soon(steps, windows, timing):
    group, now = Group(), NOON
    told: dict[str, Told] = {}
    versions: dict[str, int] = {}
    sent_at: list[dt.datetime] = []
    ends = sorted(after(start + length) for _, start, length, by in windows if by is INHIBITED)

    def held(finding: Finding, at: dt.datetime) -> Hold | None:
        of_it = [w for w in windows if w[0] == finding.flag and after(w[1]) <= at < after(w[1] + w[2])]
        _, start, length, by = of_it[0] if of_it else (None, 0, 0, None)
        return Hold(by, "because", None if by is INHIBITED else after(start + length)) if of_it else None

    def flushed(moment: dt.datetime) -> None:
        nonlocal group
        while group.due_at is not None and group.due_at <= moment:
            at = group.due_at
            group, intent, kept = flush(group, timing, at, partial(held, at=at))
            assert all(held(finding, at) == hold for finding, hold in kept)
            if intent:
                sent_at.append(at)
                assert not any(held(finding, at) for finding in intent.findings)
                assert len({finding.flag for finding in intent.findings}) == len(intent.findings) > 0
                told.update({f.flag: Told(f.cause.version, f.cause.state) for f in intent.findings})

    def until(moment: dt.datetime) -> None:
        """All that happens up to then: a flag that inhibits ends, a group comes due."""
        nonlocal group
        while ends and ends[0] <= moment:
            end = ends.pop(0)
            flushed(end)
            group = rouse(group, timing, end)
        flushed(moment)
        waiting = {finding.flag: finding.cause.version for finding in group.news}
        assert all(
            versions[flag] in (waiting.get(flag), told[flag].version if flag in told else 0) for flag in versions
        )

    for pause, flag, state in steps:
        now += dt.timedelta(seconds=pause)
        until(now)
        versions[flag] = versions.get(flag, 0) + 1
        group, observed = observe(group, found(flag, versions[flag], state), told.get(flag), timing, now)
        if observed is Observed.ENDED:
            known = told.get(flag)
            told[flag] = Told(versions[flag], known.shown if known else None)
    until(now + dt.timedelta(days=2))
    assert {flag: told[flag].version for flag in versions} == versions
    if timing.digest is None:
        assert all(later - earlier >= timing.group_interval for earlier, later in pairwise(sent_at))
    else:
        assert all(timing.digest.next(at) == at for at in sent_at)
