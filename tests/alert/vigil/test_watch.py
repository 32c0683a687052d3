"""Each trouble is said once as it begins, never before its time, and once when it is over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from schemas.articles import FeedFetched
from services.alert.vigil.outlets import UNKNOWN, patience
from services.alert.vigil.watch import FAILS, LATE, MANY, UNREAD, Kind, Look, Subject, Watch, observe, troubles
from tests.alert.examples import NOON
from tests.alert.vigil.telling import DAY, DESK, HOUR, MINUTE, Operators, delivered, failed, poll, refusal, report


def hourly(outlet: str, start: dt.datetime, hours: int, new: int = 0, *, fails: bool = False) -> list[FeedFetched]:
    return [poll(outlet, start + n * HOUR, new, fails=fails) for n in range(hours)]


def test_an_outlet_may_pause_twice_as_long_as_it_does_again_and_again_and_a_day_at_least():
    assert patience([]) == UNKNOWN
    assert patience([0, 24, 48]) == UNKNOWN
    assert patience([0, 24, 48, 72]) == 2 * DAY
    assert patience(range(100)) == DAY
    nights = [24 * day + hour for day in range(7) for hour in range(8, 20)]
    assert patience(nights) == 26 * HOUR
    assert patience([*nights, 24 * 7 + 200]) == 26 * HOUR, "one long failure is no habit"


def test_an_outlet_that_falls_silent():
    operators = Operators()
    operators.see(hourly("Herald", NOON - 5 * DAY, 120, new=1))
    operators.see([*hourly("Herald", NOON, 24), report(NOON)])
    assert operators.look(NOON + 23 * HOUR) == []
    operators.see(hourly("Herald", NOON + DAY, 2))
    assert operators.look(NOON + 25 * HOUR) == [("began", "outlet Herald")]
    assert operators.look(NOON + 25 * HOUR + MINUTE) == []
    operators.see([poll("Herald", NOON + 26 * HOUR, 1)])
    assert operators.look(NOON + 26 * HOUR) == [("over", "outlet Herald")]


def test_a_feed_that_fails_while_others_answer():
    operators = Operators()
    operators.see(hourly("Courier", NOON, 4, new=1))
    operators.see(hourly("Herald", NOON, 1, new=1))
    operators.see(hourly("Herald", NOON + HOUR, 2, fails=True))
    assert operators.look(NOON + 2 * HOUR) == []
    operators.see(hourly("Herald", NOON + 3 * HOUR, 1, fails=True))
    assert operators.look(NOON + 3 * HOUR) == [("began", "outlet Herald")]
    operators.see([*hourly("Courier", NOON + 4 * HOUR, 1), *hourly("Herald", NOON + 4 * HOUR, 1)])
    assert operators.look(NOON + 4 * HOUR) == [("over", "outlet Herald")]


def test_a_lost_network_is_one_trouble_and_nobody_elses():
    operators = Operators()
    for outlet in ("Herald", "Courier", "Ledger"):
        operators.see(hourly(outlet, NOON, 2, new=1))
        operators.see(hourly(outlet, NOON + 2 * HOUR, 5, fails=True))
    assert operators.look(NOON + 6 * HOUR) == [("began", "fetching")]
    operators.see([poll("Herald", NOON + 7 * HOUR, 1)])
    assert operators.look(NOON + 7 * HOUR) == [("over", "fetching")]
    operators.see(
        [poll("Herald", NOON + 8 * HOUR), *hourly("Courier", NOON + 8 * HOUR, 1), poll("Ledger", NOON + 8 * HOUR)]
    )
    assert operators.look(NOON + 8 * HOUR) == []


def test_what_was_wrong_with_an_outlet_does_not_end_with_the_network():
    operators = Operators()
    operators.see([*hourly("Courier", NOON, 4), *hourly("Herald", NOON, 4, fails=True)])
    assert operators.look(NOON + 3 * HOUR) == [("began", "outlet Herald")]
    operators.see(
        [*hourly("Courier", NOON + 4 * HOUR, 2, fails=True), *hourly("Herald", NOON + 4 * HOUR, 2, fails=True)]
    )
    assert operators.look(NOON + 5 * HOUR) == [("began", "fetching")]
    operators.see(hourly("Courier", NOON + 6 * HOUR, 1))
    assert operators.look(NOON + 6 * HOUR) == [("over", "fetching")]


def test_an_outlet_taken_from_the_configuration_is_in_no_trouble():
    operators = Operators()
    operators.see([*hourly("Courier", NOON, 4), *hourly("Herald", NOON, 4, fails=True)])
    assert operators.look(NOON + 3 * HOUR) == [("began", "outlet Herald")]
    operators.see(hourly("Courier", NOON + 4 * HOUR, 26, new=1))
    assert operators.look(NOON + 29 * HOUR) == [("over", "outlet Herald")]


def test_feeds_that_nobody_polls_any_more():
    operators = Operators()
    operators.see([poll("Herald", NOON, 1)])
    due = NOON + HOUR
    assert operators.look(due + LATE - MINUTE) == []
    assert operators.look(due + DAY, since=due + DAY - MINUTE) == [], "it has only just been started again"
    assert operators.look(due + LATE) == [("began", "polling")]
    assert operators.look(due + DAY, since=due + DAY - MINUTE) == [], "a restart ends nothing"
    operators.see([poll("Herald", due + DAY, 1)])
    assert operators.look(due + DAY) == [("over", "polling")]


def test_articles_that_nobody_reads():
    operators = Operators()
    operators.see([report(NOON), poll("Herald", NOON + 10 * MINUTE, UNREAD - 1)])
    assert operators.look(NOON + HOUR) == [], "so many may state nothing"
    operators.see([poll("Herald", NOON + HOUR, 1)])
    assert operators.look(NOON + HOUR + LATE) == []
    assert operators.look(NOON + 2 * HOUR, since=NOON + 2 * HOUR - MINUTE) == [], "reading has only just begun"
    assert operators.look(NOON + 2 * HOUR) == [("began", "reading")]
    operators.see([report(NOON + 2 * HOUR)])
    assert operators.look(NOON + 2 * HOUR + MINUTE) == [("over", "reading")]


def test_a_receiver_that_takes_nothing():
    operators = Operators()
    assert operators.look(NOON + LATE - MINUTE, {DESK: NOON}) == []
    assert operators.look(NOON + LATE, {DESK: NOON}) == [("began", "receiver desk slack/C0DESK")]
    assert operators.look(NOON + 2 * LATE, {DESK: NOON}) == []
    operators.see([delivered(NOON + 2 * LATE)])
    assert operators.look(NOON + 2 * LATE) == [("over", "receiver desk slack/C0DESK")]


def test_a_receiver_that_refused_its_last_notice():
    operators = Operators()
    operators.see([failed(NOON), delivered(NOON - HOUR)])
    assert operators.look(NOON) == [("began", "receiver desk slack/C0DESK")]
    assert operators.look(NOON, lanes=()) == [("over", "receiver desk slack/C0DESK")]


def test_rejects_that_rise_and_fall():
    operators = Operators()
    operators.see(refusal(NOON, n) for n in range(MANY - 1))
    assert operators.look(NOON) == []
    operators.see([refusal(NOON)])
    assert operators.look(NOON) == [("began", "rejects")]
    operators.see(refusal(NOON + HOUR, n) for n in range(MANY // 2))
    assert operators.look(NOON + HOUR) == [], "they have not fallen by half"
    assert operators.look(NOON + 3 * HOUR) == [("over", "rejects")]


def test_as_many_rejects_as_ever_are_no_trouble():
    operators = Operators()
    operators.see(refusal(NOON + hour * HOUR, n) for hour in range(-160, 1) for n in range(MANY))
    assert operators.look(NOON) == []


POLLS = st.lists(
    st.tuples(st.sampled_from(["Herald", "Courier", "Ledger"]), st.integers(1, 6), st.integers(0, 3), st.booleans()),
    max_size=80,
)


def told(polls: list[tuple[str, int, int, bool]]) -> list[FeedFetched]:
    """Polls one after another, of which those that fail find nothing new."""
    now, events = NOON, []
    for outlet, hours, new, fails in polls:
        now += hours * HOUR
        events.append(poll(outlet, now, 0 if fails else new, fails=fails))
    return events


@given(POLLS)
def test_each_trouble_is_said_once_never_before_its_time_and_ends_once(polls):
    operators, seen = Operators(), defaultdict(list)
    for event in told(polls):
        operators.see([event])
        seen[event.outlet].append(event)
        operators.look(event.fetched_at)
        operators.look(event.fetched_at)
        for at, what, subject in operators.heard:
            if (at, what, subject.kind) == (event.fetched_at, "began", Kind.OUTLET):
                own = seen[subject.name]
                failing = next((n for n, old in enumerate(reversed(own)) if old.error is None), len(own))
                fails = failing and own[-1].fetched_at - own[-failing].fetched_at >= FAILS
                silent = not any(old.new and own[-1].fetched_at - old.fetched_at < DAY for old in own)
                assert fails or silent
    for subject in {subject for _, _, subject in operators.heard}:
        heard = [what for _, what, about in operators.heard if about == subject]
        assert heard == (["began", "over"] * len(heard))[: len(heard)]


@given(POLLS, st.randoms())
def test_the_log_may_give_feeds_in_any_order(polls, random):
    in_order, mixed = Watch(), Watch()
    events = told(polls)
    for event in events:
        observe(in_order, event, event.fetched_at)
    left = {outlet: [event for event in events if event.outlet == outlet] for outlet in {e.outlet for e in events}}
    while any(left.values()):
        queue = random.choice([queue for queue in left.values() if queue])
        observe(mixed, event := queue.pop(0), event.fetched_at)
    look = Look(NOON + 40 * DAY, NOON, (), {}, frozenset[Subject]())
    assert troubles(mixed, look) == troubles(in_order, look)
