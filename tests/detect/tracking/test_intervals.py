"""The published table of widths, row by row."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.values import Modality, Quantity
from services.detect.tracking.intervals import gap, interval, middle, outer_gap
from tests.detect.examples import quantity

# figure: core low, core high, outer low, outer high
TABLE = [
    (quantity(10_432), 10_432, 10_432, 10_432, 10_432),
    (quantity(31), 31, 31, 31, 31),
    (quantity(900), 900, 900, 900, 900),
    (quantity(10_000), 10_000, 10_000, 9_500, 10_500),
    (quantity(1_000, Modality.ABOUT), 950, 1_050, 800, 1_200),
    (quantity(None, Modality.RANGE, low=11_000, high=12_000), 11_000, 12_000, 11_000, 12_000),
    (quantity(None, Modality.VAGUE, low=20, high=100), 20, 100, 16, 120),
    (quantity(10, Modality.AT_LEAST), 10, None, 10, None),
    (quantity(10, Modality.MORE_THAN), 10, None, 10, None),
    (quantity(10, Modality.AT_MOST), None, 10, None, 10),
    (quantity(10, Modality.LESS_THAN), None, 10, None, 10),
]


@pytest.mark.parametrize(("figure", "low", "high", "outer_low", "outer_high"), TABLE)
def test_wording_is_as_wide_as_the_table_says(
    figure: Quantity, low: int, high: int, outer_low: int, outer_high: int
) -> None:
    found = interval(figure)
    assert (found.low, found.high, found.outer_low, found.outer_high) == (low, high, outer_low, outer_high)


@pytest.mark.parametrize(
    ("left", "right", "core", "outer"),
    [
        (quantity(10_000), quantity(12_000), 2_000, 900),  # 10,500 to 11,400
        (quantity(10_000), quantity(10_400), 400, 0),
        (quantity(10, Modality.AT_LEAST), quantity(12), 0, 0),
        (quantity(10, Modality.AT_LEAST), quantity(8), 2, 2),
        (quantity(10, Modality.AT_MOST), quantity(12), 2, 2),
        (quantity(None, Modality.RANGE, low=11, high=13), quantity(12), 0, 0),
    ],
)
def test_gap_is_what_lies_between_and_has_no_sides(left: Quantity, right: Quantity, core: int, outer: int) -> None:
    a, b = interval(left), interval(right)
    assert gap(a, b) == gap(b, a) == core
    assert outer_gap(a, b) == outer_gap(b, a) == outer


NUMBERS = st.integers(0, 10**9)
QUANTITIES = st.one_of(
    st.builds(
        quantity,
        NUMBERS,
        st.sampled_from([Modality.EXACT, Modality.ABOUT, Modality.AT_LEAST, Modality.AT_MOST, Modality.LESS_THAN]),
    ),
    st.builds(lambda low, more: quantity(None, Modality.RANGE, low=low, high=low + more), NUMBERS, NUMBERS),
    st.builds(lambda low, more: quantity(None, Modality.VAGUE, low=low, high=low + more), NUMBERS, NUMBERS),
)


@given(QUANTITIES, QUANTITIES)
def test_outer_contains_core_and_so_gaps_shrink(left: Quantity, right: Quantity) -> None:
    a, b = interval(left), interval(right)
    assert outer_gap(a, b) <= gap(a, b)
    assert gap(a, a) == outer_gap(a, a) == 0
    for figure, found in ((left, a), (right, b)):
        low, high = found.outer_low or Decimal(0), found.outer_high or Decimal("inf")
        assert low <= middle(figure) <= high
