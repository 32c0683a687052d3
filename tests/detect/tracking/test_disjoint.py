"""Disjoint sets: what is joined is one, in whatever order, and goes by its least number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.detect.tracking.disjoint import Disjoint

JOINS = st.lists(st.lists(st.integers(0, 9), max_size=4), max_size=6)


@given(JOINS)
def test_numbers_are_of_one_set_if_joins_lead_from_one_to_the_other(joins: list[list[int]]) -> None:
    sets = Disjoint(10)
    for numbers in joins:
        sets.join(numbers)
    reached = {number: {number} for number in range(10)}
    for _ in joins:
        for numbers in joins:
            together = set().union(*(reached[number] for number in numbers))
            for number in together:
                reached[number] = reached[number] | together
    assert [sets.of(number) for number in range(10)] == [min(reached[number]) for number in range(10)]
