"""Keys lie where Kafka's own clients put them."""

from __future__ import annotations

import pytest
from aiokafka.partitioner import DefaultPartitioner
from hypothesis import example, given
from hypothesis import strategies as st

from schemas.topics import PARTITIONS, control_key, partition_of

ALL = list(range(PARTITIONS))


@given(key=st.binary())
@example(key=b"")
@example(key=b"\xff\xff\xff")
def test_a_key_lies_where_kafkas_default_partitioner_puts_it(key):
    assert partition_of(key) == DefaultPartitioner()(key, ALL, ALL)


@pytest.mark.parametrize("partition", ALL)
def test_a_control_key_lies_in_its_partition(partition):
    assert partition_of(control_key(partition).encode()) == partition


@pytest.mark.parametrize("partition", [-1, PARTITIONS])
def test_a_partition_that_is_none_has_no_control_key(partition):
    with pytest.raises(ValueError, match="no partition"):
        control_key(partition)
