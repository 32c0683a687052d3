"""Benchmarks speak in ratios of pairs measured in turns."""

from __future__ import annotations

from bench.ratios import compare, line, spread


def test_a_spread_has_the_least_the_middle_and_the_most():
    assert spread([3, 1, 2, 10, 2.5]) == (1, 2.5, 10)


async def test_ratios_are_of_pairs_and_the_one_that_begins_changes():
    order, rates = [], iter([10.0, 20.0, 30.0])

    async def ours():
        order.append("ours")
        return next(rates)

    async def theirs():
        order.append("theirs")
        return 10.0

    found = await compare("example", ours, theirs, repeats=3)
    assert found.ratio == (1, 2, 3)
    assert order == ["ours", "theirs", "theirs", "ours", "ours", "theirs"]


async def test_a_line_says_whether_what_was_to_be_reached_is():
    async def rate():
        return 10.0

    found = await compare("example", rate, rate, repeats=1)
    assert line(found, "records/s", reach=1.0).endswith("to reach 1.00: reached")
    assert line(found, "records/s", reach=1.1).endswith("to reach 1.10: NOT reached")
