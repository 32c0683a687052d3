"""Batches under Faust: what was taken in is passed over, and what is missing is noticed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.detect.batches import Gap, unseen
from services.eventlog.port import Record

MOMENT = dt.datetime(2025, 1, 30, tzinfo=dt.UTC)


def record(partition: int, offset: int) -> Record:
    return Record("statements", partition, offset, MOMENT, "key", (), b"")


def test_what_the_states_include_is_passed_over() -> None:
    batch = [record(3, offset) for offset in (4, 5, 6)]
    assert unseen(batch, lambda _: 6) == batch[2:]


def test_what_comes_twice_in_a_batch_is_taken_in_once() -> None:
    batch = [record(3, offset) for offset in (0, 1, 0, 1, 2)]
    assert unseen(batch, lambda _: 0) == [batch[0], batch[1], batch[4]]


def test_a_missing_record_is_named() -> None:
    with pytest.raises(Gap, match="statements/3/7 came where offset 6 is next"):
        unseen([record(3, 5), record(3, 7)], lambda _: 5)


def test_partitions_have_positions_of_their_own() -> None:
    batch = [record(1, 0), record(2, 9), record(1, 1), record(2, 10)]
    assert unseen(batch, {1: 0, 2: 9}.__getitem__) == batch


@given(st.lists(st.integers(0, 12), max_size=30), st.integers(0, 12))
def test_it_yields_each_offset_once_and_in_order_or_tells_of_a_gap(offsets: list[int], position: int) -> None:
    try:
        found = unseen([record(0, offset) for offset in offsets], lambda _: position)
    except Gap:
        assert any(offset > position for offset in offsets)
    else:
        assert [item.offset for item in found] == list(range(position, position + len(found)))
        assert all(offset < position + len(found) for offset in offsets)
