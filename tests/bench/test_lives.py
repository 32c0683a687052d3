"""A track's life: what it costs, how large states are, and how long a queue keeps one waiting."""

from __future__ import annotations

from itertools import islice

import pytest

from bench.lives import ageing, costs, delays, life, share, sizes
from schemas.statements import DayCame, Reported
from services.detect.tracking.track import MAX_STATE_BYTES


def test_a_life_has_a_report_an_hour_and_a_tick_a_day():
    told = list(islice(life(1), 50))
    assert [number for number, event in enumerate(told) if isinstance(event, DayCame)] == [0, 25]
    reports = [event for event in told if isinstance(event, Reported)]
    assert len({event.article for event in reports}) == len(reports) == 48
    assert {event.track for event in reports} == {"actor/norland/soldier"}


def test_the_same_seed_gives_the_same_life():
    assert list(islice(life(1), 30)) == list(islice(life(1), 30)) != list(islice(life(2), 30))


def test_each_record_has_a_cost():
    assert all(cost > 0 for cost in costs(islice(life(1), 5)))


def test_a_track_is_measured_at_each_age():
    assert [age for age, spent in ageing([40, 80], 4) if spent.low > 0] == [40, 80]


def test_a_state_stays_within_its_bound_for_life():
    [size] = sizes(islice(life(1), 200))
    assert MAX_STATE_BYTES / 2 < size <= MAX_STATE_BYTES


def test_a_queue_s_delay_is_its_own_cost_and_what_is_left_of_those_before():
    assert delays([3, 1, 1, 1], 2) == [3, 2, 1, 1]


@pytest.mark.parametrize(("part", "value"), [(0, 1), (0.5, 3), (0.95, 4), (1, 4)])
def test_a_share_of_the_values_lies_below(part: float, value: int):
    assert share([1, 2, 3, 4], part) == value
