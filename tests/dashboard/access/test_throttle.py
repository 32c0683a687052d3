from __future__ import annotations

import datetime as dt

from services.dashboard.access.throttle import FREE, LONGEST, MOST, Throttle, pause

NOON = dt.datetime(2025, 2, 1, 12, tzinfo=dt.UTC)


def test_a_few_wrong_passwords_cost_nothing_and_then_the_wait_doubles() -> None:
    waits = [pause(failures).total_seconds() for failures in range(FREE + 4)]
    assert waits == [0] * (FREE + 1) + [2, 4, 8]


def test_no_wait_is_longer_than_the_longest() -> None:
    assert pause(1_000) == LONGEST


def test_the_wait_runs_down_and_ends_with_the_right_password() -> None:
    throttle = Throttle()
    for _ in range(FREE + 3):
        throttle.failed("anna", NOON)
    assert throttle.wait("anna", NOON) == dt.timedelta(seconds=8)
    assert throttle.wait("anna", NOON + dt.timedelta(seconds=5)) == dt.timedelta(seconds=3)
    assert not throttle.wait("anna", NOON + dt.timedelta(seconds=9))
    assert not throttle.wait("bert", NOON)
    throttle.passed("anna")
    assert not throttle.wait("anna", NOON)


def test_what_is_remembered_is_bounded() -> None:
    throttle = Throttle()
    for _ in range(FREE + 1):
        throttle.failed("anna", NOON)
    for number in range(MOST):
        throttle.failed(f"guess-{number}", NOON)
    assert not throttle.wait("anna", NOON)
