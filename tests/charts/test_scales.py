from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from services.charts.axes import number_label
from services.charts.scales import Scale, day_label, day_ticks, days_around, number_ticks, span_of

NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2100, 1, 1))


@given(NUMBERS, NUMBERS)
def test_places_keep_the_order_of_values(one: float, other: float) -> None:
    scale = Scale(-1e12, 1e12, 300, 20)
    assert (scale.at(one) >= scale.at(other)) is (scale.at(one) == scale.at(other) or one < other)
    assert 20 <= scale.at(one) <= 300


def test_what_lies_beyond_an_end_is_put_at_it() -> None:
    assert Scale(0, 10, 0, 100).at(12) == 100


@given(st.lists(NUMBERS, min_size=1))
def test_a_span_holds_its_values_and_is_never_empty(values: list[float]) -> None:
    low, high = span_of(values, 0.1)
    assert low <= min(values)
    assert max(values) <= high
    assert low < high


@given(st.lists(st.floats(700_000, 740_000), min_size=1))
def test_days_have_days_around_them(days: list[float]) -> None:
    first, last = days_around(days, 0.1)
    assert first <= min(days)
    assert max(days) <= last
    assert last - first >= 2.999


def test_one_day_stands_in_the_middle_of_three() -> None:
    assert days_around([10.5], 0.1) == (9.0, 12.0)


@given(st.floats(-1e9, 1e9), st.floats(1e-3, 1e9), st.integers(2, 8))
def test_number_ticks_are_few_and_within(low: float, wide: float, most: int) -> None:
    ticks = number_ticks(low, low + wide, most)
    assert len(ticks) <= most + 1
    slack = wide * 1e-6 + abs(low) * 1e-9
    assert all(low - slack <= tick <= low + wide + slack for tick in ticks)


def test_number_ticks_are_round() -> None:
    assert number_ticks(9_100, 13_400, 5) == [10_000, 11_000, 12_000, 13_000]


@given(DAYS, st.integers(0, 40_000), st.integers(2, 12))
def test_day_ticks_are_few_and_within(first: dt.date, days: int, most: int) -> None:
    last = first + dt.timedelta(days=days)
    ticks = day_ticks(first, last, most)
    assert ticks == sorted(set(ticks))
    assert all(first <= tick <= last for tick in ticks)
    assert len(ticks) <= most


def test_day_ticks_are_as_a_calendar_has_them() -> None:
    january = dt.date(2025, 1, 1)
    assert day_ticks(january, dt.date(2025, 1, 31), 5) == [dt.date(2025, 1, day) for day in (6, 13, 20, 27)]
    assert day_ticks(january, dt.date(2025, 6, 30), 6) == [dt.date(2025, month, 1) for month in range(1, 7)]
    assert day_ticks(dt.date(2024, 11, 20), dt.date(2026, 2, 1), 6) == [
        dt.date(2025, 1, 1), dt.date(2025, 4, 1), dt.date(2025, 7, 1), dt.date(2025, 10, 1), dt.date(2026, 1, 1),
    ]  # fmt: skip


def test_labels_are_as_short_as_their_meaning() -> None:
    assert [number_label(number) for number in (12_000, 0.5, 1_500_000, -3e9, 2e12)] == [
        "12,000", "0.5", "1.5 m", "-3 bn", "2 tn",
    ]  # fmt: skip
    year, next_year = dt.date(2025, 1, 1), dt.date(2026, 1, 1)
    assert day_label(dt.date(2025, 1, 6), year, year) == "6 Jan"
    assert day_label(dt.date(2025, 4, 1), year, next_year) == "Apr 2025"
