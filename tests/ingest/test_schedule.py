"""When feeds are due, and hosts' turns."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.ingest import schedule
from services.ingest.outlets import Settings
from services.ingest.schedule import NOTHING_ASKED, Asked, Rhythm

NOON = dt.datetime(2025, 3, 12, 12, tzinfo=dt.UTC)
SETTINGS = Settings(contact="desk@claimwatch.example", min_interval_seconds=300, max_interval_seconds=3600)
MINUTE = dt.timedelta(minutes=1)

polls = st.lists(st.tuples(st.booleans(), st.booleans()), max_size=60)
spans = st.none() | st.timedeltas(dt.timedelta(0), dt.timedelta(days=900))


def after(*outcomes: tuple[bool, bool]) -> Rhythm:
    rhythm = schedule.first(SETTINGS)
    for changed, failed in outcomes:
        rhythm = schedule.learn(rhythm, changed=changed, failed=failed, settings=SETTINGS)
    return rhythm


def test_a_quiet_feed_is_polled_ever_more_rarely_and_a_change_brings_it_back() -> None:
    quiet = after(*[(False, False)] * 6)
    assert quiet.interval > 3 * after().interval
    assert after(*[(False, False)] * 6, (True, False)).interval == quiet.interval / 2
    assert after(*[(False, False)] * 50).interval == dt.timedelta(hours=1)


def test_failures_back_off_and_leave_the_interval_alone() -> None:
    waits = [schedule.next_at(after(*[(False, True)] * n), NOON, NOTHING_ASKED, SETTINGS, 0.99) for n in (1, 2, 3, 9)]
    assert waits == sorted(waits)
    assert waits[-1] <= NOON + dt.timedelta(hours=1)
    assert after((False, True), (False, True)).interval == after().interval
    assert after((False, True), (False, False)).failures == 0


def test_jitter_spreads_feeds_that_fail_together() -> None:
    failed = after((False, True))
    moments = [schedule.next_at(failed, NOON, NOTHING_ASKED, SETTINGS, chance / 10) for chance in range(10)]
    assert len(set(moments)) == 10


@given(polls, spans, spans, st.floats(0, 1, exclude_max=True))
def test_a_feed_is_due_within_its_bounds(
    history: list[tuple[bool, bool]], fresh_for: dt.timedelta | None, retry: dt.timedelta | None, chance: float
) -> None:
    wait = schedule.next_at(after(*history), NOON, Asked(fresh_for, retry), SETTINGS, chance) - NOON
    assert 2.5 * MINUTE <= wait <= dt.timedelta(days=1)
    if retry is not None:
        assert wait >= min(retry, dt.timedelta(days=1))
    elif fresh_for is not None:
        assert wait >= min(fresh_for, dt.timedelta(hours=1))
    else:
        assert wait <= 66 * MINUTE


@pytest.mark.parametrize(
    ("headers", "fresh_for", "retry_after"),
    [
        ({"cache-control": "public, Max-Age=600"}, 600, None),
        ({"cache-control": 's-maxage=5, max-age="60"'}, 60, None),
        ({"cache-control": "s-maxage=5"}, None, None),
        ({"retry-after": "120"}, None, 120),
        ({"retry-after": "Wed, 12 Mar 2025 12:02:00 GMT"}, None, 120),
        ({"retry-after": "Wed, 12 Mar 2025 11:02:00 GMT"}, None, 0),
        ({"retry-after": "soon", "cache-control": "max-age=-1"}, None, None),
        ({}, None, None),
    ],
)
def test_what_an_answer_asks_for(headers: dict[str, str], fresh_for: int | None, retry_after: int | None) -> None:
    asked = schedule.asked(headers, NOON)
    assert asked.fresh_for == (None if fresh_for is None else dt.timedelta(seconds=fresh_for))
    assert asked.retry_after == (None if retry_after is None else dt.timedelta(seconds=retry_after))


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_header_can_be_read(cache_control: str, retry_after: str) -> None:
    schedule.asked({"cache-control": cache_control, "retry-after": retry_after}, NOON)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(0, 3)), max_size=40))
def test_requests_to_one_host_keep_their_distance(requests: list[tuple[str, float]]) -> None:
    now, turns, starts = 0.0, {}, {}
    for host, later in requests:
        now += later
        wait, turns = schedule.turn(turns, host, now, 1.0)
        assert wait >= 0
        assert now + wait >= starts.get(host, -1.0) + 1.0 - 1e-9
        starts[host] = now + wait
        assert len(turns) <= 3


def test_turns_that_are_over_are_forgotten() -> None:
    _, turns = schedule.turn({"old": 1.0, "waiting": 9.0}, "new", 5.0, 1.0)
    assert turns == {"waiting": 9.0, "new": 6.0}
